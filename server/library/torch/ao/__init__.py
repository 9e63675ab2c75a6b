"""torch.ao: quantisation keeps modules as they are."""

from . import quantization
