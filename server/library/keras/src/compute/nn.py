"""keras.ops.nn: activations, convolutions, pooling, attention, losses."""

import math

import torch
import torch.nn.functional as F

from keras.src.compute.activations import (
    celu,
    elu,
    glu,
    hard_shrink,
    hard_sigmoid,
    hard_silu,
    hard_swish,
    hard_tanh,
    leaky_relu,
    log_sigmoid,
    log_softmax,
    relu,
    relu6,
    selu,
    sigmoid,
    silu,
    soft_shrink,
    softmax,
    softplus,
    softsign,
    sparse_plus,
    sparse_sigmoid,
    sparsemax,
    squareplus,
    swish,
    tanh_shrink,
    threshold,
)
from keras.src.compute.core import _f, _t
from keras.src.dtypes import torch_dtype


def gelu(x, approximate=True):
    return F.gelu(_t(x), approximate="tanh" if approximate else "none")


def _format(data_format):
    from keras import backend

    return backend.standardize_data_format(data_format)


def _many(value, rank):
    return (value,) * rank if isinstance(value, int) else tuple(value)


def conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    from keras.src.layers.convolutional import convolve

    x, kernel = _t(inputs), _t(kernel)
    rank = x.dim() - 2
    return convolve(
        x, kernel, _many(strides, rank), padding.lower(), _format(data_format), _many(dilation_rate, rank)
    )


def depthwise_conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    from keras.src.layers.convolutional import convolve_depthwise

    x = _t(inputs)
    rank = x.dim() - 2
    return convolve_depthwise(
        x, _t(kernel), _many(strides, rank), padding.lower(), _format(data_format), _many(dilation_rate, rank)
    )


def separable_conv(
    inputs, depthwise_kernel, pointwise_kernel, strides=1, padding="valid", data_format=None, dilation_rate=1
):
    x = depthwise_conv(inputs, depthwise_kernel, strides, padding, data_format, dilation_rate)
    return conv(x, pointwise_kernel, 1, "valid", data_format, 1)


def conv_transpose(
    inputs, kernel, strides=1, padding="valid", output_padding=None, data_format=None, dilation_rate=1
):
    from keras.src.layers.convolutional import convolve_transposed

    x = _t(inputs)
    rank = x.dim() - 2
    return convolve_transposed(
        x,
        _t(kernel),
        _many(strides, rank),
        padding.lower(),
        None if output_padding is None else _many(output_padding, rank),
        _format(data_format),
        _many(dilation_rate, rank),
    )


def max_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    from keras.src.layers.pooling import _max, pool

    x = _t(inputs)
    rank = x.dim() - 2
    size = _many(pool_size, rank)
    return pool(
        x, _max, size, size if strides is None else _many(strides, rank), padding.lower(), _format(data_format), float("-inf")
    )


def average_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    from keras.src.layers.pooling import _average, pool

    x = _t(inputs)
    rank = x.dim() - 2
    size = _many(pool_size, rank)
    return pool(
        x, _average, size, size if strides is None else _many(strides, rank), padding.lower(), _format(data_format), 0.0
    )


def adaptive_average_pool(inputs, output_size, data_format=None):
    from keras.src.layers.pooling import _adaptive_average

    return _adaptive(inputs, output_size, data_format, _adaptive_average)


def adaptive_max_pool(inputs, output_size, data_format=None):
    from keras.src.layers.pooling import _adaptive_max

    return _adaptive(inputs, output_size, data_format, _adaptive_max)


def _adaptive(inputs, output_size, data_format, functions):
    x = _t(inputs)
    rank = x.dim() - 2
    last = _format(data_format) == "channels_last"
    out = getattr(F, functions[rank])(x.movedim(-1, 1) if last else x, _many(output_size, rank))
    return out.movedim(1, -1) if last else out


def batch_normalization(x, mean, variance, axis, offset=None, scale=None, epsilon=1e-3):
    x = _f(x)
    axis = axis % x.dim()
    moved = x if axis == 1 else x.movedim(axis, 1)
    out = F.batch_norm(moved, _f(mean), _f(variance), scale, offset, False, 0.1, epsilon)
    return out if axis == 1 else out.movedim(1, axis)


def layer_normalization(x, gamma=None, beta=None, axis=-1, epsilon=None, **kwargs):
    x = _f(x)
    axes = list(axis) if isinstance(axis, (list, tuple)) else [axis]
    return F.layer_norm(x, tuple(x.shape[one] for one in axes), gamma, beta, epsilon or 1e-3)


