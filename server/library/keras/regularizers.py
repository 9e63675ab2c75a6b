"""keras.regularizers: what they add to a loss. Only that of orthogonal weights is a product."""

import torch

from keras.src.compute.core import _f
from keras.src.identifiers import resolve


class Regularizer:
    def __call__(self, x):
        return 0.0

    def get_config(self):
        return dict(self.__dict__)

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class L1L2(Regularizer):
    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = l1
        self.l2 = l2

    def __call__(self, x):
        x = _f(x)
        return self.l1 * torch.sum(torch.abs(x)) + self.l2 * torch.sum(torch.square(x))


class L1(Regularizer):
    def __init__(self, l1=0.01):
        self.l1 = l1

    def __call__(self, x):
        return self.l1 * torch.sum(torch.abs(_f(x)))


class L2(Regularizer):
    def __init__(self, l2=0.01):
        self.l2 = l2

    def __call__(self, x):
        return self.l2 * torch.sum(torch.square(_f(x)))


class OrthogonalRegularizer(Regularizer):
    def __init__(self, factor=0.01, mode="rows"):
        if mode not in ("rows", "columns"):
            raise ValueError(
                f'Invalid value for argument `mode`. Expected one of {{"rows", "columns"}}. Received: mode={mode}'
            )
        self.factor = factor
        self.mode = mode

    def __call__(self, inputs):
        x = _f(inputs)
        if x.dim() != 2:
            raise ValueError(
                "Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape="
                f"{tuple(x.shape)}"
            )
        x = torch.nn.functional.normalize(x, dim=1 if self.mode == "rows" else 0)
        product = torch.matmul(x, x.T) if self.mode == "rows" else torch.matmul(x.T, x)
        return self.factor * 0.5 * torch.mean(torch.abs(product))


l1, l2, l1_l2, orthogonal_regularizer = L1, L2, L1L2, OrthogonalRegularizer


#: Names that only strings may have.
_short = {"l1l2": L1L2}


def get(identifier):
    return resolve(identifier, "regularizer", Regularizer, {**globals(), **_short})


def serialize(regularizer):
    return {"class_name": type(regularizer).__name__, "config": regularizer.get_config()}


def deserialize(config, custom_objects=None):
    return get(config)
