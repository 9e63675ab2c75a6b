# A model of `packaging`.

__version__ = "24.2"
