# A model of `lzma`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"lzma.{name} is not modelled")
