"""keras.initializers: no number in a weight is known, so that these only give shapes."""

import torch

from keras.src.dtypes import torch_dtype


class Initializer:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, shape, dtype=None, **kwargs):
        return torch.empty(tuple(shape), dtype=torch_dtype(dtype or "float32"))

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls()

    def clone(self):
        return self


class Zeros(Initializer):
    pass


class Ones(Initializer):
    pass


class Constant(Initializer):
    pass


class Identity(Initializer):
    pass


class RandomNormal(Initializer):
    pass


class RandomUniform(Initializer):
    pass


class TruncatedNormal(Initializer):
    pass


class VarianceScaling(Initializer):
    pass


class GlorotUniform(Initializer):
    pass


class GlorotNormal(Initializer):
    pass


class HeNormal(Initializer):
    pass


class HeUniform(Initializer):
    pass


class LecunNormal(Initializer):
    pass


class LecunUniform(Initializer):
    pass


class Orthogonal(Initializer):
    pass


OrthogonalInitializer = Orthogonal
IdentityInitializer = Identity
STFT = STFTInitializer = Identity
zeros, ones, constant, identity, orthogonal = Zeros, Ones, Constant, Identity, Orthogonal
random_normal, random_uniform, truncated_normal = RandomNormal, RandomUniform, TruncatedNormal
variance_scaling, glorot_uniform, glorot_normal = VarianceScaling, GlorotUniform, GlorotNormal
he_normal, he_uniform, lecun_normal, lecun_uniform = HeNormal, HeUniform, LecunNormal, LecunUniform


def get(identifier):
    if isinstance(identifier, str):
        found = globals().get(identifier)
        if not isinstance(found, type):
            raise ValueError(f"Could not interpret initializer identifier: {identifier}")
        return found()
    return identifier


def serialize(initializer):
    return initializer


def deserialize(config, custom_objects=None):
    return config
