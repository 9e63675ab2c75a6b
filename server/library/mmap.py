# A model of `mmap`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"mmap.{name} is not modelled")
