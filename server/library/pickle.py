# A model of `pickle`: what a file holds is not known.

from _floplens import unknown

HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def dump(obj, file, protocol=None, **options):
    pass


def dumps(obj, protocol=None, **options):
    return unknown("objects are not pickled here")


def load(file, **options):
    return unknown("the contents of a pickle are not known")


loads = load


class Pickler:
    def __init__(self, file, protocol=None, **options):
        pass

    def dump(self, obj):
        pass


class Unpickler:
    def __init__(self, file, **options):
        pass

    def load(self):
        return unknown("the contents of a pickle are not known")
