# A model of `xml.etree.ElementTree`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"xml.etree.ElementTree.{name} is not modelled")
