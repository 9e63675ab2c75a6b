# A model of `linecache`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"linecache.{name} is not modelled")
