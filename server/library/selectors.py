# A model of `selectors`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"selectors.{name} is not modelled")
