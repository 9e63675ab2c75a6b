"""torch.distributions.independent."""

from . import Independent
