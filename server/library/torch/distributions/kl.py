"""torch.distributions.kl."""

from . import kl_divergence, register_kl
