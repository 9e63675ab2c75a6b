# A model of `fvcore.nn.activation_count`.

from fvcore.nn import *  # noqa: F403
