# A model of `distutils`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"distutils.{name} is not modelled")
