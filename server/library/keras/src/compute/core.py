"""keras.ops: making tensors, control flow, slices."""

import torch
from _floplens import is_unknown, unknown

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
    return branches[int(index) if isinstance(index, torch.Tensor) else index](*operands)


def fori_loop(lower, upper, body_fun, init_val):
    value = init_val
    for index in range(lower, upper):
        value = body_fun(index, value)
    return value


def while_loop(cond, body, loop_vars, maximum_iterations=None):
    many = isinstance(loop_vars, (list, tuple))
    values = tuple(loop_vars) if many else (loop_vars,)
    count = 0
    while maximum_iterations is None or count < maximum_iterations:
        condition = cond(*values)
        if not bool(condition):
            break
        made = body(*values)
        values = tuple(made) if isinstance(made, (list, tuple)) else (made,)
        count += 1
    return values if many else values[0]


def map(f, xs):
    from _keras import flatten, map_structure, repeated

    first = flatten(xs)[0]
    count = first.shape[0]
    made = repeated(count, f, (map_structure(lambda leaf: leaf[0], xs),))
    return map_structure(lambda leaf: _many(leaf, count), made)


def vectorized_map(function, elements):
    return map(function, elements)


def _many(leaf, count):
    return leaf.unsqueeze(0).expand(count, *leaf.shape) if isinstance(leaf, torch.Tensor) else leaf


def scan(f, init, xs=None, length=None, reverse=False, unroll=1):
    from _keras import flatten, map_structure, repeated

    count = flatten(xs)[0].shape[0] if xs is not None else length
    first = None if xs is None else map_structure(lambda leaf: leaf[0], xs)
    carry, made = repeated(count, f, (init, first))
    return carry, map_structure(lambda leaf: _many(leaf, count), made)


def associative_scan(f, elems, reverse=False, axis=0):
    return elems


def custom_gradient(f):
    return f


def unstack(x, num=None, axis=0):
    return list(torch.unbind(_t(x), dim=axis))


def scatter(indices, values, shape):
    return torch.zeros(tuple(shape), dtype=_t(values).dtype)


def scatter_update(inputs, indices, updates, reduction=None):
    return _t(inputs).clone()


def slice(inputs, start_indices, shape):
    x = _t(inputs)
    for dim, size in enumerate(shape):
        start = start_indices[dim] if not isinstance(start_indices, torch.Tensor) else 0
        start = start if isinstance(start, int) else 0
        x = x.narrow(dim, start, x.shape[dim] - start if size == -1 else size)
    return x


def slice_update(inputs, start_indices, updates):
    return _t(inputs).clone()


def get_item(x, key):
    return _t(x)[key]


def rearrange(tensor, pattern, **axes_lengths):
    import einops

    return einops.rearrange(_t(tensor), pattern, **axes_lengths)


def vectorize(pyfunc, *, excluded=None, signature=None):
    from _floplens import unknown

    return unknown("vectorize is not modelled")
