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
from keras.src.compute.core import _axis, _f, _made, _t
from keras.src.dtypes import torch_dtype


def gelu(x, approximate=True):
    return F.gelu(_t(x), approximate="tanh" if approximate else "none")


def _format(data_format):
    from keras import backend

    return backend.standardize_data_format(data_format)


def _many(value, rank):
    return (value,) * rank if isinstance(value, int) else tuple(value)


def _check_channels(x, kernel, axis, data_format):
    """The channels of a kernel must be those of the input, where no groups are meant."""
    channels = x.shape[-1] if data_format == "channels_last" else x.shape[1]
    if channels != kernel.shape[axis]:
        raise ValueError(
            "The number of input channels must match the kernel's input channels. Received: input channels="
            f"{channels}, kernel input channels={kernel.shape[axis]}, data_format='{data_format}'."
        )


def conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    from keras.src.layers.convolutional import convolve

    x, kernel = _t(inputs), _t(kernel)
    rank = x.dim() - 2
    form = _format(data_format)
    if not isinstance(strides, int) and len(strides) != rank:
        raise ValueError(f"The `strides` argument must be a tuple of {rank} integers. Received strides={strides}")
    if kernel.dim() != x.dim():
        raise RuntimeError(
            f"expected stride to be a single integer value or a list of {kernel.dim() - 2} values to match the "
            f"convolution dimensions, but got stride={list(_many(strides, rank))}"
        )
    channels = x.shape[-1] if form == "channels_last" else x.shape[1]
    if channels % kernel.shape[-2] != 0:
        raise ValueError(f"Input channels ({channels}) must be divisible by kernel input channels ({kernel.shape[-2]})")
    return convolve(x, kernel, _many(strides, rank), padding.lower(), form, _many(dilation_rate, rank))


def depthwise_conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    from keras.src.layers.convolutional import convolve_depthwise

    x, kernel = _t(inputs), _t(kernel)
    rank = x.dim() - 2
    form = _format(data_format)
    _check_channels(x, kernel, -2, form)
    return convolve_depthwise(x, kernel, _many(strides, rank), padding.lower(), form, _many(dilation_rate, rank))


def separable_conv(
    inputs, depthwise_kernel, pointwise_kernel, strides=1, padding="valid", data_format=None, dilation_rate=1
):
    x = depthwise_conv(inputs, depthwise_kernel, strides, padding, data_format, dilation_rate)
    return conv(x, pointwise_kernel, 1, "valid", data_format, 1)


def conv_transpose(
    inputs, kernel, strides=1, padding="valid", output_padding=None, data_format=None, dilation_rate=1
):
    from keras.src.layers.convolutional import convolve_transposed

    x, kernel = _t(inputs), _t(kernel)
    rank = x.dim() - 2
    form = _format(data_format)
    _check_channels(x, kernel, -1, form)
    return convolve_transposed(
        x,
        kernel,
        _many(strides, rank),
        padding.lower(),
        None if output_padding is None else _many(output_padding, rank),
        form,
        _many(dilation_rate, rank),
    )


def max_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    from keras.src.layers.pooling import _max

    return _pool(inputs, _max, pool_size, strides, padding, data_format, float("-inf"))


def average_pool(inputs, pool_size, strides=None, padding="valid", data_format=None):
    from keras.src.layers.pooling import _average

    return _pool(inputs, _average, pool_size, strides, padding, data_format, 0.0)


def _pool(inputs, functions, pool_size, strides, padding, data_format, value):
    from keras.src.layers.pooling import pool

    x = _t(inputs)
    rank = x.dim() - 2
    if rank not in (1, 2, 3):
        raise ValueError(
            "Inputs must have ndim=3, 4 or 5, corresponding to 1D, 2D and 3D inputs. Received input shape: "
            f"{x.shape}."
        )
    size = _many(pool_size, rank)
    steps = size if strides is None else _many(strides, rank)
    return pool(x, functions, size, steps, padding.lower(), _format(data_format), value)


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
    from keras.src.compute.reductions import mean, var

    return mean(x, axes, keepdims), var(x, axes, keepdims)


def one_hot(x, num_classes, axis=-1, dtype=None, sparse=False):
    x = _t(x)
    at = _axis(axis, x.dim() + 1)
    classes = torch.arange(num_classes).reshape((num_classes, *(1,) * (x.dim() - at)))
    return torch.eq(x.unsqueeze(at), classes).to(torch_dtype(dtype or "float32"))


def multi_hot(inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs):
    x = _t(inputs)
    made = one_hot(x, num_classes if num_classes is not None else kwargs.get("num_tokens"), dtype=dtype)
    return torch.amax(made, dim=0 if x.dim() <= 1 else -2) if x.dim() > 0 else made


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
        query.transpose(1, 2),
        key.transpose(1, 2),
        value.transpose(1, 2),
        attn_mask=_attention_mask(bias if mask is None else _t(mask).to(torch.bool), query.dtype),
        is_causal=is_causal and mask is None and bias is None,
        scale=scale,
    ).transpose(1, 2)


def _attention_mask(mask, dtype):
    if mask is None:
        return None
    mask = _t(mask)
    return mask if mask.dtype == torch.bool else mask.to(dtype)


