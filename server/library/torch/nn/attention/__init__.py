"""Which kernel runs a fused attention. All of them compute the same products."""

from contextlib import contextmanager
from enum import Enum


class SDPBackend(Enum):
    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4


WARN_FOR_UNFUSED_KERNELS = False


@contextmanager
def sdpa_kernel(backends, set_priority=False):
    yield
