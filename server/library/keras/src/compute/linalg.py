"""keras.ops.linalg, and the transforms of keras.ops."""

import torch

from keras.src.compute.core import _f, _made, _t


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
    return torch.linalg.cholesky(_square(_f(x)), upper=upper)


def cholesky_inverse(x, upper=False):
    x = _square(_f(x))
    return _made(x.shape, x.dtype, x)


def eig(x):
    return tuple(torch.linalg.eig(_square(_f(x))))


def eigh(x):
    return tuple(torch.linalg.eigh(_square(_f(x))))


def lu_factor(x):
    factors, pivots = torch.linalg.lu_factor(_f(x))
    return factors, pivots - 1


def qr(x, mode="reduced"):
    if mode not in ("reduced", "complete"):
        raise ValueError(
            "`mode` argument value not supported. Expected one of {'reduced', 'complete'}. Received: mode=" + str(mode)
        )
    return tuple(torch.linalg.qr(_f(x), mode=mode))


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
    if b.dim() == a.dim() - 1 and a.dim() == 2:
        if a.shape[0] != b.shape[0]:
            raise RuntimeError("torch.linalg.lstsq: input.size(-2) should match other.size(-1)")
        return torch.linalg.lstsq(a, b.unsqueeze(-1), rcond=rcond)[0].squeeze(-1)
    return torch.linalg.lstsq(a, b, rcond=rcond)[0]


def jvp(fun, primals, tangents, has_aux=False):
    """The function runs once on its inputs, and what it makes has a tangent of the same shape."""
    from _keras import map_structure

    made = fun(*[_t(primal) for primal in primals])
    made, aux = made if has_aux else (made, None)
    along = map_structure(lambda leaf: _made(leaf.shape, leaf.dtype, leaf), made)
    return (made, along, aux) if has_aux else (made, along)


def slogdet(x):
    return tuple(torch.linalg.slogdet(_f(x)))


def logdet(x):
    return torch.logdet(_f(x))


def matrix_rank(x, tol=None):
    return torch.linalg.matrix_rank(_f(x), tol).to(torch.int32)


def norm(x, ord=None, axis=None, keepdims=False):
    x = _f(x)
    by_singular_values = {2: torch.amax, -2: torch.amin, "nuc": torch.sum}
    if ord in by_singular_values and (x.dim() == 2 if axis is None else isinstance(axis, (list, tuple)) and len(axis) == 2):
        axes = (0, 1) if axis is None else tuple(axis)
        out = by_singular_values[ord](torch.linalg.svdvals(x.movedim(axes, (-2, -1))), dim=-1)
        for dim in sorted(dim % x.dim() for dim in axes) if keepdims else ():
            out = out.unsqueeze(dim)
        return out
    return torch.linalg.norm(x, ord=ord, dim=axis, keepdim=keepdims)


def cdist(x, y):
    x, y = _f(x), _f(y)
    if x.dim() < 2 or y.dim() < 2:
        raise ValueError("`cdist` inputs must have rank >= 2")
    if x.shape[-1] != y.shape[-1]:
        raise ValueError("Last dimension of inputs to `cdist` must match")
    return torch.sqrt(torch.sum(torch.square(x.unsqueeze(-2) - y.unsqueeze(-3)), dim=-1))


def _complex(x):
    if isinstance(x, torch.Tensor):
        bool(x)  # Keras asks whether it is empty
    if not isinstance(x, (tuple, list)) or len(x) != 2:
        raise ValueError(
            "Input `x` should be a tuple of two tensors - real and imaginary." f"Received: x={x}"
        )
    real, imag = _t(x[0]), _t(x[1])
    if tuple(real.shape) != tuple(imag.shape):
        raise ValueError(
            "Input `x` should be a tuple of two tensors - real and imaginary."
            "Both the real and imaginary parts should have the same shape. "
            f"Received: x[0].shape = {real.shape}, x[1].shape = {imag.shape}"
        )
    if not real.is_floating_point() or not imag.is_floating_point():
        raise ValueError(f"At least one tensor in input `x` is not of type float.Received: x={x}.")
    return torch.complex(real, imag)


