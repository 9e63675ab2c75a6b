"""torch.nn: all layers, and beside them functional, init, utils and parallel."""

from torch.nn.modules import *
from torch.nn import attention, common_types, functional, grad, init, modules, parallel, parameter, utils
from torch.nn.parallel import DataParallel
from torch.nn.parameter import Buffer, Parameter, UninitializedBuffer, UninitializedParameter


def factory_kwargs(kwargs):
    return {key: kwargs[key] for key in ("device", "dtype", "memory_format") if key in kwargs}
