"""tf.compat.v1: TensorFlow's names, as they are called in that version."""

import tensorflow as _tensorflow
from _floplens import unknown as _unknown


def disable_eager_execution():
    return None


enable_eager_execution = disable_v2_behavior = enable_v2_behavior = disable_eager_execution
disable_v2_tensorshape = enable_v2_tensorshape = enable_resource_variables = disable_resource_variables = (
    reset_default_graph
) = disable_eager_execution


def set_random_seed(seed):
    return None


def global_variables_initializer():
    return None


local_variables_initializer = tables_initializer = global_variables_initializer


def placeholder(dtype, shape=None, name=None):
    return _unknown("what is fed to a placeholder of TensorFlow 1")


def get_variable(name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=None, **kwargs):
    from keras.src.variables import Variable

    return Variable(None, shape=shape, dtype=dtype, trainable=trainable is not False, name=name)


class ConfigProto:
    def __init__(self, **kwargs):
        self.gpu_options = GPUOptions()


class GPUOptions:
    allow_growth = False

    def __init__(self, **kwargs):
        pass


class logging:
    ERROR = 40
    INFO = 20
    WARN = 30
    DEBUG = 10

    @staticmethod
    def set_verbosity(level):
        return None

    @staticmethod
    def info(*args, **kwargs):
        return None

    warn = warning = error = debug = info


class InteractiveSession(_tensorflow.Session):
    pass


def __getattr__(name):
    return getattr(_tensorflow, name)
