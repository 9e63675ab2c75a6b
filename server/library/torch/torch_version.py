"""torch.torch_version: versions compare by their numbers."""

from packaging.version import Version

from torch.version import __version__ as _text


class TorchVersion(str):
    pass


__version__ = _text
