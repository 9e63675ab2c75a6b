"""Image layers: resizing, cropping and the random changes of training. Without training most give their images back; some of
the changes are products (a transform of every coordinate, a blur), the others touch each pixel."""

import torch
import torch.nn.functional as F
from _floplens import is_symbolic, unknown

from keras.src.compute import image as _image
from keras.src.compute.core import convert_to_tensor
from keras.src.dtypes import torch_dtype
from keras.src.layer import Layer
from keras.src.layers.preprocessing import _data_format


class _ImageLayer(Layer):
    """Takes images, one (H, W, C) or many, or a dict of images and what belongs to them."""

    _takes_factor = True
    _bounds = (-1, 1)
    #: Whether a segmentation mask is moved as its image is.
    _moves_pixels = False

    def __init__(self, factor=None, bounding_box_format=None, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.bounding_box_format = bounding_box_format
        self.data_format = _data_format(data_format)
        if self._takes_factor:
            self._set_factor(factor or 0.0)
        elif factor is not None:
            raise ValueError(f"Layer {type(self).__name__} does not take a `factor` argument. Received: factor={factor}")

    def _set_factor(self, factor):
        self.factor = self._range(factor, f"The `factor` argument should be a number (or a list of two numbers) in the range [{self._bounds[0]}, {self._bounds[1]}]. Received: factor={factor}")

    def _range(self, factor, message):
        """The lower and the upper end that a factor states."""
        least, most = self._bounds
        if isinstance(factor, (tuple, list)):
            if len(factor) != 2 or factor[0] > most or factor[1] < least:
                raise ValueError(message)
            return tuple(sorted(factor))
        if not isinstance(factor, (int, float)) or factor < least or factor > most:
            raise ValueError(message)
        return (max(-abs(factor), least), abs(factor))

    def _set_value_range(self, value_range):
        if not isinstance(value_range, (tuple, list)) or len(value_range) != 2:
            raise ValueError(f"The `value_range` argument should be a list of two numbers. Received: value_range={value_range}")
        self.value_range = sorted(value_range)

    # ── what a layer says

    def _change(self, images):
        """A batch of images, in training."""
        return images

    def _images(self, images, training):
        images = images.to(torch_dtype(self.compute_dtype))
        return self._change(images) if training else images

    def _masks(self, masks, training):
        return self._change(masks) if training and self._moves_pixels else masks

    def _labels(self, labels, training):
        return labels

    def _boxes(self, boxes, training):
        return boxes

    # ── the call

    def call(self, data, training=True):
        if not isinstance(data, dict):
            return self._batched(self._images, data, 4, training)
        outputs = dict(data)
        rank = len(data["images"].shape)
        outputs["images"] = self._batched(self._images, data["images"], 4, training)
        if "bounding_boxes" in data:
            if not self.bounding_box_format:
                raise ValueError(
                    "You passed an input with a 'bounding_boxes' key, but you didn't specify a bounding box format. "
                    f"Pass a `bounding_box_format` argument to your {type(self).__name__} layer, e.g. `bounding_box_format='xyxy'`."
                )
            outputs["bounding_boxes"] = self._boxes(data["bounding_boxes"], training)
        if "labels" in data:
            labels = convert_to_tensor(data["labels"])
            outputs["labels"] = self._batched(self._labels, labels, None, training, rank == 3)
        if "segmentation_masks" in data:
            masks = convert_to_tensor(data["segmentation_masks"])
            outputs["segmentation_masks"] = self._batched(self._masks, masks, None, training, rank == 3)
        return outputs

    def _batched(self, function, data, rank, training, is_single=False):
        data = convert_to_tensor(data)
        if rank is not None:
            if data.dim() not in (3, 4):
                raise ValueError(f"Expected image tensor to have rank 3 (single image) or 4 (batch of images). Received: data.shape={tuple(data.shape)}")
            is_single = data.dim() == 3
        return function(data.unsqueeze(0), training).squeeze(0) if is_single else function(data, training)

    def _size(self, images):
        """(height, width)"""
        is_first = self.data_format == "channels_first"
        return (images.shape[-2], images.shape[-1]) if is_first else (images.shape[-3], images.shape[-2])

    def _cropped(self, images, top, left, height, width):
        if self.data_format == "channels_first":
            return images[..., top : top + height, left : left + width]
        return images[..., top : top + height, left : left + width, :]

    def _resized(self, images, height, width, **options):
        return _image.resize(images, (height, width), data_format=self.data_format, **options)

    def _clipped(self, images):
        return torch.clamp(images, self.value_range[0], self.value_range[1])

    def _chance(self, images):
        """Whether each image of a batch is changed."""
        return (torch.rand((images.shape[0],)) < torch.rand((images.shape[0],))).reshape(-1, 1, 1, 1)

    def _draw(self, images):
        return torch.rand((images.shape[0], 1, 1, 1), dtype=images.dtype)

    def _gray(self, images):
        axis = 1 if self.data_format == "channels_first" else -1
        red, green, blue = images.split(1, dim=axis)
        return (red * 0.299 + green * 0.587 + blue * 0.114).expand(images.shape)


# ── sizes


class Resizing(_ImageLayer):
    _takes_factor = False

    def __init__(self, height, width, interpolation="bilinear", crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode="constant", fill_value=0.0, antialias=False, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.height = height
        self.width = width
        self.interpolation = interpolation
        self.crop_to_aspect_ratio = crop_to_aspect_ratio
        self.pad_to_aspect_ratio = pad_to_aspect_ratio
        self.fill_mode = fill_mode
        self.fill_value = fill_value
        self.antialias = bool(antialias)

    def _images(self, images, training):
        return self._at(images, self.interpolation)

    def _masks(self, masks, training):
        return self._at(masks, "nearest")

    def _at(self, images, interpolation):
        resized = self._resized(
            images,
            self.height,
            self.width,
            interpolation=interpolation,
            antialias=self.antialias,
            crop_to_aspect_ratio=self.crop_to_aspect_ratio,
            pad_to_aspect_ratio=self.pad_to_aspect_ratio,
            fill_mode=self.fill_mode,
            fill_value=self.fill_value,
        )
        return resized.to(images.dtype)


class CenterCrop(_ImageLayer):
    _takes_factor = False

    def __init__(self, height, width, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.height = height
        self.width = width

    def _images(self, images, training):
        images = images.to(torch_dtype(self.compute_dtype))
        height, width = self._size(images)
        if height >= self.height and width >= self.width:
            top, left = (height - self.height) // 2, (width - self.width) // 2
            return self._cropped(images, top, left, self.height, self.width)
        return self._resized(images, self.height, self.width, crop_to_aspect_ratio=True)

    _masks = _images


class RandomCrop(_ImageLayer):
    _takes_factor = False

    def __init__(self, height, width, seed=None, data_format=None, name=None, **kwargs):
        super().__init__(name=name, data_format=data_format, **kwargs)
        self.height = height
        self.width = width
        self.seed = seed

    def _images(self, images, training):
        # Without training the images keep their size, although the layer says that it crops them.
        if not training:
            return images
        images = images.to(torch_dtype(self.compute_dtype))
        height, width = self._size(images)
        if is_symbolic(height) or is_symbolic(width) or (height >= self.height and width >= self.width):
            return self._cropped(images, 0, 0, self.height, self.width)
        return self._resized(images, self.height, self.width)

    _masks = _images


class MaxNumBoundingBoxes(_ImageLayer):
    def __init__(self, max_number, fill_value=-1, **kwargs):
        super().__init__(**kwargs)
        self.max_number = int(max_number)
        self.fill_value = int(fill_value)

    def _images(self, images, training):
        return images

    def _boxes(self, boxes, training):
        coordinates, labels = convert_to_tensor(boxes["boxes"]), convert_to_tensor(boxes["labels"])
        return {
            **boxes,
            "boxes": coordinates.new_empty((*coordinates.shape[:-2], self.max_number, coordinates.shape[-1])),
            "labels": labels.new_empty((*labels.shape[:-1], self.max_number)),
        }


# ── where pixels are


class RandomFlip(_ImageLayer):
    _takes_factor = False
    _moves_pixels = True

    def __init__(self, mode="horizontal_and_vertical", seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.mode = mode
        self.seed = seed

    def _change(self, images):
        rows, columns = (2, 3) if self.data_format == "channels_first" else (1, 2)
        for mode, axis in (("horizontal", columns), ("vertical", rows)):
            if self.mode in (mode, "horizontal_and_vertical"):
                images = torch.where(self._chance(images), torch.flip(images, (axis,)), images)
        return images


class _Affine(_ImageLayer):
    """Each image's coordinates times a matrix of its own, and the image read there."""

    _takes_factor = False
    _moves_pixels = True

    def _set_mode(self, fill_mode, interpolation, fill_value, seed):
        for name, value, allowed in (
            ("fill_mode", fill_mode, ("reflect", "wrap", "constant", "nearest")),
            ("interpolation", interpolation, ("nearest", "bilinear")),
        ):
            if value not in allowed:
                raise NotImplementedError(f"Unknown `{name}` {value}. Expected of one {allowed}.")
        self.fill_mode = fill_mode
        self.interpolation = interpolation
        self.fill_value = fill_value
        self.seed = seed

    def _pair(self, factor, name, message):
        numbers = factor if isinstance(factor, (tuple, list)) else (factor,)
        if not isinstance(factor, (int, float, tuple, list)) or (isinstance(factor, (tuple, list)) and len(factor) != 2):
            raise ValueError(f"{message}Received: {name}={factor}")
        for number in numbers:
            if not self._is_allowed(number):
                raise ValueError(f"{message}Received: input_number={number}")
        return tuple(sorted(numbers)) if len(numbers) == 2 else (-abs(factor), abs(factor))

    def _change(self, images):
        transform = torch.rand((images.shape[0], 8))
        return _image.affine_transform(
            images,
            transform,
            interpolation=self.interpolation,
            fill_mode=self.fill_mode,
            fill_value=self.fill_value,
            data_format=self.data_format,
        )


class RandomRotation(_Affine):
    def __init__(self, factor, fill_mode="reflect", interpolation="bilinear", seed=None, fill_value=0.0, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor or 0.0)
        self._set_mode(fill_mode, interpolation, fill_value, seed)


class RandomZoom(_Affine):
    def __init__(self, height_factor, width_factor=None, fill_mode="reflect", interpolation="bilinear", seed=None, fill_value=0.0, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        message = "The `height_factor` and `width_factor` arguments should be a number (or a list of two numbers) in the range (-1.0, 1.0]. "
        self.height_factor = height_factor
        self.width_factor = width_factor
        self._pair(height_factor, "height_factor", message)
        if width_factor is not None:
            self._pair(width_factor, "width_factor", message)
        self._set_mode(fill_mode, interpolation, fill_value, seed)

    def _is_allowed(self, number):
        return -1.0 < number <= 1.0


class RandomTranslation(_Affine):
    def __init__(self, height_factor, width_factor, fill_mode="reflect", interpolation="bilinear", seed=None, fill_value=0.0, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        message = "The `factor` argument should be a number (or a list of two numbers) in the range [-1.0, 1.0]. "
        self.height_factor = height_factor
        self.width_factor = width_factor
        self._pair(height_factor, "height_factor", message)
        self._pair(width_factor, "width_factor", message)
        self._set_mode(fill_mode, interpolation, fill_value, seed)

    def _is_allowed(self, number):
        return -1.0 <= number <= 1.0


class RandomShear(_Affine):
    def __init__(self, x_factor=0.0, y_factor=0.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0, data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        message = "The `factor` argument should be a number (or a list of two numbers) in the range [0, 1.0]. "
        self.x_factor = self._pair(x_factor, "x_factor", message)
        self.y_factor = self._pair(y_factor, "y_factor", message)
        self._set_mode(fill_mode, interpolation, fill_value, seed)

    def _is_allowed(self, number):
        return 0.0 <= number <= 1.0


class RandomPerspective(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)
    _moves_pixels = True

    def __init__(self, factor=1.0, scale=1.0, interpolation="bilinear", fill_value=0.0, seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.scale = scale
        self.fill_value = fill_value
        self.interpolation = interpolation
        self.seed = seed
        if scale < 0.0 or scale > 1.0:
            raise ValueError(f"The `scale` argument should be a number in the range [0,1]. Received: scale={scale}")
        if interpolation not in ("nearest", "bilinear"):
            raise NotImplementedError(f"Unknown `interpolation` {interpolation}. Expected of one {('nearest', 'bilinear')}.")

    def _change(self, images):
        corners = torch.rand((images.shape[0], 4, 2))
        moved = _image.perspective_transform(
            images,
            corners,
            corners,
            interpolation=self.interpolation,
            fill_value=self.fill_value,
            data_format=self.data_format,
        )
        return torch.where(self._chance(images), moved, images)


class RandomElasticTransform(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)
    _moves_pixels = True

    def __init__(self, factor=1.0, scale=1.0, interpolation="bilinear", fill_mode="reflect", fill_value=0.0, value_range=(0, 255), seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.scale = self._range(scale, f"The `scale` argument should be a number (or a list of two numbers) in the range [0, 1]. Received: factor={scale}")
        self.interpolation = interpolation
        self.fill_mode = fill_mode
        self.fill_value = fill_value
        self.value_range = value_range
        self.seed = seed
        if interpolation not in ("nearest", "bilinear"):
            raise NotImplementedError(f"Unknown `interpolation` {interpolation}. Expected of one {('nearest', 'bilinear')}.")

    def _change(self, images):
        if self.scale[1] == 0 or self.factor[1] == 0:
            return images
        height, width = self._size(images)
        least, most = (int(6 * min(height, width) * 0.05 * scale) | 1 for scale in self.scale)
        if least == most:
            # Two fields of displacements, each smoothed by one kernel.
            field = torch.randn((images.shape[0], 1, height, width), dtype=images.dtype)
            kernel = torch.empty((1, 1, least, least), dtype=images.dtype)
            for _ in range(2):
                F.conv2d(field, kernel, padding=least // 2)
        else:
            torch.matmul(unknown(f"RandomElasticTransform draws its kernel's size: from {least} to {most}"), images)
        return self._clipped(torch.where(self._chance(images), images * 1.0, images))


class RandomErasing(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)

    def __init__(self, factor=1.0, scale=(0.02, 0.33), fill_value=None, value_range=(0, 255), seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.scale = self._range(scale, f"The `scale` argument should be a number (or a list of two numbers) in the range [0, 1]. Received: factor={scale}")
        self.fill_value = fill_value
        self.value_range = value_range
        self.seed = seed

    def _change(self, images):
        fill = torch.randn(images.shape, dtype=images.dtype) if self.fill_value is None else self.fill_value
        return self._clipped(torch.where(self._chance(images), fill, images))


class MixUp(_ImageLayer):
    def __init__(self, alpha=0.2, data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.alpha = alpha
        self.seed = seed

    def _change(self, images):
        return _mixed(images)

    def _labels(self, labels, training):
        return _mixed(labels) if training else labels

    def _masks(self, masks, training):
        return _mixed(masks) if training else masks


class CutMix(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)

    def __init__(self, factor=1.0, seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.seed = seed

    def _change(self, images):
        return torch.where(self._chance(images), torch.flip(images, (0,)), images)

    def _labels(self, labels, training):
        return _mixed(labels) if training and self.factor[1] != 0 else labels

    def _masks(self, masks, training):
        return self._change(masks) if training else masks


def _mixed(values):
    """Each sample with another of the batch."""
    weight = torch.rand((values.shape[0], *([1] * (values.dim() - 1))))
    return values * weight + (1.0 - weight) * torch.flip(values, (0,))


# ── colours


class RandomBrightness(_ImageLayer):
    def __init__(self, factor, value_range=(0, 255), seed=None, **kwargs):
        super().__init__(factor=factor, **kwargs)
        self.seed = seed
        self._set_value_range(value_range)

    def _change(self, images):
        return self._clipped(images + self._draw(images))


class RandomContrast(_ImageLayer):
    _bounds = (0, 1)

    def __init__(self, factor, value_range=(0, 255), seed=None, **kwargs):
        super().__init__(**kwargs)
        self._set_factor(factor)
        self.value_range = value_range
        self.seed = seed

    def _change(self, images):
        axes = (2, 3) if self.data_format == "channels_first" else (1, 2)
        mean = images.mean(axes, keepdim=True)
        return self._clipped((images - mean) * self._draw(images) + mean)


class RandomColorDegeneration(_ImageLayer):
    def __init__(self, factor, value_range=(0, 255), data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self._set_value_range(value_range)
        self.seed = seed

    def _change(self, images):
        weight = self._draw(images)
        return self._clipped(images * weight + self._gray(images) * (1 - weight))


class RandomSaturation(RandomColorDegeneration):
    pass


class RandomHue(_ImageLayer):
    _bounds = (0, 1)

    def __init__(self, factor, value_range=(0, 255), data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.value_range = value_range
        self.seed = seed

    def _change(self, images):
        return self._clipped(images + self._draw(images))


class RandomSharpness(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)

    def __init__(self, factor, value_range=(0, 255), data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self._set_value_range(value_range)
        self.seed = seed

    def _change(self, images):
        return self._clipped(images + (1.0 - self._draw(images)) * (_blurred(self, images, 3) - images))


class RandomGaussianBlur(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)

    def __init__(self, factor=1.0, kernel_size=3, sigma=1.0, value_range=(0, 255), data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        sizes = kernel_size if isinstance(kernel_size, (tuple, list)) else (kernel_size, kernel_size)
        if len(sizes) != 2:
            raise ValueError(f"The `kernel_size` argument should be a number (or a list of two numbers) Received: kernel_size={kernel_size}")
        if sizes[0] % 2 == 0 or sizes[1] % 2 == 0:
            raise ValueError(f"kernel_size must be an odd number. Received: kernel_size={kernel_size}")
        self.kernel_size = tuple(sizes)
        self.sigma = self._range(sigma, f"The `sigma` argument should be a number (or a list of two numbers) in the range [0, 1]. Received: factor={sigma}")
        self.value_range = value_range
        self.seed = seed

    def _change(self, images):
        blurred = _image.gaussian_blur(
            images, kernel_size=self.kernel_size, sigma=(1.0, 1.0), data_format=self.data_format
        )
        return self._clipped(torch.where(self._chance(images), blurred, images))


def _blurred(layer, images, size):
    """Each channel convolved with one kernel."""
    is_first = layer.data_format == "channels_first"
    channels = images if is_first else images.permute(0, 3, 1, 2)
    kernel = torch.empty((channels.shape[1], 1, size, size), dtype=images.dtype)
    channels = F.conv2d(channels, kernel, padding=size // 2, groups=channels.shape[1])
    return channels if is_first else channels.permute(0, 2, 3, 1)


class RandomPosterization(_ImageLayer):
    _takes_factor = False
    _bounds = (1, 8)

    def __init__(self, factor, value_range=(0, 255), data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self._set_value_range(value_range)
        self.seed = seed

    def _change(self, images):
        bits = images.to(torch.uint8)
        return torch.bitwise_left_shift(torch.bitwise_right_shift(bits, 1), 1).to(images.dtype)


class RandomGrayscale(_ImageLayer):
    def __init__(self, factor=0.5, data_format=None, seed=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        if factor < 0 or factor > 1:
            raise ValueError(f"`factor` should be between 0 and 1. Received: factor={factor}")
        self.factor = factor
        self.seed = seed

    def _change(self, images):
        return torch.where(self._chance(images), self._gray(images), images)


class RandomInvert(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)

    def __init__(self, factor=1.0, value_range=(0, 255), seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self._set_factor(factor)
        self.value_range = value_range
        self.seed = seed

    def _change(self, images):
        return torch.where(self._chance(images), self.value_range[1] - images, images)


class RandomColorJitter(_ImageLayer):
    def __init__(self, value_range=(0, 255), brightness_factor=None, contrast_factor=None, saturation_factor=None, hue_factor=None, seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.value_range = value_range
        made = []
        for layer, factor in (
            (RandomBrightness, brightness_factor),
            (RandomContrast, contrast_factor),
            (RandomSaturation, saturation_factor),
            (RandomHue, hue_factor),
        ):
            if factor is not None:
                made.append(layer(factor, value_range=value_range, seed=seed))
        self._parts = made

    def _change(self, images):
        for layer in self._parts:
            images = layer._change(images)
        return images


class Solarization(_ImageLayer):
    _takes_factor = False

    def __init__(self, addition_factor=0.0, threshold_factor=0.0, value_range=(0, 255), seed=None, **kwargs):
        super().__init__(**kwargs)
        self.seed = seed
        self.addition_factor = self._share(addition_factor, "addition_factor")
        self.threshold_factor = self._share(threshold_factor, "threshold_factor")
        self._set_value_range(value_range)

    def _share(self, factor, name):
        message = "The `addition_factor` and `threshold_factor` arguments should be a number (or a list of two numbers) in the range [0, 1]. "
        numbers = factor if isinstance(factor, (tuple, list)) else (factor,)
        if not isinstance(factor, (int, float, tuple, list)) or (isinstance(factor, (tuple, list)) and len(factor) != 2):
            raise ValueError(f"{message}Received: {name}={factor}")
        for number in numbers:
            if number > 1.0 or number < 0:
                raise ValueError(f"{message}Received: input_number={number}")
        return tuple(sorted(numbers)) if len(numbers) == 2 else (0, factor)

    def _change(self, images):
        added = self._clipped(images + self._draw(images))
        return torch.where(added < self._draw(images), added, self.value_range[1] - added)


class AutoContrast(_ImageLayer):
    _takes_factor = False

    def __init__(self, value_range=(0, 255), **kwargs):
        super().__init__(**kwargs)
        self._set_value_range(value_range)

    def _change(self, images):
        axes = (2, 3) if self.data_format == "channels_first" else (1, 2)
        low, high = images.amin(axes, keepdim=True), images.amax(axes, keepdim=True)
        return self._clipped((images - low) / (high - low))


class Equalization(_ImageLayer):
    def __init__(self, value_range=(0, 255), bins=256, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.bins = bins
        self._set_value_range(value_range)

    def _change(self, images):
        return self._clipped(images * 1.0)


class ContrastLimitedAdaptiveHistogramEqualization(_ImageLayer):
    def __init__(self, value_range=(0, 255), clip_limit=4.0, tile_grid_size=(8, 8), data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.value_range = value_range
        self.clip_limit = clip_limit
        self.tile_grid_size = tile_grid_size

    def _change(self, images):
        return self._clipped(images * 1.0)


# ── several at once


def _parts(layer, names, value_range, interpolation, data_format, kwargs):
    factor = layer.factor
    pixel = {"value_range": value_range, "data_format": data_format, **kwargs}
    moved = {"interpolation": interpolation, "data_format": data_format, **kwargs}
    makers = {
        "shear": lambda: RandomShear(factor, factor, **moved),
        "translation": lambda: RandomTranslation(factor, factor, **moved),
        "rotation": lambda: RandomRotation(factor, **moved),
        "brightness": lambda: RandomBrightness(factor, **pixel),
        "degeneration": lambda: RandomColorDegeneration(factor, **pixel),
        "contrast": lambda: RandomContrast(factor, **pixel),
        "sharpness": lambda: RandomSharpness(factor, **pixel),
        "posterization": lambda: RandomPosterization(max(1, int(8 * factor[1])), **pixel),
        "solarization": lambda: Solarization(factor, factor, **pixel),
        "auto_contrast": lambda: AutoContrast(**pixel),
        "equalization": lambda: Equalization(**pixel),
    }
    return [makers[name]() for name in names]


class RandAugment(_ImageLayer):
    """Runs every change as often as it applies one, and keeps the one that was drawn."""

    _takes_factor = False
    _bounds = (0, 1)

    def __init__(self, value_range=(0, 255), num_ops=2, factor=0.5, interpolation="bilinear", seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.value_range = value_range
        self.num_ops = num_ops
        self._set_factor(factor)
        self.interpolation = interpolation
        names = ("shear", "translation", "rotation", "brightness", "degeneration", "contrast", "sharpness", "posterization", "solarization", "auto_contrast", "equalization")
        self._parts = _parts(self, names, value_range, interpolation, data_format, kwargs)

    def _change(self, images):
        for _ in range(self.num_ops):
            for layer in self._parts:
                images = torch.where(torch.rand(()) < 0.5, layer._change(images), images)
        return images


class AugMix(_ImageLayer):
    _takes_factor = False
    _bounds = (0, 1)

    def __init__(self, value_range=(0, 255), num_chains=3, chain_depth=3, factor=0.3, alpha=1.0, all_ops=True, interpolation="bilinear", seed=None, data_format=None, **kwargs):
        super().__init__(data_format=data_format, **kwargs)
        self.value_range = value_range
        self.num_chains = num_chains
        self.chain_depth = chain_depth
        self._set_factor(factor)
        self.alpha = alpha
        self.all_ops = all_ops
        self.interpolation = interpolation

    def _change(self, images):
        torch.matmul(unknown("AugMix draws which changes it makes"), images)
        weight = torch.rand(())
        return self._clipped(weight * images + (1 - weight) * images)
