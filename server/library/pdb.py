# A model of `pdb`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"pdb.{name} is not modelled")
