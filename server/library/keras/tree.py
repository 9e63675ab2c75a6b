"""keras.tree: nested lists, tuples and dicts."""

from _keras import flatten
from _keras import map_structure as _map

MAP_TO_NONE = None


def is_nested(structure):
    return isinstance(structure, (list, tuple, dict))


def _made_like(structure, items):
    """The same kind of list or tuple, a named one too."""
    if isinstance(structure, list):
        return items
    return type(structure)(*items) if hasattr(structure, "_fields") else tuple(items)


def map_structure(func, *structures, none_is_leaf=True):
    if len(structures) == 1 and not none_is_leaf:
        return _map(func, structures[0])
    first = structures[0]
    if isinstance(first, dict):
        return {key: map_structure(func, *[one[key] for one in structures]) for key in first}
    if isinstance(first, (list, tuple)):
        for one in structures[1:]:
            if not isinstance(one, (list, tuple)) or len(one) != len(first):
                raise ValueError("`structure` does not match")
        return _made_like(first, [map_structure(func, *items) for items in zip(*structures)])
    return func(*structures)


def map_structure_up_to(shallow_structure, func, *structures):
    if isinstance(shallow_structure, dict):
        return {
            key: map_structure_up_to(part, func, *[one[key] for one in structures])
            for key, part in shallow_structure.items()
        }
    if isinstance(shallow_structure, (list, tuple)):
        made = [map_structure_up_to(part, func, *items) for part, *items in zip(shallow_structure, *structures)]
        return _made_like(shallow_structure, made)
    return func(*structures)


def flatten_with_path(structure):
    found = []

    def walk(part, path):
        if isinstance(part, dict):
            for key in sorted(part):
                walk(part[key], (*path, key))
        elif isinstance(part, (list, tuple)):
            for index, item in enumerate(part):
                walk(item, (*path, index))
        else:
            found.append((path, part))

    walk(structure, ())
    return found


def map_shape_structure(func, structure):
    """As `map_structure`, with tuples of sizes as leaves."""
    if isinstance(structure, (list, tuple)) and all(item is None or isinstance(item, int) for item in structure):
        return func(tuple(structure))
    if isinstance(structure, dict):
        return {key: map_shape_structure(func, part) for key, part in structure.items()}
    if isinstance(structure, (list, tuple)):
        return _made_like(structure, [map_shape_structure(func, part) for part in structure])
    return structure


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    items = iter(flat_sequence)

    def walk(part):
        if isinstance(part, dict):
            made = {key: walk(part[key]) for key in sorted(part)}
            return {key: made[key] for key in part}
        if isinstance(part, (list, tuple)):
            return _made_like(part, [walk(item) for item in part])
        return next(items)

    return walk(structure)


def traverse(func, structure, top_down=True):
    made = func(structure) if top_down else None
    if made is not None:
        return made
    if isinstance(structure, dict):
        inner = {key: traverse(func, part, top_down) for key, part in structure.items()}
    elif isinstance(structure, (list, tuple)):
        inner = _made_like(structure, [traverse(func, part, top_down) for part in structure])
    else:
        inner = structure
    if top_down:
        return inner
    made = func(inner)
    return inner if made is None else made


def assert_same_structure(a, b, **kwargs):
    return None


def assert_same_paths(a, b):
    return None


def lists_to_tuples(structure):
    if isinstance(structure, (list, tuple)):
        return tuple(lists_to_tuples(item) for item in structure)
    return {key: lists_to_tuples(part) for key, part in structure.items()} if isinstance(structure, dict) else structure
