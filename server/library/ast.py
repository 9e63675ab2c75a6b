# A model of `ast`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"ast.{name} is not modelled")
