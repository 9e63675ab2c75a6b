# A model of `einops`: a pattern becomes reshape, permute, one reduction, expand and reshape again.

from math import prod

import torch

from ._pattern import ELLIPSIS, EinopsError, Pattern, side

__version__ = "0.8.2"
__all__ = ["rearrange", "reduce", "repeat", "einsum", "pack", "unpack", "parse_shape", "asnumpy", "EinopsError"]

_patterns = {}


def rearrange(tensor, pattern, **axes_lengths):
    return _transform(tensor, pattern, "rearrange", axes_lengths)


def repeat(tensor, pattern, **axes_lengths):
    return _transform(tensor, pattern, "repeat", axes_lengths)


def reduce(tensor, pattern, reduction, **axes_lengths):
    return _transform(tensor, pattern, reduction, axes_lengths)


def _transform(tensor, pattern, operation, lengths):
    listed = isinstance(tensor, list)
    try:
        if listed:
            tensor = torch.stack(tensor)
        key = (pattern, operation, tensor.ndim, *lengths)
        plan = _patterns.get(key)
        if plan is None:
            plan = _patterns[key] = Pattern(pattern, operation, tuple(lengths), tensor.ndim)
        return _apply(plan, tensor, operation, lengths)
    except EinopsError as error:
        kind = "reduction" if not isinstance(operation, str) else operation
        received = "Input is list" if listed else f"Input tensor shape: {tensor.shape}"
        raise EinopsError(
            f' Error while processing {kind}-reduction pattern "{pattern}".\n {received}. '
            f"Additional info: {lengths}.\n {error}"
        ) from None


def _apply(plan, tensor, operation, lengths):
    sizes = plan.sizes(tensor.shape, lengths)
    if plan.splits:
        tensor = tensor.reshape([sizes[axis] for axis in plan.axes])
    if plan.order is not None:
        tensor = tensor.permute(plan.order)
    if plan.reduced:
        tensor = _reduce(tensor, operation, plan.reduced)
    if plan.added:
        expanded = [-1] * len(plan.result)
        for position, axis in plan.added:
            tensor = tensor.unsqueeze(position)
            expanded[position] = sizes[axis]
        tensor = tensor.expand(expanded)
    if plan.joins:
        tensor = tensor.reshape([prod([sizes[axis] for axis in group]) for group in plan.groups])
    return tensor


def _reduce(tensor, operation, dims):
    if not isinstance(operation, str):
        return operation(tensor, tuple(dims))
    if operation == "mean":
        if not tensor.is_floating_point() and not tensor.is_complex():
            raise NotImplementedError("reduce_mean is not available for non-floating tensors")
        return tensor.mean(dim=tuple(dims))
    if operation == "sum":
        return tensor.sum(dim=tuple(dims))
    if operation == "max":
        return tensor.amax(dim=tuple(dims))
    if operation == "min":
        return tensor.amin(dim=tuple(dims))
    for dim in sorted(dims, reverse=True):
        tensor = getattr(tensor, operation)(dim=dim)
    return tensor


def parse_shape(x, pattern):
    groups = side(pattern, underscore=True).groups
    shape = tuple(x.shape)
    if ELLIPSIS in groups:
        if len(groups) - 1 > len(shape):
            raise RuntimeError(f"Can't parse shape with this number of dimensions: {pattern} {shape}")
        at = groups.index(ELLIPSIS)
        groups = [*groups[:at], *[["_"]] * (len(shape) - len(groups) + 1), *groups[at + 1 :]]
    elif len(groups) != len(shape):
        raise RuntimeError(f"Can't parse shape with different number of dimensions: {pattern} {shape}")
    found = {}
    for group, size in zip(groups, shape):
        if len(group) == 0 and size != 1:
            raise RuntimeError(f"Length of axis is not 1: {pattern} {shape}")
        if len(group) > 1:
            raise RuntimeError(f"Can't parse pattern with composite axes: {pattern}")
        if len(group) == 1 and group[0] != "_":
            if isinstance(group[0], str):
                found[group[0]] = size
            elif group[0].value != size:
                raise RuntimeError(f"Length of anonymous axis does not match: {pattern} {shape}")
    return found


