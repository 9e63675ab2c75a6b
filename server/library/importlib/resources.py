# A model of `importlib.resources`: texts that lie in a package.

import contextlib
import importlib
import pathlib

from _floplens import is_unknown, unknown


def files(anchor=None):
    if anchor is None:
        return unknown("the package that a caller belongs to is not known here")
    module = importlib.import_module(anchor) if isinstance(anchor, str) else anchor
    if is_unknown(module):
        return module
    return pathlib.Path(module.__file__).parent


def open_text(package, *names, encoding="utf-8", errors="strict"):
    return files(package).joinpath(*names).open("r", encoding=encoding)


def open_binary(package, *names):
    return files(package).joinpath(*names).open("rb")


def read_text(package, *names, encoding="utf-8", errors="strict"):
    return files(package).joinpath(*names).read_text(encoding)


def read_binary(package, *names):
    return files(package).joinpath(*names).read_bytes()


def is_resource(package, *names):
    return files(package).joinpath(*names).is_file()


@contextlib.contextmanager
def as_file(path):
    yield path


@contextlib.contextmanager
def path(package, *names):
    yield files(package).joinpath(*names)
