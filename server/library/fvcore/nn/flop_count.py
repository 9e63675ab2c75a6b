# A model of `fvcore.nn.flop_count`.

from fvcore.nn import *  # noqa: F403
