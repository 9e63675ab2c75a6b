"""tf.image."""

from tensorflow._ops import image as _functions
from tensorflow._symbolic import public as _public


def __getattr__(name):
    found = _public(_functions, name, "tensorflow.image")
    globals()[name] = found
    return found
