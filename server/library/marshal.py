# A model of `marshal`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"marshal.{name} is not modelled")
