# A model of `fvcore.nn.print_model_statistics`.

from fvcore.nn import *  # noqa: F403
