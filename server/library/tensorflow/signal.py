"""tf.signal."""

from tensorflow._ops import signal as _functions
from tensorflow._symbolic import public as _public


def __getattr__(name):
    return _public(_functions, name, "tensorflow.signal")
