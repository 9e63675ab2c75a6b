"""Normalization. None of it is a product."""

import torch
import torch.nn.functional as F

from keras.src.layer import InputSpec, Layer
from keras.src.layers.core import Wrapper


class BatchNormalization(Layer):
    def __init__(
        self,
        axis=-1,
        momentum=0.99,
        epsilon=0.001,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        moving_mean_initializer="zeros",
        moving_variance_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        renorm=False,
        renorm_clipping=None,
        renorm_momentum=0.99,
        synchronized=False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.axis = axis[0] if isinstance(axis, (list, tuple)) else int(axis)
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.renorm = renorm
        self.supports_masking = True

    def build(self, input_shape):
        size = input_shape[self.axis]
        shape = (size,)
        self.gamma = self.add_weight(name="gamma", shape=shape) if self.scale else None
        self.beta = self.add_weight(name="beta", shape=shape) if self.center else None
        self.moving_mean = self.add_weight(name="moving_mean", shape=shape, trainable=False)
        self.moving_variance = self.add_weight(name="moving_variance", shape=shape, trainable=False)
        if self.renorm:
            self.moving_stddev = self.add_weight(name="moving_stddev", shape=shape, trainable=False)
            self.renorm_mean = self.add_weight(name="renorm_mean", shape=shape, trainable=False)
            self.renorm_stddev = self.add_weight(name="renorm_stddev", shape=shape, trainable=False)
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: size})
        self.built = True

    def call(self, inputs, training=None, mask=None):
        axis = self.axis % inputs.dim()
        x = inputs if axis == 1 else inputs.movedim(axis, 1)
        mean, variance = self.moving_mean.detach(), self.moving_variance.detach()
        training = bool(training) and self._trainable
        if training and x.dim() == 2:
            # Keras computes the moments itself, which a batch of one has too.
            mean, variance = torch.mean(x, dim=0), torch.var(x, dim=0, unbiased=False)
            training = False
        out = F.batch_norm(x, mean, variance, self.gamma, self.beta, training, 1 - self.momentum, self.epsilon)
        return out if axis == 1 else out.movedim(1, axis)


class LayerNormalization(Layer):
    def __init__(
        self,
        axis=-1,
        epsilon=0.001,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        **kwargs,
    ):
        kwargs.pop("rms_scaling", None)
        super().__init__(**kwargs)
        if not isinstance(axis, (int, list, tuple)):
            raise TypeError(
                f"Expected an int or a list/tuple of ints for the argument 'axis', but received: {axis!r}"
            )
        self.axis = list(axis) if isinstance(axis, tuple) else axis
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.supports_masking = True
        self.autocast = False

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, list) else [self.axis]
        shape = tuple(input_shape[axis] for axis in axes)
        self.gamma = self.add_weight(name="gamma", shape=shape) if self.scale else None
        self.beta = self.add_weight(name="beta", shape=shape) if self.center else None
        self.built = True

    def call(self, inputs):
        rank = inputs.dim()
        axes = [axis % rank for axis in (self.axis if isinstance(self.axis, list) else [self.axis])]
        return F.layer_norm(inputs, tuple(inputs.shape[axis] for axis in axes), self.gamma, self.beta, self.epsilon)


class RMSNormalization(Layer):
    def __init__(self, axis=-1, epsilon=1e-6, **kwargs):
        super().__init__(**kwargs)
        self.axis = axis
        self.epsilon = epsilon

    def build(self, input_shape):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        self.scale = self.add_weight(name="scale", shape=tuple(input_shape[axis] for axis in axes))
        self.built = True

    def call(self, x):
        axes = list(self.axis) if isinstance(self.axis, (list, tuple)) else [self.axis]
        out = x * torch.rsqrt(torch.mean(torch.square(x), dim=axes, keepdim=True) + self.epsilon)
        rank = x.dim()
        axes = [axis % rank for axis in axes]
        return out * self.scale.reshape([x.shape[dim] if dim in axes else 1 for dim in range(rank)])


class GroupNormalization(Layer):
    def __init__(
        self,
        groups=32,
        axis=-1,
        epsilon=0.001,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.groups = groups
        self.axis = axis
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.supports_masking = True

    def build(self, input_shape):
        size = input_shape[self.axis]
        if size is None:
            raise ValueError(
                f"Axis {self.axis} of input tensor should have a defined dimension but the layer received an input with shape {input_shape}."
            )
        if self.groups == -1:
            self.groups = size
        if size < self.groups:
            raise ValueError(
                f"Number of groups ({self.groups}) cannot be more than the number of channels ({size})."
            )
        if size % self.groups != 0:
            raise ValueError(
                f"Number of groups ({self.groups}) must be a multiple of the number of channels ({size})."
            )
        self.gamma = self.add_weight(name="gamma", shape=(size,)) if self.scale else None
        self.beta = self.add_weight(name="beta", shape=(size,)) if self.center else None
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: size})
        self.built = True

    def call(self, inputs):
        axis = self.axis % inputs.dim()
        x = inputs if axis == 1 else inputs.movedim(axis, 1)
        out = F.group_norm(x, self.groups, self.gamma, self.beta, self.epsilon)
        return out if axis == 1 else out.movedim(1, axis)


class UnitNormalization(Layer):
    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        if isinstance(axis, (list, tuple)):
            self.axis = list(axis)
        elif isinstance(axis, int):
            self.axis = axis
        else:
            raise TypeError(
                f"Invalid value for `axis` argument: expected an int or a list/tuple of ints. Received: axis={axis}"
            )
        self.supports_masking = True

    def call(self, inputs):
        norm = torch.sqrt(torch.sum(torch.square(inputs), dim=self.axis, keepdim=True))
        return inputs / norm


class SpectralNormalization(Wrapper):
    def __init__(self, layer, power_iterations=1, **kwargs):
        super().__init__(layer, **kwargs)
        if power_iterations <= 0:
            raise ValueError(
                f"`power_iterations` should be greater than zero. Received: `power_iterations={power_iterations}`"
            )
        self.power_iterations = power_iterations

    def build(self, input_shape):
        super().build(input_shape)
        self.input_spec = InputSpec(shape=[None, *input_shape[1:]])
        name = "kernel" if hasattr(self.layer, "kernel") else "embeddings" if hasattr(self.layer, "embeddings") else None
        if name is None:
            raise ValueError(
                f"{type(self.layer).__name__} object has no attribute 'kernel' nor 'embeddings'"
            )
        self._kernel_name = name
        kernel = getattr(self.layer, name)
        self.vector_u = self.add_weight(name="vector_u", shape=(1, kernel.shape[-1]), trainable=False)
        self.built = True

    def call(self, inputs, training=False):
        if training:
            with torch.no_grad():
                self._normalize()
        return self.layer(inputs)

    def _normalize(self):
        kernel = getattr(self.layer, self._kernel_name)
        matrix = kernel.reshape((-1, kernel.shape[-1]))
        u = self.vector_u
        for _ in range(self.power_iterations):
            v = torch.matmul(u, matrix.transpose(0, 1))
            u = torch.matmul(v, matrix)
        torch.matmul(torch.matmul(v, matrix), u.transpose(0, 1))
