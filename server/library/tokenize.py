# A model of `tokenize`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"tokenize.{name} is not modelled")
