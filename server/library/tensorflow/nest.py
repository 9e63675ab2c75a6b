"""tf.nest."""

from _keras import flatten
from _keras import map_structure as _map


def map_structure(func, *structures, **kwargs):
    if len(structures) == 1:
        return _map(func, structures[0])
    first = structures[0]
    if isinstance(first, dict):
        return {key: map_structure(func, *[item[key] for item in structures]) for key in first}
    if isinstance(first, (list, tuple)):
        return type(first)([map_structure(func, *items) for items in zip(*structures)])
    return func(*structures)


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    items = iter(flat_sequence)
    return _map(lambda leaf: next(items), structure)


def assert_same_structure(nest1, nest2, **kwargs):
    return None


def is_nested(structure):
    return isinstance(structure, (list, tuple, dict))
