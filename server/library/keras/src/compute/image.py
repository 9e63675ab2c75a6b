"""keras.ops.image."""

import torch
import torch.nn.functional as F

from keras.src.compute.core import _f, _made, _t


def _format(data_format):
    from keras import backend

    return backend.standardize_data_format(data_format)


def _check(images):
    if images.dim() not in (3, 4):
        raise ValueError(
            "Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images). Received input with shape:"
            f" images.shape={images.shape}"
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
    size = _pair(size)
    if interpolation in ("lanczos3", "lanczos5"):
        raise ValueError(
            "Resizing with Lanczos interpolation is not supported by the PyTorch backend. "
            f"Received: interpolation={interpolation}."
        )
    modes = {"bilinear": "bilinear", "nearest": "nearest-exact", "bicubic": "bicubic"}
    if interpolation not in modes:
        raise ValueError(
            f"Invalid value for argument `interpolation`. Expected of one {modes}. Received:"
            f" interpolation={interpolation}"
        )
    if fill_mode != "constant":
        raise ValueError(
            "Invalid value for argument `fill_mode`. Only `'constant'` is supported. Received: "
            f"fill_mode={fill_mode}"
        )
    if pad_to_aspect_ratio and crop_to_aspect_ratio:
        raise ValueError("Only one of `pad_to_aspect_ratio` & `crop_to_aspect_ratio` can be `True`.")
    _check(images)
    first = _format(data_format) == "channels_first"
    x = images if images.dim() == 4 else images.unsqueeze(0)
    x = _f(x if first else x.movedim(-1, 1))
    if crop_to_aspect_ratio:
        height, width = x.shape[2:]
        tall, wide = width * size[0] // size[1], height * size[1] // size[0]
        tall, wide = max(min(height, tall), 1), max(min(width, wide), 1)
        x = x.narrow(2, (height - tall) // 2, tall).narrow(3, (width - wide) // 2, wide)
    elif pad_to_aspect_ratio:
        height, width = x.shape[2:]
        above = (max(height, width * size[0] // size[1]) - height) // 2
        beside = (max(width, height * size[1] // size[0]) - width) // 2
        x = F.pad(x, (beside, beside, above, above), value=fill_value)
    smooth = antialias and interpolation != "nearest"
    x = F.interpolate(x, size=size, mode=modes[interpolation], antialias=smooth)
    x = x if first else x.movedim(1, -1)
    x = x if images.dim() == 4 else x.squeeze(0)
    return x.to(images.dtype)


def _pair(size):
    if not isinstance(size, (tuple, list)) or len(size) != 2:
        raise ValueError(f"Expected `size` to be a tuple of 2 integers. Received: size={size}")
    return tuple(size)


def rgb_to_grayscale(images, data_format=None):
    images = _t(images)
    _check(images)
    axis = -1 if _format(data_format) == "channels_last" else -3
    if images.shape[axis] not in (1, 3):
        raise ValueError(
            "Invalid channel size: expected 3 (RGB) or 1 (Grayscale). Received input with shape: "
            f"images.shape={images.shape}"
        )
    if images.shape[axis] == 1:
        return images.clone()
    red, green, blue = torch.unbind(images, dim=axis)
    return (0.2989 * red + 0.587 * green + 0.114 * blue).to(images.dtype).unsqueeze(axis)


def rgb_to_hsv(images, data_format=None):
    images = _t(images)
    if not images.is_floating_point():
        raise ValueError(f"Invalid images dtype: expected float dtype. Received: images.dtype={_name(images)}")
    _check(images)
    return _made(images.shape, images.dtype, images)


def hsv_to_rgb(images, data_format=None):
    return rgb_to_hsv(images, data_format)


def _name(images):
    from keras.src.dtypes import dtype_name

    return dtype_name(images.dtype)


def affine_transform(images, transform, interpolation="bilinear", fill_mode="constant", fill_value=0, data_format=None):
    images, transform = _t(images), _t(transform)
    if interpolation not in ("nearest", "bilinear"):
        raise ValueError(
            "Invalid value for argument `interpolation`. Expected of one {'bilinear', 'nearest'}. Received: "
            f"interpolation={interpolation}"
        )
    _check(images)
    if transform.dim() not in (1, 2):
        raise ValueError(
            "Invalid transform rank: expected rank 1 (single transform) or rank 2 (batch of transforms). Received input "
            f"with shape: transform.shape={transform.shape}"
        )
    h, w = _sides(images, data_format)
    height, width = images.shape[h], images.shape[w]
    batch = images.shape[0] if images.dim() == 4 else 1
    channels = images.shape[-1] if _format(data_format) == "channels_last" else images.shape[-3]
    matrices = F.pad(transform if transform.dim() == 2 else transform.unsqueeze(0), (0, 1)).reshape((batch, 3, 3))
    places = torch.empty((batch, height, width, channels, 3), dtype=matrices.dtype)
    torch.einsum("Bhwij,Bjk->Bhwik", places, matrices)
    return _made(images.shape, images.dtype, images)


def perspective_transform(images, start_points, end_points, interpolation="bilinear", fill_value=0, data_format=None):
    images = _t(images)
    _check(images)
    return _made(images.shape, images.dtype, images)


def gaussian_blur(images, kernel_size=(3, 3), sigma=(1.0, 1.0), data_format=None):
    """Without a `data_format` the torch back end takes the channels to be first, and the padding is that of the height."""
    images = _f(images)
    _check(images)
    last = data_format == "channels_last"
    x = images if images.dim() == 4 else images.unsqueeze(0)
    x = x.movedim(-1, 1) if last else x
    channels = x.shape[1]
    kernel = torch.empty((channels, 1, kernel_size[0], kernel_size[1]), dtype=x.dtype)
    x = F.conv2d(x, kernel, padding=kernel_size[0] // 2, groups=channels)
    x = x.movedim(1, -1) if last else x
    return x if images.dim() == 4 else x.squeeze(0)


def elastic_transform(
    images,
    alpha=20.0,
    sigma=5.0,
    interpolation="bilinear",
    fill_mode="reflect",
    fill_value=0.0,
    seed=None,
    data_format=None,
):
    from _floplens import is_unknown, unknown

    images = _t(images)
    _check(images)
    if isinstance(sigma, torch.Tensor) or is_unknown(sigma):
        return unknown("how large the kernel of an elastic transform is depends on a random number")
    h, w = _sides(images, data_format)
    width = int(6 * sigma) | 1
    shifts = torch.empty((images.shape[0] if images.dim() == 4 else 1, images.shape[h], images.shape[w], 1))
    for _ in range(2):
        gaussian_blur(shifts, (width, width), (sigma, sigma), "channels_last")
    return _made(images.shape, images.dtype, images)


def extract_patches(images, size, strides=None, dilation_rate=1, padding="valid", data_format=None):
    from keras.src.layers.convolutional import convolve

    if not isinstance(size, (int, tuple, list)):
        raise TypeError(
            f"Invalid `size` argument. Expected an int or a tuple. Received: size={size} of type {type(size).__name__}"
        )
    if not isinstance(size, int) and len(size) not in (2, 3):
        raise ValueError(
            "Invalid `size` argument. Expected a tuple of length 2 or 3. "
            f"Received: size={size} with length {len(size)}"
        )
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


def pad_images(
    images,
    top_padding=None,
    left_padding=None,
    bottom_padding=None,
    right_padding=None,
    target_height=None,
    target_width=None,
    data_format=None,
):
    images = _t(images)
    _check(images)
    h, w = _sides(images, data_format)
    top, bottom, _ = _edges("padding", ("top", "bottom", "height"), images.shape[h], top_padding, bottom_padding, target_height)
    left, right, _ = _edges("padding", ("left", "right", "width"), images.shape[w], left_padding, right_padding, target_width)
    last = _format(data_format) == "channels_last"
    return F.pad(images, (*(0, 0) * last, left, right, top, bottom))


def crop_images(
    images,
    top_cropping=None,
    left_cropping=None,
    bottom_cropping=None,
    right_cropping=None,
    target_height=None,
    target_width=None,
    data_format=None,
):
    images = _t(images)
    _check(images)
    h, w = _sides(images, data_format)
    top, _, height = _edges("cropping", ("top", "bottom", "height"), images.shape[h], top_cropping, bottom_cropping, target_height)
    left, _, width = _edges("cropping", ("left", "right", "width"), images.shape[w], left_cropping, right_cropping, target_width)
    return images.narrow(h, top, height).narrow(w, left, width)


def _edges(what, sides, size, before, after, target):
    """What is added or cut before and after, and the size that comes out; one of the three is what the others leave."""
    names = (f"{sides[0]}_{what}", f"{sides[1]}_{what}", f"target_{sides[2]}")
    if [value is None for value in (before, after, target)].count(True) != 1:
        raise ValueError(
            f"Must specify exactly two of {', '.join(names)}. Received: "
            f"{names[0]}={before}, {names[1]}={after}, {names[2]}={target}"
        )
    sign = 1 if what == "padding" else -1
    if target is None:
        target = size + sign * (before + after)
    elif before is None:
        before = sign * (target - size) - after
    else:
        after = sign * (target - size) - before
    for name, value in zip(names, (before, after, target)):
        if value < 0:
            raise ValueError(f"{name} must be >= 0. Received: {name}={value}")
    return before, after, target


def map_coordinates(inputs, coordinates, order, fill_mode="constant", fill_value=0):
    inputs, coordinates = _t(inputs), _t(coordinates)
    if coordinates.shape[0] != inputs.dim():
        raise ValueError(
            "First dim of `coordinates` must be the same as the rank of `inputs`. Received inputs with shape: "
            f"{inputs.shape} and coordinate leading dim of {coordinates.shape[0]}"
        )
    if order not in (0, 1):
        raise ValueError(f"Invalid value for argument `order`. Expected one of [0, 1]. Received: order={order}")
    return _made(coordinates.shape[1:], inputs.dtype, inputs, coordinates)


def scale_and_translate(images, output_shape, scale, translation, spatial_dims, method, antialias=True):
    """Along each dim a product with the weights of the samples that a place is made of."""
    methods = ("linear", "bilinear", "trilinear", "cubic", "bicubic", "tricubic", "lanczos3", "lanczos5")
    if method not in methods:
        raise ValueError(
            f"Invalid value for argument `method`. Expected of one {set(methods)}. Received: method={method}"
        )
    images = _t(images)
    x = _f(images)
    for dim in spatial_dims:
        dim = dim % x.dim()
        weights = _made((x.shape[dim], output_shape[dim]), x.dtype, _t(scale), _t(translation))
        x = torch.tensordot(x, weights, dims=([dim], [0])).movedim(-1, dim)
    return x.to(images.dtype)


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
    """Five blurs by one kernel, a channel as an image of its own: of the two, of their squares and of their product."""
    dtype = _t(image1).dtype
    image1, image2 = _f(image1), _f(image2)
    for name, image in (("image1", image1), ("image2", image2)):
        if image.dim() not in (3, 4):
            raise ValueError(
                f"Invalid {name} rank: expected rank 3 (single image) or rank 4 (batch of images). Received input with "
                f"shape: {name}.shape={image.shape}"
            )
    single = image1.dim() == 3
    last = _format(data_format) == "channels_last"

    def planes(image):
        image = image.unsqueeze(0) if single else image
        image = image.movedim(-1, 1) if last else image
        return image.reshape((-1, 1, *image.shape[2:])), image.shape[:2]

    (first, shape), (second, _) = planes(image1), planes(image2)
    kernel = torch.empty((1, 1, filter_size, filter_size), dtype=first.dtype)
    blurred = [F.conv2d(x, kernel) for x in (first, second, first * first, second * second, first * second)]
    out = torch.mean(sum(blurred), dim=(1, 2, 3)).reshape(shape).mean(dim=-1)
    return (out.squeeze(0) if single else out).to(dtype)
