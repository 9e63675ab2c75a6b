"""tf.nest: what keras.tree does, under TensorFlow's names."""

from keras.tree import assert_same_structure, flatten, is_nested, pack_sequence_as
from keras.tree import map_structure as _map


def map_structure(func, *structures, **kwargs):
    return _map(func, *structures)
