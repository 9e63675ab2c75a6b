"""tf.nn. Images and sequences have their channels last unless `data_format` says otherwise, kernels are (…, in, out)."""

import torch
import torch.nn.functional as F
from _floplens import is_symbolic, unknown

from tensorflow._ops.array import batch_to_space, space_to_batch
from tensorflow._ops.convert import dims, pair, remade, tensor
from tensorflow._ops.math import in_top_k, l2_normalize, log_sigmoid, reduce_mean, sigmoid, softplus, softsign, tanh
from tensorflow._ops.math import top_k, zero_fraction

# ── activations


def relu(features, name=None):
    return F.relu(tensor(features))


def relu6(features, name=None):
    return F.relu6(tensor(features))


def crelu(features, axis=-1, name=None):
    features = tensor(features)
    return F.relu(torch.cat([features, -features], dim=axis))


def elu(features, name=None):
    return F.elu(tensor(features))


def selu(features, name=None):
    return F.selu(tensor(features))


def gelu(features, approximate=False, name=None):
    return F.gelu(tensor(features), approximate="tanh" if approximate else "none")


def leaky_relu(features, alpha=0.2, name=None):
    return F.leaky_relu(tensor(features), alpha)


def silu(features, beta=1.0):
    features = tensor(features)
    return features * torch.sigmoid(beta * features)


swish = silu


def softmax(logits, axis=None, name=None, dim=None):
    axis = dim if axis is None else axis
    return F.softmax(tensor(logits), dim=-1 if axis is None else axis)


def log_softmax(logits, axis=None, name=None, dim=None):
    axis = dim if axis is None else axis
    return F.log_softmax(tensor(logits), dim=-1 if axis is None else axis)


def dropout(x, rate, noise_shape=None, seed=None, name=None):
    return F.dropout(tensor(x), 0.5, training=True)


# ── the layout of convolutions and pools


def _is_channels_first(data_format):
    return data_format is not None and data_format.startswith("NC")


def _to_first(x, data_format):
    if _is_channels_first(data_format):
        return x
    return torch.movedim(x, -1, 1)


def _to_given(x, data_format):
    if _is_channels_first(data_format):
        return x
    return torch.movedim(x, 1, -1)


def _sizes(value, count, data_format=None):
    """Sizes by spatial axis, which may be given by one number or for batch and channels too."""
    if value is None:
        return [1] * count
    found = list(dims(value))
    if len(found) == 1:
        return found * count
    if len(found) == count + 2:
        return found[2:] if _is_channels_first(data_format) else found[1:-1]
    return found


def _pads(x, padding, kernel, strides, dilations, data_format):
    """Padding by spatial axis as `(before, after)`; `x` has its channels first."""
    if isinstance(padding, (list, tuple)):
        explicit = [tuple(item) for item in padding]
        if len(explicit) == len(kernel):
            return explicit
        return explicit[2:] if _is_channels_first(data_format) else explicit[1:-1]
    if padding.upper() == "VALID":
        return [(0, 0)] * len(kernel)
    if padding.upper() != "SAME":
        raise ValueError(f"Value for attr 'padding' of \"{padding}\" is not in the list of allowed values: \"SAME\", \"VALID\"")
    return [
        _same(x.shape[index + 2], size, stride, dilation)
        for index, (size, stride, dilation) in enumerate(zip(kernel, strides, dilations))
    ]


