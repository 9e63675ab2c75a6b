# A model of `http.client`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"http.client.{name} is not modelled")
