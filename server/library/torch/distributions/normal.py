"""torch.distributions.normal."""

from . import Normal
