# A model of `xml.etree`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"xml.etree.{name} is not modelled")
