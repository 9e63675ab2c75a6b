"""tf.experimental.numpy: keras.ops has the same functions."""

from keras import ops as _ops


def experimental_enable_numpy_behavior(prefer_float32=False, dtype_conversion_mode="legacy"):
    return None


def __getattr__(name):
    return getattr(_ops, name)
