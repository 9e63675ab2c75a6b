# A model of `fvcore`.

__version__ = "0.1.5"
