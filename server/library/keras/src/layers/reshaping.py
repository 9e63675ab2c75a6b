"""Layers that move, repeat, pad or cut."""

import math

import torch
import torch.nn.functional as F

from keras import backend
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
        target_shape = tuple(target_shape) if isinstance(target_shape, (tuple, list, torch.Size)) else (target_shape,)
        if target_shape.count(-1) > 1:
            raise ValueError(
                "There must be at most one unknown dimension (-1) in `target_shape`. Received:"
                f" target_shape={target_shape}."
            )
        self.target_shape = target_shape

    def build(self, input_shape):
        sizes = input_shape[1:]
        if all(size is not None for size in sizes):
            self._resolved(sizes)
        self.built = True

    def _resolved(self, sizes):
        total = math.prod(sizes)
        known = math.prod(size for size in self.target_shape if size != -1)
        if -1 in self.target_shape:
            if known == 0 or total % known != 0:
                raise ValueError(
                    "The total size of the tensor must be unchanged, however, the input size cannot by divided by the"
                    f" specified dimensions in target_shape. Received: input_shape={tuple(sizes)},"
                    f" target_shape={self.target_shape}"
                )
            return tuple(total // known if size == -1 else size for size in self.target_shape)
        if known != total:
            raise ValueError(
                "The total size of the tensor must be unchanged. Received: input_shape="
                f"{tuple(sizes)}, target_shape={self.target_shape}"
            )
        return self.target_shape

    def call(self, inputs):
        return inputs.reshape((inputs.shape[0], *self._resolved(tuple(inputs.shape[1:]))))


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
    if isinstance(value, int):
        return ((value, value),) * rank
    if rank == 1:
        if len(value) != 2:
            raise ValueError(f"The `{name}` argument must be a tuple of 2 integers. Received: {value}")
        return (tuple(value),)
    if len(value) != rank:
        raise ValueError(f"`{name}` should have {['', '', 'two', 'three'][rank]} elements. Received: {name}={value}.")
    return tuple((item, item) if isinstance(item, int) else tuple(item) for item in value)


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
                raise ValueError(
                    f"`cropping` parameter of `Cropping1D` layer must be smaller than the input length. Received:"
                    f" inputs.shape={inputs.shape}, cropping={self._shown()}"
                    if self._rank == 1
                    else "Values in `cropping` argument should be smaller than the corresponding spatial dimension of the"
                    f" input. Received: inputs.shape={inputs.shape}, cropping={self._shown()}"
                )
            inputs = inputs.narrow(start + dim, before, size - before - after)
        return inputs

    def _shown(self):
        return self.cropping[0] if self._rank == 1 else self.cropping


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
