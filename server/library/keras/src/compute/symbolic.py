"""What keras.ops refuse when a graph is built, in Keras's words: there they look at shapes before torch does."""

import math

import torch
from _keras import quietly, values

from keras.src.graph import example, static_shape


def outputs_of(function, args, kwargs):
    """What a call on symbolic tensors makes; raises what Keras raises for it."""
    name = getattr(function, "__name__", None)
    found = _checks.get(name)
    if found is not None:
        found(*args, **kwargs)
    shape = _passing.get(name)
    try:
        return _stated(name, args, quietly(function, values(args), values(kwargs)))
    except RuntimeError:
        shape = shape(*args, **kwargs) if shape is not None else None
        if shape is None:
            raise
        return example(shape, args[0].dtype)


def _stated(name, args, outputs):
    """As Keras states it before it knows: with None for sizes, and indices as int32."""
    if name == "top_k" and isinstance(outputs, tuple):
        return (outputs[0], outputs[1].to(torch.int32))
    return args[0].shape if name == "shape" else outputs


# What fits if a dim is what Keras does not know passes in a graph, and fails when the model runs.


def _matmul_shape(x1, x2):
    first, second = _shape(x1), _shape(x2)
    if first is None or second is None or len(first) < 2 or len(second) < 2 or len(first) != len(second):
        return None
    return (*first[:-1], second[-1])


def _reshape_shape(x, newshape):
    shape = _shape(x)
    if shape is None or None not in shape:
        return None
    return tuple(None if size == -1 else size for size in newshape)


_passing = {"matmul": _matmul_shape, "reshape": _reshape_shape}


def _shape(x):
    """With None for dims that are symbols; None where it is no tensor."""
    shape = getattr(x, "shape", None)
    return None if shape is None else static_shape(x)


def _axis(axis, rank):
    if not isinstance(axis, int):
        return axis
    if not -rank <= axis < rank:
        raise ValueError(f"axis {axis} is out of bounds for an array with dimension {rank}.")
    return axis % rank


def _binary(x1, x2, *rest, **options):
    first, second = _shape(x1), _shape(x2)
    if first is None or second is None:
        return
    for a, b in zip(reversed(first), reversed(second)):
        if a is not None and b is not None and a != b and a != 1 and b != 1:
            raise ValueError(
                f"Cannot broadcast shape, the failure dim has value {a}, which cannot be broadcasted to {b}. "
                f"Input shapes are: {list(first)} and {list(second)}."
            )


def _matmul(x1, x2):
    first, second = _shape(x1), _shape(x2)
    if not first or not second:
        return
    inner, outer = first[-1], second[-2] if len(second) > 1 else second[0]
    if inner is not None and outer is not None and inner != outer:
        raise ValueError(
            "Inner dimensions (`x1.shape[-1]` and `x2.shape[-2]`) must be equal, but received "
            f"`x1.shape={x1.shape}` and `x2.shape={x2.shape}`."
        )


def _reduction(x, axis=None, *rest, **options):
    shape = _shape(x)
    if shape is not None and axis is not None:
        for one in axis if isinstance(axis, (list, tuple)) else (axis,):
            _axis(one, len(shape))


def _transpose(x, axes=None):
    shape = _shape(x)
    if shape is not None and axes is not None and len(axes) != len(shape):
        raise ValueError(
            f"axis must be a list of the same length as the input shape, expected {len(shape)}, but received {len(axes)}."
        )


def _concatenate(xs, axis=0):
    shapes = [_shape(x) for x in xs]
    first = shapes[0]
    if first is None or len(first) == 0:
        return
    at = _axis(axis, len(first))
    for shape in shapes[1:]:
        if shape is None:
            return
        pairs = [(a, b) for dim, (a, b) in enumerate(zip(first, shape)) if dim != at]
        if len(shape) != len(first) or any(a != b for a, b in pairs if a is not None and b is not None):
            raise ValueError(
                "Every value in `xs` must have the same shape except on the `axis` dim. But found element of shape "
                f"{shape}, which is different from the first element's shape {first}."
            )


def _split(x, indices_or_sections, axis=0):
    shape = _shape(x)
    if shape is None or not isinstance(indices_or_sections, int):
        return
    size = shape[_axis(axis, len(shape))]
    if size is not None and size % indices_or_sections != 0:
        raise ValueError(
            "`x` size on given `axis` must be divisible by `indices_or_sections` when `indices_or_sections` is an int. "
            f"But received {size} and {indices_or_sections}."
        )


def _squeeze(x, axis=None):
    shape = _shape(x)
    if shape is None or axis is None:
        return
    for one in axis if isinstance(axis, (list, tuple)) else (axis,):
        if shape[_axis(one, len(shape))] not in (1, None):
            raise ValueError(f"Cannot squeeze axis {one}, because the dimension is not 1.")


def _unstack(x, num=None, axis=0):
    shape = _shape(x)
    if shape is not None and num is None and shape[_axis(axis, len(shape))] is None:
        raise ValueError(
            f"Cannot infer argument `num` from shape {shape}. Either provide a tensor with a concrete shape in the "
            "`axis` dimension or explicitly pass the `num` argument."
        )


def _conv(inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1):
    from keras import backend

    shape, weights = _shape(inputs), _shape(kernel)
    form = backend.standardize_data_format(data_format)
    channels = shape[-1] if form == "channels_last" else shape[1]
    if channels is not None and channels % weights[-2] != 0:
        raise ValueError(
            "The number of input channels must match the kernel's input channels. Received: input channels="
            f"{channels}, kernel input channels={weights[-2]}, data_format='{form}'."
        )


_checks = {
    "matmul": _matmul,
    "transpose": _transpose,
    "concatenate": _concatenate,
    "split": _split,
    "squeeze": _squeeze,
    "unstack": _unstack,
    "conv": _conv,
    "add": _binary,
    "subtract": _binary,
    "multiply": _binary,
    "divide": _binary,
    "true_divide": _binary,
    "floor_divide": _binary,
    "divide_no_nan": _binary,
    "mod": _binary,
    "power": _binary,
    "maximum": _binary,
    "minimum": _binary,
    "logical_and": _binary,
    "logical_or": _binary,
    "logical_xor": _binary,
    "equal": _binary,
    "not_equal": _binary,
    "less": _binary,
    "less_equal": _binary,
    "greater": _binary,
    "greater_equal": _binary,
    "sum": _reduction,
    "mean": _reduction,
    "max": _reduction,
    "min": _reduction,
    "amax": _reduction,
    "amin": _reduction,
    "prod": _reduction,
    "var": _reduction,
    "std": _reduction,
    "all": _reduction,
    "any": _reduction,
    "argmax": _reduction,
    "argmin": _reduction,
}
