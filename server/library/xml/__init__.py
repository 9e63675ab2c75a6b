# A model of `xml`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"xml.{name} is not modelled")
