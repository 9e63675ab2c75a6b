"""Keras names dtypes by strings; the tensors below have torch's."""

import torch

_torch = {
    "bool": torch.bool,
    "uint8": torch.uint8,
    "uint16": torch.int32,
    "uint32": torch.int64,
    "uint64": torch.int64,
    "int8": torch.int8,
    "int16": torch.int16,
    "int32": torch.int32,
    "int64": torch.int64,
    "float16": torch.float16,
    "half": torch.float16,
    "bfloat16": torch.bfloat16,
    "float32": torch.float32,
    "float": torch.float32,
    "float64": torch.float64,
    "double": torch.float64,
    "float8_e4m3fn": torch.float8_e4m3fn,
    "float8_e5m2": torch.float8_e5m2,
    "complex64": torch.complex64,
    "complex128": torch.complex128,
    "string": torch.int64,
    "str": torch.int64,
    "object": torch.int64,
    "int": torch.int32,
}


def dtype_name(dtype):
    """`float32`, whatever way a dtype is given: a string, torch's, numpy's or Python's own type."""
    if dtype is None:
        return "float32"
    if isinstance(dtype, str):
        return "float32" if dtype == "float" else dtype
    if isinstance(dtype, torch.dtype):
        return str(dtype).split(".")[-1]
    if dtype is float:
        return "float32"
    if dtype is int:
        return "int64"
    if dtype is bool:
        return "bool"
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None)
    return name if isinstance(name, str) else "float32"


def torch_dtype(dtype):
    if isinstance(dtype, torch.dtype):
        return dtype
    name = dtype_name(dtype)
    if name not in _torch:
        raise ValueError(f"Invalid dtype: {dtype}")
    return _torch[name]


def is_float(dtype):
    return "float" in dtype_name(dtype)
