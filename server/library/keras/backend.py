"""keras.backend: settings, and the functions that Keras 2 had here."""

from keras.src.compute import (
    abs,
    all,
    any,
    arange,
    argmax,
    argmin,
    cast,
    clip,
    cos,
    cumprod,
    cumsum,
    elu,
    equal,
    exp,
    expand_dims,
    eye,
    flip as reverse,
    greater,
    greater_equal,
    hard_sigmoid,
    less,
    less_equal,
    log,
    logsumexp,
    matmul,
    max,
    maximum,
    mean,
    min,
    minimum,
    not_equal,
    one_hot,
    ones,
    ones_like,
    prod,
    relu,
    repeat,
    reshape,
    round,
    shape,
    sigmoid,
    sign,
    sin,
    softmax,
    softplus,
    softsign,
    sqrt,
    square,
    squeeze,
    stack,
    std,
    stop_gradient,
    sum,
    tanh,
    tile,
    transpose,
    var,
    zeros,
    zeros_like,
)
from keras.src.compute import concatenate as _concatenate
from keras.src.compute import dot as _dot
from keras.src.compute import power as pow
from keras.src.compute.core import convert_to_tensor, convert_to_numpy, is_tensor
from keras.src.dtypes import dtype_name as standardize_dtype
from keras.src.graph import KerasTensor, clear_names, is_keras_tensor, static_shape
from keras.src.graph import auto_name as _auto_name
from keras.src.policies import floatx, set_floatx
from keras.src.variables import Variable

_data_format = ["channels_last"]
_epsilon = [1e-7]
variable = Variable


def backend():
    return "torch"


def image_data_format():
    return _data_format[-1]


def set_image_data_format(data_format):
    _data_format.append(str(data_format))


def standardize_data_format(data_format):
    if data_format is None:
        return image_data_format()
    name = str(data_format).lower()
    if name not in ("channels_first", "channels_last"):
        raise ValueError(
            "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received:"
            f" data_format={data_format}"
        )
    return name


def epsilon():
    return _epsilon[-1]


def set_epsilon(value):
    _epsilon.append(value)


class name_scope:
    def __init__(self, name, **kwargs):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


def get_uid(prefix=""):
    from keras.src.graph import _names

    _names[prefix] = _names.get(prefix, 0) + 1
    return _names[prefix]


def clear_session(free_memory=True):
    clear_names()


reset_uids = clear_session


def int_shape(x):
    return x.shape if is_keras_tensor(x) else static_shape(x)


def ndim(x):
    return len(x.shape)


def dtype(x):
    return standardize_dtype(x.dtype)


def learning_phase():
    return 0


def set_learning_phase(value):
    return None


def is_float_dtype(dtype):
    return "float" in standardize_dtype(dtype)


def is_int_dtype(dtype):
    return "int" in standardize_dtype(dtype)


def result_type(*dtypes):
    names = [standardize_dtype(dtype) for dtype in dtypes]
    floats = [name for name in names if "float" in name]
    return floats[0] if floats else names[0]


# Keras 2's own names


def concatenate(tensors, axis=-1):
    return _concatenate(tensors, axis)


def dot(x, y):
    return _dot(x, y)


def batch_dot(x, y, axes=None):
    from keras.src.layers.merging import batch_dot as product

    return product(x, y, axes)


def batch_flatten(x):
    return reshape(x, (x.shape[0], -1))


def flatten(x):
    return reshape(x, (-1,))


def permute_dimensions(x, pattern):
    return transpose(x, pattern)


def l2_normalize(x, axis=None):
    import torch

    return torch.nn.functional.normalize(x, dim=-1 if axis is None else axis)


def switch(condition, then_expression, else_expression):
    from keras.src.compute import where

    return where(condition, then_expression, else_expression)


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    import torch

    return torch.randn(tuple(shape))


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    import torch

    return torch.rand(tuple(shape))


def constant(value, dtype=None, shape=None, name=None):
    return convert_to_tensor(value, dtype)


def binary_crossentropy(target, output, from_logits=False):
    from keras.src.compute.nn import binary_crossentropy as loss

    return loss(target, output, from_logits)


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    from keras.src.compute.nn import categorical_crossentropy as loss

    return loss(target, output, from_logits, axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    from keras.src.compute.nn import sparse_categorical_crossentropy as loss

    return loss(target, output, from_logits, axis)


def get_value(x):
    return x


def set_value(x, value):
    return None


def count_params(x):
    return x.numel()
