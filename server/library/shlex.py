# A model of `shlex`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"shlex.{name} is not modelled")
