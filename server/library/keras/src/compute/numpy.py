"""keras.ops that follow numpy: reductions, making and rearranging."""

import builtins
import math

import torch

from keras.src.compute.core import _f, _t, convert_to_tensor
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
    return mean(x, axis, keepdims)


def quantile(x, q, axis=None, method="linear", keepdims=False):
    out = mean(x, axis, keepdims)
    q = _t(q)
    return out if q.dim() == 0 else out.unsqueeze(0).expand(q.shape[0], *out.shape)


def percentile(x, q, axis=None, method="linear", keepdims=False):
    return quantile(x, q, axis, method, keepdims)


def ptp(x, axis=None, keepdims=False):
    return amax(x, axis, keepdims) - amin(x, axis, keepdims)


def count_nonzero(x, axis=None):
    return sum(torch.ne(_t(x), 0), axis)


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
    return argsort(x, axis)


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
    return mean(x, axis, keepdims)


def nansum(x, axis=None, keepdims=False):
    return sum(x, axis, keepdims)


nanmax, nanmin, nanstd, nanvar, nanprod, nanmedian = amax, amin, std, var, prod, median
nanargmax, nanargmin, nancumsum, nancumprod = argmax, argmin, cumsum, cumprod
nanquantile, nanpercentile = quantile, percentile


def trapezoid(y, x=None, dx=1.0, axis=-1):
    return torch.sum(_f(y), dim=axis)


def corrcoef(x):
    from _floplens import unknown

    return unknown("corrcoef is not modelled")


def vander(x, N=None, increasing=False):
    x = _f(x)
    return torch.empty((x.shape[0], x.shape[0] if N is None else N), dtype=x.dtype)


def histogram(x, bins=10, range=None):
    return torch.empty((bins,), dtype=torch.int32), torch.empty((bins + 1,))


def diagflat(x, k=0):
    x = _t(x).reshape(-1)
    size = x.shape[0] + builtins.abs(k)
    return torch.zeros((size, size), dtype=x.dtype)


def unravel_index(indices, shape):
    indices = _t(indices)
    return tuple(torch.empty(indices.shape, dtype=torch.int32) for _ in shape)


# ── products


def matmul(x1, x2):
    return torch.matmul(*_same_kind(x1, x2))


def _same_kind(x1, x2):
    x1, x2 = _t(x1), _t(x2)
    if x1.dtype != x2.dtype:
        kind = torch.promote_types(x1.dtype, x2.dtype)
        x1, x2 = x1.to(kind), x2.to(kind)
    return x1, x2


def dot(x1, x2):
    x1, x2 = _same_kind(x1, x2)
    if x1.dim() == 0 or x2.dim() == 0:
        return x1 * x2
    if x1.dim() <= 2 and x2.dim() <= 2:
        return torch.matmul(x1, x2)
    return torch.tensordot(x1, x2, dims=([x1.dim() - 1], [x2.dim() - 2 if x2.dim() > 1 else 0]))


def einsum(subscripts, *operands, **kwargs):
    operands = [_t(operand) for operand in operands]
    kind = operands[0].dtype
    for operand in operands[1:]:
        kind = torch.promote_types(kind, operand.dtype)
    return torch.einsum(subscripts, *[operand.to(kind) for operand in operands])


def tensordot(x1, x2, axes=2):
    x1, x2 = _same_kind(x1, x2)
    return torch.tensordot(x1, x2, dims=axes)


def inner(x1, x2):
    return torch.inner(*_same_kind(x1, x2))


def outer(x1, x2):
    x1, x2 = _same_kind(x1, x2)
    return torch.outer(x1.reshape(-1), x2.reshape(-1))


def vdot(x1, x2):
    x1, x2 = _same_kind(x1, x2)
    return torch.dot(x1.reshape(-1), x2.reshape(-1))


def kron(x1, x2):
    return torch.kron(*_same_kind(x1, x2))


def cross(x1, x2, axisa=-1, axisb=-1, axisc=-1, axis=None):
    return torch.cross(*_same_kind(x1, x2), dim=-1 if axis is None else axis)


# ── making


def _kind(dtype):
    return torch_dtype(dtype or "float32")


def _size(shape):
    return tuple(shape) if isinstance(shape, (list, tuple, torch.Size)) else (shape,)


def zeros(shape, dtype=None):
    return torch.zeros(_size(shape), dtype=_kind(dtype))


def ones(shape, dtype=None):
    return torch.ones(_size(shape), dtype=_kind(dtype))


def empty(shape, dtype=None):
    return torch.empty(_size(shape), dtype=_kind(dtype))


