"""The variables of optimizers and metrics: numbers that change from step to step, and none of a model's parameters."""

import torch

from keras.src.dtypes import dtype_name, torch_dtype


class State:
    """Of its contents only shape and dtype are known."""

    def __init__(self, shape=(), dtype="float32", name=None):
        self.shape = tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)
        self.dtype = dtype_name(dtype)
        self.name = self.path = name or "variable"
        self.trainable = False

    @property
    def value(self):
        return torch.empty(self.shape, dtype=torch_dtype(self.dtype))

    @property
    def ndim(self):
        return len(self.shape)

    def numpy(self):
        return self.value.numpy()

    def read_value(self):
        return self.value

    def assign(self, value, **kwargs):
        return self.value

    assign_add = assign_sub = assign

    def __float__(self):
        return float(self.value)

    def __int__(self):
        return int(self.value)

    def __bool__(self):
        return bool(self.value)

    def __getitem__(self, key):
        return self.value[key]

    def __neg__(self):
        return -self.value

    def __add__(self, other):
        return self.value + _plain(other)

    def __radd__(self, other):
        return other + self.value

    def __sub__(self, other):
        return self.value - _plain(other)

    def __rsub__(self, other):
        return other - self.value

    def __mul__(self, other):
        return self.value * _plain(other)

    def __rmul__(self, other):
        return other * self.value

    def __truediv__(self, other):
        return self.value / _plain(other)

    def __rtruediv__(self, other):
        return other / self.value

    def __floordiv__(self, other):
        return self.value // _plain(other)

    def __mod__(self, other):
        return self.value % _plain(other)

    def __pow__(self, other):
        return self.value ** _plain(other)

    def __eq__(self, other):
        return self.value == _plain(other)

    def __ne__(self, other):
        return self.value != _plain(other)

    def __lt__(self, other):
        return self.value < _plain(other)

    def __le__(self, other):
        return self.value <= _plain(other)

    def __gt__(self, other):
        return self.value > _plain(other)

    def __ge__(self, other):
        return self.value >= _plain(other)

    def __hash__(self):
        return id(self)


def _plain(other):
    return other.value if isinstance(other, State) else other
