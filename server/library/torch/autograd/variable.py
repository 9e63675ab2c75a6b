"""torch.autograd.variable."""

from . import Variable
