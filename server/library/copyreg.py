# A model of `copyreg`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"copyreg.{name} is not modelled")
