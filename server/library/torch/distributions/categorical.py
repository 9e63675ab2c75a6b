"""torch.distributions.categorical."""

from . import Categorical
