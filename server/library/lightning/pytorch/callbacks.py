"""lightning.pytorch.callbacks."""

from pytorch_lightning.callbacks import *
