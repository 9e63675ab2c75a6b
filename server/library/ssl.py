# A model of `ssl`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"ssl.{name} is not modelled")
