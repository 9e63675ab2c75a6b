"""keras.ops.image."""

import torch
import torch.nn.functional as F

from keras.src.compute.core import _f, _t


def _format(data_format):
    from keras import backend

    return backend.standardize_data_format(data_format)


def _check(images):
    if images.dim() not in (3, 4):
        raise ValueError(
            "Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images). Received input with shape:"
            f" images.shape={tuple(images.shape)}"
        )


def _sides(images, data_format):
    """The dims of height and width."""
    return (-3, -2) if _format(data_format) == "channels_last" else (-2, -1)


def _sized(images, data_format, height, width):
    h, w = _sides(images, data_format)
    shape = list(images.shape)
    shape[h], shape[w] = height, width
    return tuple(shape)


def resize(
    images,
    size,
    interpolation="bilinear",
    antialias=False,
    crop_to_aspect_ratio=False,
    pad_to_aspect_ratio=False,
    fill_mode="constant",
    fill_value=0.0,
    data_format=None,
):
    images = _t(images)
    known = ("bilinear", "nearest", "bicubic")
    if interpolation not in known and interpolation not in ("lanczos3", "lanczos5", "area"):
        names = {"bilinear": "bilinear", "nearest": "nearest-exact", "bicubic": "bicubic"}
        raise ValueError(
            f"Invalid value for argument `interpolation`. Expected of one {names}. Received:"
            f" interpolation={interpolation}"
        )
    if interpolation not in known:
        raise ValueError("Resizing with Lanczos interpolation is not supported by the PyTorch backend. " f"Received: interpolation={interpolation}.")
    if len(size) != 2:
        raise ValueError(f"Argument `size` must be a tuple of two elements (height, width). Received: size={size}")
    _check(images)
    first = _format(data_format) == "channels_first"
    x = images if images.dim() == 4 else images.unsqueeze(0)
    x = _f(x if first else x.movedim(-1, 1))
    mode = "nearest" if interpolation == "nearest" else interpolation
    x = F.interpolate(x, size=tuple(size), mode=mode)
    x = x if first else x.movedim(1, -1)
    x = x if images.dim() == 4 else x.squeeze(0)
    return x.to(images.dtype)


def rgb_to_grayscale(images, data_format=None):
    images = _t(images)
    _check(images)
    axis = -1 if _format(data_format) == "channels_last" else -3
    if images.shape[axis] not in (1, 3):
        raise ValueError(f"Invalid channel size: expected 3 (RGB) or 1 (Grayscale). Received input with shape: images.shape={tuple(images.shape)}")
    return images.narrow(axis, 0, 1).clone()


def rgb_to_hsv(images, data_format=None):
    images = _t(images)
    if not images.is_floating_point():
        raise ValueError(f"Invalid images dtype: expected float dtype. Received: images.dtype={_name(images)}")
    _check(images)
    return torch.empty_like(images)


def hsv_to_rgb(images, data_format=None):
    return rgb_to_hsv(images, data_format)


def _name(images):
    from keras.src.dtypes import dtype_name

    return dtype_name(images.dtype)


def affine_transform(images, transform, interpolation="bilinear", fill_mode="constant", fill_value=0, data_format=None):
    images = _t(images)
    _check(images)
    h, w = _sides(images, data_format)
    height, width = images.shape[h], images.shape[w]
    batch = images.shape[0] if images.dim() == 4 else 1
    channels = images.shape[-1] if _format(data_format) == "channels_last" else images.shape[-3]
    coordinates = torch.empty((batch, height, width, channels, 3))
    torch.einsum("Bhwij,Bjk->Bhwik", coordinates, torch.empty((batch, 3, 3)))
    return images + 0


def perspective_transform(images, start_points, end_points, interpolation="bilinear", fill_value=0, data_format=None):
    images = _t(images)
    _check(images)
    return images + 0


