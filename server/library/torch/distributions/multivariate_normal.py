"""torch.distributions.multivariate_normal."""

from . import MultivariateNormal