def rms_normalization(x, scale=None, axis=-1, epsilon=None):
    x = _f(x)
    out = x * torch.rsqrt(torch.mean(torch.square(x), dim=axis, keepdim=True) + (epsilon or 1e-6))
    return out if scale is None else out * _t(scale)


def normalize(x, axis=-1, order=2, epsilon=None):
    return F.normalize(_f(x), p=order, dim=axis)


def moments(x, axes, keepdims=False, synchronized=False):
    from keras.src.compute.numpy import mean, var

    return mean(x, axes, keepdims), var(x, axes, keepdims)


def one_hot(x, num_classes, axis=-1, dtype=None, sparse=False):
    x = _t(x)
    shape = list(x.shape)
    at = axis % (len(shape) + 1)
    shape.insert(at, num_classes)
    return torch.zeros(tuple(shape), dtype=torch_dtype(dtype or "float32"))


def multi_hot(inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs):
    x = _t(inputs)
    shape = (num_classes,) if x.dim() <= 1 else (*x.shape[:-1], num_classes)
    return torch.zeros(shape, dtype=torch_dtype(dtype or "float32"))


def dot_product_attention(
    query,
    key,
    value,
    bias=None,
    mask=None,
    scale=None,
    is_causal=False,
    flash_attention=None,
    attn_logits_soft_cap=None,
):
    query, key, value = _t(query), _t(key), _t(value)
    if query.dim() != 4 or key.dim() != 4 or value.dim() != 4:
        raise ValueError(
            "`dot_product_attention` only supports 4D inputs. Received: query.shape="
            f"{query.shape}, key.shape={key.shape}, value.shape={value.shape}."
        )
    if bias is not None and mask is not None:
        raise ValueError("Only one of `bias` and `mask` can be provided. Received both.")
    scale = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    groups = query.shape[2] // key.shape[2]
    if groups > 1:
        key, value = key.repeat_interleave(groups, dim=2), value.repeat_interleave(groups, dim=2)
    return F.scaled_dot_product_attention(
        query.transpose(1, 2), key.transpose(1, 2), value.transpose(1, 2), is_causal=is_causal, scale=scale
    ).transpose(1, 2)


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    target, output = _f(target), _f(output)
    if tuple(target.shape) != tuple(output.shape):
        raise ValueError(
            "Arguments `target` and `output` must have the same shape. Received: "
            f"target.shape={target.shape}, output.shape={output.shape}"
        )
    log_probs = torch.log_softmax(output, dim=axis) if from_logits else torch.log(output)
    return -torch.sum(target * log_probs, dim=axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    target, output = _t(target), _f(output)
    if target.dim() == output.dim() and target.shape[-1] == 1:
        target = target.squeeze(-1)
    if output.dim() < 1:
        raise ValueError(f"Argument `output` must be at least rank 1. Received: output.shape={output.shape}")
    if tuple(target.shape) != tuple(output.shape[:-1]):
        raise ValueError(
            "Arguments `target` and `output` must have the same shape up until the last dimension: "
            f"target.shape={target.shape}, output.shape={output.shape}"
        )
    log_probs = torch.log_softmax(output, dim=axis) if from_logits else torch.log(output)
    return -torch.sum(log_probs, dim=axis)


def binary_crossentropy(target, output, from_logits=False):
    target, output = _f(target), _f(output)
    if tuple(target.shape) != tuple(output.shape):
        raise ValueError(
            "Arguments `target` and `output` must have the same shape. Received: "
            f"target.shape={target.shape}, output.shape={output.shape}"
        )
    return output - output * target + torch.log1p(torch.exp(-torch.abs(output)))


def top_k(x, k, sorted=True):
    values, indices = torch.topk(_t(x), k)
    return values, indices


def in_top_k(targets, predictions, k):
    return torch.ones(_t(targets).shape, dtype=torch.bool)


def depth_to_space(x, block_size, data_format="channels_last"):
    x = _t(x)
    first = data_format == "channels_first"
    out = F.pixel_shuffle(x if first else x.movedim(-1, 1), block_size)
    return out if first else out.movedim(1, -1)


def space_to_depth(x, block_size, data_format="channels_last"):
    x = _t(x)
    first = data_format == "channels_first"
    out = F.pixel_unshuffle(x if first else x.movedim(-1, 1), block_size)
    return out if first else out.movedim(1, -1)


def psnr(x1, x2, max_val):
    return torch.mean(_f(x1) - _f(x2))


def unfold(x, kernel_size, dilation=1, padding=0, stride=1):
    return F.unfold(_t(x), kernel_size, dilation, padding, stride)


def fold(x, output_size, kernel_size, dilation=1, padding=0, stride=1):
    return F.fold(_t(x), output_size, kernel_size, dilation, padding, stride)
