"""keras.ops that follow numpy: what reduces, sorts, accumulates and counts."""

import builtins
import math

import torch

from keras.src.compute.core import _axis, _f, _made, _t
from keras.src.dtypes import torch_dtype


def _axes(x, axis):
    if axis is None:
        return tuple(range(x.dim()))
    return tuple(axis) if isinstance(axis, (list, tuple)) else (axis,)


def _reduce(function, x, axis, keepdims):
    axes = _axes(x, axis)
    return x if len(axes) == 0 else function(x, dim=axes, keepdim=keepdims)


def mean(x, axis=None, keepdims=False):
    return _reduce(torch.mean, _f(x), axis, keepdims)


def sum(x, axis=None, keepdims=False):
    x = _t(x)
    dtype = torch.int32 if x.dtype in (torch.bool, torch.int8, torch.int16, torch.int32) else x.dtype
    axes = _axes(x, axis)
    return x.to(dtype) if len(axes) == 0 else torch.sum(x, dim=axes, keepdim=keepdims, dtype=dtype)


def amax(x, axis=None, keepdims=False):
    return _reduce(torch.amax, _t(x), axis, keepdims)


def amin(x, axis=None, keepdims=False):
    return _reduce(torch.amin, _t(x), axis, keepdims)


def max(x, axis=None, keepdims=False, initial=None):
    return amax(x, axis, keepdims)


def min(x, axis=None, keepdims=False, initial=None):
    return amin(x, axis, keepdims)


def all(x, axis=None, keepdims=False):
    return _reduce(torch.all, _t(x), axis, keepdims)


def any(x, axis=None, keepdims=False):
    return _reduce(torch.any, _t(x), axis, keepdims)


def var(x, axis=None, keepdims=False):
    x = _f(x)
    return torch.var(x, dim=_axes(x, axis), keepdim=keepdims, unbiased=False)


def std(x, axis=None, keepdims=False):
    x = _f(x)
    return torch.std(x, dim=_axes(x, axis), keepdim=keepdims, unbiased=False)


def prod(x, axis=None, keepdims=False, dtype=None):
    x = _t(x)
    kind = torch_dtype(dtype) if dtype is not None else (
        torch.int32 if x.dtype in (torch.bool, torch.int8, torch.int16, torch.int32) else x.dtype
    )
    if axis is None:
        out = torch.prod(x.to(kind))
        return out.reshape((1,) * x.dim()) if keepdims else out
    for dim in sorted((one % x.dim() for one in _axes(x, axis)), reverse=True):
        x = torch.prod(x, dim=dim, keepdim=keepdims, dtype=kind)
    return x


def average(x, axis=None, weights=None):
    x = _f(x)
    if weights is None:
        return mean(x, axis)
    weights = _f(weights)
    if axis is not None and weights.dim() != x.dim():
        shape = [1] * x.dim()
        shape[axis] = -1
        weights = weights.reshape(shape)
    return sum(x * weights, axis) / sum(weights, axis)


def median(x, axis=None, keepdims=False):
    return quantile(x, 0.5, axis, keepdims=keepdims)


def quantile(x, q, axis=None, method="linear", keepdims=False):
    return _quantile(torch.quantile, x, q, axis, method, keepdims)


def _quantile(function, x, q, axis, method, keepdims):
    x = _f(x)
    q = _t(q).to(x.dtype)
    axes = [_axis(one, x.dim()) for one in _axes(x, axis)]
    rest = [dim for dim in range(x.dim()) if dim not in axes]
    lines = x.permute((*rest, *axes)).reshape((*[x.shape[dim] for dim in rest], -1))
    out = function(lines, q, dim=-1, interpolation=method)
    if keepdims:
        for dim in sorted(axes):
            out = out.unsqueeze(dim + q.dim())
    return out


def percentile(x, q, axis=None, method="linear", keepdims=False):
    return quantile(x, torch.true_divide(_f(q), 100), axis, method, keepdims)


def ptp(x, axis=None, keepdims=False):
    return amax(x, axis, keepdims) - amin(x, axis, keepdims)


def count_nonzero(x, axis=None):
    x = _t(x)
    if axis is not None and not isinstance(axis, int) and len(axis) == 0:
        return torch.ne(x, 0).to(torch.int32)
    # Keras's torch back end gives the result with its dims reversed.
    made = torch.count_nonzero(x, dim=axis).to(torch.int32)
    return made.permute(tuple(reversed(range(made.dim()))))


def logsumexp(x, axis=None, keepdims=False):
    x = _f(x)
    return torch.logsumexp(x, dim=_axes(x, axis), keepdim=keepdims)


def argmax(x, axis=None, keepdims=False):
    return torch.argmax(_t(x), dim=axis, keepdim=keepdims).to(torch.int32)


def argmin(x, axis=None, keepdims=False):
    return torch.argmin(_t(x), dim=axis, keepdim=keepdims).to(torch.int32)


def argsort(x, axis=-1):
    x = _t(x)
    if axis is None:
        x, axis = x.reshape(-1), -1
    return torch.argsort(x, dim=axis).to(torch.int32)


