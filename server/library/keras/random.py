"""keras.random: of what is drawn only the shape is known."""

import torch

from keras.src.compute.core import _f, _made, _t
from keras.src.dtypes import dtype_name, torch_dtype
from keras.src.state import State


class SeedGenerator:
    def __init__(self, seed=None, name=None, **kwargs):
        if seed is not None and isinstance(seed, (str, float, list, tuple)):
            raise ValueError(f"Argument `seed` must be an integer. Received: seed={seed}")
        self._initial_seed = seed
        self.name = name or "seed_generator"
        self.state = State((2,), "uint32", "seed_generator_state")

    def next(self, ordered=True):
        return torch.empty((2,), dtype=torch.int32)

    def get_config(self):
        return {"seed": self._initial_seed}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def _size(shape):
    return tuple(shape) if isinstance(shape, (tuple, list, torch.Size)) else (shape,)


def _kind(dtype):
    from keras.src.policies import floatx

    return torch_dtype(dtype or floatx())


def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return torch.randn(_size(shape), dtype=_kind(dtype))


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return torch.randn(_size(shape), dtype=_kind(dtype))


def uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    if dtype is not None and "float" not in dtype_name(dtype):
        raise ValueError(f"`keras.random.uniform` requires a floating point `dtype`. Received: dtype={dtype_name(dtype)} ")
    return torch.rand(_size(shape), dtype=_kind(dtype))


def randint(shape, minval, maxval, dtype="int32", seed=None):
    if "int" not in dtype_name(dtype):
        raise ValueError(f"`keras.random.randint` requires an integer `dtype`. Received: dtype={dtype_name(dtype)} ")
    return torch.empty(_size(shape), dtype=torch_dtype(dtype))


def categorical(logits, num_samples, dtype="int32", seed=None):
    logits = _t(logits)
    if logits.dim() != 2:
        raise ValueError(f"`logits` should be a 2-D tensor with shape [batch_size, num_classes]. Received: logits={logits}")
    return torch.empty((logits.shape[0], num_samples), dtype=torch_dtype(dtype))


def dropout(inputs, rate, noise_shape=None, seed=None):
    return torch.nn.functional.dropout(_f(inputs), rate, True)


def shuffle(x, axis=0, seed=None):
    x = _t(x)
    return _made(x.shape, x.dtype, x)


def gamma(shape, alpha, dtype=None, seed=None):
    return torch.rand(_size(shape), dtype=_kind(dtype))


def beta(shape, alpha, beta, dtype=None, seed=None):
    return torch.rand(_size(shape), dtype=_kind(dtype))


def binomial(shape, counts, probabilities, dtype=None, seed=None):
    return torch.rand(_size(shape), dtype=_kind(dtype))
