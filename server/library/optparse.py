# A model of `optparse`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"optparse.{name} is not modelled")
