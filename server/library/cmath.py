# A model of `cmath`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"cmath.{name} is not modelled")
