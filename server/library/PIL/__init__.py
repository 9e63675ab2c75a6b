"""A model of Pillow: images are a size and a mode; neither their pixels nor their files are read."""

__version__ = "12.0.0"
