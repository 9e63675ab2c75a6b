# A model of `pkgutil`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"pkgutil.{name} is not modelled")
