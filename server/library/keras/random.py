"""keras.random."""

import torch

from keras.src.dtypes import torch_dtype


class SeedGenerator:
    def __init__(self, seed=None, name=None, **kwargs):
        self.seed = seed

    def next(self, ordered=True):
        return torch.zeros((2,), dtype=torch.int64)


def _size(shape):
    return tuple(shape) if isinstance(shape, (tuple, list, torch.Size)) else (shape,)


def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return torch.randn(_size(shape), dtype=torch_dtype(dtype or "float32"))


truncated_normal = normal


def uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return torch.rand(_size(shape), dtype=torch_dtype(dtype or "float32"))


def randint(shape, minval, maxval, dtype="int32", seed=None):
    return torch.randint(0, 2, _size(shape), dtype=torch_dtype(dtype))


def categorical(logits, num_samples, dtype="int32", seed=None):
    return torch.zeros((logits.shape[0], num_samples), dtype=torch_dtype(dtype))


def dropout(inputs, rate, noise_shape=None, seed=None):
    return torch.nn.functional.dropout(inputs, rate)


def shuffle(x, axis=0, seed=None):
    return x.clone()


def gamma(shape, alpha, dtype=None, seed=None):
    return uniform(shape, dtype=dtype)


def beta(shape, alpha, beta, dtype=None, seed=None):
    return uniform(shape, dtype=dtype)


def binomial(shape, counts, probabilities, dtype=None, seed=None):
    return uniform(shape, dtype=dtype)