def _check_same(target, output):
    if tuple(target.shape) != tuple(output.shape):
        raise ValueError(
            "Arguments `target` and `output` must have the same shape. Received: "
            f"target.shape={target.shape}, output.shape={output.shape}"
        )


def _probable(output):
    """Probabilities, kept away from 0 and 1."""
    return torch.clamp(output, 1e-7, 1.0 - 1e-7)


def _log_probabilities(output, from_logits, axis):
    if from_logits:
        return torch.log_softmax(output, dim=axis)
    return torch.log(_probable(output / torch.sum(output, dim=axis, keepdim=True)))


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    target, output = _f(target), _f(output)
    _check_same(target, output)
    if target.dim() < 1:
        raise ValueError(
            "Arguments `target` and `output` must be at least rank 1. Received: "
            f"target.shape={target.shape}, output.shape={output.shape}"
        )
    return -torch.sum(target * _log_probabilities(output, from_logits, axis), dim=axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    target, output = _t(target).to(torch.int64), _f(output)
    if target.dim() == output.dim() and target.shape[-1] == 1:
        target = target.squeeze(-1)
    if output.dim() < 1:
        raise ValueError(f"Argument `output` must be at least rank 1. Received: output.shape={output.shape}")
    axis = axis % output.dim()
    rest = (*output.shape[:axis], *output.shape[axis + 1 :])
    if tuple(target.shape) != rest:
        raise ValueError(
            "Arguments `target` and `output` must have the same shape up until the last dimension: "
            f"target.shape={target.shape}, output.shape={output.shape}"
        )
    log_probs = _log_probabilities(output, from_logits, axis)
    return -torch.gather(log_probs, axis, target.unsqueeze(axis)).squeeze(axis)


def binary_crossentropy(target, output, from_logits=False):
    target, output = _f(target), _f(output)
    _check_same(target, output)
    if from_logits:
        return F.binary_cross_entropy_with_logits(output, target.to(output.dtype), reduction="none")
    return F.binary_cross_entropy(_probable(output), target.to(output.dtype), reduction="none")


def top_k(x, k, sorted=True):
    values, indices = torch.topk(_t(x), k, sorted=sorted)
    return values, indices


def in_top_k(targets, predictions, k):
    targets, predictions = _t(targets).to(torch.int64), _t(predictions)
    best, _ = torch.topk(predictions, k)
    own = torch.take_along_dim(predictions, targets.unsqueeze(1), dim=-1)
    return torch.any(own >= best, dim=-1)


def depth_to_space(x, block_size, data_format="channels_last"):
    x = _t(x)
    if data_format == "channels_last":
        n, h, w, c = x.shape
        blocks = x.reshape((n, h, w, block_size, block_size, c // block_size**2))
        return blocks.transpose(2, 3).reshape((n, h * block_size, w * block_size, blocks.shape[-1]))
    n, c, h, w = x.shape
    blocks = x.reshape((n, c // block_size**2, block_size, block_size, h, w))
    return blocks.permute((0, 1, 4, 2, 5, 3)).reshape((n, blocks.shape[1], h * block_size, w * block_size))


def space_to_depth(x, block_size, data_format="channels_last"):
    x = _t(x)
    if data_format == "channels_last":
        n, h, w, c = x.shape
        blocks = x.reshape((n, h // block_size, block_size, w // block_size, block_size, c))
        return blocks.transpose(2, 3).reshape((n, h // block_size, w // block_size, c * block_size**2))
    n, c, h, w = x.shape
    blocks = x.reshape((n, c, h // block_size, block_size, w // block_size, block_size))
    return blocks.permute((0, 1, 3, 5, 2, 4)).reshape((n, c * block_size**2, h // block_size, w // block_size))


def psnr(x1, x2, max_val):
    x1, x2 = _f(x1), _f(x2)
    if tuple(x1.shape) != tuple(x2.shape):
        raise ValueError(f"Input shapes {x1.shape} and {x2.shape} must match for PSNR calculation. ")
    error = torch.mean(torch.square(x1 - x2))
    return 20 * torch.log10(_t(max_val).to(x1.dtype)) - 10 * torch.log10(error)


def ctc_loss(target, output, target_length, output_length, mask_index=0):
    log_probs = torch.log_softmax(_f(output).transpose(0, 1), dim=-1)
    return F.ctc_loss(
        log_probs, _t(target), _t(output_length), _t(target_length), blank=mask_index, reduction="none"
    )


def ctc_decode(
    inputs, sequence_lengths, strategy="greedy", beam_width=100, top_paths=1, merge_repeated=True, mask_index=0
):
    if strategy not in ("greedy", "beam_search"):
        raise ValueError(f"Invalid strategy {strategy}. Supported values are 'greedy' and 'beam_search'.")
    x = _f(inputs)
    batch, length, _ = x.shape
    paths = 1 if strategy == "greedy" else top_paths
    return _made((paths, batch, length), torch.int32), _made((batch, paths), x.dtype, x)


def unfold(x, kernel_size, dilation=1, padding=0, stride=1):
    return F.unfold(_t(x), kernel_size, dilation, padding, stride)


def fold(x, output_size, kernel_size, dilation=1, padding=0, stride=1):
    return F.fold(_t(x), output_size, kernel_size, dilation, padding, stride)
