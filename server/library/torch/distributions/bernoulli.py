"""torch.distributions.bernoulli."""

from . import Bernoulli
