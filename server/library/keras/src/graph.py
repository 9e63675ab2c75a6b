"""Symbolic tensors and the graph of calls that made them: what `Input(…)` gives and a functional model consists of."""

import torch
from _floplens import is_symbolic
from _keras import _KerasTensor, here, map_structure, quietly, symbol, symbolic, values
from keras import ops as _ops
from keras.src.dtypes import dtype_name, torch_dtype

_names = {}


def auto_name(prefix):
    """`dense`, then `dense_1`: as Keras counts them."""
    count = _names.get(prefix, 0)
    _names[prefix] = count + 1
    return prefix if count == 0 else f"{prefix}_{count}"


def clear_names():
    _names.clear()


def _op(name):
    return getattr(_ops, name)


def _binary(name, swapped=False):
    def method(self, other):
        return _op(name)(other, self) if swapped else _op(name)(self, other)

    return method


def _placeholder(wanted):
    return (
        "A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any actual numerical"
        f" value. You cannot convert it to {wanted}."
    )


class KerasTensor(_KerasTensor):
    """A tensor of a graph. Dims that are symbols read as None, as in Keras."""

    @property
    def shape(self):
        return static_shape(self._value)

    @property
    def dtype(self):
        return dtype_name(self._value.dtype)

    @property
    def ndim(self):
        return len(self._value.shape)

    @property
    def sparse(self):
        return False

    @property
    def ragged(self):
        return False

    @property
    def _keras_history(self):
        node = self._node
        return (node.operation if node is not None else None, 0, 0)

    def __repr__(self):
        return f"<KerasTensor shape={self.shape}, dtype={self.dtype}, sparse=False, ragged=False, name={self.name}>"

    def __hash__(self):
        return id(self)

    def __len__(self):
        raise TypeError("len() of unsized object")

    def __array__(self):
        raise ValueError(_placeholder("a NumPy array"))

    def __bool__(self):
        raise TypeError("A symbolic KerasTensor cannot be used as a boolean.")

    def __float__(self):
        raise ValueError(_placeholder("a float"))

    def __int__(self):
        raise ValueError(_placeholder("an int"))

    def __iter__(self):
        raise NotImplementedError("Iterating over a symbolic KerasTensor is not supported.")

    def __getitem__(self, key):
        return _op("get_item")(self, key)

    def __neg__(self):
        return _op("negative")(self)

    def __abs__(self):
        return _op("absolute")(self)

    def __invert__(self):
        return _op("logical_not")(self)

    def reshape(self, newshape):
        return _op("reshape")(self, newshape)

    def squeeze(self, axis=None):
        return _op("squeeze")(self, axis)

    def get_shape(self):
        # A name of TensorFlow's.
        from tensorflow import TensorShape

        return TensorShape(self.shape)

    def set_shape(self, shape):
        return None

    __add__ = _binary("add")
    __radd__ = _binary("add", True)
    __sub__ = _binary("subtract")
    __rsub__ = _binary("subtract", True)
    __mul__ = _binary("multiply")
    __rmul__ = _binary("multiply", True)
    __matmul__ = _binary("matmul")
    __rmatmul__ = _binary("matmul", True)
    __truediv__ = _binary("true_divide")
    __rtruediv__ = _binary("true_divide", True)
    __div__ = _binary("true_divide")
    __floordiv__ = _binary("floor_divide")
    __rfloordiv__ = _binary("floor_divide", True)
    __mod__ = _binary("mod")
    __rmod__ = _binary("mod", True)
    __pow__ = _binary("power")
    __rpow__ = _binary("power", True)
    __and__ = _binary("logical_and")
    __or__ = _binary("logical_or")
    __xor__ = _binary("logical_xor")
    __lt__ = _binary("less")
    __le__ = _binary("less_equal")
    __gt__ = _binary("greater")
    __ge__ = _binary("greater_equal")
    __ne__ = _binary("not_equal")
    __eq__ = _binary("equal")


def static_shape(tensor):
    """The shape of a tensor with None for dims that are symbols."""
    return tuple(None if is_symbolic(dim) else dim for dim in tensor.shape)


class Node:
    """A call: of a layer or a function, on arguments that hold symbolic tensors."""

    _count = 0

    def __init__(self, operation, args, kwargs):
        self.operation = operation
        self.args = args
        self.kwargs = kwargs
        self.place = here()
        self.outputs = None
        self.index = Node._count
        Node._count += 1


def is_keras_tensor(value):
    return isinstance(value, KerasTensor)


def tensor_of(value, node=None, name=None):
    """A symbolic tensor for what a layer made; anything else as it is."""
    if not isinstance(value, torch.Tensor):
        return value
    made = symbolic(KerasTensor, value)
    made._node = node
    made.name = name if name is not None else auto_name("keras_tensor")
    return made


def symbolic_call(function, args, kwargs):
    """Finds out what a call on symbolic tensors makes, and remembers the call."""
    node = Node(function, args, kwargs)
    run = getattr(function, "_run", None)
    if run is None:
        from keras.src.compute.symbolic import outputs_of

        outputs = outputs_of(function, args, kwargs)
    else:
        outputs = quietly(run, (values(args), values(kwargs)), {})
    node.outputs = map_structure(lambda value: tensor_of(value, node), outputs)
    if run is not None:
        function._inbound_nodes.append(node)
    return node.outputs


#: What the symbols of an input are called and are by default, by how many dims it has with the batch.
_symbols = {
    2: (("T", 128),),
    3: (("T", 128), ("C", 64)),
    4: (("H", 224), ("W", 224), ("C", 3)),
    5: (("T", 16), ("H", 112), ("W", 112), ("C", 3)),
}


def input_dims(batch_shape):
    """A declared shape with a symbol in place of each None."""
    dims = []
    known = _symbols.get(len(batch_shape), ())
    if len(known) > 2 and batch_shape[-1] is None and batch_shape[1] is not None:
        known = (known[-1], *known[:-1])  # channels first
    for index, dim in enumerate(batch_shape):
        if dim is not None:
            dims.append(dim)
        elif index == 0:
            dims.append(symbol("B", 1))
        else:
            name, default = known[index - 1] if index <= len(known) else (f"D{index}", 16)
            dims.append(symbol(name, default))
    return tuple(dims)


def example(batch_shape, dtype=None):
    """A tensor of a declared shape."""
    return torch.empty(input_dims(batch_shape), dtype=torch_dtype(dtype or "float32"))


def input_tensor(batch_shape, dtype=None, name=None):
    made = tensor_of(example(batch_shape, dtype), None, name)
    made._declared = (tuple(batch_shape), dtype or "float32")
    return made
