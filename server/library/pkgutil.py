# A model of `pkgutil`: texts that lie in a package.

import importlib
import os

from _floplens import is_unknown, unknown


def get_data(package, resource):
    module = importlib.import_module(package)
    if is_unknown(module) or is_unknown(resource):
        return unknown(f"a file of {package}")
    folder = os.path.dirname(module.__file__)
    with open(os.path.join(folder, *resource.split("/")), "rb") as file:
        return file.read()


def resolve_name(name):
    path, _, attributes = name.partition(":")
    value = importlib.import_module(path)
    for attribute in attributes.split(".") if attributes else ():
        value = getattr(value, attribute)
    return value


def extend_path(path, name):
    return path


def __getattr__(name):
    return unknown(f"pkgutil.{name} is not modelled")
