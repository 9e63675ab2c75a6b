"""`torch.ops.torchvision`: the compiled operators of torchvision, by what they give. How many boxes nms keeps depends on data."""

import torch
from _floplens import unknown


class _Operator:
    """`torch.ops.torchvision.nms`, which has an overload `default`."""

    def __init__(self, function):
        self.function = function
        self.default = function

    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)


def _made(size, source, *others):
    """A result of the operator: it needs a gradient where a tensor that it reads needs one."""
    output = source.new_empty(size)
    if torch.is_grad_enabled() and any(tensor.requires_grad for tensor in (source, *others)):
        output.requires_grad_()
    return output


def _check_rois(input, rois):
    if rois.size(1) != 5:
        raise RuntimeError("rois must have shape as Tensor[K, 5]")
    if input.dtype != rois.dtype:
        raise RuntimeError(
            "Expected tensor for input to have the same type as tensor for rois; "
            f"but type {input.dtype} does not equal {rois.dtype}"
        )


@_Operator
def nms(dets, scores, iou_threshold):
    if dets.dim() != 2:
        raise RuntimeError(f"boxes should be a 2d tensor, got {dets.dim()}D")
    if dets.size(1) != 4:
        raise RuntimeError(f"boxes should have 4 elements in dimension 1, got {dets.size(1)}")
    if scores.dim() != 1:
        raise RuntimeError(f"scores should be a 1d tensor, got {scores.dim()}D")
    if dets.size(0) != scores.size(0):
        raise RuntimeError(
            "boxes and scores should have same number of elements in dimension 0, "
            f"got {dets.size(0)} and {scores.size(0)}"
        )
    if dets.size(0) == 0:
        return torch.empty(0, dtype=torch.int64)
    return unknown("the number of boxes that nms keeps depends on data")


@_Operator
def roi_align(input, rois, spatial_scale, pooled_height, pooled_width, sampling_ratio, aligned):
    _check_rois(input, rois)
    return _made((rois.size(0), input.size(1), pooled_height, pooled_width), input)


@_Operator
def roi_pool(input, rois, spatial_scale, pooled_height, pooled_width):
    _check_rois(input, rois)
    size = (rois.size(0), input.size(1), pooled_height, pooled_width)
    return _made(size, input), torch.empty(size, dtype=torch.int32)


def _by_position(input, rois, pooled_height, pooled_width):
    _check_rois(input, rois)
    channels = input.size(1)
    if channels % (pooled_height * pooled_width) != 0:
        raise RuntimeError("input channels must be a multiple of pooling height * pooling width")
    size = (rois.size(0), channels // (pooled_height * pooled_width), pooled_height, pooled_width)
    return _made(size, input), torch.empty(size, dtype=torch.int32)


@_Operator
def ps_roi_align(input, rois, spatial_scale, pooled_height, pooled_width, sampling_ratio):
    return _by_position(input, rois, pooled_height, pooled_width)


@_Operator
def ps_roi_pool(input, rois, spatial_scale, pooled_height, pooled_width):
    return _by_position(input, rois, pooled_height, pooled_width)


@_Operator
def deform_conv2d(
    input,
    weight,
    offset,
    mask,
    bias,
    stride_h,
    stride_w,
    pad_h,
    pad_w,
    dilation_h,
    dilation_w,
    groups,
    offset_groups,
    use_mask,
):
    """A convolution whose windows are gathered by offsets first; then it is a product with the weight."""
    batch, channels, height, width = input.shape
    out_channels, in_channels, kernel_h, kernel_w = weight.shape
    out_h = (height + 2 * pad_h - dilation_h * (kernel_h - 1) - 1) // stride_h + 1
    out_w = (width + 2 * pad_w - dilation_w * (kernel_w - 1) - 1) // stride_w + 1
    windows = _made((batch, groups, in_channels * kernel_h * kernel_w, out_h * out_w), input, offset, mask)
    output = torch.matmul(weight.reshape(groups, out_channels // groups, -1), windows)
    return output.reshape(batch, out_channels, out_h, out_w) + bias.reshape(1, -1, 1, 1)


@_Operator
def _cuda_version():
    return -1
