# A model of `codecs`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"codecs.{name} is not modelled")
