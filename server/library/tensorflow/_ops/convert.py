"""What TensorFlow's functions accept: tensors, numbers, nested lists, shapes; made into tensors and dims."""

import torch
from _floplens import is_symbolic, is_unknown
from keras.src.dtypes import torch_dtype

from tensorflow._shape import Dims


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def tensor(value, dtype=None):
    """A tensor of a value; Python's ints are int32 and its floats float32."""
    wanted = None if dtype is None else torch_dtype(dtype)
    if isinstance(value, torch.Tensor):
        return value if wanted is None or value.dtype == wanted else value.to(wanted)
    if is_unknown(value):
        return value
    if isinstance(value, str):
        return torch.empty((), dtype=torch.int64)
    if isinstance(value, (list, tuple)):
        return _of_list(value, wanted)
    shape = getattr(value, "shape", None)
    if shape is not None:
        from keras.src.compute import convert_to_tensor

        return convert_to_tensor(value, wanted)
    made = torch.tensor(value, dtype=wanted)
    return made.to(torch.int32) if wanted is None and made.dtype == torch.int64 else made


def _of_list(items, wanted):
    flat = _leaves(items)
    if any(isinstance(item, str) for item in flat):
        return torch.empty(_nested_shape(items), dtype=torch.int64)
    if any(isinstance(item, torch.Tensor) or hasattr(item, "shape") for item in flat):
        return torch.stack(same_dtype([tensor(item, wanted) for item in items]))
    if isinstance(items, Dims) or any(is_symbolic(item) for item in flat):
        return torch.tensor(list(items), dtype=wanted or torch.int32)
    made = torch.tensor(items, dtype=wanted)
    return made.to(torch.int32) if wanted is None and made.dtype == torch.int64 else made


def _leaves(items):
    if not isinstance(items, (list, tuple)):
        return [items]
    return [leaf for item in items for leaf in _leaves(item)]


def _nested_shape(items):
    if not isinstance(items, (list, tuple)):
        return ()
    return (len(items), *(_nested_shape(items[0]) if items else ()))


def same_dtype(tensors):
    """Lists hold numbers beside tensors: those take the tensors' dtype."""
    floats = [item.dtype for item in tensors if item.is_floating_point()]
    return [item.to(floats[0]) for item in tensors] if floats else tensors


def pair(x, y):
    """Two operands: a number takes the other one's dtype."""
    if isinstance(x, torch.Tensor) and not isinstance(y, torch.Tensor):
        return x, _like(y, x)
    if isinstance(y, torch.Tensor) and not isinstance(x, torch.Tensor):
        return _like(x, y), y
    return tensor(x), tensor(y)


def _like(value, other):
    made = tensor(value)
    if is_unknown(made) or made.dtype == other.dtype:
        return made
    if made.is_floating_point() and not other.is_floating_point():
        return made
    return made.to(other.dtype) if made.dtype != torch.bool else made


def dim(value):
    """A number that says a size: an int or a symbol."""
    if value is None:
        return -1
    if isinstance(value, torch.Tensor):
        return int(value.item())
    if is_symbolic(value) or isinstance(value, int):
        return value
    return int(value)


def dims(shape):
    """A shape, however it is given, as a tuple."""
    if is_unknown(shape):
        return shape
    if isinstance(shape, torch.Tensor):
        if shape.dim() == 0:
            return (dim(shape),)
        return tuple([dim(item) for item in shape])
    if isinstance(shape, int):
        return (shape,)
    return tuple([dim(item) for item in shape])


def axes_of(axis, rank):
    """Axes as a list of indices that are not negative; all of them for None."""
    if axis is None:
        return list(range(rank))
    found = dims(axis)
    return [item + rank if item < 0 else item for item in found]


def remade(x):
    """A tensor like `x` that came from it, of which no value is known."""
    return x * torch.empty((), dtype=x.dtype)


def shaped(x, shape, dtype=None):
    """A tensor of that shape that came from `x`."""
    x = torch.real(x) if x.is_complex() else x
    return torch.sum(x) * torch.empty(shape, dtype=dtype or x.dtype)
