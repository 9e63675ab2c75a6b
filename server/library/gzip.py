# A model of `gzip`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"gzip.{name} is not modelled")