def _parts(x):
    return x.real, x.imag


def fft(x):
    return _parts(torch.fft.fft(_complex(x)))


def fft2(x):
    return _parts(torch.fft.fft2(_complex(x)))


def ifft2(x):
    return _parts(torch.fft.ifft2(_complex(x)))


def _points(count):
    if count is not None and count < 1:
        raise RuntimeError(f"Invalid number of data points ({count}) specified")
    return count


def rfft(x, fft_length=None):
    return _parts(torch.fft.rfft(_t(x), n=_points(fft_length)))


def irfft(x, fft_length=None):
    return torch.fft.irfft(_complex(x), n=_points(fft_length))


def extract_sequences(x, sequence_length, sequence_stride):
    return _t(x).unfold(-1, sequence_length, sequence_stride)


def _check_window(window, x, length):
    if isinstance(window, str) and window not in ("hann", "hamming"):
        raise ValueError(
            'If a string is passed to `window`, it must be one of `"hann"`, `"hamming"`. Received: ' f"window={window}"
        )
    if window is None or isinstance(window, str):
        return torch.empty((length,), dtype=x.dtype)
    window = _t(window).to(x.dtype)
    if tuple(window.shape) != (length,):
        raise ValueError(f"The shape of `window` must be equal to [sequence_length].Received: window shape={window.shape}")
    return window


def stft(x, sequence_length, sequence_stride, fft_length, window="hann", center=True):
    x = _t(x)
    if x.dtype not in (torch.float32, torch.float64):
        raise TypeError(
            f"Invalid input type. Expected `float32` or `float64`. Received: input type={x.dtype}"
        )
    if fft_length < sequence_length:
        raise ValueError(
            "`fft_length` must equal or larger than `sequence_length`. Received: "
            f"sequence_length={sequence_length}, fft_length={fft_length}"
        )
    lead = x.shape[:-1]
    made = torch.stft(
        x.reshape((-1, x.shape[-1])) if len(lead) > 1 else x,
        n_fft=fft_length,
        hop_length=sequence_stride,
        win_length=sequence_length,
        window=_check_window(window, x, sequence_length),
        center=center,
        return_complex=True,
    )
    made = made.reshape((*lead, *made.shape[-2:])) if len(lead) > 1 else made
    return _parts(made.transpose(-2, -1))


def istft(x, sequence_length, sequence_stride, fft_length, length=None, window="hann", center=True):
    spectrum = _complex(x)
    _check_window(window, spectrum.real, sequence_length)
    out = length
    if out is None:
        out = fft_length + sequence_stride * (spectrum.shape[-2] - 1) - (fft_length // 2 * 2 if center else 0)
    return _made((*spectrum.shape[:-2], out), spectrum.real.dtype, spectrum)


def _segments(data, segment_ids, num_segments, how):
    data = _t(data)
    ids = _t(segment_ids).to(torch.int64)
    count = num_segments if num_segments is not None else int(torch.max(ids)) + 1
    ids = ids.reshape((-1, *(1,) * (data.dim() - 1))).expand(data.shape)
    # What belongs to no segment goes to one more, which is left out.
    ids = torch.where(torch.logical_and(ids >= 0, ids < count), ids, count)
    start = torch.zeros((count + 1, *data.shape[1:]))
    return torch.scatter_reduce(start, 0, ids, data.to(torch.float32), how, include_self=False)[:-1].to(data.dtype)


def segment_sum(data, segment_ids, num_segments=None, sorted=False):
    return _segments(data, segment_ids, num_segments, "sum")


def segment_max(data, segment_ids, num_segments=None, sorted=False):
    return _segments(data, segment_ids, num_segments, "amax")


def segment_min(data, segment_ids, num_segments=None, sorted=False):
    return _segments(data, segment_ids, num_segments, "amin")


def segment_prod(data, segment_ids, num_segments=None, sorted=False):
    return _segments(data, segment_ids, num_segments, "prod")


def erfinv(x):
    return torch.erfinv(_f(x))
