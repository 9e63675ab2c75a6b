# A model of `calendar`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"calendar.{name} is not modelled")
