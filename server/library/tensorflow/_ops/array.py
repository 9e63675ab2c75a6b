"""Making, reshaping, joining and indexing tensors."""

import builtins as _builtins

import torch
import torch.nn.functional as F
from _floplens import is_symbolic, unknown
from keras.src.dtypes import torch_dtype

from tensorflow._ops.convert import axes_of, dim, dims, pair, remade, same_dtype, tensor
from tensorflow._shape import Dims, TensorShape

# ── making


def constant(value, dtype=None, shape=None, name="Const"):
    made = tensor(value, dtype)
    if shape is None:
        return made
    return made.expand(dims(shape)) if made.dim() == 0 else torch.reshape(made, dims(shape))


def convert_to_tensor(value, dtype=None, dtype_hint=None, name=None):
    if isinstance(value, Dims) and dtype is None:
        return value
    return tensor(value, dtype)


def identity(input, name=None):
    return tensor(input)


def ensure_shape(x, shape, name=None):
    return x


def zeros(shape, dtype="float32", name=None, layout=None):
    return torch.zeros(dims(shape), dtype=torch_dtype(dtype))


def ones(shape, dtype="float32", name=None, layout=None):
    return torch.ones(dims(shape), dtype=torch_dtype(dtype))


def fill(dims, value, name=None, layout=None):
    value = tensor(value)
    return value.expand(_shape(dims))


def _shape(shape):
    return dims(shape)


def zeros_like(input, dtype=None, name=None, layout=None):
    input = tensor(input)
    return torch.zeros_like(input, dtype=None if dtype is None else torch_dtype(dtype))


def ones_like(input, dtype=None, name=None, layout=None):
    input = tensor(input)
    return torch.ones_like(input, dtype=None if dtype is None else torch_dtype(dtype))


def eye(num_rows, num_columns=None, batch_shape=None, dtype="float32", name=None):
    rows = dim(num_rows)
    made = torch.eye(rows, rows if num_columns is None else dim(num_columns), dtype=torch_dtype(dtype))
    return made if batch_shape is None else made.expand(*dims(batch_shape), *made.shape)


def range(start, limit=None, delta=1, dtype=None, name="range"):
    if limit is None:
        start, limit = 0, start
    start, limit, delta = [item.item() if isinstance(item, torch.Tensor) else item for item in (start, limit, delta)]
    if dtype is None:
        whole = all([isinstance(item, int) for item in (start, limit, delta)])
        dtype = "int32" if whole else "float32"
    return torch.arange(start, limit, delta, dtype=torch_dtype(dtype))


def linspace(start, stop, num, name=None, axis=0):
    start, stop = pair(start, stop)
    dtype = start.dtype if start.is_floating_point() else torch.float64
    steps = torch.linspace(0, 1, dim(num), dtype=dtype)
    if start.dim() == 0 and stop.dim() == 0:
        return steps
    base = torch.unsqueeze(start + torch.zeros_like(stop), axis)
    steps = torch.reshape(steps, [1] * axis + [-1] + [1] * (base.dim() - axis - 1)) if axis >= 0 else steps
    return base + (torch.unsqueeze(stop, axis) - base) * steps


# ── what is known of one


def shape(input, out_type="int32", name=None):
    if isinstance(input, Dims):
        return Dims([len(input)])
    return Dims(tensor(input).shape)


def shape_n(input, out_type="int32", name=None):
    return [shape(item) for item in input]


def rank(input, name=None):
    return 1 if isinstance(input, Dims) else tensor(input).dim()


def size(input, out_type="int32", name=None):
    return len(input) if isinstance(input, Dims) else tensor(input).numel()


def is_tensor(x):
    return isinstance(x, torch.Tensor)


def get_static_value(tensor, partial=False):
    return None


