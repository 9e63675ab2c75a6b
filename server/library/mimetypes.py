# A model of `mimetypes`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"mimetypes.{name} is not modelled")
