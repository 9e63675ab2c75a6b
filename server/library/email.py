# A model of `email`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"email.{name} is not modelled")