def argpartition(x, kth, axis=-1):
    made = argsort(x, axis)
    return _made(made.shape, made.dtype)


def sort(x, axis=-1):
    x = _t(x)
    if axis is None:
        x, axis = x.reshape(-1), -1
    return torch.sort(x, dim=axis).values


def cumsum(x, axis=None, dtype=None):
    x = _t(x)
    if axis is None:
        x, axis = x.reshape(-1), 0
    kind = torch_dtype(dtype) if dtype is not None else (torch.int32 if x.dtype == torch.bool else x.dtype)
    return torch.cumsum(x, dim=axis, dtype=kind)


def cumprod(x, axis=None, dtype=None):
    x = _t(x)
    if axis is None:
        x, axis = x.reshape(-1), 0
    kind = torch_dtype(dtype) if dtype is not None else (torch.int32 if x.dtype == torch.bool else x.dtype)
    return torch.cumprod(x, dim=axis, dtype=kind)


def nanmean(x, axis=None, keepdims=False):
    return _reduce(torch.nanmean, _f(x), axis, keepdims)


def nansum(x, axis=None, keepdims=False):
    return sum(_without_nan(x), axis, keepdims)


def _without_nan(x, zero=0.0):
    x = _t(x)
    return torch.where(torch.isnan(x), torch.full_like(x, zero), x) if x.is_floating_point() else x


def _of_numbers(function, x, fill, axis, keepdims):
    """A reduction over what is a number; where there is none, the result is none either."""
    x = _t(x)
    if not x.is_floating_point():
        return function(x, axis, keepdims)
    out = function(_without_nan(x, fill), axis, keepdims)
    return torch.where(all(torch.isnan(x), axis, keepdims), torch.full_like(out, math.nan), out)


def nanmax(x, axis=None, keepdims=False):
    return _of_numbers(amax, x, -math.inf, axis, keepdims)


def nanmin(x, axis=None, keepdims=False):
    return _of_numbers(amin, x, math.inf, axis, keepdims)


def nanprod(x, axis=None, keepdims=False, dtype=None):
    return prod(_without_nan(x, 1.0), axis, keepdims, dtype)


def nanvar(x, axis=None, keepdims=False):
    x = _f(x)
    return nanmean(torch.square(x - nanmean(x, axis, True)), axis, keepdims)


def nanstd(x, axis=None, keepdims=False):
    return torch.sqrt(nanvar(x, axis, keepdims))


def nanmedian(x, axis=None, keepdims=False):
    return nanquantile(x, 0.5, axis, keepdims=keepdims)


def nanquantile(x, q, axis=None, method="linear", keepdims=False):
    return _quantile(torch.nanquantile, x, q, axis, method, keepdims)


def nanpercentile(x, q, axis=None, method="linear", keepdims=False):
    return nanquantile(x, torch.true_divide(_f(q), 100), axis, method, keepdims)


def nanargmax(x, axis=None, keepdims=False):
    return argmax(_without_nan(x, -math.inf), axis, keepdims)


def nanargmin(x, axis=None, keepdims=False):
    return argmin(_without_nan(x, math.inf), axis, keepdims)


def nancumsum(x, axis=None, dtype=None):
    return cumsum(_without_nan(x), axis, dtype)


def nancumprod(x, axis=None, dtype=None):
    return cumprod(_without_nan(x, 1.0), axis, dtype)


def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = _t(y)
    y = y.to(torch.float32) if y.dtype == torch.bool else y
    return torch.trapezoid(y, dx=dx, dim=axis) if x is None else torch.trapezoid(y, _t(x), dim=axis)


def corrcoef(x):
    x = _t(x)
    kinds = {torch.bool: torch.float32, torch.int64: torch.float64}
    return torch.corrcoef(x.to(kinds.get(x.dtype, x.dtype)))


def vander(x, N=None, increasing=False):
    return torch.vander(_t(x), N=N, increasing=increasing)


def histogram(x, bins=10, range=None):
    x = _f(x)
    return torch.empty((bins,), dtype=x.dtype), torch.empty((bins + 1,), dtype=x.dtype)


def unique(
    x,
    sorted=True,
    return_index=False,
    return_inverse=False,
    return_counts=False,
    axis=None,
    size=None,
    fill_value=None,
):
    x = _t(x)
    made = torch.unique(
        x, sorted=sorted, return_inverse=return_inverse or return_index, return_counts=return_counts, dim=axis
    )
    if return_index:
        from _floplens import unknown

        return unknown("where values stand first depends on data")
    if size is None:
        return made
    values, *rest = made if isinstance(made, tuple) else (made,)
    shape = list(x.shape) if axis is not None else [size]
    shape[axis or 0] = size
    values = _made(shape, x.dtype)
    if return_counts:
        rest[-1] = torch.empty((size,), dtype=torch.int64)
    return (values, *rest) if rest else values


def diagflat(x, k=0):
    return torch.diagflat(_t(x), k)


def unravel_index(indices, shape):
    indices = _t(indices)
    return tuple(made.to(indices.dtype) for made in torch.unravel_index(indices, tuple(shape)))