def gaussian_blur(images, kernel_size=(3, 3), sigma=(1.0, 1.0), data_format=None):
    images = _f(images)
    first = _format(data_format) == "channels_first"
    x = images if images.dim() == 4 else images.unsqueeze(0)
    x = x if first else x.movedim(-1, 1)
    channels = x.shape[1]
    kernel = torch.empty((channels, 1, kernel_size[0], kernel_size[1]))
    x = F.conv2d(x, kernel, padding=(kernel_size[0] // 2, kernel_size[1] // 2), groups=channels)
    x = x if first else x.movedim(1, -1)
    return x if images.dim() == 4 else x.squeeze(0)


def elastic_transform(images, alpha=20.0, sigma=5.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0, seed=None, data_format=None):
    from _floplens import unknown

    return unknown("how large the kernel of an elastic transform is depends on a random number")


def extract_patches(images, size, strides=None, dilation_rate=1, padding="valid", data_format=None):
    from keras.src.layers.convolutional import convolve

    images = _t(images)
    if isinstance(size, (tuple, list)) and len(size) == 3:
        return extract_patches_3d(images, size, strides, dilation_rate, padding, data_format)
    height, width = (size, size) if isinstance(size, int) else size
    steps = (height, width) if strides is None else (strides, strides) if isinstance(strides, int) else tuple(strides)
    rates = (dilation_rate, dilation_rate) if isinstance(dilation_rate, int) else tuple(dilation_rate)
    form = _format(data_format)
    x = images if images.dim() == 4 else images.unsqueeze(0)
    channels = x.shape[-1] if form == "channels_last" else x.shape[1]
    kernel = torch.eye(height * width * channels).reshape((height, width, channels, height * width * channels))
    x = convolve(_f(x), kernel, steps, padding, form, rates)
    return x if images.dim() == 4 else x.squeeze(0)


def extract_patches_3d(volumes, size, strides=None, dilation_rate=1, padding="valid", data_format=None):
    from keras.src.layers.convolutional import convolve

    volumes = _t(volumes)
    size = (size,) * 3 if isinstance(size, int) else tuple(size)
    steps = size if strides is None else (strides,) * 3 if isinstance(strides, int) else tuple(strides)
    rates = (dilation_rate,) * 3 if isinstance(dilation_rate, int) else tuple(dilation_rate)
    form = _format(data_format)
    x = volumes if volumes.dim() == 5 else volumes.unsqueeze(0)
    channels = x.shape[-1] if form == "channels_last" else x.shape[1]
    width = size[0] * size[1] * size[2] * channels
    kernel = torch.eye(width).reshape((*size, channels, width))
    x = convolve(_f(x), kernel, steps, padding, form, rates)
    return x if volumes.dim() == 5 else x.squeeze(0)


def pad_images(images, top_padding=None, left_padding=None, bottom_padding=None, right_padding=None, target_height=None, target_width=None, data_format=None):
    images = _t(images)
    _check(images)
    h, w = _sides(images, data_format)
    height = _whole("pad", images.shape[h], top_padding, bottom_padding, target_height, 1)
    width = _whole("pad", images.shape[w], left_padding, right_padding, target_width, 1)
    return torch.empty(_sized(images, data_format, height, width), dtype=images.dtype)


def crop_images(images, top_cropping=None, left_cropping=None, bottom_cropping=None, right_cropping=None, target_height=None, target_width=None, data_format=None):
    images = _t(images)
    _check(images)
    h, w = _sides(images, data_format)
    height = _whole("crop", images.shape[h], top_cropping, bottom_cropping, target_height, -1)
    width = _whole("crop", images.shape[w], left_cropping, right_cropping, target_width, -1)
    return torch.empty(_sized(images, data_format, height, width), dtype=images.dtype)


def _whole(what, size, before, after, target, sign):
    return target if target is not None else size + sign * ((before or 0) + (after or 0))


def map_coordinates(inputs, coordinates, order, fill_mode="constant", fill_value=0):
    return torch.empty(_t(coordinates).shape[1:], dtype=_t(inputs).dtype)


def scale_and_translate(images, output_shape, scale, translation, spatial_dims, method, antialias=True):
    from _floplens import unknown

    return unknown("scale_and_translate is not modelled")


def sobel_edges(images, data_format=None):
    images = _f(images)
    first = _format(data_format) == "channels_first"
    x = images if first else images.movedim(-1, 1)
    channels = x.shape[1]
    x = F.conv2d(x, torch.empty((2 * channels, 1, 3, 3)), padding=1, groups=channels)
    shape = (x.shape[0], channels, 2, *x.shape[2:])
    x = x.reshape(shape).movedim(2, -1)
    return x if first else x.movedim(1, -2)


def ssim(image1, image2, max_val=1.0, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, data_format=None):
    from _floplens import unknown

    return unknown("ssim is not modelled")
