"""keras.initializers: of what is drawn only the shape is known."""

import torch

from keras.src.dtypes import torch_dtype
from keras.src.identifiers import resolve


class Initializer:
    def __call__(self, shape, dtype=None, **kwargs):
        return torch.empty(_size(shape), dtype=torch_dtype(dtype or "float32"))

    def get_config(self):
        return {key: value for key, value in self.__dict__.items() if not key.startswith("_")}

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    def clone(self):
        return type(self)(**self.get_config())


def _size(shape):
    return tuple(shape) if isinstance(shape, (tuple, list, torch.Size)) else (shape,)


class Zeros(Initializer):
    def __call__(self, shape, dtype=None, **kwargs):
        return torch.zeros(_size(shape), dtype=torch_dtype(dtype or "float32"))


class Ones(Initializer):
    def __call__(self, shape, dtype=None, **kwargs):
        return torch.ones(_size(shape), dtype=torch_dtype(dtype or "float32"))


class Constant(Initializer):
    def __init__(self, value=0.0):
        self.value = value

    def __call__(self, shape, dtype=None, **kwargs):
        made = torch.empty(_size(shape), dtype=torch_dtype(dtype or "float32"))
        return torch.full_like(made, self.value) if isinstance(self.value, (int, float)) else made


class Identity(Initializer):
    def __init__(self, gain=1.0):
        self.gain = gain

    def __call__(self, shape, dtype=None, **kwargs):
        if len(shape) != 2:
            raise ValueError(
                "Identity matrix initializer can only be used for 2D matrices. Received: "
                f"shape={shape} of rank {len(shape)}."
            )
        return self.gain * torch.eye(*shape, dtype=torch_dtype(dtype or "float32"))


class RandomNormal(Initializer):
    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        self.mean = mean
        self.stddev = stddev
        self.seed = seed


class RandomUniform(Initializer):
    def __init__(self, minval=-0.05, maxval=0.05, seed=None):
        self.minval = minval
        self.maxval = maxval
        self.seed = seed


class TruncatedNormal(Initializer):
    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        self.mean = mean
        self.stddev = stddev
        self.seed = seed


class VarianceScaling(Initializer):
    def __init__(
        self,
        scale=1.0,
        mode="fan_in",
        distribution="truncated_normal",
        seed=None,
        input_axes=None,
        output_axes=None,
    ):
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.seed = seed
        self.input_axes = input_axes
        self.output_axes = output_axes


class GlorotUniform(Initializer):
    def __init__(self, seed=None, input_axes=None, output_axes=None):
        self.seed = seed
        self.input_axes = input_axes
        self.output_axes = output_axes


class GlorotNormal(Initializer):
    def __init__(self, seed=None, input_axes=None, output_axes=None):
        self.seed = seed
        self.input_axes = input_axes
        self.output_axes = output_axes


class HeNormal(Initializer):
    def __init__(self, seed=None, input_axes=None, output_axes=None):
        self.seed = seed
        self.input_axes = input_axes
        self.output_axes = output_axes


class HeUniform(Initializer):
    def __init__(self, seed=None, input_axes=None, output_axes=None):
        self.seed = seed
        self.input_axes = input_axes
        self.output_axes = output_axes


class LecunNormal(Initializer):
    def __init__(self, seed=None, input_axes=None, output_axes=None):
        self.seed = seed
        self.input_axes = input_axes
        self.output_axes = output_axes


class LecunUniform(Initializer):
    def __init__(self, seed=None, input_axes=None, output_axes=None):
        self.seed = seed
        self.input_axes = input_axes
        self.output_axes = output_axes


class Orthogonal(Initializer):
    def __init__(self, gain=1.0, seed=None):
        self.gain = gain
        self.seed = seed


class STFT(Initializer):
    def __init__(self, side="real", window="hann", scaling="density", periodic=False):
        self.side = side
        self.window = window
        self.scaling = scaling
        self.periodic = periodic


RandomInitializer = Initializer
OrthogonalInitializer, IdentityInitializer, STFTInitializer = Orthogonal, Identity, STFT
zeros, ones, constant, identity, orthogonal, stft = Zeros, Ones, Constant, Identity, Orthogonal, STFT
random_normal, random_uniform, truncated_normal = RandomNormal, RandomUniform, TruncatedNormal
variance_scaling, glorot_uniform, glorot_normal = VarianceScaling, GlorotUniform, GlorotNormal
he_normal, he_uniform, lecun_normal, lecun_uniform = HeNormal, HeUniform, LecunNormal, LecunUniform
#: Names that only strings may have.
_short = {"zero": Zeros, "one": Ones, "normal": RandomNormal, "uniform": RandomUniform}


def get(identifier):
    return resolve(identifier, "initializer", Initializer, {**globals(), **_short})


def serialize(initializer):
    return {"class_name": type(initializer).__name__, "config": initializer.get_config()}


def deserialize(config, custom_objects=None):
    return get(config)
