# A model of `smtplib`: nothing in it is known.

from _floplens import unknown


def __getattr__(name):
    return unknown(f"smtplib.{name} is not modelled")
