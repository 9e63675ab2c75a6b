"""tf.nn."""

from tensorflow._ops import nn as _functions
from tensorflow._symbolic import public as _public


def __getattr__(name):
    return _public(_functions, name, "tensorflow.nn")


class experimental:
    @staticmethod
    def stateless_dropout(x, rate, seed, rng_alg=None, noise_shape=None, name=None):
        return __getattr__("dropout")(x, rate)

    @staticmethod
    def general_dropout(x, rate, uniform_sampler=None, noise_shape=None, name=None):
        return __getattr__("dropout")(x, rate)
