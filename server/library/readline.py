# A model of `readline`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"readline.{name} is not modelled")
