# A model of `socket`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"socket.{name} is not modelled")
