"""torch.utils.tensorboard.writer."""

from . import FileWriter, SummaryWriter
