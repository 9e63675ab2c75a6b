# A model of `fvcore.nn.parameter_count`.

from fvcore.nn import *  # noqa: F403
