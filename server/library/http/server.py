# A model of `http.server`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"http.server.{name} is not modelled")
