# A model of `html`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"html.{name} is not modelled")
