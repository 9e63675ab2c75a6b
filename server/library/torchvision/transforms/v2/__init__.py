"""torchvision.transforms.v2, as far as shapes go."""

from torchvision.transforms import *
from torchvision.transforms import AutoAugmentPolicy, InterpolationMode
from torchvision.transforms._classes import *

from . import functional


class Transform:
    def __call__(self, *inputs):
        outputs = [self.transform(item, {}) for item in inputs]
        return outputs[0] if len(outputs) == 1 else tuple(outputs)

    def transform(self, inpt, params):
        return inpt




class _Mixed:
    """CutMix and MixUp: labels become rows of class weights."""

    def __init__(self, *, alpha=1.0, num_classes=None, labels_getter="default"):
        self.num_classes = num_classes

    def __call__(self, *inputs):
        if len(inputs) == 1:
            inputs = inputs[0]
        images, labels = inputs
        return images, images.new_empty((labels.shape[0], self.num_classes))


class CutMix(_Mixed):
    pass


class MixUp(_Mixed):
    pass
