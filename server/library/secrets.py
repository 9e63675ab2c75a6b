# A model of `secrets`.

from _floplens import unknown


def token_hex(nbytes=None):
    return unknown("a random number is not known")


token_bytes = token_urlsafe = randbelow = randbits = choice = token_hex


def compare_digest(a, b, /):
    return a == b
