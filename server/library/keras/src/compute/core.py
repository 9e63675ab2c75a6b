import torch

from keras.src.dtypes import torch_dtype


def convert_to_tensor(x, dtype=None, sparse=None, ragged=None):
    if isinstance(x, torch.Tensor):
        return x if dtype is None else x.to(torch_dtype(dtype))
    shape = getattr(x, "shape", None)
    if shape is not None:
        return torch.empty(tuple(shape), dtype=torch_dtype(dtype or getattr(x, "dtype", None)))
    return torch.tensor(x, dtype=None if dtype is None else torch_dtype(dtype))


def zeros(shape, dtype=None):
    return torch.zeros(shape, dtype=torch_dtype(dtype or "float32"))


def ones(shape, dtype=None):
    return torch.ones(shape, dtype=torch_dtype(dtype or "float32"))
