# A model of `importlib.util`.

import _floplens


class _Spec:
    def __init__(self, name, origin=None):
        self.name = name
        self.origin = origin
        self.loader = _Loader()
        self.submodule_search_locations = None


class _Loader:
    def exec_module(self, module):
        pass

    def create_module(self, spec):
        return None


def find_spec(name, package=None):
    # A package that is not found may still be installed where the program runs.
    try:
        found = _floplens.import_module(name, package)
    except ImportError:
        return None
    return (
        _floplens.unknown(f"whether {name} is installed is not known") if _floplens.is_unknown(found) else _Spec(name)
    )


def spec_from_file_location(name, location=None, **options):
    return _Spec(name, location)


def module_from_spec(spec):
    return _floplens.unknown("a module loaded from a file at run time is not modelled")


def spec_from_loader(name, loader, **options):
    return _Spec(name)
