# A model of `zipfile`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"zipfile.{name} is not modelled")
