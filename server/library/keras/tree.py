"""keras.tree."""

from _keras import flatten
from _keras import map_structure as _map


def is_nested(structure):
    return isinstance(structure, (list, tuple, dict))


def map_structure(func, *structures, **kwargs):
    if len(structures) == 1:
        return _map(func, structures[0])
    first = structures[0]
    if isinstance(first, dict):
        return {key: map_structure(func, *[one[key] for one in structures]) for key in first}
    if isinstance(first, (list, tuple)):
        made = [map_structure(func, *items) for items in zip(*structures)]
        return made if isinstance(first, list) else tuple(made)
    return func(*structures)


def pack_sequence_as(structure, flat_sequence):
    items = iter(flat_sequence)
    return _map(lambda leaf: next(items), structure)


def assert_same_structure(a, b, **kwargs):
    return None


def lists_to_tuples(structure):
    if isinstance(structure, (list, tuple)):
        return tuple(lists_to_tuples(item) for item in structure)
    return structure
