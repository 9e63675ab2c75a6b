"""torch. Tensors and their functions are native, in `_torch`; here stands what is Python around them."""

import builtins as _builtins
import math as _math

from _floplens import unknown as _unknown
from _torch import *
from _torch import Size, Tensor, _grouped_mm, _int_mm, _scaled_mm, device, dtype, is_grad_enabled
from _torch import (
    _foreach_abs,
    _foreach_abs_,
    _foreach_acos,
    _foreach_acos_,
    _foreach_add,
    _foreach_add_,
    _foreach_addcdiv,
    _foreach_addcdiv_,
    _foreach_addcmul,
    _foreach_addcmul_,
    _foreach_asin,
    _foreach_asin_,
    _foreach_atan,
    _foreach_atan_,
    _foreach_ceil,
    _foreach_ceil_,
    _foreach_clamp_max,
    _foreach_clamp_max_,
    _foreach_clamp_min,
    _foreach_clamp_min_,
    _foreach_clone,
    _foreach_copy_,
    _foreach_cos,
    _foreach_cos_,
    _foreach_cosh,
    _foreach_cosh_,
    _foreach_div,
    _foreach_div_,
    _foreach_erf,
    _foreach_erf_,
    _foreach_erfc,
    _foreach_erfc_,
    _foreach_exp,
    _foreach_exp_,
    _foreach_expm1,
    _foreach_expm1_,
    _foreach_floor,
    _foreach_floor_,
    _foreach_frac,
    _foreach_frac_,
    _foreach_lerp,
    _foreach_lerp_,
    _foreach_lgamma,
    _foreach_lgamma_,
    _foreach_log,
    _foreach_log10,
    _foreach_log10_,
    _foreach_log1p,
    _foreach_log1p_,
    _foreach_log2,
    _foreach_log2_,
    _foreach_log_,
    _foreach_max,
    _foreach_maximum,
    _foreach_maximum_,
    _foreach_minimum,
    _foreach_minimum_,
    _foreach_mul,
    _foreach_mul_,
    _foreach_neg,
    _foreach_neg_,
    _foreach_norm,
    _foreach_pow,
    _foreach_pow_,
    _foreach_reciprocal,
    _foreach_reciprocal_,
    _foreach_round,
    _foreach_round_,
    _foreach_rsqrt,
    _foreach_rsqrt_,
    _foreach_sigmoid,
    _foreach_sigmoid_,
    _foreach_sign,
    _foreach_sign_,
    _foreach_sin,
    _foreach_sin_,
    _foreach_sinh,
    _foreach_sinh_,
    _foreach_sqrt,
    _foreach_sqrt_,
    _foreach_sub,
    _foreach_sub_,
    _foreach_tan,
    _foreach_tan_,
    _foreach_tanh,
    _foreach_tanh_,
    _foreach_trunc,
    _foreach_trunc_,
    _foreach_zero_,
)
from torch import (
    _vision_ops,
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
from torch.amp import GradScaler
from torch.amp.autocast_mode import (
    autocast,
    get_autocast_cpu_dtype,
    get_autocast_dtype,
    get_autocast_gpu_dtype,
    is_autocast_cache_enabled,
    is_autocast_cpu_enabled,
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
    return inference_mode.inside


def is_deterministic_algorithms_warn_only_enabled():
    return False


def use_deterministic_algorithms(mode, *, warn_only=False):
    return None


def are_deterministic_algorithms_enabled():
    return False


def set_deterministic_debug_mode(debug_mode):
    return None


def get_deterministic_debug_mode():
    return 0


def is_warn_always_enabled():
    return False


def get_device_module(device=None):
    return mps if str(device).startswith("mps") else cuda


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


class AcceleratorError(RuntimeError):
    pass


class OutOfMemoryError(RuntimeError):
    pass


Event = cuda.Event
Stream = cuda.Stream
legacy_contiguous_format = contiguous_format


def typename(obj):
    if isinstance(obj, Tensor):
        return obj.type()
    cls = obj if isinstance(obj, _builtins.type) else obj.__class__
    module = cls.__module__
    return cls.__qualname__ if module in (None, "builtins") else module + "." + cls.__qualname__


# ── losses as the compiled part has them: the reduction is a number, and nothing is reduced unless told

_reductions = ("none", "mean", "sum")


def binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction=0):
    return nn.functional.binary_cross_entropy_with_logits(
        input, target, weight, pos_weight=pos_weight, reduction=_reductions[reduction]
    )


def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction=0):
    return nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction=_reductions[reduction])


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0, reduction=0, zero_infinity=False):
    return nn.functional.ctc_loss(
        log_probs, targets, input_lengths, target_lengths, blank, _reductions[reduction], zero_infinity
    )


