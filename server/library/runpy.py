# A model of `runpy`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"runpy.{name} is not modelled")