_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def einsum(*tensors_and_pattern):
    if len(tensors_and_pattern) <= 1:
        raise ValueError(
            "`einops.einsum` takes at minimum two arguments: the tensors (at least one), followed by the pattern."
        )
    *tensors, pattern = tensors_and_pattern
    if not isinstance(pattern, str):
        raise ValueError(
            "The last argument passed to `einops.einsum` must be a string, representing the einsum pattern."
        )
    if "->" not in pattern:
        raise ValueError("Einsum pattern must contain '->'.")
    lefts, right = pattern.split("->")
    letters = {}
    terms = [_term(left, letters, None) for left in lefts.split(",")]
    return torch.einsum(",".join(terms) + "->" + _term(right, letters, pattern), *tensors)


def _term(text, letters, pattern):
    term = ""
    for group in side(text, underscore=True, duplicates=pattern is None).groups:
        if group == ELLIPSIS:
            term = term + ELLIPSIS
            continue
        if len(group) == 0:
            raise NotImplementedError("Singleton () axes are not yet supported in einsum.")
        if len(group) > 1:
            raise NotImplementedError("Shape rearrangement is not yet supported in einsum.")
        if not isinstance(group[0], str):
            raise NotImplementedError("Anonymous axes are not yet supported in einsum.")
        if group[0] not in letters:
            if pattern is not None:
                raise EinopsError(f"Unknown axis {group[0]} on right side of einsum {pattern}.")
            if len(letters) >= len(_letters):
                raise RuntimeError("Too many axes in einsum.")
            letters[group[0]] = _letters[len(letters)]
        term = term + letters[group[0]]
    return term


def _star(pattern, operation):
    axes = pattern.split()
    if len(axes) != len(set(axes)):
        raise EinopsError(f'Duplicates in axes names in {operation}(..., "{pattern}")')
    if "*" not in axes:
        raise EinopsError(f'No *-axis in {operation}(..., "{pattern}")')
    before = axes.index("*")
    return before, len(axes) - before - 1


def pack(tensors, pattern):
    before, after = _star(pattern, "pack")
    pieces = []
    shapes = []
    for index, tensor in enumerate(tensors):
        shape = tensor.shape
        if len(shape) < before + after:
            raise EinopsError(
                f"packed tensor #{index} (enumeration starts with 0) has shape {shape}, "
                f"while pattern {pattern} assumes at least {before + after} axes"
            )
        end = len(shape) - after
        shapes.append(shape[before:end])
        pieces.append(tensor.reshape((*shape[:before], -1, *shape[end:])))
    return torch.cat(pieces, dim=before), shapes


def unpack(tensor, packed_shapes, pattern):
    before, after = _star(pattern, "unpack")
    shape = tensor.shape
    if len(shape) != before + 1 + after:
        raise EinopsError(f"unpack(..., {pattern}) received input of wrong dim with shape {shape}")
    sizes = [-1 if -1 in packed else prod(packed) for packed in packed_shapes]
    if sizes.count(-1) > 1:
        raise EinopsError(
            f"unpack(..., {pattern}) received more than one -1 in {packed_shapes} and can't infer dimensions"
        )
    total = shape[before]
    known = sum([size for size in sizes if size != -1])
    if -1 in sizes:
        sizes[sizes.index(-1)] = total - known
    # The last piece takes what is left, and must then fit its shape.
    pieces = []
    start = 0
    try:
        for index, packed in enumerate(packed_shapes):
            stop = total if index == len(sizes) - 1 else start + sizes[index]
            piece = tensor[(*[slice(None)] * before, slice(start, stop))]
            pieces.append(piece.reshape((*shape[:before], *packed, *shape[before + 1 :])))
            start = stop
    except Exception as error:
        raise EinopsError(
            f'Error during unpack(..., "{pattern}"): could not split axis of size {total}'
            f" into requested {packed_shapes}"
        ) from error
    return pieces


def asnumpy(tensor):
    return tensor.detach().cpu().numpy()
