# A model of `importlib.machinery`.


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin


class SourceFileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path


class FileFinder:
    def __init__(self, path, *loader_details):
        self.path = path
        self.loaders = [loader for loader, suffixes in loader_details]

    def find_spec(self, fullname, target=None):
        """A compiled part is taken to be there: what it holds is modelled or unknown."""
        if ExtensionFileLoader not in self.loaders:
            return None
        return ModuleSpec(fullname, None, origin=f"{self.path}/{fullname}.so")


class PathFinder:
    pass


class ExtensionFileLoader(SourceFileLoader):
    pass


SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = [".so"]
