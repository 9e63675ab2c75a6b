"""torch._C: what packages import from the compiled part."""

from contextlib import contextmanager

from _torch import Generator, Size, dtype
from _torch import Tensor as TensorBase

_distributed_c10d = None


def _log_api_usage_once(name):
    return None


def _get_tracing_state():
    return None


def _jit_set_profiling_executor(value):
    return True


def _jit_set_profiling_mode(value):
    return True


def _is_tracing():
    return False


def _has_mkldnn():
    return False


@contextmanager
def DisableTorchFunction():
    yield


DisableTorchFunctionSubclass = DisableTorchFunction


class ScriptFunction:
    pass


class ScriptModule:
    pass


class Graph:
    pass


class Value:
    pass
