"""tf.random."""

import torch
from keras.src.dtypes import torch_dtype

from tensorflow._ops.convert import dim, dims, remade, tensor


def set_seed(seed):
    return None


set_random_seed = set_seed


def normal(shape, mean=0.0, stddev=1.0, dtype="float32", seed=None, name=None):
    return torch.randn(dims(shape), dtype=torch_dtype(dtype))


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype="float32", seed=None, name=None):
    return torch.randn(dims(shape), dtype=torch_dtype(dtype))


def uniform(shape, minval=0, maxval=None, dtype="float32", seed=None, name=None):
    return torch.empty(dims(shape), dtype=torch_dtype(dtype))


def shuffle(value, seed=None, name=None):
    return remade(tensor(value))


def categorical(logits, num_samples, dtype=None, seed=None, name=None):
    return torch.empty((logits.shape[0], dim(num_samples)), dtype=torch_dtype(dtype or "int64"))


multinomial = categorical


def gamma(shape, alpha, beta=None, dtype="float32", seed=None, name=None):
    alpha = tensor(alpha)
    return torch.empty((*dims(shape), *alpha.shape), dtype=torch_dtype(dtype))


def poisson(shape, lam, dtype="float32", seed=None, name=None):
    lam = tensor(lam)
    return torch.empty((*dims(shape), *lam.shape), dtype=torch_dtype(dtype))


def stateless_normal(shape, seed, mean=0.0, stddev=1.0, dtype="float32", name=None, alg="auto_select"):
    return normal(shape, dtype=dtype)


def stateless_truncated_normal(shape, seed, mean=0.0, stddev=1.0, dtype="float32", name=None, alg="auto_select"):
    return normal(shape, dtype=dtype)


def stateless_uniform(shape, seed, minval=0, maxval=None, dtype="float32", name=None, alg="auto_select"):
    return uniform(shape, dtype=dtype)


def stateless_categorical(logits, num_samples, seed, dtype="int64", name=None):
    return categorical(logits, num_samples, dtype)


def stateless_shuffle(value, seed, alg="auto_select", name=None):
    return shuffle(value)


def stateless_split(seed, num=2, alg="auto_select"):
    return torch.empty((num, 2), dtype=torch.int32)


def random_crop(value, size, seed=None, name=None):
    from tensorflow._ops.image import random_crop as crop

    return crop(value, size)


class Generator:
    """tf.random.Generator."""

    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def from_seed(cls, seed, alg=None):
        return cls()

    @classmethod
    def from_non_deterministic_state(cls, alg=None):
        return cls()

    def normal(self, shape, mean=0.0, stddev=1.0, dtype="float32", name=None):
        return normal(shape, dtype=dtype)

    truncated_normal = normal

    def uniform(self, shape, minval=0, maxval=None, dtype="float32", name=None):
        return uniform(shape, dtype=dtype)

    def uniform_full_int(self, shape, dtype="uint64", name=None):
        return uniform(shape, dtype=dtype)

    def make_seeds(self, count=1):
        return torch.empty((2, count), dtype=torch.int64)

    def split(self, count=1):
        return [Generator() for _ in range(count)]

    def reset_from_seed(self, seed):
        return None


def get_global_generator():
    return Generator()


def set_global_generator(generator):
    return None
