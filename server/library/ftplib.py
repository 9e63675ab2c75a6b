# A model of `ftplib`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"ftplib.{name} is not modelled")