def hinge_embedding_loss(input, target, margin=1.0, reduction=0):
    return nn.functional.hinge_embedding_loss(input, target, margin, reduction=_reductions[reduction])


def kl_div(input, target, reduction=0, *, log_target=False):
    return nn.functional.kl_div(input, target, reduction=_reductions[reduction], log_target=log_target)


def margin_ranking_loss(input1, input2, target, margin=0.0, reduction=0):
    return nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction=_reductions[reduction])


def poisson_nll_loss(input, target, log_input, full, eps, reduction):
    return nn.functional.poisson_nll_loss(
        input, target, log_input, full, eps=eps, reduction=_reductions[reduction]
    )


def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, reduction=0
):
    return nn.functional.triplet_margin_loss(
        anchor, positive, negative, margin, p, eps, swap, reduction=_reductions[reduction]
    )


def instance_norm(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, cudnn_enabled):
    return nn.functional.instance_norm(
        input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps
    )


def embedding_bag(
    weight,
    indices,
    offsets,
    scale_grad_by_freq=False,
    mode=0,
    sparse=False,
    per_sample_weights=None,
    include_last_offset=False,
    padding_idx=None,
):
    """The bags, and beside them what the gradient needs, which is not modelled."""
    bags = nn.functional.embedding_bag(
        indices,
        weight,
        offsets,
        scale_grad_by_freq=scale_grad_by_freq,
        mode=("sum", "mean", "max")[mode],
        sparse=sparse,
        per_sample_weights=per_sample_weights,
        include_last_offset=include_last_offset,
        padding_idx=padding_idx,
    )
    rest = _unknown("what embedding_bag keeps for its gradient is not modelled")
    return bags, rest, rest, rest


# ── factors of low rank, by products with random matrices


def svd_lowrank(A, q=6, niter=2, M=None):
    """U, S and V of A [m, n], cut to q singular values: Halko, Martinsson and Tropp, 2009, algorithm 5.1."""
    if M is not None:
        A = A - M.broadcast_to(A.size())
    is_wide = A.shape[-2] < A.shape[-1]
    if is_wide:
        A = A.mH
    basis = linalg.qr(matmul(A, randn(A.shape[-1], q, dtype=A.dtype, device=A.device))).Q
    for _ in _builtins.range(niter):
        basis = linalg.qr(matmul(A.mH, basis)).Q
        basis = linalg.qr(matmul(A, basis)).Q
    U, S, Vh = linalg.svd(matmul(basis.mH, A), full_matrices=False)
    U, V = matmul(basis, U), Vh.mH
    return (V, S, U) if is_wide else (U, S, V)


def pca_lowrank(A, q=None, center=True, niter=2):
    m, n = A.shape[-2:]
    if q is None:
        q = _builtins.min(6, m, n)
    elif not (q >= 0 and q <= _builtins.min(m, n)):
        raise ValueError(f"q(={q}) must be non-negative integer and not greater than min(m, n)={_builtins.min(m, n)}")
    if not (niter >= 0):
        raise ValueError(f"niter(={niter}) must be non-negative integer")
    return svd_lowrank(A - A.mean(dim=-2, keepdim=True) if center else A, q, niter=niter)


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
        if name == "torchvision":
            return _vision_ops
        return _unknown(f"torch.ops.{name} is compiled")

    def load_library(self, path):
        return None


ops = _Ops()
classes = _Ops()


def _assert(condition, message=""):
    if condition is False:
        raise AssertionError(message)


def _check(cond, message=None):
    if cond is False:
        raise RuntimeError("Expected cond to be True, but got False" if message is None else message())


def _check_is_size(i, message=None):
    return None


def _check_value(cond, message=None):
    return None


def sym_ite(b, t, f):
    return t if b else f


def sym_sum(args):
    return _builtins.sum(args)


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
