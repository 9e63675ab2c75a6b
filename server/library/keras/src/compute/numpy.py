"""keras.ops that follow numpy: products, making and rearranging."""

import builtins
import math

import torch
from _floplens import is_symbolic

from keras.src.compute.core import _axis, _f, _made, _t, convert_to_tensor
from keras.src.compute.reductions import _axes, sum
from keras.src.dtypes import torch_dtype


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
    if axisa != -1 or axisb != -1 or axisc != -1:
        raise ValueError(
            "Torch backend does not support `axisa`, `axisb`, or `axisc`. Received: "
            f"axisa={axisa}, axisb={axisb}, axisc={axisc}. Please use `axis` arg in torch backend."
        )
    x1, x2 = _same_kind(x1, x2)
    if axis is None and 3 not in torch.broadcast_shapes(x1.shape, x2.shape):
        raise RuntimeError("no dimension of size 3 in input")
    return torch.cross(x1, x2, dim=-1 if axis is None else axis)


def correlate(x1, x2, mode="valid"):
    """A convolution at full length, of which a part is taken."""
    x1, x2 = _same_kind(x1, x2)
    if x1.dtype not in (torch.bfloat16, torch.float16, torch.float64):
        kind = torch.float64 if x1.dtype == torch.int64 else torch.float32
        x1, x2 = x1.to(kind), x2.to(kind)
    first, second = x1.shape[-1], x2.shape[-1]
    out = torch.nn.functional.conv1d(
        x1.reshape(1, first), x2.reshape(1, 1, second), padding=second - 1
    ).reshape(-1)
    if mode == "full":
        return out.squeeze()
    length = first if mode == "same" else builtins.max(first, second) - builtins.min(first, second) + 1
    start = (out.shape[-1] - length) // 2
    return out[start : start + length].squeeze()


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
    parts = num - 1 if endpoint else num
    if isinstance(start, torch.Tensor) or isinstance(stop, torch.Tensor):
        start, stop = _t(start), _t(stop)
        out = _made((num, *torch.broadcast_shapes(start.shape, stop.shape)), _kind(dtype), start, stop)
    elif endpoint:
        out = torch.linspace(start, stop, num, dtype=_kind(dtype))
    else:
        out = torch.linspace(start, stop, num + 1, dtype=_kind(dtype))[:-1]
    if not retstep:
        return out
    return out, torch.true_divide(_f(stop) - _f(start), parts if parts else math.nan)


def logspace(start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0):
    return torch.pow(float(base), linspace(start, stop, num, endpoint, False, dtype))


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    start, stop = _f(start), _f(stop)
    made = logspace(torch.log10(torch.abs(start)), torch.log10(torch.abs(stop)), num, endpoint, dtype=dtype)
    return made * torch.sign(start)


def eye(N, M=None, k=0, dtype=None):
    columns = N if M is None else M
    if k == 0:
        return torch.eye(N, columns, dtype=_kind(dtype))
    band = torch.ones((N, columns), dtype=_kind(dtype))
    return torch.triu(torch.tril(band, diagonal=k), diagonal=k)


def identity(n, dtype=None):
    return eye(n, dtype=dtype)


def tri(N, M=None, k=0, dtype=None):
    return torch.tril(torch.ones((N, N if M is None else M), dtype=_kind(dtype)), diagonal=k)


def meshgrid(*x, indexing="xy"):
    return list(torch.meshgrid(*[_t(item) for item in x], indexing=indexing))


def _window(function, x):
    return function(x, False) if isinstance(x, int) else torch.empty((int(x),))


def bartlett(x):
    return _window(torch.bartlett_window, x)


def blackman(x):
    return _window(torch.blackman_window, x)


def hamming(x):
    return _window(torch.hamming_window, x)


def hanning(x):
    return _window(torch.hann_window, x)


def kaiser(x, beta):
    return torch.kaiser_window(x, False, beta=float(beta))


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
    for one in sorted(_axis(one, rank) for one in axes):
        x = x.unsqueeze(one)
    return x


