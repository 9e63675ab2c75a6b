"""keras.ops: making tensors, control flow, slices."""

import builtins
import math

import torch
from _floplens import is_unknown
from _torch import _depends

from keras.src.dtypes import torch_dtype


def convert_to_tensor(x, dtype=None, sparse=None, ragged=None):
    if isinstance(x, torch.Tensor):
        return x if dtype is None else x.to(torch_dtype(dtype))
    if is_unknown(x):
        return x
    wanted = None if dtype is None else torch_dtype(dtype)
    shape = getattr(x, "shape", None)
    if shape is not None:
        kind = wanted or torch_dtype(getattr(x, "dtype", None))
        if getattr(x, "size", 0) <= 512 and hasattr(x, "tolist"):
            values = x.tolist()
            if not is_unknown(values) and values is not None:
                return torch.tensor(values, dtype=kind)
        return torch.empty(tuple(shape), dtype=kind)
    if isinstance(x, (list, tuple)) and any(isinstance(item, torch.Tensor) for item in x):
        made = torch.stack([convert_to_tensor(item) for item in x])
        return made if wanted is None else made.to(wanted)
    if isinstance(x, bool):
        return torch.tensor(x, dtype=wanted or torch.bool)
    if isinstance(x, int):
        return torch.tensor(x, dtype=wanted or torch.int32)
    made = torch.tensor(x, dtype=wanted)
    return made.to(torch.int32) if wanted is None and made.dtype == torch.int64 else made


def _t(x):
    return x if isinstance(x, torch.Tensor) else convert_to_tensor(x)


def _f(x):
    """As a float, which most functions of real numbers give."""
    x = _t(x)
    return x if x.is_floating_point() or x.is_complex() else x.to(torch.float32)


def _made(shape, dtype, *sources):
    """A tensor whose numbers are not worked out, and which has a gradient where one of its sources has."""
    return _depends(torch.empty(tuple(shape), dtype=dtype), sources)


def _axis(axis, rank):
    """A dim counted from the front."""
    if not -rank <= axis < rank:
        raise ValueError(f"axis {axis} is out of bounds for an array with dimension {rank}.")
    return axis + rank if axis < 0 else axis


def cast(x, dtype):
    return _t(x).to(torch_dtype(dtype))


def saturate_cast(x, dtype):
    return cast(x, dtype)


def shape(x):
    return tuple(_t(x).shape)


def dtype(x):
    from keras.src.dtypes import dtype_name

    return dtype_name(_t(x).dtype)


def is_tensor(x):
    return isinstance(x, torch.Tensor)


def convert_to_numpy(x):
    return _t(x).detach()


def stop_gradient(variable):
    return _t(variable).detach()


def cond(pred, true_fn, false_fn):
    if isinstance(pred, torch.Tensor):
        pred = bool(pred)
    return true_fn() if pred else false_fn()


def switch(index, branches, *operands):
    index = int(index) if isinstance(index, torch.Tensor) else index
    return branches[min(max(index, 0), len(branches) - 1)](*operands)


def fori_loop(lower, upper, body_fun, init_val):
    value = init_val
    for index in range(lower, upper):
        value = body_fun(index, value)
    return value


def while_loop(cond, body, loop_vars, maximum_iterations=None):
    from _keras import map_structure

    many = isinstance(loop_vars, (list, tuple))
    values = map_structure(convert_to_tensor, tuple(loop_vars) if many else (loop_vars,))
    count = 0
    while bool(cond(*values)) and (maximum_iterations is None or count < maximum_iterations):
        made = body(*values)
        values = tuple(made) if isinstance(made, (list, tuple)) else (made,)
        count += 1
    return values if many else values[0]


def map(f, xs):
    from _keras import flatten, map_structure, repeated

    count = _t(flatten(xs)[0]).shape[0]
    made = repeated(count, f, (map_structure(lambda leaf: _t(leaf)[0], xs),))
    return map_structure(lambda leaf: _many(leaf, count), made)


def vectorized_map(function, elements):
    return map(function, elements)


def _many(leaf, *counts):
    """What so many turns make, of which one was looked at."""
    return _made((*counts, *leaf.shape), leaf.dtype, leaf) if isinstance(leaf, torch.Tensor) else leaf


def scan(f, init, xs=None, length=None, reverse=False, unroll=1):
    from _keras import flatten, map_structure, repeated

    if not callable(f):
        raise TypeError(f"`f` should be a callable. Received: f={f}")
    if xs is None and length is None:
        raise ValueError("Got no `xs` to scan over and `length` not provided.")
    count = length if length is not None else _t(flatten(xs)[0]).shape[0]
    first = None if xs is None else map_structure(lambda leaf: _t(leaf)[0], xs)
    init = map_structure(convert_to_tensor, init)
    carry, made = repeated(count, f, (init, first))
    made = init if made is None else made
    return map_structure(_many, carry), map_structure(lambda leaf: _many(leaf, count), made)


def associative_scan(f, elems, reverse=False, axis=0):
    from _keras import flatten

    if not callable(f):
        raise TypeError(f"`f` should be a callable. Received: f={f}")
    leaves = [_t(leaf) for leaf in flatten(elems)]
    count = leaves[0].shape[axis]
    if any(leaf.shape[axis] != count for leaf in leaves):
        raise ValueError(
            "Array inputs to associative_scan must have the same first dimension. "
            f"(saw: {[leaf.shape for leaf in leaves]})"
        )
    _scanned(f, elems, leaves, axis)
    return _packed(elems, [_made(leaf.shape, leaf.dtype, leaf) for leaf in leaves])


