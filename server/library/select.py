# A model of `select`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"select.{name} is not modelled")
