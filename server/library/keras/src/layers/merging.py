"""Layers that merge several inputs, and their functions."""

import torch

from keras.src.layer import Layer
from keras.src.graph import static_shape


class _Merge(Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def build(self, input_shape):
        if not isinstance(input_shape[0], (tuple, list)):
            raise ValueError(
                f"A merge layer should be called on a list of inputs. Received: input_shape={input_shape} (not a list of shapes)"
            )
        if len(input_shape) < 1:
            raise ValueError(
                f"A merge layer should be called on a list of at least 1 input. Received {len(input_shape)} inputs. Full input_shape received: {input_shape}"
            )
        batches = {shape[0] for shape in input_shape if shape and shape[0] is not None}
        if len(batches) > 1:
            raise ValueError(f"Cannot merge tensors with different batch sizes. Received tensors with shapes {input_shape}")
        self._check(input_shape)
        self.built = True

    def _check(self, shapes):
        out = shapes[0][1:]
        for shape in shapes[1:]:
            out = _merged(out, shape[1:])

    def call(self, inputs):
        if not isinstance(inputs, (list, tuple)):
            raise ValueError(f"A merge layer should be called on a list of inputs. Received: inputs={inputs} (not a list of tensors)")
        most = max(tensor.dim() for tensor in inputs)
        return self._merge([_grown(tensor, most) for tensor in inputs])

    def compute_mask(self, inputs, previous_mask):
        if not isinstance(previous_mask, (list, tuple)) or any(mask is None for mask in previous_mask):
            return None
        merged = previous_mask[0]
        for mask in previous_mask[1:]:
            merged = merged | mask
        return merged


def _grown(tensor, dims):
    """More dims behind the batch."""
    while tensor.dim() < dims:
        tensor = tensor.unsqueeze(1)
    return tensor


def _merged(first, second):
    if len(first) < len(second):
        return _merged(second, first)
    if len(second) == 0:
        return first
    out = list(first[: len(first) - len(second)])
    for a, b in zip(first[len(first) - len(second) :], second):
        if a is None or b is None:
            out.append(None)
        elif a == 1:
            out.append(b)
        elif b == 1 or a == b:
            out.append(a)
        else:
            raise ValueError(f"Inputs have incompatible shapes. Received shapes {tuple(first)} and {tuple(second)}")
    return tuple(out)


def _reduced(inputs, combine):
    out = inputs[0]
    for tensor in inputs[1:]:
        out = combine(out, tensor)
    return out


class Add(_Merge):
    def _merge(self, inputs):
        return _reduced(inputs, lambda a, b: a + b)


class Subtract(_Merge):
    def build(self, input_shape):
        super().build(input_shape)
        if len(input_shape) != 2:
            raise ValueError(
                f"A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape={input_shape}"
            )

    def _merge(self, inputs):
        if len(inputs) != 2:
            raise ValueError(f"A `Subtract` layer should be called on exactly 2 inputs. Received: inputs={inputs}")
        return inputs[0] - inputs[1]


class Multiply(_Merge):
    def _merge(self, inputs):
        return _reduced(inputs, lambda a, b: a * b)


class Average(_Merge):
    def _merge(self, inputs):
        return _reduced(inputs, lambda a, b: a + b) / len(inputs)


class Maximum(_Merge):
    def _merge(self, inputs):
        return _reduced(inputs, torch.maximum)


class Minimum(_Merge):
    def _merge(self, inputs):
        return _reduced(inputs, torch.minimum)


class Concatenate(_Merge):
    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis

    def build(self, input_shape):
        if len(input_shape) < 1 or not isinstance(input_shape[0], (tuple, list)):
            raise ValueError(
                f"A `Concatenate` layer should be called on a list of at least 1 input. Received: input_shape={input_shape}"
            )
        if all(shape is None for shape in input_shape):
            return
        message = (
            "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received:"
            f" input_shape={input_shape}"
        )
        ranks = {len(shape) for shape in input_shape}
        if len(ranks) != 1:
            sizes = set()
            raise ValueError(message)
        (rank,) = ranks
        for axis in range(rank):
            if axis == self.axis % rank:
                continue
            sizes = {shape[axis] for shape in input_shape if shape[axis] is not None}
            if len(sizes) > 1:
                raise ValueError(message)
        self.built = True

    def call(self, inputs):
        return torch.cat(list(inputs), dim=self.axis)

    def compute_mask(self, inputs, previous_mask):
        if previous_mask is None or all(mask is None for mask in previous_mask):
            return None
        masks = []
        for tensor, mask in zip(inputs, previous_mask):
            if mask is None:
                masks.append(torch.ones_like(tensor, dtype=torch.bool))
            elif mask.dim() < tensor.dim():
                masks.append(mask.unsqueeze(-1).expand(tensor.shape))
            else:
                masks.append(mask)
        return torch.all(torch.cat(masks, dim=self.axis), dim=-1)


def batch_dot(x, y, axes=None):
    """A product over one axis of each, batch by batch."""
    if isinstance(axes, int):
        axes = (axes, axes)
    if axes is None:
        axes = (x.dim() - 1, 1 if y.dim() == 2 else y.dim() - 2)
    a, b = axes[0] % x.dim(), axes[1] % y.dim()
    if a == 0 or b == 0:
        raise ValueError(
            "Cannot perform batch_dot over axis 0. If your inputs are not batched, add a dummy batch dimension to your"
            " inputs using keras.ops.expand_dims(x, 0)"
        )
    if x.shape[a] != y.shape[b]:
        raise ValueError(
            f"Cannot do batch_dot on inputs with shapes {tuple(x.shape)} and {tuple(y.shape)} with axes={axes}."
            f" x.shape[{a}] != y.shape[{b}] ({x.shape[a]} != {y.shape[b]})."
        )
    flat = (x.dim() == 2, y.dim() == 2)
    left = x.movedim(a, -1)
    right = y.movedim(b, 1)
    left_shape, right_shape = tuple(left.shape[1:-1]), tuple(right.shape[2:])
    left = left.reshape((x.shape[0], _count(left_shape), x.shape[a]))
    right = right.reshape((y.shape[0], y.shape[b], _count(right_shape)))
    out = torch.matmul(left, right).reshape((x.shape[0], *left_shape, *right_shape))
    return out.unsqueeze(1) if flat == (True, True) else out


def _count(shape):
    total = 1
    for dim in shape:
        total = total * dim
    return total


def _dot_axes(axes, first, second):
    """Axes counted from the front; one past the end stays what it is, an error."""
    if isinstance(axes, int):
        return (axes % first, axes % second) if axes < 0 else (axes, axes)
    return axes


class Dot(_Merge):
    def __init__(self, axes, normalize=False, **kwargs):
        super().__init__(**kwargs)
        if not isinstance(axes, (int, tuple, list)):
            raise TypeError(f"Invalid type for argument `axes`: it should be a list or an int. Received: axes={axes}")
        if isinstance(axes, (tuple, list)):
            if len(axes) != 2:
                raise ValueError(
                    f"Invalid format for argument `axes`: it should contain two elements. Received: axes={axes}"
                )
            if not isinstance(axes[0], int) or not isinstance(axes[1], int):
                raise ValueError(
                    "Invalid format for argument `axes`: list elements should be integers. Received: axes="
                    f"{axes}"
                )
        self.axes = axes
        self.normalize = normalize

    def build(self, input_shape):
        if not isinstance(input_shape[0], (tuple, list)) or len(input_shape) != 2:
            raise ValueError(f"A `Dot` layer should be called on a list of 2 inputs. Received: input_shape={input_shape}")
        first, second = input_shape
        axes = _dot_axes(self.axes, len(first), len(second))
        if None not in (first[axes[0]], second[axes[1]]) and first[axes[0]] != second[axes[1]]:
            raise ValueError(
                "Incompatible input shapes: axis values "
                f"{first[axes[0]]} (at axis {axes[0]}) != {second[axes[1]]} (at axis {axes[1]}). Full input shapes:"
                f" {first}, {second}"
            )
        self.built = True

    def call(self, inputs):
        x, y = inputs
        axes = _dot_axes(self.axes, x.dim(), y.dim())
        if self.normalize:
            x = torch.nn.functional.normalize(x, dim=axes[0])
            y = torch.nn.functional.normalize(y, dim=axes[1])
        return batch_dot(x, y, axes)

    def compute_mask(self, inputs, previous_mask):
        return None


def add(inputs, **kwargs):
    return Add(**kwargs)(inputs)


def subtract(inputs, **kwargs):
    return Subtract(**kwargs)(inputs)


def multiply(inputs, **kwargs):
    return Multiply(**kwargs)(inputs)


def average(inputs, **kwargs):
    return Average(**kwargs)(inputs)


def maximum(inputs, **kwargs):
    return Maximum(**kwargs)(inputs)


def minimum(inputs, **kwargs):
    return Minimum(**kwargs)(inputs)


def concatenate(inputs, axis=-1, **kwargs):
    return Concatenate(axis=axis, **kwargs)(inputs)


def dot(inputs, axes=-1, **kwargs):
    return Dot(axes=axes, **kwargs)(inputs)
