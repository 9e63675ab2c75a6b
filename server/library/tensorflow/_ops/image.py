"""tf.image. Images are (height, width, channels) or a batch of such."""

import torch
import torch.nn.functional as F
from _floplens import is_symbolic, unknown
from _keras import symbol
from keras.src.dtypes import torch_dtype

from tensorflow._ops.array import pad as _pad
from tensorflow._ops.array import slice as _slice
from tensorflow._ops.convert import dim, dims, remade, tensor
from tensorflow._ops.math import tensordot
from tensorflow._ops.nn import _pads, _padded, depthwise_conv2d

# ── sizes


class ResizeMethod:
    BILINEAR = "bilinear"
    NEAREST_NEIGHBOR = "nearest"
    BICUBIC = "bicubic"
    AREA = "area"
    LANCZOS3 = "lanczos3"
    LANCZOS5 = "lanczos5"
    GAUSSIAN = "gaussian"
    MITCHELLCUBIC = "mitchellcubic"


def _batched(compute, images):
    """Applies what takes a batch to a batch or to one image."""
    images = tensor(images)
    if images.dim() == 3:
        return torch.squeeze(compute(torch.unsqueeze(images, 0)), 0)
    if images.dim() != 4:
        raise ValueError("'images' must have either 3 or 4 dimensions.")
    return compute(images)


def resize(images, size, method="bilinear", preserve_aspect_ratio=False, antialias=False, name=None):
    return _batched(lambda batch: _resize(batch, dims(size), method, preserve_aspect_ratio), images)


def _resize(images, size, method, preserve_aspect_ratio):
    if len(size) != 2:
        raise ValueError("'size' must be a 1-D Tensor of 2 elements: new_height, new_width")
    height, width = images.shape[1], images.shape[2]
    target_height, target_width = size
    if preserve_aspect_ratio:
        scale = min(target_height / height, target_width / width)
        target_height, target_width = round(scale * height), round(scale * width)
    if not is_symbolic(height) and not is_symbolic(width) and (height, width) == (target_height, target_width):
        return images
    is_nearest = method in ("nearest", 1)
    x = torch.movedim(images, -1, 1)
    x = x if x.is_floating_point() else x.to(torch.float32)
    # How the new values are mixed costs no product in any of the methods.
    x = remade(torch.movedim(F.interpolate(x, (target_height, target_width), mode="nearest"), 1, -1))
    return x.to(images.dtype) if is_nearest else x.to(torch.float32)


