"""The newer name of PyTorch Lightning."""

from pytorch_lightning import Callback, LightningDataModule, LightningModule, Trainer, seed_everything

from . import pytorch

__version__ = "2.6.0"
