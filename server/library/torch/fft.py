"""torch.fft: the shapes of transforms. PyTorch's counter does not count them."""

import torch
from _torch import _depends


def _complex_dtype(input):
    if input.dtype == torch.float64 or input.dtype == torch.complex128:
        return torch.complex128
    if input.dtype == torch.float16 or input.dtype == torch.complex32:
        return torch.complex32
    return torch.complex64


def _real_dtype(input):
    if input.dtype == torch.float64 or input.dtype == torch.complex128:
        return torch.float64
    if input.dtype == torch.float16 or input.dtype == torch.complex32:
        return torch.float16
    return torch.float32


def _made(input, size, dtype):
    return _depends(input.new_empty(size, dtype=dtype), input)


def _dims(input, s, dim):
    if dim is None:
        dim = tuple(range(input.dim() if s is None else len(s)))
        if s is not None:
            dim = tuple(range(input.dim() - len(s), input.dim()))
    if isinstance(dim, int):
        dim = (dim,)
    return [d % input.dim() for d in dim]


def _transform(input, s, dim, kind):
    """kind: "full" complex to complex, "half" real to half of the spectrum, "inverse" half of it to real."""
    dims = _dims(input, s, dim)
    size = list(input.shape)
    for index, d in enumerate(dims):
        is_last = index == len(dims) - 1
        given = None if s is None else s[index]
        if given is None or given == -1:
            given = 2 * (size[d] - 1) if kind == "inverse" and is_last else size[d]
        size[d] = given // 2 + 1 if kind == "half" and is_last else given
    return _made(input, size, _real_dtype(input) if kind == "inverse" else _complex_dtype(input))


def fft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, None if n is None else (n,), dim, "full")


def ifft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, None if n is None else (n,), dim, "full")


def rfft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, None if n is None else (n,), dim, "half")


def irfft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, None if n is None else (n,), dim, "inverse")


def hfft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, None if n is None else (n,), dim, "inverse")


def ihfft(input, n=None, dim=-1, norm=None, *, out=None):
    return _transform(input, None if n is None else (n,), dim, "half")


def fft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return _transform(input, s, dim, "full")


def ifft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return _transform(input, s, dim, "full")


def rfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return _transform(input, s, dim, "half")


def irfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return _transform(input, s, dim, "inverse")


def hfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return _transform(input, s, dim, "inverse")


def ihfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    return _transform(input, s, dim, "half")


def fftn(input, s=None, dim=None, norm=None, *, out=None):
    return _transform(input, s, dim, "full")


def ifftn(input, s=None, dim=None, norm=None, *, out=None):
    return _transform(input, s, dim, "full")


def rfftn(input, s=None, dim=None, norm=None, *, out=None):
    return _transform(input, s, dim, "half")


def irfftn(input, s=None, dim=None, norm=None, *, out=None):
    return _transform(input, s, dim, "inverse")


def hfftn(input, s=None, dim=None, norm=None, *, out=None):
    return _transform(input, s, dim, "inverse")


def ihfftn(input, s=None, dim=None, norm=None, *, out=None):
    return _transform(input, s, dim, "half")


def fftfreq(n, d=1.0, *, dtype=None, device=None, **kwargs):
    return torch.empty(n, dtype=dtype, device=device)


def rfftfreq(n, d=1.0, *, dtype=None, device=None, **kwargs):
    return torch.empty(n // 2 + 1, dtype=dtype, device=device)


def fftshift(input, dim=None):
    return input.clone()


def ifftshift(input, dim=None):
    return input.clone()
