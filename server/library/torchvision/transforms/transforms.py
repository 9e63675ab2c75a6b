"""torchvision.transforms.transforms."""

from ._classes import *
