# A model of `imp`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"imp.{name} is not modelled")