def full(shape, fill_value, dtype=None):
    if isinstance(fill_value, torch.Tensor):
        return fill_value.expand(_size(shape))
    return torch.full(_size(shape), fill_value, dtype=_kind(dtype))


def zeros_like(x, dtype=None):
    return torch.zeros_like(_t(x), dtype=None if dtype is None else torch_dtype(dtype))


def ones_like(x, dtype=None):
    return torch.ones_like(_t(x), dtype=None if dtype is None else torch_dtype(dtype))


def empty_like(x, dtype=None):
    return torch.empty_like(_t(x), dtype=None if dtype is None else torch_dtype(dtype))


def full_like(x, fill_value, dtype=None):
    return torch.full_like(_t(x), fill_value, dtype=None if dtype is None else torch_dtype(dtype))


def array(x, dtype=None):
    return convert_to_tensor(x, dtype)


def copy(x):
    return _t(x).clone()


def arange(start, stop=None, step=None, dtype=None):
    if stop is None:
        start, stop = 0, start
    step = 1 if step is None else step
    if dtype is None:
        floats = builtins.any(isinstance(item, float) for item in (start, stop, step))
        dtype = "float32" if floats else "int32"
    return torch.arange(start, stop, step, dtype=torch_dtype(dtype))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    if isinstance(start, torch.Tensor) or isinstance(stop, torch.Tensor):
        shape = torch.broadcast_shapes(_t(start).shape, _t(stop).shape)
        out = torch.empty((num, *shape), dtype=_kind(dtype))
    elif endpoint:
        out = torch.linspace(start, stop, num, dtype=_kind(dtype))
    else:
        out = torch.linspace(start, stop, num + 1, dtype=_kind(dtype))[:-1]
    step = torch.empty((), dtype=out.dtype)
    return (out, step) if retstep else out


def logspace(start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0):
    return torch.pow(float(base), linspace(start, stop, num, endpoint, False, dtype))


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    return torch.empty((num,), dtype=_kind(dtype))


def eye(N, M=None, k=0, dtype=None):
    return torch.zeros((N, N if M is None else M), dtype=_kind(dtype)) if k else torch.eye(
        N, N if M is None else M, dtype=_kind(dtype)
    )


def identity(n, dtype=None):
    return eye(n, dtype=dtype)


def tri(N, M=None, k=0, dtype=None):
    return torch.tril(torch.ones((N, N if M is None else M), dtype=_kind(dtype)), diagonal=k)


def meshgrid(*x, indexing="xy"):
    return list(torch.meshgrid(*[_t(item) for item in x], indexing=indexing))


def bartlett(x):
    return torch.empty((x,))


blackman = hamming = hanning = bartlett


def kaiser(x, beta):
    return torch.empty((x,))


# ── rearranging


def reshape(x, newshape):
    x = _t(x)
    newshape = _size(newshape)
    return x.reshape(tuple(-1 if size is None else size for size in newshape))


def ravel(x):
    return _t(x).reshape(-1)


def transpose(x, axes=None):
    x = _t(x)
    return x.permute(tuple(reversed(range(x.dim()))) if axes is None else tuple(axes))


def expand_dims(x, axis):
    x = _t(x)
    axes = list(axis) if isinstance(axis, (list, tuple)) else [axis]
    rank = x.dim() + len(axes)
    for one in sorted(one % rank for one in axes):
        x = x.unsqueeze(one)
    return x


def squeeze(x, axis=None):
    x = _t(x)
    if axis is None:
        return x.squeeze()
    for one in sorted((one % x.dim() for one in _axes(x, axis)), reverse=True):
        if x.shape[one] != 1:
            raise ValueError(f"Cannot squeeze axis={axis}, because the dimension is not 1.")
        x = x.squeeze(one)
    return x


def moveaxis(x, source, destination):
    return torch.movedim(_t(x), source, destination)


def swapaxes(x, axis1, axis2):
    return torch.transpose(_t(x), axis1, axis2)


def concatenate(xs, axis=0):
    xs = [_t(x) for x in xs]
    kind = xs[0].dtype
    for x in xs[1:]:
        kind = torch.promote_types(kind, x.dtype)
    return torch.cat([x if x.dtype == kind else x.to(kind) for x in xs], dim=axis)


def stack(x, axis=0):
    return torch.stack([_t(item) for item in x], dim=axis)


def append(x1, x2, axis=None):
    x1, x2 = _same_kind(x1, x2)
    return torch.cat([x1.reshape(-1), x2.reshape(-1)]) if axis is None else torch.cat([x1, x2], dim=axis)


def hstack(xs):
    return torch.hstack([_t(x) for x in xs])


def vstack(xs):
    return torch.vstack([_t(x) for x in xs])


