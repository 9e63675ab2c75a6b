"""Parametrizations: a parameter that is computed from others whenever it is read."""

from contextlib import contextmanager

import torch

from ..modules.container import ModuleDict, ModuleList
from ..parameter import Parameter


@contextmanager
def cached():
    yield


class ParametrizationList(ModuleList):
    def __init__(self, modules, original, unsafe=False):
        super().__init__(modules)
        self.unsafe = unsafe
        value = original
        for parametrization in reversed(list(self)):
            if hasattr(parametrization, "right_inverse"):
                value = parametrization.right_inverse(value)
        self.is_tensor = isinstance(value, torch.Tensor)
        if self.is_tensor:
            self.original = self._keep(value, original)
        else:
            self.ntensors = len(value)
            for index, part in enumerate(value):
                setattr(self, f"original{index}", self._keep(part, original))

    def _keep(self, value, original):
        if isinstance(original, Parameter):
            return Parameter(value.detach(), original.requires_grad)
        return torch.nn.Buffer(value)

    def right_inverse(self, value):
        return None

    def forward(self):
        first = self._modules["0"]
        if self.is_tensor:
            value = first(self.original)
        else:
            value = first(*[getattr(self, f"original{index}") for index in range(self.ntensors)])
        for parametrization in list(self)[1:]:
            value = parametrization(value)
        return value


def _parametrized_class(module):
    cls = module.__class__
    made = type("Parametrized" + cls.__name__, (cls,), {"_parametrized_from": cls})
    module.__class__ = made
    return made


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        module.parametrizations[tensor_name].append(parametrization)
        return module
    if tensor_name not in module._parameters and tensor_name not in module._buffers:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element with name "
            f"'{tensor_name}'"
        )
    original = getattr(module, tensor_name)
    parametrizations = ParametrizationList([parametrization], original, unsafe=unsafe)
    delattr(module, tensor_name)
    if not is_parametrized(module):
        _parametrized_class(module)
        module.parametrizations = ModuleDict()
    module.parametrizations[tensor_name] = parametrizations

    def get(self):
        return self.parametrizations[tensor_name]()

    def put(self, value):
        self.parametrizations[tensor_name].right_inverse(value)

    setattr(module.__class__, tensor_name, property(get, put))
    return module


def is_parametrized(module, tensor_name=None):
    parametrizations = module._modules.get("parametrizations", None)
    if parametrizations is None or not isinstance(parametrizations, ModuleDict):
        return False
    if tensor_name is None:
        return len(parametrizations) > 0
    return tensor_name in parametrizations


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    value = getattr(module, tensor_name)
    delattr(module.__class__, tensor_name)
    del module.parametrizations[tensor_name]
    module.register_parameter(tensor_name, Parameter(value.detach()))
    if len(module.parametrizations) == 0:
        delattr(module, "parametrizations")
        module.__class__ = module.__class__._parametrized_from
    return module


def type_before_parametrizations(module):
    return module.__class__._parametrized_from if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module, to_module, tensor_name=None):
    return to_module
