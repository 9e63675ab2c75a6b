"""Regularization."""

import torch
import torch.nn.functional as F

from keras import backend
from keras.regularizers import L1L2
from keras.src.layer import InputSpec, Layer


class _Noise(Layer):
    _name = "rate"

    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        if not 0 <= rate <= 1:
            raise ValueError(
                f"Invalid value received for argument `{self._name}`. Expected a float value between 0 and 1. Received:"
                f" {self._name}={rate}"
            )
        self.rate = rate


class Dropout(_Noise):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(rate, **kwargs)
        self.noise_shape = _noise_shape(noise_shape)

    def call(self, inputs, training=False):
        return F.dropout(inputs, self.rate) if training and self.rate > 0 else inputs


def _noise_shape(shape):
    if shape is None:
        return None
    start = "Invalid value received for argument `noise_shape`. "
    if isinstance(shape, str):
        raise ValueError(f"{start}Expected a tuple or list of integers. Received: noise_shape={shape}")
    for index, dim in enumerate(shape):
        if dim is not None and not isinstance(dim, int):
            raise ValueError(
                f"{start}Expected all elements to be integers or None. Received element at index {index}: {dim} (type:"
                f" {type(dim).__name__})"
            )
        if dim is not None and dim <= 0:
            raise ValueError(
                f"{start}Expected all dimensions to be positive integers or None. Received negative or zero value at"
                f" index {index}: {dim}"
            )
    return tuple(shape)


class _SpatialDropout(_Noise):
    _rank = 2

    def __init__(self, rate, data_format=None, seed=None, name=None, dtype=None):
        super().__init__(rate, name=name, dtype=dtype)
        self.data_format = backend.standardize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self._rank + 2)

    def call(self, inputs, training=False):
        return F.dropout(inputs, self.rate) if training and self.rate > 0 else inputs


class SpatialDropout1D(_SpatialDropout):
    _rank = 1

    def __init__(self, rate, seed=None, name=None, dtype=None):
        super().__init__(rate, None, seed, name, dtype)


class SpatialDropout2D(_SpatialDropout):
    pass


class SpatialDropout3D(_SpatialDropout):
    _rank = 3


class GaussianNoise(_Noise):
    _name = "stddev"

    def __init__(self, stddev, seed=None, **kwargs):
        super().__init__(stddev, **kwargs)
        self.stddev = stddev

    def call(self, inputs, training=False):
        return inputs + torch.randn_like(inputs) * self.stddev if training and self.stddev > 0 else inputs


class GaussianDropout(_Noise):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(rate, **kwargs)

    def call(self, inputs, training=False):
        return inputs * (1 + torch.randn_like(inputs)) if training and self.rate > 0 else inputs


class AlphaDropout(_Noise):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(rate, **kwargs)

    def call(self, inputs, training=False):
        return F.alpha_dropout(inputs, self.rate, True) if training and self.rate > 0 else inputs


class ActivityRegularization(Layer):
    def __init__(self, l1=0.0, l2=0.0, **kwargs):
        super().__init__(activity_regularizer=L1L2(l1=l1, l2=l2), **kwargs)
        self.supports_masking = True
        self.l1 = l1
        self.l2 = l2

    def call(self, inputs):
        return inputs
