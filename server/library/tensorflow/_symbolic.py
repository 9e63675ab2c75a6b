"""TensorFlow's functions on the symbolic tensors of a functional model: each call is a step of the graph, as for keras.ops."""

import torch
from _floplens import is_symbolic, is_unknown
from _keras import map_structure, operation, quietly, symbolic, values
from keras.src.graph import KerasTensor, Node, tensor_of


class SymbolicDim(KerasTensor):
    """A number that follows from a shape which is known only when the model runs."""

    def __getitem__(self, key):
        raise TypeError("'SymbolicDim' object is not subscriptable")

    def __add__(self, other):
        return _call(_add, (self, other), {})

    __radd__ = __add__

    def __mul__(self, other):
        return _call(_multiply, (self, other), {})

    __rmul__ = __mul__

    def __sub__(self, other):
        return _call(_subtract, (self, other), {})

    def __rsub__(self, other):
        return _call(_subtract, (other, self), {})

    def __floordiv__(self, other):
        return _call(_floor_divide, (self, other), {})

    def __rfloordiv__(self, other):
        return _call(_floor_divide, (other, self), {})

    def __truediv__(self, other):
        return _call(_divide, (self, other), {})

    def __rtruediv__(self, other):
        return _call(_divide, (other, self), {})

    def __mod__(self, other):
        return _call(_remainder, (self, other), {})

    def __neg__(self):
        return _call(_multiply, (self, -1), {})


def _add(a, b):
    return a + b


def _multiply(a, b):
    return a * b


def _subtract(a, b):
    return a - b


def _floor_divide(a, b):
    return a // b


def _divide(a, b):
    return a / b


def _remainder(a, b):
    return a % b


def _dim_of(tensor, index):
    return tensor.shape[index]


def _output(value, node):
    if not is_symbolic(value):
        return tensor_of(value, node)
    made = symbolic(SymbolicDim, torch.empty((), dtype=torch.int32))
    made._value = value
    made._node = node
    made.name = "keras_tensor"
    return made


def _call(function, args, kwargs):
    node = Node(function, args, kwargs)
    outputs = quietly(function, values(args), values(kwargs))
    node.outputs = map_structure(lambda value: _output(value, node), outputs)
    return node.outputs


def symbolic_shape(tensor):
    """A number for each dim that is known, a symbolic one for the others."""
    return [
        _call(_dim_of, (tensor, index), {}) if dim is None else dim for index, dim in enumerate(tensor.shape)
    ]


def public(module, name, owner):
    """A function of one of our private modules, for symbolic tensors too."""
    found = getattr(module, name, None)
    if name.startswith("_") or found is None or is_unknown(found):
        raise AttributeError(f"module '{owner}' has no attribute '{name}'")
    if isinstance(found, type) or not callable(found):
        return found
    return operation(found, _call)
