"""tf.dtypes: a dtype is torch's of the same name."""

import torch as _torch
from torch import bfloat16, bool, complex64, complex128, double, float16, float32, float64, half, int8, int16, int32
from torch import int64, uint8

DType = _torch.dtype
uint16 = _torch.int32
uint32 = _torch.int64
uint64 = _torch.int64

#: Tensors of text have a shape and no values: their dtype only needs to be one.
string = "string"
variant = resource = "string"

qint8 = _torch.int8
quint8 = _torch.uint8


def as_dtype(type_value):
    from keras.src.dtypes import torch_dtype

    return torch_dtype(type_value)


def cast(x, dtype, name=None):
    import tensorflow

    return tensorflow.cast(x, dtype)


def complex(real, imag, name=None):
    import tensorflow

    return tensorflow.math.complex(real, imag)


def saturate_cast(value, dtype, name=None):
    return cast(value, dtype)
