"""keras.ops.linalg, and the transforms of keras.ops."""

import torch

from keras.src.compute.core import _f, _t


def _square(x, rank=2):
    if x.dim() < 2:
        raise ValueError(f"Expected input to have rank >= 2. Received input with shape {tuple(x.shape)}.")
    if x.shape[-1] != x.shape[-2]:
        raise ValueError(f"Expected a square matrix. Received non-square input with shape {x.shape}")
    return x


def det(x):
    return torch.linalg.det(_square(_f(x)))


def inv(x):
    return torch.linalg.inv(_square(_f(x)))


def pinv(x, rcond=None):
    return torch.linalg.pinv(_f(x))


def cholesky(x, upper=False):
    return torch.linalg.cholesky(_square(_f(x)))


def cholesky_inverse(x, upper=False):
    return torch.empty_like(_square(_f(x)))


def eig(x):
    return tuple(torch.linalg.eig(_square(_f(x))))


def eigh(x):
    return tuple(torch.linalg.eigh(_square(_f(x))))


def lu_factor(x):
    x = _f(x)
    return torch.empty_like(x), torch.empty(x.shape[:-1], dtype=torch.int32)


def qr(x, mode="reduced"):
    x = _f(x)
    if x.dim() < 2:
        raise ValueError(f"Expected input to have rank >= 2. Received input with shape {tuple(x.shape)}.")
    if mode not in ("reduced", "complete"):
        raise ValueError(f"`mode` argument value not supported. Expected one of {{'reduced', 'complete'}}. Received: mode={mode}")
    return tuple(torch.linalg.qr(x, mode=mode))


def svd(x, full_matrices=True, compute_uv=True):
    x = _f(x)
    return tuple(torch.linalg.svd(x, full_matrices=full_matrices)) if compute_uv else torch.linalg.svdvals(x)


def solve(a, b):
    return torch.linalg.solve(_square(_f(a)), _f(b))


def solve_triangular(a, b, lower=False):
    a, b = _square(_f(a)), _f(b)
    if b.dim() == a.dim() - 1:
        return torch.linalg.solve_triangular(a, b.unsqueeze(-1), upper=not lower).squeeze(-1)
    return torch.linalg.solve_triangular(a, b, upper=not lower)


def lstsq(a, b, rcond=None):
    a, b = _f(a), _f(b)
    if a.shape[0] != b.shape[0]:
        raise ValueError("Leading dimensions of input arrays must match")
    from _floplens import unknown

    return unknown("lstsq is not modelled")


def slogdet(x):
    return tuple(torch.linalg.slogdet(_f(x)))


def logdet(x):
    return torch.linalg.slogdet(_f(x))[1]


def matrix_rank(x, tol=None):
    x = _f(x)
    return torch.empty(x.shape[:-2], dtype=torch.int32)


def norm(x, ord=None, axis=None, keepdims=False):
    x = _f(x)
    if ord == "nuc" or (x.dim() == 2 and axis is None and ord in (2, -2)):
        from _floplens import unknown

        return unknown("a norm by singular values is not modelled")
    axes = tuple(range(x.dim())) if axis is None else tuple(axis) if isinstance(axis, (list, tuple)) else (axis,)
    return torch.sqrt(torch.sum(torch.square(x), dim=axes, keepdim=keepdims))


def cdist(x, y):
    return torch.cdist(_f(x), _f(y))


def _complex(x):
    if not isinstance(x, (tuple, list)) or len(x) != 2:
        raise ValueError(
            "Input `x` should be a tuple of two tensors - real and imaginary." f"Received: x={x}"
        )
    if tuple(x[0].shape) != tuple(x[1].shape):
        raise ValueError(
            "Input `x` should be a tuple of two tensors - real and imaginary."
            "Both the real and imaginary parts should have the same shape. "
            f"Received: x[0].shape = {x[0].shape}, x[1].shape = {x[1].shape}"
        )
    return _t(x[0]), _t(x[1])


def fft(x):
    real, imag = _complex(x)
    return torch.empty_like(real), torch.empty_like(imag)


fft2 = ifft2 = fft


def rfft(x, fft_length=None):
    x = _f(x)
    length = x.shape[-1] if fft_length is None else fft_length
    shape = (*x.shape[:-1], length // 2 + 1)
    return torch.empty(shape, dtype=x.dtype), torch.empty(shape, dtype=x.dtype)


def irfft(x, fft_length=None):
    real, _ = _complex(x)
    length = (real.shape[-1] - 1) * 2 if fft_length is None else fft_length
    return torch.empty((*real.shape[:-1], length), dtype=real.dtype)


def extract_sequences(x, sequence_length, sequence_stride):
    return _t(x).unfold(-1, sequence_length, sequence_stride)


def stft(x, sequence_length, sequence_stride, fft_length, window="hann", center=True):
    x = _f(x)
    if fft_length < sequence_length:
        raise ValueError(
            "`fft_length` must equal or larger than `sequence_length`. Received: "
            f"sequence_length={sequence_length}, fft_length={fft_length}"
        )
    length = x.shape[-1] + (fft_length // 2 * 2 if center else 0)
    frames = 1 + (length - fft_length) // sequence_stride
    shape = (*x.shape[:-1], frames, fft_length // 2 + 1)
    return torch.empty(shape, dtype=x.dtype), torch.empty(shape, dtype=x.dtype)


def istft(x, sequence_length, sequence_stride, fft_length, length=None, window="hann", center=True):
    real, _ = _complex(x)
    out = length
    if out is None:
        out = fft_length + sequence_stride * (real.shape[-2] - 1) - (fft_length // 2 * 2 if center else 0)
    return torch.empty((*real.shape[:-2], out), dtype=real.dtype)


def segment_sum(data, segment_ids, num_segments=None, sorted=False):
    data = _t(data)
    if num_segments is None:
        ids = _t(segment_ids)
        num_segments = int(torch.max(ids)) + 1
    return torch.empty((num_segments, *data.shape[1:]), dtype=data.dtype)


segment_max = segment_min = segment_prod = segment_sum


def erfinv(x):
    return torch.erfinv(_f(x))
