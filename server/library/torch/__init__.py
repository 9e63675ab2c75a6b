"""torch. Tensors and their functions are native, in `_torch`; here stands what is Python around them."""

import builtins as _builtins
import math as _math

from _floplens import unknown as _unknown
from _torch import *
from _torch import Size, Tensor, device, dtype, is_grad_enabled
from torch import (
    amp,
    ao,
    autograd,
    backends,
    compiler,
    cuda,
    distributed,
    distributions,
    export,
    fft,
    func,
    fx,
    hub,
    jit,
    library,
    linalg,
    mps,
    multiprocessing,
    nn,
    onnx,
    optim,
    overrides,
    profiler,
    random,
    special,
    testing,
    types,
    utils,
    version,
)
from torch.amp.autocast_mode import (
    autocast,
    get_autocast_dtype,
    get_autocast_gpu_dtype,
    is_autocast_cache_enabled,
    is_autocast_enabled,
    set_autocast_enabled,
)
from torch.autograd.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
from torch.func import vmap
from torch.jit import script
from torch.random import get_rng_state, initial_seed, manual_seed, seed, set_rng_state

__version__ = "2.13.0"

inf = _math.inf
nan = _math.nan
pi = _math.pi
e = _math.e
newaxis = None

# `int`, `float` and `bool` are dtypes here.
SymInt = _builtins.int
SymFloat = _builtins.float
SymBool = _builtins.bool


# ── questions about the machine and its settings


def is_inference_mode_enabled():
    return not is_grad_enabled()


def is_deterministic_algorithms_warn_only_enabled():
    return False


def use_deterministic_algorithms(mode, *, warn_only=False):
    return None


def are_deterministic_algorithms_enabled():
    return False


def set_deterministic_debug_mode(debug_mode):
    return None


def set_float32_matmul_precision(precision):
    return None


def get_float32_matmul_precision():
    return "highest"


def set_num_threads(value):
    return None


def get_num_threads():
    return 1


def set_num_interop_threads(value):
    return None


def get_num_interop_threads():
    return 1


def set_flush_denormal(mode):
    return True


def set_printoptions(*args, **kwargs):
    return None


def set_warn_always(value):
    return None


def set_default_tensor_type(t):
    return None


class _DefaultDevice:
    """`set_default_device` acts nowhere: which device a tensor lies on changes no cost."""

    current = device("cpu")


def set_default_device(device):
    return None


def get_default_device():
    return _DefaultDevice.current


def compiled_with_cxx11_abi():
    return True


def is_storage(obj):
    return False


def typename(obj):
    if isinstance(obj, Tensor):
        return obj.type()
    cls = obj if isinstance(obj, _builtins.type) else obj.__class__
    module = cls.__module__
    return cls.__qualname__ if module in (None, "builtins") else module + "." + cls.__qualname__


# ── compilation changes no result and no count


def compile(
    model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False, name=None
):
    if model is None:

        def decorate(function):
            return function

        return decorate
    return model


def cond(pred, true_fn, false_fn, operands=()):
    return true_fn(*operands) if pred else false_fn(*operands)


def while_loop(cond_fn, body_fn, carried_inputs):
    values = carried_inputs
    while cond_fn(*values):
        values = body_fn(*values)
    return values


# ── files hold what is not known


def save(obj, f, *args, **kwargs):
    return None


def load(f, *args, **kwargs):
    return _unknown("the contents of a file are not known")


# ── operators registered elsewhere


class _Ops:
    """`torch.ops.namespace.operator`: compiled code, which is not known."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _unknown(f"torch.ops.{name} is compiled")

    def load_library(self, path):
        return None


ops = _Ops()
classes = _Ops()


def _assert(condition, message=""):
    return None


def _check(cond, message=None):
    return None


def _check_is_size(i, message=None):
    return None


def _check_value(cond, message=None):
    return None


def sym_int(a):
    return _builtins.int(a)


def sym_float(a):
    return _builtins.float(a)


def sym_not(a):
    return not a


def sym_max(a, b):
    return _builtins.max(a, b)


def sym_min(a, b):
    return _builtins.min(a, b)


def sym_sqrt(a):
    return _math.sqrt(a)
