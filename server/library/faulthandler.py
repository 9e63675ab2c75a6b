# A model of `faulthandler`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"faulthandler.{name} is not modelled")
