# A model of `dis`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"dis.{name} is not modelled")