def resize_bilinear(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return resize(images, size)


def resize_nearest_neighbor(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return resize(images, size, "nearest")


def resize_bicubic(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return resize(images, size, "bicubic")


def resize_with_pad(image, target_height, target_width, method="bilinear", antialias=False):
    def compute(batch):
        made = _resize(batch, (dim(target_height), dim(target_width)), method, True)
        rest = (dim(target_height) - made.shape[1], dim(target_width) - made.shape[2])
        return _pad(made, [[0, 0], [rest[0] // 2, rest[0] - rest[0] // 2], [rest[1] // 2, rest[1] - rest[1] // 2], [0, 0]])

    return _batched(compute, image)


def resize_with_crop_or_pad(image, target_height, target_width):
    target_height, target_width = dim(target_height), dim(target_width)

    def compute(batch):
        for axis, target in ((1, target_height), (2, target_width)):
            count = batch.shape[axis]
            if count > target:
                batch = torch.narrow(batch, axis, (count - target) // 2, target)
            elif count < target:
                before = (target - count) // 2
                pads = [[0, 0], [0, 0], [0, 0], [0, 0]]
                pads[axis] = [before, target - count - before]
                batch = _pad(batch, pads)
        return batch

    return _batched(compute, image)


resize_image_with_crop_or_pad = resize_with_crop_or_pad


def central_crop(image, central_fraction):
    if central_fraction <= 0.0 or central_fraction > 1.0:
        raise ValueError("central_fraction must be within (0, 1]")
    if central_fraction == 1.0:
        return image

    def compute(batch):
        for axis in (1, 2):
            count = batch.shape[axis]
            start = int((count - count * central_fraction) / 2)
            batch = torch.narrow(batch, axis, start, count - 2 * start)
        return batch

    return _batched(compute, image)


def crop_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    def compute(batch):
        batch = torch.narrow(batch, 1, dim(offset_height), dim(target_height))
        return torch.narrow(batch, 2, dim(offset_width), dim(target_width))

    return _batched(compute, image)


def pad_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    def compute(batch):
        below = target_height - offset_height - batch.shape[1]
        right = target_width - offset_width - batch.shape[2]
        return _pad(batch, [[0, 0], [offset_height, below], [offset_width, right], [0, 0]])

    return _batched(compute, image)


def random_crop(value, size, seed=None, name=None):
    return remade(_slice(value, [0] * len(dims(size)), dims(size)))


def stateless_random_crop(value, size, seed, name=None):
    return random_crop(value, size)


def crop_and_resize(image, boxes, box_indices, crop_size, method="bilinear", extrapolation_value=0.0, name=None):
    image, boxes = tensor(image), tensor(boxes)
    height, width = dims(crop_size)
    picked = remade(torch.index_select(image.to(torch.float32), 0, tensor(box_indices)))
    return torch.movedim(F.interpolate(torch.movedim(picked, -1, 1), (height, width), mode="nearest"), 1, -1)


def extract_patches(images, sizes, strides, rates, padding, name=None):
    images = tensor(images)
    kernel, steps, gaps = dims(sizes)[1:3], dims(strides)[1:3], dims(rates)[1:3]
    channels = images.shape[3]
    x = torch.movedim(images, -1, 1)
    x = _padded(x, _pads(x, padding, kernel, steps, gaps, "NHWC"))
    counts = [
        (x.shape[index + 2] - (kernel[index] - 1) * gaps[index] - 1) // steps[index] + 1 for index in range(2)
    ]
    x = F.unfold(x.to(torch.float32), kernel, gaps, 0, steps)
    x = torch.reshape(x, (x.shape[0], channels, kernel[0] * kernel[1], *counts))
    x = torch.permute(x, (0, 3, 4, 2, 1))
    return torch.reshape(x, (x.shape[0], *counts, kernel[0] * kernel[1] * channels)).to(images.dtype)


extract_image_patches = extract_patches

# ── turns


def flip_left_right(image):
    return torch.flip(tensor(image), [-2])


def flip_up_down(image):
    return torch.flip(tensor(image), [-3])


def random_flip_left_right(image, seed=None):
    return remade(tensor(image))


def random_flip_up_down(image, seed=None):
    return remade(tensor(image))


stateless_random_flip_left_right = random_flip_left_right
stateless_random_flip_up_down = random_flip_up_down


def transpose(image, name=None):
    return torch.transpose(tensor(image), -3, -2)


def rot90(image, k=1, name=None):
    return torch.rot90(tensor(image), k, (-3, -2))


# ── colours: an image of the same shape


def _same(image, *args, **kwargs):
    return remade(tensor(image))


adjust_brightness = adjust_contrast = adjust_gamma = adjust_hue = adjust_saturation = adjust_jpeg_quality = _same
random_brightness = random_contrast = random_hue = random_saturation = random_jpeg_quality = _same
stateless_random_brightness = stateless_random_contrast = stateless_random_hue = _same
stateless_random_saturation = stateless_random_jpeg_quality = _same
rgb_to_hsv = hsv_to_rgb = _same


def rgb_to_yuv(images):
    return tensordot(tensor(images), torch.empty((3, 3)), [[-1], [0]])


yuv_to_rgb = rgb_to_yiq = yiq_to_rgb = rgb_to_yuv


def rgb_to_grayscale(images, name=None):
    images = tensor(images)
    made = tensordot(images.to(torch.float32), torch.empty((3,)), [[-1], [-1]])
    return torch.unsqueeze(made, -1).to(images.dtype)


def grayscale_to_rgb(images, name=None):
    images = tensor(images)
    return images.repeat([1] * (images.dim() - 1) + [3])


def per_image_standardization(image):
    image = tensor(image).to(torch.float32)
    axes = (-3, -2, -1)
    return remade(image - torch.mean(image, axes, keepdim=True))


def convert_image_dtype(image, dtype, saturate=False, name=None):
    return remade(tensor(image)).to(torch_dtype(dtype))


# ── measures


def total_variation(images, name=None):
    images = tensor(images).to(torch.float32)
    return remade(torch.sum(torch.abs(images), (-3, -2, -1)))


def psnr(a, b, max_val, name=None):
    difference = torch.square(tensor(a).to(torch.float32) - tensor(b).to(torch.float32))
    return remade(torch.mean(difference, (-3, -2, -1)))


def ssim(img1, img2, max_val, *args, **kwargs):
    return unknown("tensorflow.image.ssim is not modelled")


def ssim_multiscale(img1, img2, max_val, *args, **kwargs):
    return unknown("tensorflow.image.ssim_multiscale is not modelled")


def image_gradients(image):
    image = tensor(image)
    return remade(image), remade(image)


def sobel_edges(image):
    image = tensor(image)
    channels = image.shape[-1]
    padded = _pad(image, [[0, 0], [1, 1], [1, 1], [0, 0]], "REFLECT")
    made = depthwise_conv2d(padded, torch.empty((3, 3, channels, 2)), 1, "VALID")
    return torch.reshape(made, (*image.shape, 2))


def non_max_suppression(boxes, scores, max_output_size, *args, **kwargs):
    return unknown("how many boxes a suppression leaves")


non_max_suppression_with_scores = non_max_suppression


def draw_bounding_boxes(images, boxes, colors, name=None):
    return remade(tensor(images))


# ── files


def decode_image(contents, channels=None, dtype="uint8", name=None, expand_animations=True):
    if not channels:
        return unknown("how many channels an image in a file has")
    return torch.empty((symbol("H", 224), symbol("W", 224), channels), dtype=torch_dtype(dtype))


def decode_jpeg(contents, channels=0, ratio=1, *args, **kwargs):
    return decode_image(contents, channels)


def decode_and_crop_jpeg(contents, crop_window, channels=0, *args, **kwargs):
    return unknown("which part of an image is cut out")


def decode_png(contents, channels=0, dtype="uint8", name=None):
    return decode_image(contents, channels, dtype)


def decode_bmp(contents, channels=0, name=None):
    return decode_image(contents, channels)


def decode_gif(contents, name=None):
    return unknown("how many frames a file has")


def encode_jpeg(image, *args, **kwargs):
    return torch.empty((), dtype=torch.int64)


encode_png = encode_jpeg
