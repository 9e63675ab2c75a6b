# A model of `importlib.metadata`: which versions are installed is not known, except of what is modelled here.

import _floplens


class PackageNotFoundError(ModuleNotFoundError):
    pass


def version(distribution_name):
    name = distribution_name.replace("-", "_")
    try:
        module = _floplens.import_module(name, None)
    except ImportError:
        raise PackageNotFoundError(distribution_name) from None
    return getattr(module, "__version__", _floplens.unknown(f"the version of {distribution_name} is not known"))


def metadata(distribution_name):
    return _floplens.unknown(f"the metadata of {distribution_name} is not known")


def distribution(distribution_name):
    return _floplens.unknown(f"the distribution {distribution_name} is not known")


def distributions(**options):
    return []


def entry_points(**params):
    return []


def packages_distributions():
    return {}


def requires(distribution_name):
    return None


def files(distribution_name):
    return None
