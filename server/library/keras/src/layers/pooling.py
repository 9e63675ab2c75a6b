"""Pooling."""

import torch
import torch.nn.functional as F
from _floplens import is_symbolic, is_unknown
from _keras import in_graph

from keras import backend
from keras.src.layer import InputSpec, Layer
from keras.src.layers.convolutional import _first, _last, _padding, _same, _tuple

_max = {1: "max_pool1d", 2: "max_pool2d", 3: "max_pool3d"}
_average = {1: "avg_pool1d", 2: "avg_pool2d", 3: "avg_pool3d"}
_adaptive_max = {1: "adaptive_max_pool1d", 2: "adaptive_max_pool2d", 3: "adaptive_max_pool3d"}
_adaptive_average = {1: "adaptive_avg_pool1d", 2: "adaptive_avg_pool2d", 3: "adaptive_avg_pool3d"}


def pool(x, functions, size, strides, padding, data_format, value):
    """Max or average pooling; `same` pads with `value`."""
    rank = len(size)
    x = _first(x, data_format)
    if padding == "same":
        pads = []
        for dim in range(rank - 1, -1, -1):
            pads.extend(_same(x.shape[dim + 2], size[dim], strides[dim], 1))
        if any(pad != 0 for pad in pads):
            x = F.pad(x, pads, value=value)
    return _last(getattr(F, functions[rank])(x, size, strides), data_format)


def _array(sizes):
    """As NumPy prints an array of them."""
    texts = ["None" if is_symbolic(size) else str(size) for size in sizes]
    width = 0 if "None" in texts else max(len(text) for text in texts)
    return "[" + " ".join(text.rjust(width) for text in texts) + "]"


class _Pooling(Layer):
    _rank = 2
    _functions = _max
    _value = float("-inf")

    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        rank = self._rank
        self.pool_size = _tuple(pool_size, rank, "pool_size")
        self.strides = self.pool_size if strides is None else _tuple(strides, rank, "strides", zero=True)
        self.padding = padding.lower() if isinstance(padding, str) else padding
        self.data_format = backend.standardize_data_format(data_format)
        self.input_spec = InputSpec(ndim=rank + 2)

    def call(self, inputs):
        if in_graph():
            self._check(tuple(inputs.shape))
        else:
            _tuple(self.strides, self._rank, "strides")
        return pool(
            inputs, self._functions, self.pool_size, self.strides, self.padding, self.data_format, self._value
        )

    def _check(self, shape):
        if self.padding != "valid":
            return
        spatial = shape[1:-1] if self.data_format == "channels_last" else shape[2:]
        out = [(size - window) // stride + 1 for size, window, stride in zip(spatial, self.pool_size, self.strides)]
        if any(size <= 0 for size in out):
            raise ValueError(
                f"Computed output size would be zero or negative. Received: `inputs.shape={_array(shape)}`,"
                f" `pool_size={_array(self.pool_size)}`, `strides={self.strides}`, `padding={self.padding}`."
            )


class MaxPool1D(_Pooling):
    _rank = 1


class MaxPool2D(_Pooling):
    pass


class MaxPool3D(_Pooling):
    _rank = 3


class AvgPool1D(_Pooling):
    _rank = 1
    _functions = _average
    _value = 0.0


class AvgPool2D(_Pooling):
    _functions = _average
    _value = 0.0


class AvgPool3D(_Pooling):
    _rank = 3
    _functions = _average
    _value = 0.0


class MaxPooling1D(MaxPool1D):
    pass


class MaxPooling2D(MaxPool2D):
    pass


class MaxPooling3D(MaxPool3D):
    pass


class AveragePooling1D(AvgPool1D):
    pass


class AveragePooling2D(AvgPool2D):
    pass


class AveragePooling3D(AvgPool3D):
    pass


class _GlobalPooling(Layer):
    _rank = 2
    _is_max = False

    def __init__(self, data_format=None, keepdims=False, **kwargs):
        super().__init__(**kwargs)
        self.data_format = backend.standardize_data_format(data_format)
        self.keepdims = keepdims
        self.input_spec = InputSpec(ndim=self._rank + 2)
        self.supports_masking = self._rank == 1 and not self._is_max

    def call(self, inputs, mask=None):
        start = 1 if self.data_format == "channels_last" else 2
        dims = tuple(range(start, start + self._rank))
        if self._is_max:
            return torch.amax(inputs, dim=dims, keepdim=self.keepdims)
        if mask is not None and self.supports_masking:
            weights = mask.to(inputs.dtype).unsqueeze(2 if start == 1 else 1)
            return (inputs * weights).sum(dim=dims, keepdim=self.keepdims) / weights.sum(dim=dims, keepdim=self.keepdims)
        return torch.mean(inputs, dim=dims, keepdim=self.keepdims)

    def compute_mask(self, inputs, previous_mask):
        return None


class GlobalAvgPool1D(_GlobalPooling):
    _rank = 1


class GlobalAvgPool2D(_GlobalPooling):
    pass


class GlobalAvgPool3D(_GlobalPooling):
    _rank = 3


class GlobalMaxPool1D(_GlobalPooling):
    _rank = 1
    _is_max = True


class GlobalMaxPool2D(_GlobalPooling):
    _is_max = True


class GlobalMaxPool3D(_GlobalPooling):
    _rank = 3
    _is_max = True


class GlobalAveragePooling1D(GlobalAvgPool1D):
    pass


class GlobalAveragePooling2D(GlobalAvgPool2D):
    pass


class GlobalAveragePooling3D(GlobalAvgPool3D):
    pass


class GlobalMaxPooling1D(GlobalMaxPool1D):
    pass


class GlobalMaxPooling2D(GlobalMaxPool2D):
    pass


class GlobalMaxPooling3D(GlobalMaxPool3D):
    pass


def _check_output_size(size, rank):
    if is_unknown(size) or isinstance(size, int) or (isinstance(size, (tuple, list)) and len(size) == rank):
        return
    if rank > 1:
        dims = "(height, width)" if rank == 2 else "(depth, height, width)"
        raise TypeError(f"`output_size` must be an integer or {dims} tuple. Received: {size} of type {type(size)}")
    if isinstance(size, (tuple, list)):
        raise ValueError(f"For 1D input, `output_size` tuple must have length 1. Received: {size}")
    raise TypeError(f"`output_size` must be an integer or tuple of 1 integer. Received: {size} of type {type(size)}")


class _AdaptivePooling(Layer):
    _rank = 2
    _functions = _adaptive_average

    def __init__(self, output_size, data_format=None, **kwargs):
        super().__init__(**kwargs)
        rank = self._rank
        _check_output_size(output_size, rank)
        self.output_size = (output_size,) * rank if isinstance(output_size, int) else tuple(output_size)
        self.data_format = backend.standardize_data_format(data_format)

    def call(self, inputs):
        x = _first(inputs, self.data_format)
        return _last(getattr(F, self._functions[self._rank])(x, self.output_size), self.data_format)


class AdaptiveAveragePooling1D(_AdaptivePooling):
    _rank = 1


class AdaptiveAveragePooling2D(_AdaptivePooling):
    pass


class AdaptiveAveragePooling3D(_AdaptivePooling):
    _rank = 3


class AdaptiveMaxPooling1D(_AdaptivePooling):
    _rank = 1
    _functions = _adaptive_max


class AdaptiveMaxPooling2D(_AdaptivePooling):
    _functions = _adaptive_max


class AdaptiveMaxPooling3D(_AdaptivePooling):
    _rank = 3
    _functions = _adaptive_max
