# A model of `trace`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"trace.{name} is not modelled")
