"""tf.linalg."""

from tensorflow._ops import linalg as _functions
from tensorflow._symbolic import public as _public


def __getattr__(name):
    return _public(_functions, name, "tensorflow.linalg")
