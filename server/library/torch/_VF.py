"""torch._VF: functions by their compiled names."""

from _torch import *
from _torch_nn import *
