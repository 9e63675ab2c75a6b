"""tf.compat.v2: TensorFlow's names, as they are called in that version."""

import tensorflow as _tensorflow


def __getattr__(name):
    return getattr(_tensorflow, name)
