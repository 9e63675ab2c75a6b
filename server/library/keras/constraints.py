"""keras.constraints: what is done to weights after a step."""

import torch

from keras.src.compute.core import _f, _made
from keras.src.identifiers import resolve


class Constraint:
    def __call__(self, w):
        raise NotImplementedError

    def get_config(self):
        return dict(self.__dict__)

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class _Scaled(Constraint):
    """Weights that are scaled by their norms."""

    def __call__(self, w):
        w = _f(w)
        return _made(w.shape, w.dtype, w)


class MaxNorm(_Scaled):
    def __init__(self, max_value=2, axis=0):
        self.max_value = max_value
        self.axis = axis


class MinMaxNorm(_Scaled):
    def __init__(self, min_value=0.0, max_value=1.0, rate=1.0, axis=0):
        self.min_value = min_value
        self.max_value = max_value
        self.rate = rate
        self.axis = axis


class UnitNorm(_Scaled):
    def __init__(self, axis=0):
        self.axis = axis


class NonNeg(Constraint):
    def __call__(self, w):
        return torch.relu(_f(w))


max_norm, min_max_norm, non_neg, unit_norm = MaxNorm, MinMaxNorm, NonNeg, UnitNorm


def get(identifier):
    return resolve(identifier, "constraint", Constraint, globals())


def serialize(constraint):
    return {"class_name": type(constraint).__name__, "config": constraint.get_config()}


def deserialize(config, custom_objects=None):
    return get(config)
