# A model of `code`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"code.{name} is not modelled")
