"""tf.random."""

from tensorflow._ops import random as _functions
from tensorflow._symbolic import public as _public


def __getattr__(name):
    return _public(_functions, name, "tensorflow.random")


class experimental:
    from tensorflow._ops.random import Generator, get_global_generator, set_global_generator
    from tensorflow._ops.random import stateless_shuffle, stateless_split
