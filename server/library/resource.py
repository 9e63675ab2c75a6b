# A model of `resource`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"resource.{name} is not modelled")
