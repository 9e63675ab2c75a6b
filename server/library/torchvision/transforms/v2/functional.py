"""torchvision.transforms.v2.functional."""

from torchvision.transforms.functional import *
from torchvision.transforms.functional import get_dimensions, pil_to_tensor


def get_size(inpt):
    return get_dimensions(inpt)[1:]


def get_num_channels(inpt):
    return get_dimensions(inpt)[0]
