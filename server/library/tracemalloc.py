# A model of `tracemalloc`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"tracemalloc.{name} is not modelled")
