# A model of `sqlite3`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"sqlite3.{name} is not modelled")
