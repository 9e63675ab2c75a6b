# A model of `site`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"site.{name} is not modelled")
