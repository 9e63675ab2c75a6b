"""torch.distributions.utils."""

from .distribution import broadcast_all
