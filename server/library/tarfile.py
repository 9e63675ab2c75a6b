# A model of `tarfile`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"tarfile.{name} is not modelled")
