# A model of `importlib.abc`.


class Loader:
    pass


class MetaPathFinder:
    pass
