# A model of `curses`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"curses.{name} is not modelled")
