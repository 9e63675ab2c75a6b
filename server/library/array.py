# A model of `array`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"array.{name} is not modelled")
