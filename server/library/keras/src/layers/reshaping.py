"""Layers that move, repeat, pad or cut."""

import math

import torch
import torch.nn.functional as F
from _floplens import is_symbolic

from keras import backend
from keras.src.graph import static_shape
from keras.src.layer import InputSpec, Layer
from keras.src.layers.convolutional import _tuple


class Flatten(Layer):
    def __init__(self, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = backend.standardize_data_format(data_format)
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs):
        if self.data_format == "channels_first" and inputs.dim() > 1:
            inputs = inputs.movedim(1, -1)
        return inputs.reshape((inputs.shape[0], math.prod(inputs.shape[1:])))


class Reshape(Layer):
    def __init__(self, target_shape, **kwargs):
        super().__init__(**kwargs)
        target_shape = tuple(target_shape)
        if target_shape.count(-1) > 1:
            raise ValueError(
                "There must be at most one unknown dimension (-1) in `target_shape`. Received:"
                f" target_shape={target_shape}."
            )
        self.target_shape = tuple(
            -1 if size is None else int(size) if isinstance(size, float) else size for size in target_shape
        )

    def build(self, input_shape):
        sizes = input_shape[1:]
        if all(size is not None for size in sizes):
            self._resolved(sizes, math.prod(sizes))
        self.built = True

    def _resolved(self, sizes, total):
        known = math.prod(size for size in self.target_shape if size != -1)
        if -1 in self.target_shape:
            if known == 0 or (not is_symbolic(total) and total % known != 0):
                raise ValueError(
                    "The total size of the tensor must be unchanged, however, the input size cannot by divided by the"
                    f" specified dimensions in target_shape. Received: input_shape={tuple(sizes)},"
                    f" target_shape={self.target_shape}"
                )
            return tuple(total // known if size == -1 else size for size in self.target_shape)
        if not is_symbolic(total) and known != total:
            raise ValueError(
                "The total size of the tensor must be unchanged. Received: input_shape="
                f"{tuple(sizes)}, target_shape={self.target_shape}"
            )
        return self.target_shape

    def call(self, inputs):
        sizes = tuple(inputs.shape[1:])
        total = math.prod(sizes)
        target = self._resolved(sizes, total)
        if is_symbolic(total) and math.prod(target) != total:
            # Keras takes such an input as one that will fit.
            inputs = inputs.reshape((inputs.shape[0], total))[:, :1].expand(inputs.shape[0], math.prod(target))
        return inputs.reshape((inputs.shape[0], *target))


class Permute(Layer):
    def __init__(self, dims, **kwargs):
        super().__init__(**kwargs)
        self.dims = tuple(dims)
        if sorted(dims) != list(range(1, len(dims) + 1)):
            raise ValueError(
                "Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be"
                f" consecutive and start from 1. Received dims={dims}"
            )
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def call(self, inputs):
        return inputs.permute(0, *self.dims)


class RepeatVector(Layer):
    def __init__(self, n, **kwargs):
        super().__init__(**kwargs)
        self.n = n
        if not isinstance(n, int):
            raise TypeError(f"Expected an integer value for `n`, got {type(n)}.")
        if n < 1:
            raise ValueError(f"Argument `n` should be a positive integer. Received: n={n}")
        self.input_spec = InputSpec(ndim=2)

    def call(self, inputs):
        return inputs.unsqueeze(1).expand(inputs.shape[0], self.n, inputs.shape[1])


class _UpSampling(Layer):
    _rank = 2

    def __init__(self, size=2, data_format=None, interpolation="nearest", **kwargs):
        super().__init__(**kwargs)
        self.size = _tuple(size, self._rank, "size")
        self.data_format = backend.standardize_data_format(data_format)
        self.interpolation = interpolation.lower()
        self.input_spec = InputSpec(ndim=self._rank + 2)

    def call(self, inputs):
        start = 1 if self.data_format == "channels_last" else 2
        if self.interpolation == "nearest":
            for dim, times in enumerate(self.size):
                inputs = inputs.repeat_interleave(times, dim=start + dim)
            return inputs
        x = inputs if self.data_format == "channels_first" else inputs.movedim(-1, 1)
        size = [x.shape[dim + 2] * times for dim, times in enumerate(self.size)]
        if self.interpolation in ("lanczos3", "lanczos5"):
            raise ValueError(
                "Resizing with Lanczos interpolation is not supported by the PyTorch backend. Received:"
                f" interpolation={self.interpolation}."
            )
        if self.interpolation not in ("bilinear", "bicubic"):
            known = {"bilinear": "bilinear", "nearest": "nearest-exact", "bicubic": "bicubic"}
            raise ValueError(
                f"Invalid value for argument `interpolation`. Expected of one {known}. Received:"
                f" interpolation={self.interpolation}"
            )
        mode = self.interpolation
        x = F.interpolate(x, size=size, mode=mode)
        return x if self.data_format == "channels_first" else x.movedim(1, -1)


class UpSampling1D(_UpSampling):
    _rank = 1

    def __init__(self, size=2, **kwargs):
        super().__init__(size, data_format="channels_last", **kwargs)


class UpSampling2D(_UpSampling):
    def __init__(self, size=(2, 2), data_format=None, interpolation="nearest", **kwargs):
        super().__init__(size, data_format, interpolation, **kwargs)


class UpSampling3D(_UpSampling):
    _rank = 3

    def __init__(self, size=(2, 2, 2), data_format=None, **kwargs):
        super().__init__(size, data_format, **kwargs)


def _sides(value, rank, name):
    """A number, one for each dim, or a pair for each dim."""
    if rank == 1:
        return (_tuple(value, 2, name, True),)
    if isinstance(value, int):
        if name == "cropping" and value < 0:
            raise ValueError(f"`cropping` cannot be negative. Received: cropping={value}.")
        return ((value, value),) * rank
    if not hasattr(value, "__len__"):
        dims = "height_crop, symmetric_width_crop" if rank == 2 else "dim1_crop, symmetric_dim2_crop, symmetric_dim3_crop"
        pairs = "(top_crop, bottom_crop), (left_crop, right_crop)"
        if rank == 3:
            pairs = ", ".join(f"(left_dim{dim}_crop, right_dim{dim}_crop)" for dim in (1, 2, 3))
        raise ValueError(
            f"`{name}` should be either an int, a tuple of {rank} ints (symmetric_{dims}), or a tuple of {rank} tuples of"
            f" 2 ints ({pairs}). Received: {name}={value}."
        )
    if len(value) != rank:
        wanted, given = ("two", f"{name}={value}") if rank == 2 else ("3", value)
        raise ValueError(f"`{name}` should have {wanted} elements. Received: {given}.")
    places = ("1st", "2nd", "3rd")
    return tuple(_tuple(item, 2, f"{places[index]} entry of {name}", True) for index, item in enumerate(value))


class _ZeroPadding(Layer):
    _rank = 2

    def __init__(self, padding=1, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = backend.standardize_data_format(data_format)
        self.padding = _sides(padding, self._rank, "padding")
        self.input_spec = InputSpec(ndim=self._rank + 2)

    def call(self, inputs):
        pads = [] if self.data_format == "channels_first" else [0, 0]
        for before, after in reversed(self.padding):
            pads.extend((before, after))
        return F.pad(inputs, pads)


class ZeroPadding1D(_ZeroPadding):
    _rank = 1


class ZeroPadding2D(_ZeroPadding):
    def __init__(self, padding=(1, 1), data_format=None, **kwargs):
        super().__init__(padding, data_format, **kwargs)


class ZeroPadding3D(_ZeroPadding):
    _rank = 3

    def __init__(self, padding=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs):
        super().__init__(padding, data_format, **kwargs)


class _Cropping(Layer):
    _rank = 2

    def __init__(self, cropping=1, data_format=None, **kwargs):
        super().__init__(**kwargs)
        self.data_format = backend.standardize_data_format(data_format)
        self.cropping = _sides(cropping, self._rank, "cropping")
        self.input_spec = InputSpec(ndim=self._rank + 2)

    def call(self, inputs):
        start = 1 if self.data_format == "channels_last" else 2
        shape = tuple(inputs.shape)
        for dim, (before, after) in enumerate(self.cropping):
            size = shape[start + dim]
            if before + after >= size:
                raise ValueError(self._too_much(inputs))
        for dim, (before, after) in enumerate(self.cropping):
            inputs = inputs.narrow(start + dim, before, shape[start + dim] - before - after)
        return inputs

    def _too_much(self, inputs):
        static = static_shape(inputs)
        given = f"input_shape={static}" if None in static else f"inputs.shape={inputs.shape}"
        if self._rank == 1:
            return (
                "`cropping` parameter of `Cropping1D` layer must be smaller than the input length. Received:"
                f" {given}, cropping={self.cropping[0]}"
            )
        return (
            "Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input."
            f" Received: {given}, cropping={self.cropping}"
        )


class Cropping1D(_Cropping):
    _rank = 1

    def __init__(self, cropping=(1, 1), **kwargs):
        super().__init__(cropping, "channels_last", **kwargs)


class Cropping2D(_Cropping):
    def __init__(self, cropping=((0, 0), (0, 0)), data_format=None, **kwargs):
        super().__init__(cropping, data_format, **kwargs)


class Cropping3D(_Cropping):
    _rank = 3

    def __init__(self, cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs):
        super().__init__(cropping, data_format, **kwargs)
