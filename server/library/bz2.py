# A model of `bz2`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"bz2.{name} is not modelled")
