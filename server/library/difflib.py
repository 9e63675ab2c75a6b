# A model of `difflib`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"difflib.{name} is not modelled")
