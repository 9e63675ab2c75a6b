"""torchvision.transforms.functional: an image in, an image of the right size out."""

from enum import Enum

import torch
import torch.nn.functional as _F
from _floplens import is_unknown, unknown
from _torch import _depends
from PIL import Image as _pil


class InterpolationMode(Enum):
    NEAREST = "nearest"
    NEAREST_EXACT = "nearest-exact"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    BOX = "box"
    HAMMING = "hamming"
    LANCZOS = "lanczos"


def _is_image(img):
    return isinstance(img, _pil.Image)


def get_dimensions(img):
    """Channels, height and width."""
    if _is_image(img):
        width, height = img.size
        return [_pil.bands_of(img), height, width]
    channels = 1 if img.dim() == 2 else img.shape[-3]
    return [channels, img.shape[-2], img.shape[-1]]


def get_image_size(img):
    """Width and height, in this order."""
    _, height, width = get_dimensions(img)
    return [width, height]


def get_image_num_channels(img):
    return get_dimensions(img)[0]


def _sized(img, height, width):
    """The same image with another height and width."""
    if is_unknown(img):
        return img
    if _is_image(img):
        return _pil.Image((width, height), img.mode)
    return _made(img, (*img.shape[:-2], height, width))


def _made(img, shape, dtype=None):
    return _depends(img.new_empty(shape, dtype=dtype), img)


def _pair_of(size):
    if isinstance(size, (list, tuple)):
        return (size[0], size[0]) if len(size) == 1 else (size[0], size[1])
    return (size, size)


def to_tensor(pic):
    if is_unknown(pic):
        return pic
    if _is_image(pic):
        channels, height, width = get_dimensions(pic)
        return torch.empty((channels, height, width), dtype=torch.float32)
    shape = tuple(pic.shape)
    if len(shape) == 2:
        return torch.empty((1, *shape), dtype=torch.float32)
    return torch.empty((shape[2], shape[0], shape[1]), dtype=torch.float32)


def pil_to_tensor(pic):
    channels, height, width = get_dimensions(pic)
    return torch.empty((channels, height, width), dtype=torch.uint8)


def to_pil_image(pic, mode=None):
    if is_unknown(pic) or _is_image(pic):
        return pic
    channels, height, width = get_dimensions(pic)
    if mode is None:
        mode = "L" if channels == 1 else "RGBA" if channels == 4 else "RGB"
    return _pil.Image((width, height), mode)


def to_image(inpt):
    return pil_to_tensor(inpt) if _is_image(inpt) else inpt


def convert_image_dtype(image, dtype=torch.float):
    return _made(image, image.shape, dtype)


def to_dtype(inpt, dtype=torch.float, scale=False):
    return _made(inpt, inpt.shape, dtype) if isinstance(inpt, torch.Tensor) else inpt


def normalize(tensor, mean, std, inplace=False):
    if _is_image(tensor):
        raise TypeError(f"img should be Tensor Image. Got {type(tensor)}")
    return tensor


def resize(img, size, interpolation=InterpolationMode.BILINEAR, max_size=None, antialias=True):
    """A number gives the smaller edge, the larger one follows."""
    if is_unknown(img):
        return img
    if isinstance(size, (list, tuple)) and len(size) == 2:
        height, width = size
    else:
        edge = size[0] if isinstance(size, (list, tuple)) else size
        _, old_height, old_width = get_dimensions(img)
        short, long = (old_width, old_height) if old_width <= old_height else (old_height, old_width)
        other = int(edge * long / short)
        if max_size is not None and other > max_size:
            edge, other = int(max_size * edge / other), max_size
        height, width = (other, edge) if old_width <= old_height else (edge, other)
    if _is_image(img):
        return _pil.Image((width, height), img.mode)
    return _interpolate(img, (height, width), interpolation)


def _interpolate(img, size, interpolation):
    mode = "bilinear"
    if interpolation in (InterpolationMode.NEAREST, InterpolationMode.NEAREST_EXACT, 0):
        mode = "nearest"
    elif interpolation in (InterpolationMode.BICUBIC, 3):
        mode = "bicubic"
    batched = img.unsqueeze(0) if img.dim() == 3 else img
    made = _F.interpolate(batched, size=size, mode=mode, align_corners=None if mode == "nearest" else False)
    return made.squeeze(0) if img.dim() == 3 else made


def crop(img, top, left, height, width):
    return _sized(img, height, width)


def center_crop(img, output_size):
    height, width = _pair_of(output_size)
    return _sized(img, height, width)


def resized_crop(img, top, left, height, width, size, interpolation=InterpolationMode.BILINEAR, antialias=True):
    height, width = _pair_of(size)
    return _sized(img, height, width)


def pad(img, padding, fill=0, padding_mode="constant"):
    if is_unknown(img):
        return img
    if isinstance(padding, (list, tuple)):
        if len(padding) == 4:
            left, top, right, bottom = padding
        elif len(padding) == 2:
            left, top = padding
            right, bottom = left, top
        else:
            left = top = right = bottom = padding[0]
    else:
        left = top = right = bottom = padding
    if not _is_image(img):
        return _F.pad(img, (left, right, top, bottom))
    _, height, width = get_dimensions(img)
    return _sized(img, height + top + bottom, width + left + right)


def five_crop(img, size):
    height, width = _pair_of(size)
    return tuple([_sized(img, height, width) for _ in range(5)])


def ten_crop(img, size, vertical_flip=False):
    return five_crop(img, size) + five_crop(img, size)


def rotate(img, angle, interpolation=InterpolationMode.NEAREST, expand=False, center=None, fill=None):
    if expand:
        return unknown("the size of an image that is rotated and expanded is not known")
    return img


def to_grayscale(img, num_output_channels=1):
    if is_unknown(img):
        return img
    if _is_image(img):
        return _pil.Image(img._size, "L" if num_output_channels == 1 else "RGB")
    return _made(img, (*img.shape[:-3], num_output_channels, *img.shape[-2:]))


rgb_to_grayscale = to_grayscale


def _same(img, *args, **kwargs):
    return img


hflip = vflip = horizontal_flip = vertical_flip = affine = perspective = elastic_transform = erase = _same
adjust_brightness = adjust_contrast = adjust_saturation = adjust_hue = adjust_gamma = adjust_sharpness = _same
gaussian_blur = invert = posterize = solarize = autocontrast = equalize = gaussian_noise = _same


def _interpolation_modes_from_int(i):
    return InterpolationMode.BILINEAR


def get_image_dtype(img):
    return img.dtype
