# A model of `http`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"http.{name} is not modelled")
