# A model of `zlib`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"zlib.{name} is not modelled")
