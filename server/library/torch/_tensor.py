"""torch._tensor."""

from _torch import Tensor
