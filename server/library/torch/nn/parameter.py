"""torch.nn.parameter: what a module registers. `Parameter` itself is native."""

from _torch_nn import Parameter
from _torch import Tensor, empty


class UninitializedTensorMixin:
    """A tensor whose shape is found out at the first call of its lazy module."""


class UninitializedParameter(Parameter, UninitializedTensorMixin):
    def __new__(cls, requires_grad=True, device=None, dtype=None):
        return Parameter.__new__(cls, empty(0, device=device, dtype=dtype), requires_grad)

    def materialize(self, shape, device=None, dtype=None):
        self.data = empty(shape, device=device or self.device, dtype=dtype or self.dtype)
        self.__class__ = Parameter


def Buffer(data=None, persistent=True):
    """A tensor that a module registers as a buffer when it is assigned."""
    data = empty(0) if data is None else data.detach()
    data.persistent = persistent
    data._is_buffer = True
    return data


def UninitializedBuffer(requires_grad=False, device=None, dtype=None, persistent=True):
    return Buffer(empty(0, device=device, dtype=dtype), persistent)


def is_lazy(param):
    return isinstance(param, UninitializedTensorMixin)