def dstack(xs):
    return torch.dstack([_t(x) for x in xs])


def split(x, indices_or_sections, axis=0):
    x = _t(x)
    size = x.shape[axis]
    if isinstance(indices_or_sections, int):
        if size % indices_or_sections != 0:
            raise ValueError(
                f"array split does not result in an equal division: rank {size} for {indices_or_sections} sections"
            )
        return list(torch.split(x, size // indices_or_sections, dim=axis))
    cuts = [0, *(int(index) for index in indices_or_sections), size]
    return [x.narrow(axis, first, last - first) for first, last in zip(cuts[:-1], cuts[1:])]


def array_split(x, indices_or_sections, axis=0):
    return list(torch.tensor_split(_t(x), indices_or_sections, dim=axis))


def hsplit(x, indices_or_sections):
    x = _t(x)
    return split(x, indices_or_sections, 0 if x.dim() == 1 else 1)


def vsplit(x, indices_or_sections):
    return split(x, indices_or_sections, 0)


def dsplit(x, indices_or_sections):
    return split(x, indices_or_sections, 2)


def tile(x, repeats):
    x = _t(x)
    repeats = _size(repeats)
    return torch.tile(x, repeats)


def repeat(x, repeats, axis=None):
    x = _t(x)
    if isinstance(repeats, (list, tuple)):
        repeats = repeats[0] if len(repeats) == 1 else torch.tensor(repeats)
    return torch.repeat_interleave(x, repeats, dim=axis)


def flip(x, axis=None):
    x = _t(x)
    return torch.flip(x, _axes(x, axis))


def fliplr(x):
    return torch.fliplr(_t(x))


def flipud(x):
    return torch.flipud(_t(x))


def rot90(array, k=1, axes=(0, 1)):
    return torch.rot90(_t(array), k, axes)


def roll(x, shift, axis=None):
    return torch.roll(_t(x), shift, axis)


def pad(x, pad_width, mode="constant", constant_values=None):
    x = _t(x)
    if isinstance(pad_width, int):
        pad_width = ((pad_width, pad_width),) * x.dim()
    elif len(pad_width) == 2 and isinstance(pad_width[0], int):
        pad_width = (tuple(pad_width),) * x.dim()
    elif len(pad_width) == 1:
        pad_width = tuple(pad_width) * x.dim()
    pads = []
    for before, after in reversed(pad_width):
        pads.extend((before, after))
    if mode == "constant":
        return torch.nn.functional.pad(x, pads, value=constant_values or 0)
    shape = [size + before + after for size, (before, after) in zip(x.shape, pad_width)]
    return torch.empty(tuple(shape), dtype=x.dtype)


def broadcast_to(x, shape):
    return torch.broadcast_to(_t(x), tuple(shape))


def tril(x, k=0):
    return torch.tril(_t(x), diagonal=k)


def triu(x, k=0):
    return torch.triu(_t(x), diagonal=k)


def diag(x, k=0):
    return torch.diag(_t(x), diagonal=k)


def diagonal(x, offset=0, axis1=0, axis2=1):
    return torch.diagonal(_t(x), offset, axis1, axis2)


def trace(x, offset=0, axis1=0, axis2=1):
    return sum(torch.diagonal(_t(x), offset, axis1, axis2), -1)


def diff(a, n=1, axis=-1):
    return torch.diff(_t(a), n=n, dim=axis)


def take(x, indices, axis=None):
    x, indices = _t(x), _t(indices)
    if axis is None:
        x, axis = x.reshape(-1), 0
    axis = axis % x.dim()
    flat = torch.index_select(x, axis, indices.reshape(-1).to(torch.int64))
    return flat.reshape((*x.shape[:axis], *indices.shape, *x.shape[axis + 1 :]))


def take_along_axis(x, indices, axis=None):
    x, indices = _t(x), _t(indices).to(torch.int64)
    if axis is None:
        return torch.take_along_dim(x.reshape(-1), indices.reshape(-1), dim=0)
    return torch.take_along_dim(x, indices, dim=axis)


def ndim(x):
    return _t(x).dim()


def size(x):
    return math.prod(_t(x).shape)


def searchsorted(sorted_sequence, values, side="left"):
    return torch.searchsorted(_t(sorted_sequence), _t(values), right=side == "right").to(torch.int32)


def digitize(x, bins):
    return torch.empty(_t(x).shape, dtype=torch.int32)


def bincount(x, weights=None, minlength=0, sparse=False):
    from _floplens import unknown

    return unknown("a histogram depends on data")


def view(x, dtype=None):
    return _t(x).view(torch_dtype(dtype))
