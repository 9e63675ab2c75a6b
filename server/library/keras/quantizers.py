"""keras.quantizers: what is rounded to fewer bits keeps its shape."""

import torch

from keras.src.compute.core import _f, _made


class Quantizer:
    def __init__(self, output_dtype="int8"):
        self.output_dtype = output_dtype

    def __call__(self, x):
        return x

    def get_config(self):
        return dict(self.__dict__)

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class AbsMaxQuantizer(Quantizer):
    def __init__(self, axis=None, value_range=(-127, 127), epsilon=1e-7, output_dtype="int8"):
        super().__init__(output_dtype)
        self.axis = axis
        self.value_range = value_range
        self.epsilon = epsilon

    def __call__(self, x):
        return abs_max_quantize(x, self.axis, self.value_range, self.output_dtype, self.epsilon)


def abs_max_quantize(inputs, axis, value_range=(-127, 127), dtype="int8", epsilon=1e-7, to_numpy=False):
    x = _f(inputs)
    scale = 127.0 / torch.amax(torch.abs(x), dim=axis if axis is None else tuple([axis] if isinstance(axis, int) else axis), keepdim=True)
    return _made(x.shape, torch.int8, x), scale


def get(identifier, **kwargs):
    return identifier


def serialize(initializer):
    return {"class_name": type(initializer).__name__, "config": initializer.get_config()}


def deserialize(config, custom_objects=None):
    return config
