"""torch.nn.init. Values are not known, so that an initialiser returns its tensor as it is, after torch's checks."""

import math

import torch

_linear_nonlinearities = (
    "linear",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose3d",
    "sigmoid",
)


def calculate_gain(nonlinearity, param=None):
    if nonlinearity in _linear_nonlinearities:
        return 1
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "leaky_relu":
        if param is None:
            slope = 0.01
        elif isinstance(param, (int, float)) and not isinstance(param, bool):
            slope = param
        else:
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + slope**2))
    if nonlinearity == "selu":
        return 3.0 / 4
    raise ValueError(f"Unsupported nonlinearity {nonlinearity}")


def _calculate_fan_in_and_fan_out(tensor):
    if tensor.dim() < 2:
        raise ValueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    field = 1
    for size in tensor.shape[2:]:
        field *= size
    return tensor.size(1) * field, tensor.size(0) * field


def _calculate_correct_fan(tensor, mode):
    mode = mode.lower()
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"Mode {mode} not supported, please use one of ['fan_in', 'fan_out']")
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    return fan_in if mode == "fan_in" else fan_out


def uniform_(tensor, a=0.0, b=1.0, generator=None):
    return tensor


def normal_(tensor, mean=0.0, std=1.0, generator=None):
    return tensor


def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    return tensor


def constant_(tensor, val):
    return tensor


def ones_(tensor):
    return tensor


def zeros_(tensor):
    return tensor


def eye_(tensor):
    if tensor.ndimension() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    return tensor


def dirac_(tensor, groups=1):
    if tensor.ndimension() not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    if tensor.size(0) % groups != 0:
        raise ValueError("dim 0 must be divisible by groups")
    return tensor


def xavier_uniform_(tensor, gain=1.0, generator=None):
    if tensor.dim() < 2:
        _calculate_fan_in_and_fan_out(tensor)
    return tensor


def xavier_normal_(tensor, gain=1.0, generator=None):
    if tensor.dim() < 2:
        _calculate_fan_in_and_fan_out(tensor)
    return tensor


def _check_kaiming(tensor, a, mode, nonlinearity):
    """Raises what torch raises for a tensor without fans, a mode or a nonlinearity that do not exist."""
    if mode != "fan_in" and mode != "fan_out":
        _calculate_correct_fan(tensor, mode)
    if tensor.dim() < 2:
        _calculate_fan_in_and_fan_out(tensor)
    if nonlinearity != "relu" and nonlinearity != "leaky_relu":
        calculate_gain(nonlinearity, a)


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    _check_kaiming(tensor, a, mode, nonlinearity)
    return tensor


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    _check_kaiming(tensor, a, mode, nonlinearity)
    return tensor


def orthogonal_(tensor, gain=1, generator=None):
    if tensor.ndimension() < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    return tensor


def sparse_(tensor, sparsity, std=0.01, generator=None):
    if tensor.ndimension() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    return tensor


def _no_grad_uniform_(tensor, a, b, generator=None):
    return tensor


def _no_grad_normal_(tensor, mean, std, generator=None):
    return tensor


def _no_grad_trunc_normal_(tensor, mean, std, a, b, generator=None):
    return tensor


def _no_grad_fill_(tensor, val):
    return tensor


def _no_grad_zero_(tensor):
    return tensor


# The names of old, without the underscore.
uniform = uniform_
normal = normal_
constant = constant_
eye = eye_
dirac = dirac_
xavier_uniform = xavier_uniform_
xavier_normal = xavier_normal_
kaiming_uniform = kaiming_uniform_
kaiming_normal = kaiming_normal_
orthogonal = orthogonal_
sparse = sparse_
