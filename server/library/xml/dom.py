# A model of `xml.dom`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"xml.dom.{name} is not modelled")
