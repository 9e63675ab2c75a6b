# A model of `pstats`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"pstats.{name} is not modelled")