def cast(x, dtype, name=None):
    wanted = torch_dtype(dtype)
    if isinstance(x, int) and not isinstance(x, bool):
        if not wanted.is_floating_point:
            return x
        return x / 1 if is_symbolic(x) else torch.tensor(float(x), dtype=wanted)
    if isinstance(x, float) and not wanted.is_floating_point:
        return int(x)
    if isinstance(x, Dims) and not wanted.is_floating_point:
        return x
    return tensor(x).to(wanted)


def saturate_cast(value, dtype, name=None):
    return remade(tensor(value)).to(torch_dtype(dtype))


def to_float(x, name=None):
    return cast(x, "float32")


def to_int32(x, name=None):
    return cast(x, "int32")


def to_int64(x, name=None):
    return cast(x, "int64")


def bitcast(input, type, name=None):
    return tensor(input).view(torch_dtype(type))


def stop_gradient(input, name=None):
    return tensor(input).detach()


# ── shapes


def reshape(tensor, shape, name=None):
    return torch.reshape(_tensor(tensor), dims(shape))


def _tensor(value):
    return tensor(value)


def transpose(a, perm=None, conjugate=False, name="transpose"):
    a = tensor(a)
    perm = list(_builtins.range(a.dim()))[::-1] if perm is None else list(dims(perm))
    if len(perm) != a.dim():
        raise ValueError(f"Dimension must be {len(perm)} but is {a.dim()} for transpose of a tensor of shape {tuple(a.shape)}")
    return torch.permute(a, perm)


def expand_dims(input, axis=None, name=None, dim=None):
    axis = dim if axis is None else axis
    if isinstance(input, Dims):
        return tensor(input).unsqueeze(axis)
    return torch.unsqueeze(tensor(input), _index(axis))


def _index(axis):
    return dim(axis)


def squeeze(input, axis=None, name=None, squeeze_dims=None):
    input = tensor(input)
    axis = squeeze_dims if axis is None else axis
    if axis is None or axis == []:
        return torch.squeeze(input)
    wanted = axes_of(axis, input.dim())
    for index in wanted:
        count = input.shape[index]
        if not is_symbolic(count) and count != 1:
            raise ValueError(f"Can not squeeze dim[{index}], expected a dimension of 1, got {count}")
    kept = [count for index, count in enumerate(input.shape) if index not in wanted]
    return torch.reshape(input, kept)


def broadcast_to(input, shape, name=None):
    return tensor(input).expand(dims(shape))


def broadcast_static_shape(shape_x, shape_y):
    return TensorShape(torch.broadcast_shapes(tuple(shape_x), tuple(shape_y)))


def broadcast_dynamic_shape(shape_x, shape_y):
    return Dims(torch.broadcast_shapes(dims(shape_x), dims(shape_y)))


def tile(input, multiples, name=None):
    input, counts = tensor(input), dims(multiples)
    if len(counts) != input.dim():
        raise ValueError(f"Shape must be rank {len(counts)} but is rank {input.dim()} for tile")
    return input.repeat(counts)


def repeat(input, repeats, axis=None, name=None):
    input = tensor(input)
    if axis is None:
        input, axis = torch.reshape(input, (-1,)), 0
    if isinstance(repeats, (list, tuple)):
        repeats = repeats[0] if len(repeats) == 1 else torch.tensor(repeats)
    elif isinstance(repeats, torch.Tensor) and repeats.dim() == 0:
        repeats = dim(repeats)
    return torch.repeat_interleave(input, repeats, dim=axis)


def reverse(tensor, axis, name=None):
    return torch.flip(_tensor(tensor), list(dims(axis)))


def reverse_sequence(input, seq_lengths, seq_axis=None, batch_axis=None, name=None):
    return remade(tensor(input))


def roll(input, shift, axis, name=None):
    return torch.roll(tensor(input), dims(shift), dims(axis))


def meshgrid(*args, indexing="xy", name=None):
    args = args[0] if len(args) == 1 and isinstance(args[0], (list, tuple)) else args
    return list(torch.meshgrid(*[torch.reshape(tensor(item), (-1,)) for item in args], indexing=indexing))


