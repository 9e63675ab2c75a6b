"""torch.distributions.beta."""

from . import Beta
