"""torchvision.transforms, as far as shapes go."""

from enum import Enum

from . import functional
from ._classes import *
from .functional import InterpolationMode


class AutoAugmentPolicy(Enum):
    IMAGENET = "imagenet"
    CIFAR10 = "cifar10"
    SVHN = "svhn"
