"""torch.distributions.uniform."""

from . import Uniform