def squeeze(x, axis=None):
    x = _t(x)
    return x.squeeze() if axis is None else torch.squeeze(x, axis)


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
                f"Received indices_or_sections={indices_or_sections} (interpreted as a number of sections) and "
                f"axis={axis}, but input dimension x.shape[{axis}]={size} is not divisible by {indices_or_sections}. "
                f"Full input shape: x.shape={x.shape}"
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
    repeats = tuple(repeats.tolist()) if isinstance(repeats, torch.Tensor) else _size(repeats)
    for index, times in enumerate(reversed(repeats)):
        if times < 0 and index < x.dim():
            shape = [*x.shape[: x.dim() - index - 1], x.shape[-1 - index] * times, *x.shape[x.dim() - index :]]
            raise RuntimeError(f"Trying to create tensor with negative dimension {shape[-1 - index]}: {shape}")
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
    # One pair stands for the last dim alone, on Keras's torch back end.
    if isinstance(pad_width, int):
        pad_width = ((pad_width, pad_width),)
    elif isinstance(pad_width[0], int):
        pad_width = (tuple(pad_width),)
    pairs = [(pair[0], pair[0]) if len(pair) == 1 else tuple(pair) for pair in pad_width]
    if len(pairs) not in (1, x.dim()):
        raise ValueError(
            f"`pad_width` must have the same length as `x.shape`. Received: pad_width={pad_width} "
            f"(of length {len(pairs)}) and x.shape={x.shape} (of length {x.dim()})"
        )
    if constant_values is not None and mode != "constant":
        raise ValueError(
            f"Argument `constant_values` can only be provided when `mode == 'constant'`. Received: mode={mode}"
        )
    while len(pairs) > 1 and pairs[0] == (0, 0):
        pairs = pairs[1:]
    pads = [size for pair in reversed(pairs) for size in pair]
    if mode == "constant":
        return torch.nn.functional.pad(x, pads, value=constant_values or 0)
    lead = 3 - x.dim() if x.dim() < 3 else 0
    made = _f(x.reshape((*(1,) * lead, *x.shape)))
    made = torch.nn.functional.pad(made, pads, mode="replicate" if mode == "symmetric" else mode)
    return made.reshape(made.shape[lead:]).to(x.dtype)


def broadcast_to(x, shape):
    return torch.broadcast_to(_t(x), tuple(shape))


def tril(x, k=0):
    return torch.tril(_t(x), diagonal=k)


def triu(x, k=0):
    return torch.triu(_t(x), diagonal=k)


def diag(x, k=0):
    return torch.diag(_t(x), diagonal=k)


def diagonal(x, offset=0, axis1=0, axis2=1):
    x = _t(x)
    return torch.diagonal(x, offset, _axis(axis1, x.dim()), _axis(axis2, x.dim()))


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
    count = math.prod(_t(x).shape)
    return torch.tensor(count) if isinstance(count, int) and not is_symbolic(count) else count


def searchsorted(sorted_sequence, values, side="left"):
    sequence = _t(sorted_sequence)
    if sequence.dim() != 1:
        raise ValueError(
            "`searchsorted` only supports 1-D sorted sequences. You can use `keras.ops.vectorized_map` to extend it to "
            f"N-D sequences. Received: sorted_sequence.shape={sequence.shape}"
        )
    return torch.searchsorted(sequence, _t(values), right=side == "right").to(torch.int32)


def digitize(x, bins):
    x = _t(x)
    return torch.bucketize(x.to(torch.uint8) if x.dtype == torch.bool else x, _t(bins), right=True).to(torch.int32)


def bincount(x, weights=None, minlength=0, sparse=False):
    if sparse:
        raise ValueError("Unsupported value `sparse=True` with torch backend")
    x = _t(x)
    kind = torch.int32 if weights is None else torch.promote_types(x.dtype, _t(weights).dtype)
    if x.dim() == 2:
        lines = weights if weights is not None else [None] * x.shape[0]
        return torch.stack([torch.bincount(line, some, minlength) for line, some in zip(x, lines)]).to(kind)
    return torch.bincount(x, None if weights is None else _t(weights), minlength).to(kind)


def view(x, dtype=None):
    return _t(x).view(torch_dtype(dtype))
