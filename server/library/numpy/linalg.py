# A model of `numpy.linalg`.

import math

from _floplens import unknown

from ._array import ndarray


class LinAlgError(ValueError):
    pass


def norm(x, ord=None, axis=None, keepdims=False):
    array = ndarray._of(x)
    if axis is not None or ord is not None or array._flat is None:
        return unknown("this norm is not modelled")
    return math.sqrt(sum([value * value for value in array._flat]))


def __getattr__(name):
    return unknown(f"numpy.linalg.{name} is not modelled")
