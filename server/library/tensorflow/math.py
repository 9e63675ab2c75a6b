"""tf.math."""

from tensorflow._ops import math as _functions
from tensorflow._symbolic import public as _public


def __getattr__(name):
    found = _public(_functions, name, "tensorflow.math")
    globals()[name] = found
    return found
