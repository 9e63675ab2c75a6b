# A model of `struct`: sizes are computed, bytes are not.

from _floplens import unknown

_sizes = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "e": 2, "i": 4, "I": 4, "f": 4, "l": 8, "L": 8}
_sizes.update({"q": 8, "Q": 8, "d": 8, "n": 8, "N": 8, "P": 8, "s": 1, "p": 1})


class error(Exception):
    pass


def calcsize(format, /):
    native = format[:1] not in ("<", ">", "=", "!")
    total = 0
    count = ""
    for character in format.lstrip("@=<>!"):
        if character.isdigit():
            count = count + character
            continue
        if character == " ":
            continue
        if character not in _sizes:
            raise error("bad char in struct format")
        size = _sizes[character]
        if not native and character in "lL":
            size = 4
        if native and total % size:
            total = total + size - total % size
        total = total + size * int(count or 1)
        count = ""
    return total


def pack(format, /, *values):
    return unknown("bytes are not packed here")


def unpack(format, buffer, /):
    return unknown("bytes are not unpacked here")


unpack_from = iter_unpack = pack_into = pack


class Struct:
    def __init__(self, format):
        self.format = format
        self.size = calcsize(format)

    def pack(self, *values):
        return unknown("bytes are not packed here")

    def unpack(self, buffer):
        return unknown("bytes are not unpacked here")