def _scanned(f, structure, leaves, axis):
    """Combines neighbours, scans the half as many that they make, and fits in those between: what each round costs."""
    from _keras import flatten

    count = leaves[0].shape[axis]
    if count < 2:
        return
    half = count // 2
    firsts = [leaf.narrow(axis, 0, half) for leaf in leaves]
    combined = [_t(leaf) for leaf in flatten(f(_packed(structure, firsts), _packed(structure, firsts)))]
    _scanned(f, structure, combined, axis)
    between = (count - 1) // 2
    if between > 0:
        rest = [leaf.narrow(axis, 0, between) for leaf in leaves]
        f(_packed(structure, [leaf.narrow(axis, 0, between) for leaf in combined]), _packed(structure, rest))


def _packed(structure, leaves):
    from _keras import map_structure

    rest = iter(leaves)
    return map_structure(lambda leaf: next(rest), structure)


def custom_gradient(f):
    def call(*args, **kwargs):
        made = f(*args, **kwargs)
        # What the function for the gradient costs is not looked at: backward passes are counted op by op.
        return made[0] if isinstance(made, tuple) and len(made) == 2 and callable(made[1]) else made

    return call


def unstack(x, num=None, axis=0):
    return list(torch.unbind(_t(x), dim=axis))


def _positions(indices):
    """One tensor of positions a dim, of a list of indices."""
    return tuple(torch.unbind(_t(indices).to(torch.int64), dim=-1))


def scatter(indices, values, shape):
    values = _t(values)
    return torch.index_put(torch.zeros(tuple(shape), dtype=values.dtype), _positions(indices), values, accumulate=True)


def scatter_update(inputs, indices, updates, reduction=None):
    if reduction not in (None, "add", "max", "min", "mul"):
        raise ValueError(f"Unsupported reduction: {reduction}")
    x = _t(inputs)
    updates = _t(updates).to(x.dtype)
    where = tuple(_t(indices).shape)
    target = (*where[:-1], *x.shape[where[-1] :]) if where else ()
    if len(updates.shape) > len(target) or any(
        a != 1 and a != b for a, b in zip(reversed(updates.shape), reversed(target))
    ):
        raise RuntimeError(
            f"shape mismatch: value tensor of shape {list(updates.shape)} cannot be broadcast to indexing result of shape"
            f" {list(target)}"
        )
    made = torch.index_put(x, _positions(indices), updates, accumulate=reduction == "add")
    return made if reduction in (None, "add") else _made(made.shape, made.dtype, made)


def slice(inputs, start_indices, shape):
    x = _t(inputs)
    known = isinstance(start_indices, (list, tuple)) and all(isinstance(start, int) for start in start_indices)
    if isinstance(shape, torch.Tensor) or not isinstance(shape, (list, tuple)):
        shape = _t(shape).tolist()
    if not known:
        start_indices = (0,) * len(shape)
    for dim, (start, size) in enumerate(zip(start_indices, shape)):
        x = x[(builtins.slice(None),) * dim + (builtins.slice(start, start + size),)]
    return x if known else _made(x.shape, x.dtype, x)


def slice_update(inputs, start_indices, updates):
    x, updates = _t(inputs), _t(updates)
    known = isinstance(start_indices, (list, tuple)) and all(isinstance(start, int) for start in start_indices)
    if not known:
        return _made(x.shape, x.dtype, x, updates)
    out = x.clone()
    out[tuple(builtins.slice(start, start + size) for start, size in zip(start_indices, updates.shape))] = updates
    return out


def get_item(x, key):
    return _t(x)[key]


def rearrange(tensor, pattern, **axes_lengths):
    import re

    import einops

    x = _t(tensor)
    axes = re.findall(r"\w+|\(.*?\)", pattern.split("->")[0])
    if len(axes) < x.dim() and not any("(" in axis for axis in axes) and "..." not in pattern:
        x = x.reshape(tuple(x.shape[: len(axes)]))  # the sizes of dims that are not named are left out
    return einops.rearrange(x, pattern, **axes_lengths)


def vectorize(pyfunc, *, excluded=None, signature=None):
    """As numpy's: `pyfunc` runs for each element, or for each part that `signature` names."""

    def call(*args, **kwargs):
        from _keras import map_structure, repeated

        args = [_t(arg) for arg in args]
        ranks = [0] * len(args)
        if signature is not None:
            ranks = [part.count(",") + 1 if part.strip() else 0 for part in _parts(signature.split("->")[0])]
        loops = torch.broadcast_shapes(*[arg.shape[: arg.dim() - rank] for arg, rank in zip(args, ranks)])
        ones = [_made(arg.shape[arg.dim() - rank :], arg.dtype, arg) for arg, rank in zip(args, ranks)]
        made = repeated(math.prod(loops), lambda: pyfunc(*ones, **kwargs), ())
        return map_structure(lambda leaf: _many(leaf, *loops), made)

    return call


def _parts(text):
    """What stands in each pair of brackets."""
    return [part.split(")")[0] for part in text.split("(")[1:]]