# ── joining and splitting


def concat(values, axis, name="concat"):
    if isinstance(values, torch.Tensor):
        values = list(torch.unbind(values))
    if any([isinstance(item, Dims) for item in values]):
        # Shapes are put together as lists of numbers.
        return Dims([number for item in values for number in dims(item)])
    return torch.cat(same_dtype([tensor(item) for item in values]), dim=_index(axis))


def stack(values, axis=0, name="stack"):
    if isinstance(values, torch.Tensor):
        values = list(torch.unbind(values))
    if axis in (0, -1) and any([is_symbolic(item) for item in values]):
        return Dims(dims(values))
    return torch.stack(same_dtype([tensor(item) for item in values]), dim=axis)


def parallel_stack(values, name=None):
    return stack(values)


def unstack(value, num=None, axis=0, name="unstack"):
    if isinstance(value, (list, tuple)):
        return list(value)
    return list(torch.unbind(value, dim=axis))


def split(value, num_or_size_splits, axis=0, num=None, name="split"):
    value, axis = tensor(value), dim(axis)
    sizes = num_or_size_splits
    if isinstance(sizes, torch.Tensor) and sizes.dim() == 0:
        sizes = dim(sizes)
    if isinstance(sizes, int):
        count = value.shape[axis]
        if not is_symbolic(count) and count % sizes != 0:
            raise ValueError(f"Dimension size must be evenly divisible by {sizes} but is {count} for split")
        return list(torch.split(value, count // sizes, dim=axis))
    sizes = list(dims(sizes))
    known = [item for item in sizes if is_symbolic(item) or item >= 0]
    if len(known) < len(sizes):
        rest = value.shape[axis] - sum(known)
        sizes = [rest if not is_symbolic(item) and item < 0 else item for item in sizes]
    return list(torch.split(value, sizes, dim=axis))


# ── indexing


def slice(input_, begin, size, name=None):
    if isinstance(input_, Dims):
        start, count = dims(begin)[0], dims(size)[0]
        return input_[start:] if count == -1 else input_[start : start + count]
    made = tensor(input_)
    for axis, (start, count) in enumerate(zip(dims(begin), dims(size))):
        if not is_symbolic(count) and count == -1:
            count = made.shape[axis] - start
        made = torch.narrow(made, axis, start, count)
    return made


def strided_slice(input_, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0, shrink_axis_mask=0, var=None, name=None):
    begin, end = dims(begin), dims(end)
    strides = [1] * len(begin) if strides is None else dims(strides)
    key = []
    for index in _builtins.range(len(begin)):
        bit = 1 << index
        if ellipsis_mask & bit:
            key.append(Ellipsis)
        elif new_axis_mask & bit:
            key.append(None)
        elif shrink_axis_mask & bit:
            key.append(begin[index])
        else:
            start = None if begin_mask & bit else begin[index]
            stop = None if end_mask & bit else end[index]
            key.append(_builtins.slice(start, stop, strides[index]))
    if isinstance(input_, Dims):
        return input_[key[0]]
    return tensor(input_)[tuple(key)]


def gather(params, indices, validate_indices=None, axis=None, batch_dims=0, name=None):
    if isinstance(params, Dims) and isinstance(indices, (int, list, tuple)):
        return params[indices] if isinstance(indices, int) else Dims([params[index] for index in indices])
    params, indices = tensor(params), tensor(indices)
    batch = batch_dims + indices.dim() if batch_dims < 0 else batch_dims
    axis = batch if axis is None else dim(axis)
    axis = axis + params.dim() if axis < 0 else axis
    if batch == 0:
        shape = (*params.shape[:axis], *indices.shape, *params.shape[axis + 1 :])
        flat = torch.index_select(params, axis, torch.reshape(indices, (-1,)))
        return torch.reshape(flat, shape)
    lead, middle, rest = params.shape[:batch], params.shape[batch:axis], params.shape[axis + 1 :]
    found = torch.movedim(params, axis, batch)[(*_batch_indices(lead, indices.dim()), indices.long())]
    # Now: the batch, what the indices ask for, the dims before the axis, the dims after it.
    width = indices.dim() - batch
    order = [
        *_builtins.range(batch),
        *[batch + width + index for index in _builtins.range(len(middle))],
        *_builtins.range(batch, batch + width),
        *[batch + width + len(middle) + index for index in _builtins.range(len(rest))],
    ]
    return torch.permute(found, order)


def _batch_indices(lead, rank):
    """For each dim of a batch the index along it, shaped to go with indices of that rank."""
    return [
        torch.reshape(torch.arange(count), [1] * index + [-1] + [1] * (rank - index - 1))
        for index, count in enumerate(lead)
    ]


def gather_nd(params, indices, batch_dims=0, name=None):
    params, indices = tensor(params), tensor(indices)
    keys = list(torch.unbind(indices.long(), dim=-1))
    return params[(*_batch_indices(params.shape[:batch_dims], indices.dim() - 1), *keys)]


def scatter_nd(indices, updates, shape, name=None):
    updates = tensor(updates)
    return tensor_scatter_nd_add(torch.zeros(dims(shape), dtype=updates.dtype), indices, updates)


def tensor_scatter_nd_add(tensor, indices, updates, name=None):
    tensor, indices, updates = _tensor(tensor), _tensor(indices), _tensor(updates)
    return tensor.index_put(tuple(torch.unbind(indices.long(), dim=-1)), updates, accumulate=True)


def tensor_scatter_nd_update(tensor, indices, updates, name=None):
    tensor, indices, updates = _tensor(tensor), _tensor(indices), _tensor(updates)
    return tensor.index_put(tuple(torch.unbind(indices.long(), dim=-1)), updates)


def tensor_scatter_nd_sub(tensor, indices, updates, name=None):
    return tensor_scatter_nd_add(tensor, indices, -_tensor(updates))


def tensor_scatter_nd_max(tensor, indices, updates, name=None):
    return remade(tensor_scatter_nd_update(tensor, indices, updates))


tensor_scatter_nd_min = tensor_scatter_nd_max


def boolean_mask(tensor, mask, axis=None, name="boolean_mask"):
    tensor, mask = _tensor(tensor), _tensor(mask)
    if axis is None or axis == 0:
        return tensor[mask]
    return tensor[(*[_builtins.slice(None)] * axis, mask)]


def where(condition, x=None, y=None, name=None):
    condition = tensor(condition)
    if x is None and y is None:
        return torch.nonzero(condition)
    x, y = pair(x, y)
    return torch.where(condition, x, y)


def unique(x, out_idx="int32", name=None):
    return unknown("how many different values there are")


unique_with_counts = dynamic_partition = setdiff1d = unique


def dynamic_stitch(indices, data, name=None):
    return unknown("where dynamic_stitch puts its data")


def one_hot(indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
    indices = tensor(indices)
    if dtype is None:
        given = on_value if on_value is not None else off_value
        dtype = "float32" if given is None else tensor(given).dtype
    wanted = torch_dtype(dtype)
    made = torch.movedim(torch.unsqueeze(indices, -1) == torch.arange(dim(depth)), -1, -1 if axis is None else axis)
    if on_value is None and off_value is None:
        return made.to(wanted)
    return remade(made.to(wanted))


def sequence_mask(lengths, maxlen=None, dtype="bool", name=None):
    lengths = tensor(lengths)
    count = dim(torch.max(lengths) if maxlen is None else maxlen)
    return (torch.arange(count) < torch.unsqueeze(lengths, -1)).to(torch_dtype(dtype))


def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    tensor = _tensor(tensor)
    pairs = [dims(item) for item in paddings]
    if len(pairs) != tensor.dim():
        raise ValueError(f"The first dimension of paddings must be the rank of inputs: {len(pairs)} against {tensor.dim()}")
    if mode.upper() == "CONSTANT":
        flat = [count for before, after in pairs[::-1] for count in (before, after)]
        return F.pad(tensor, flat, value=_number(constant_values))
    for axis, (before, after) in enumerate(pairs):
        if before == 0 and after == 0:
            continue
        count = tensor.shape[axis]
        limit = count - 1 if mode.upper() == "REFLECT" else count
        for wanted in (before, after):
            if not is_symbolic(limit) and not is_symbolic(wanted) and wanted > limit:
                raise ValueError(f"paddings must be no greater than {limit} in dimension {axis}: {before}, {after}")
        # Which elements are repeated does not matter to the shape.
        places = torch.empty((count + before + after,), dtype=torch.int64)
        tensor = torch.index_select(tensor, axis, places)
    return tensor


def _number(value):
    return value.item() if isinstance(value, torch.Tensor) else value


def space_to_batch_nd(input, block_shape, paddings, name=None):
    input = tensor(input)
    blocks = dims(block_shape)
    rest = [[0, 0]] * (input.dim() - 1 - len(blocks))
    input = pad(input, [[0, 0], *[dims(item) for item in paddings], *rest])
    shape, outer = [input.shape[0]], []
    for index, block in enumerate(blocks):
        shape = [*shape, input.shape[index + 1] // block, block]
        outer.append(input.shape[index + 1] // block)
    tail = list(input.shape[1 + len(blocks) :])
    split_up = torch.reshape(input, [*shape, *tail])
    inner = [2 * index + 2 for index in _builtins.range(len(blocks))]
    kept = [2 * index + 1 for index in _builtins.range(len(blocks))]
    last = list(_builtins.range(1 + 2 * len(blocks), split_up.dim()))
    made = torch.permute(split_up, [*inner, 0, *kept, *last])
    return torch.reshape(made, [_product(blocks) * input.shape[0], *outer, *tail])


def space_to_batch(input, block_shape, paddings, name=None):
    return space_to_batch_nd(input, block_shape, paddings)


def batch_to_space(input, block_shape, crops, name=None):
    input, blocks = tensor(input), dims(block_shape)
    count = len(blocks)
    batch = input.shape[0] // _product(blocks)
    split_up = torch.reshape(input, [*blocks, batch, *input.shape[1:]])
    order = [count]
    for index in _builtins.range(count):
        order = [*order, count + 1 + index, index]
    made = torch.permute(split_up, [*order, *_builtins.range(2 * count + 1, split_up.dim())])
    outer = [input.shape[index + 1] * block for index, block in enumerate(blocks)]
    made = torch.reshape(made, [batch, *outer, *input.shape[1 + count :]])
    for index, crop in enumerate(crops):
        before, after = dims(crop)
        made = torch.narrow(made, index + 1, before, made.shape[index + 1] - before - after)
    return made


batch_to_space_nd = batch_to_space


def _product(values):
    result = 1
    for value in values:
        result = result * value
    return result


def searchsorted(sorted_sequence, values, side="left", out_type="int32", name=None):
    return torch.empty(tensor(values).shape, dtype=torch_dtype(out_type))


def sort(values, axis=-1, direction="ASCENDING", name=None):
    return torch.sort(tensor(values), dim=axis, descending=direction == "DESCENDING")[0]


def argsort(values, axis=-1, direction="ASCENDING", stable=False, name=None):
    return torch.argsort(tensor(values), dim=axis, descending=direction == "DESCENDING").to(torch.int32)


def unravel_index(indices, dims, name=None):
    return torch.stack(torch.unravel_index(tensor(indices), _shape(dims)))


def histogram_fixed_width(values, value_range, nbins=100, dtype="int32", name=None):
    return torch.empty((dim(nbins),), dtype=torch_dtype(dtype))


def extract_volume_patches(input, ksizes, strides, padding, name=None):
    return unknown("tensorflow.extract_volume_patches is not modelled")
