# A model of `unittest.mock`.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"unittest.mock.{name} is not modelled")