def _same(count, size, stride, dilation):
    """As many outputs as strides fit, what is missing split to both ends, the odd one last."""
    reach = (size - 1) * dilation + 1
    if stride == 1:
        total = reach - 1
    else:
        total = max((-(-count // stride) - 1) * stride + reach - count, 0)
    return (total // 2, total - total // 2)


def _padded(x, pads, value=0.0):
    if all([before == 0 and after == 0 for before, after in pads]):
        return x
    return F.pad(x, [count for before, after in pads[::-1] for count in (before, after)], value=value)


# ── convolutions


def convolution(input, filters, strides=None, padding="VALID", data_format=None, dilations=None, name=None, rank=None):
    x, kernel = pair(input, filters)
    count = kernel.dim() - 2 if rank is None else rank
    if x.dim() != count + 2:
        # Further batch dims in front.
        lead = x.shape[: -count - 1]
        flat = convolution(torch.reshape(x, (-1, *x.shape[-count - 1 :])), kernel, strides, padding, data_format, dilations)
        return torch.reshape(flat, (*lead, *flat.shape[1:]))
    strides, dilations = _sizes(strides, count, data_format), _sizes(dilations, count, data_format)
    x = _to_first(x, data_format)
    width = kernel.shape[count]
    channels = x.shape[1]
    if not is_symbolic(channels) and not is_symbolic(width) and channels % width != 0:
        raise ValueError(
            f"The number of input channels must be evenly divisible by the number of channels in the filter: {channels} against {width}"
        )
    x = _padded(x, _pads(x, padding, kernel.shape[:count], strides, dilations, data_format))
    weight = torch.permute(kernel, (count + 1, count, *range(count)))
    made = [F.conv1d, F.conv2d, F.conv3d][count - 1](x, weight, None, strides, 0, dilations, channels // width)
    return _to_given(made, data_format)


def conv1d(input, filters, stride=None, padding="VALID", data_format="NWC", dilations=None, name=None, strides=None):
    return convolution(input, filters, stride if strides is None else strides, padding, data_format, dilations, rank=1)


def conv2d(input, filters=None, strides=None, padding="VALID", data_format="NHWC", dilations=None, name=None, filter=None):
    return convolution(input, filter if filters is None else filters, strides, padding, data_format, dilations, rank=2)


def conv3d(input, filters, strides, padding, data_format="NDHWC", dilations=None, name=None):
    return convolution(input, filters, strides, padding, data_format, dilations, rank=3)


def atrous_conv2d(value, filters, rate, padding, name=None):
    return convolution(value, filters, 1, padding, "NHWC", rate, rank=2)


def depthwise_conv2d(input, filter, strides, padding, data_format=None, dilations=None, name=None):
    x, kernel = pair(input, filter)
    strides, dilations = _sizes(strides, 2, data_format), _sizes(dilations, 2, data_format)
    x = _to_first(x, data_format)
    x = _padded(x, _pads(x, padding, kernel.shape[:2], strides, dilations, data_format))
    height, width, channels, multiplier = kernel.shape
    weight = torch.reshape(torch.permute(kernel, (2, 3, 0, 1)), (channels * multiplier, 1, height, width))
    return _to_given(F.conv2d(x, weight, None, strides, 0, dilations, channels), data_format)


def separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None, name=None):
    made = depthwise_conv2d(input, depthwise_filter, strides, padding, data_format, dilations)
    return convolution(made, pointwise_filter, 1, "VALID", data_format, None, rank=2)


def conv_transpose(input, filters, output_shape, strides, padding="SAME", data_format=None, dilations=None, name=None):
    x, kernel = pair(input, filters)
    count = kernel.dim() - 2
    strides, dilations = _sizes(strides, count, data_format), _sizes(dilations, count, data_format)
    x = _to_first(x, data_format)
    weight = torch.permute(kernel, (count + 1, count, *range(count)))
    compute = [F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d][count - 1]
    made = compute(x, weight, None, strides, 0, 0, 1, dilations)
    wanted = dims(output_shape)
    if len(wanted) == count + 2:
        wanted = wanted[2:] if _is_channels_first(data_format) else wanted[1:-1]
    for index, size in enumerate(wanted):
        # What the padding took from an output of that size is cut off; where it took nothing, zeros are missing at the end.
        axis = index + 2
        extra = made.shape[axis] - size
        if not is_symbolic(extra) and extra < 0:
            flat = [0, 0] * (count - 1 - index) + [0, -extra]
            made = F.pad(made, flat)
        else:
            made = torch.narrow(made, axis, extra // 2 if padding.upper() == "SAME" else 0, size)
    return _to_given(made, data_format)


def conv1d_transpose(input, filters, output_shape, strides, padding="SAME", data_format="NWC", dilations=None, name=None):
    return conv_transpose(input, filters, output_shape, strides, padding, data_format, dilations)


def conv2d_transpose(input, filters=None, output_shape=None, strides=None, padding="SAME", data_format="NHWC", dilations=None, name=None, filter=None):
    return conv_transpose(input, filter if filters is None else filters, output_shape, strides, padding, data_format, dilations)


def conv3d_transpose(input, filters, output_shape, strides, padding="SAME", data_format="NDHWC", dilations=None, name=None):
    return conv_transpose(input, filters, output_shape, strides, padding, data_format, dilations)


def atrous_conv2d_transpose(value, filters, output_shape, rate, padding, name=None):
    return conv_transpose(value, filters, output_shape, 1, padding, "NHWC", rate)


# ── pools


def _pool(x, ksize, strides, padding, data_format, compute, fill, count=None):
    x = tensor(x)
    count = x.dim() - 2 if count is None else count
    kernel, strides = _sizes(ksize, count, data_format), _sizes(strides, count, data_format)
    x = _to_first(x, data_format)
    x = _padded(x, _pads(x, padding, kernel, strides, [1] * count, data_format), fill)
    return _to_given(compute[count - 1](x, kernel, strides), data_format)


_max_pools = [F.max_pool1d, F.max_pool2d, F.max_pool3d]
_avg_pools = [F.avg_pool1d, F.avg_pool2d, F.avg_pool3d]


def max_pool(input, ksize, strides, padding, data_format=None, name=None):
    return _pool(input, ksize, strides, padding, data_format, _max_pools, float("-inf"))


def max_pool1d(input, ksize, strides, padding, data_format="NWC", name=None):
    return _pool(input, ksize, strides, padding, data_format, _max_pools, float("-inf"), 1)


def max_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):
    return _pool(input, ksize, strides, padding, data_format, _max_pools, float("-inf"), 2)


def max_pool3d(input, ksize, strides, padding, data_format="NDHWC", name=None):
    return _pool(input, ksize, strides, padding, data_format, _max_pools, float("-inf"), 3)


def max_pool_with_argmax(input, ksize, strides, padding, data_format="NHWC", output_dtype="int64", include_batch_in_index=False, name=None):
    values = max_pool2d(input, ksize, strides, padding, data_format)
    return values, torch.empty(values.shape, dtype=torch.int64)


def avg_pool(input, ksize, strides, padding, data_format=None, name=None):
    return _pool(input, ksize, strides, padding, data_format, _avg_pools, 0.0)


def avg_pool1d(input, ksize, strides, padding, data_format="NWC", name=None):
    return _pool(input, ksize, strides, padding, data_format, _avg_pools, 0.0, 1)


def avg_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):
    return _pool(input, ksize, strides, padding, data_format, _avg_pools, 0.0, 2)


def avg_pool3d(input, ksize, strides, padding, data_format="NDHWC", name=None):
    return _pool(input, ksize, strides, padding, data_format, _avg_pools, 0.0, 3)


def pool(input, window_shape, pooling_type, strides=None, padding="VALID", data_format=None, dilations=None, name=None):
    if pooling_type == "MAX":
        return max_pool(input, window_shape, strides, padding, data_format)
    return avg_pool(input, window_shape, strides, padding, data_format)


# ── biases and norms


def bias_add(value, bias, data_format=None, name=None):
    value, bias = pair(value, bias)
    if _is_channels_first(data_format):
        bias = torch.reshape(bias, (-1, *[1] * (value.dim() - 2)))
    return value + bias


def moments(x, axes, shift=None, keepdims=False, name=None, keep_dims=False):
    x = tensor(x)
    mean = reduce_mean(x, axes, True)
    variance = reduce_mean(torch.square(x - mean), axes, keepdims or keep_dims)
    return reduce_mean(x, axes, keepdims or keep_dims), variance


def weighted_moments(x, axes, frequency_weights, keepdims=False, name=None):
    mean, variance = moments(x, axes, None, keepdims)
    return remade(mean), remade(variance)


def batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None):
    factor = torch.rsqrt(tensor(variance) + variance_epsilon)
    if scale is not None:
        factor = factor * scale
    made = tensor(x) * factor
    shift = -tensor(mean) * factor
    return made + (shift if offset is None else offset + shift)


def local_response_normalization(input, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None):
    x = torch.movedim(tensor(input), -1, 1)
    return torch.movedim(F.local_response_norm(x, 2 * depth_radius + 1, alpha, beta, bias), 1, -1)


lrn = local_response_normalization


# ── losses


def sigmoid_cross_entropy_with_logits(labels=None, logits=None, name=None):
    return F.binary_cross_entropy_with_logits(tensor(logits), tensor(labels).to(logits.dtype), reduction="none")


def weighted_cross_entropy_with_logits(labels=None, logits=None, pos_weight=None, name=None):
    return remade(sigmoid_cross_entropy_with_logits(labels, logits))


def softmax_cross_entropy_with_logits(labels, logits, axis=-1, name=None):
    logits = tensor(logits)
    return -torch.sum(tensor(labels).to(logits.dtype) * F.log_softmax(logits, dim=axis), axis)


def softmax_cross_entropy_with_logits_v2(labels, logits, axis=-1, name=None, dim=None):
    return softmax_cross_entropy_with_logits(labels, logits, axis)


def sparse_softmax_cross_entropy_with_logits(labels=None, logits=None, name=None):
    labels, logits = tensor(labels), tensor(logits)
    if labels.dim() != logits.dim() - 1:
        raise ValueError(
            f"`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: labels.shape={tuple(labels.shape)} of rank {labels.dim()} and logits.shape={tuple(logits.shape)} of rank {logits.dim()}"
        )
    found = torch.gather(F.log_softmax(logits, dim=-1), -1, torch.unsqueeze(labels.long(), -1))
    return -torch.squeeze(found, -1)


def l2_loss(t, name=None):
    return torch.sum(torch.square(tensor(t))) / 2


def log_poisson_loss(targets, log_input, compute_full_loss=False, name=None):
    log_input = tensor(log_input)
    return torch.exp(log_input) - log_input * targets


def compute_average_loss(per_example_loss, sample_weight=None, global_batch_size=None):
    return remade(torch.sum(tensor(per_example_loss)))


def scale_regularization_loss(regularization_loss):
    return regularization_loss


def ctc_loss(labels, logits, label_length, logit_length, logits_time_major=True, unique=None, blank_index=None, name=None):
    logits = tensor(logits)
    return remade(torch.sum(logits, (0, 2) if logits_time_major else (1, 2)))


# ── the rest


def embedding_lookup(params, ids, max_norm=None, name=None):
    return F.embedding(tensor(ids), tensor(params))


def depth_to_space(input, block_size, data_format="NHWC", name=None):
    x = tensor(input)
    if data_format == "NCHW":
        return torch.movedim(depth_to_space(torch.movedim(x, 1, -1), block_size), -1, 1)
    batch, height, width, channels = x.shape
    depth = channels // (block_size * block_size)
    x = torch.reshape(x, (batch, height, width, block_size, block_size, depth))
    x = torch.permute(x, (0, 1, 3, 2, 4, 5))
    return torch.reshape(x, (batch, height * block_size, width * block_size, depth))


def space_to_depth(input, block_size, data_format="NHWC", name=None):
    x = tensor(input)
    if data_format == "NCHW":
        return torch.movedim(space_to_depth(torch.movedim(x, 1, -1), block_size), -1, 1)
    batch, height, width, channels = x.shape
    x = torch.reshape(x, (batch, height // block_size, block_size, width // block_size, block_size, channels))
    x = torch.permute(x, (0, 1, 3, 2, 4, 5))
    return torch.reshape(x, (batch, height // block_size, width // block_size, block_size * block_size * channels))


def with_space_to_batch(input, dilation_rate, padding, op, **kwargs):
    return unknown("tensorflow.nn.with_space_to_batch is not modelled")
