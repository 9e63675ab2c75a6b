"""torch.distributions.dirichlet."""

from . import Dirichlet
