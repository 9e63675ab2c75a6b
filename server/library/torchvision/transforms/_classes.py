"""The transforms. What is left to chance changes no shape."""

from _floplens import unknown

from . import functional as F
from .functional import InterpolationMode


class _Transform:
    def __call__(self, *inputs):
        if len(inputs) == 1:
            return self.forward(inputs[0])
        return (self.forward(inputs[0]), *inputs[1:])

    def forward(self, img):
        return img

    def eval(self):
        return self

    def train(self, mode=True):
        return self

    def to(self, *args, **kwargs):
        return self


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, *inputs):
        if len(inputs) == 1:
            img = inputs[0]
            for transform in self.transforms:
                img = transform(img)
            return img
        for transform in self.transforms:
            inputs = transform(*inputs)
        return inputs

    forward = __call__


class ToTensor(_Transform):
    def forward(self, pic):
        return F.to_tensor(pic)


class PILToTensor(_Transform):
    def forward(self, pic):
        return F.pil_to_tensor(pic)


class ToImage(_Transform):
    def forward(self, inpt):
        return F.to_image(inpt)


class ToPILImage(_Transform):
    def __init__(self, mode=None):
        self.mode = mode

    def forward(self, pic):
        return F.to_pil_image(pic, self.mode)


class ConvertImageDtype(_Transform):
    def __init__(self, dtype):
        self.dtype = dtype

    def forward(self, image):
        return F.convert_image_dtype(image, self.dtype)


class ToDtype(_Transform):
    def __init__(self, dtype, scale=False):
        self.dtype = dtype
        self.scale = scale

    def forward(self, inpt):
        dtype = self.dtype
        if isinstance(dtype, dict):
            dtype = list(dtype.values())[0]
        return F.to_dtype(inpt, dtype, self.scale)


class Normalize(_Transform):
    def __init__(self, mean, std, inplace=False):
        self.mean = mean
        self.std = std
        self.inplace = inplace

    def forward(self, tensor):
        return F.normalize(tensor, self.mean, self.std, self.inplace)


class Resize(_Transform):
    def __init__(self, size, interpolation=InterpolationMode.BILINEAR, max_size=None, antialias=True):
        self.size = size
        self.interpolation = interpolation
        self.max_size = max_size

    def forward(self, img):
        return F.resize(img, self.size, self.interpolation, self.max_size)


class Scale(Resize):
    pass


class CenterCrop(_Transform):
    def __init__(self, size):
        self.size = size

    def forward(self, img):
        return F.center_crop(img, self.size)


class RandomCrop(_Transform):
    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"):
        self.size = size

    @staticmethod
    def get_params(img, output_size):
        return 0, 0, output_size[0], output_size[1]

    def forward(self, img):
        return F.center_crop(img, self.size)


class RandomResizedCrop(_Transform):
    def __init__(
        self,
        size,
        scale=(0.08, 1.0),
        ratio=(3.0 / 4.0, 4.0 / 3.0),
        interpolation=InterpolationMode.BILINEAR,
        antialias=True,
    ):
        self.size = size

    def forward(self, img):
        return F.center_crop(img, self.size)


class RandomSizedCrop(RandomResizedCrop):
    pass


class FiveCrop(_Transform):
    def __init__(self, size):
        self.size = size

    def forward(self, img):
        return F.five_crop(img, self.size)


class TenCrop(_Transform):
    def __init__(self, size, vertical_flip=False):
        self.size = size

    def forward(self, img):
        return F.ten_crop(img, self.size)


class Pad(_Transform):
    def __init__(self, padding, fill=0, padding_mode="constant"):
        self.padding = padding
        self.fill = fill
        self.padding_mode = padding_mode

    def forward(self, img):
        return F.pad(img, self.padding, self.fill)


class Grayscale(_Transform):
    def __init__(self, num_output_channels=1):
        self.num_output_channels = num_output_channels

    def forward(self, img):
        return F.to_grayscale(img, self.num_output_channels)


class Lambda(_Transform):
    def __init__(self, lambd, *types):
        self.lambd = lambd

    def forward(self, img):
        return self.lambd(img)


class RandomRotation(_Transform):
    def __init__(self, degrees, interpolation=InterpolationMode.NEAREST, expand=False, center=None, fill=0):
        self.expand = expand

    def forward(self, img):
        if self.expand:
            return unknown("the size of an image that is rotated and expanded is not known")
        return img


class RandomApply(_Transform):
    def __init__(self, transforms, p=0.5):
        self.transforms = transforms
        self.p = p


class RandomChoice(_Transform):
    def __init__(self, transforms, p=None):
        self.transforms = transforms

    def forward(self, img):
        return self.transforms[0](img)


class RandomOrder(_Transform):
    def __init__(self, transforms):
        self.transforms = transforms

    def forward(self, img):
        for transform in self.transforms:
            img = transform(img)
        return img


class _SameShape(_Transform):
    """Changes pixels only."""

    def __init__(self, *args, **kwargs):
        pass


class RandomHorizontalFlip(_SameShape):
    pass


class RandomVerticalFlip(_SameShape):
    pass


class ColorJitter(_SameShape):
    pass


class RandomGrayscale(_SameShape):
    pass


class RandomErasing(_SameShape):
    pass


class RandomAffine(_SameShape):
    pass


class RandomPerspective(_SameShape):
    pass


class GaussianBlur(_SameShape):
    pass


class GaussianNoise(_SameShape):
    pass


class LinearTransformation(_SameShape):
    pass


class ElasticTransform(_SameShape):
    pass


class RandomInvert(_SameShape):
    pass


class RandomPosterize(_SameShape):
    pass


class RandomSolarize(_SameShape):
    pass


class RandomAdjustSharpness(_SameShape):
    pass


class RandomAutocontrast(_SameShape):
    pass


class RandomEqualize(_SameShape):
    pass


class RandomPhotometricDistort(_SameShape):
    pass


class RandomChannelPermutation(_SameShape):
    pass


class AutoAugment(_SameShape):
    pass


class RandAugment(_SameShape):
    pass


class TrivialAugmentWide(_SameShape):
    pass


class AugMix(_SameShape):
    pass


class Identity(_SameShape):
    pass


class ToPureTensor(_SameShape):
    pass


class SanitizeBoundingBoxes(_SameShape):
    pass
