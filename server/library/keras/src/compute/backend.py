"""What Keras 2 had in keras.backend beside what keras.ops have."""

import torch

from keras.src.compute.core import _f, _t, convert_to_tensor
from keras.src.compute.nn import (
    average_pool,
    binary_crossentropy,
    categorical_crossentropy,
    conv,
    conv_transpose,
    depthwise_conv,
    max_pool,
    separable_conv,
    sparse_categorical_crossentropy,
)
from keras.src.compute.numpy import concatenate as _concatenate
from keras.src.compute.numpy import dot as _dot
from keras.src.compute.numpy import flip as reverse
from keras.src.compute.elementwise import power as pow
from keras.src.compute.elementwise import where


def concatenate(tensors, axis=-1):
    return _concatenate(tensors, axis)


def dot(x, y):
    return _dot(x, y)


def batch_dot(x, y, axes=None):
    from keras.src.layers.merging import batch_dot as product

    return product(_t(x), _t(y), axes)


def batch_flatten(x):
    x = _t(x)
    return x.reshape((x.shape[0], -1))


def flatten(x):
    return _t(x).reshape(-1)


def permute_dimensions(x, pattern):
    return _t(x).permute(tuple(pattern))


def gather(reference, indices):
    from keras.src.compute.numpy import take

    return take(reference, indices, 0)


def repeat(x, n):
    x = _t(x)
    return x.unsqueeze(1).expand(x.shape[0], n, x.shape[1])


def repeat_elements(x, rep, axis):
    return torch.repeat_interleave(_t(x), rep, dim=axis)


def l2_normalize(x, axis=None):
    x = _f(x)
    if axis is None:
        return x / torch.sqrt(torch.sum(torch.square(x)))
    return torch.nn.functional.normalize(x, dim=axis)


def switch(condition, then_expression, else_expression):
    if callable(then_expression):
        then_expression, else_expression = then_expression(), else_expression()
    return where(condition, then_expression, else_expression)


def in_train_phase(x, alt, training=None):
    chosen = x if training else alt
    return chosen() if callable(chosen) else chosen


def in_test_phase(x, alt, training=None):
    return in_train_phase(alt, x, training)


def dropout(x, level, noise_shape=None, seed=None):
    return torch.nn.functional.dropout(_f(x), level, True)


def bias_add(x, bias, data_format=None):
    from keras import backend

    x, bias = _t(x), _t(bias)
    if backend.standardize_data_format(data_format) == "channels_first" and x.dim() > 2:
        return x + bias.reshape((1, -1, *(1,) * (x.dim() - 2)))
    return x + bias


def conv1d(x, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    return conv(x, kernel, strides, padding, data_format, dilation_rate)


def conv2d(x, kernel, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1)):
    return conv(x, kernel, strides, padding, data_format, dilation_rate)


def conv3d(x, kernel, strides=(1, 1, 1), padding="valid", data_format=None, dilation_rate=(1, 1, 1)):
    return conv(x, kernel, strides, padding, data_format, dilation_rate)


def depthwise_conv2d(x, depthwise_kernel, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1)):
    return depthwise_conv(x, depthwise_kernel, strides, padding, data_format, dilation_rate)


def pool2d(x, pool_size, strides=(1, 1), padding="valid", data_format=None, pool_mode="max"):
    return (max_pool if pool_mode == "max" else average_pool)(x, pool_size, strides, padding, data_format)


def pool3d(x, pool_size, strides=(1, 1, 1), padding="valid", data_format=None, pool_mode="max"):
    return (max_pool if pool_mode == "max" else average_pool)(x, pool_size, strides, padding, data_format)


def resize_images(x, height_factor, width_factor, data_format, interpolation="nearest"):
    from keras.src.compute.image import resize

    x = _t(x)
    height, width = x.shape[1:3] if data_format == "channels_last" else x.shape[2:4]
    return resize(x, (height * height_factor, width * width_factor), interpolation, data_format=data_format)


def spatial_2d_padding(x, padding=((1, 1), (1, 1)), data_format=None):
    from keras import backend

    (top, bottom), (left, right) = padding
    last = backend.standardize_data_format(data_format) == "channels_last"
    return torch.nn.functional.pad(_t(x), (*(0, 0) * last, left, right, top, bottom))


def temporal_padding(x, padding=(1, 1)):
    return torch.nn.functional.pad(_t(x), (0, 0, *padding))


def cast_to_floatx(x):
    from keras.src.policies import floatx

    return convert_to_tensor(x, floatx())


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return torch.randn(tuple(shape))


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return torch.rand(tuple(shape))


truncated_normal = random_normal


def random_bernoulli(shape, p=0.0, dtype=None, seed=None):
    return torch.rand(tuple(shape))


random_binomial = random_bernoulli


def constant(value, dtype=None, shape=None, name=None):
    made = convert_to_tensor(value, dtype)
    return made if shape is None else made.expand(tuple(shape))


def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    y_pred = _f(y_pred)
    return torch.sum(torch.log_softmax(y_pred, dim=-1), dim=(1, 2)).unsqueeze(1)


def map_fn(fn, elems, name=None, dtype=None):
    from keras.src.compute.core import map

    return map(fn, elems)


def print_tensor(x, message="", summarize=3):
    return x


def identity(x, name=None):
    return x


def update(x, new_x):
    return new_x


def update_add(x, increment):
    return x + increment


def update_sub(x, decrement):
    return x - decrement


def eval(x):
    return x


def get_value(x):
    return x


def set_value(x, value):
    return None


def batch_get_value(tensors):
    return tensors


def batch_set_value(tuples):
    return None
