"""What keras.activations computes."""

import torch
import torch.nn.functional as F
from _floplens import is_unknown

from keras.src.compute.core import convert_to_tensor


def relu(x, negative_slope=0.0, max_value=None, threshold=0.0):
    x = convert_to_tensor(x)
    if threshold != 0:
        x = torch.where(x > threshold, x, (x - threshold) * negative_slope)
    else:
        x = F.leaky_relu(x, negative_slope) if negative_slope else torch.relu(x)
    return x if max_value is None else torch.clamp(x, max=max_value)


def leaky_relu(x, negative_slope=0.2):
    return F.leaky_relu(convert_to_tensor(x), negative_slope)


def relu6(x):
    return F.relu6(convert_to_tensor(x))


def softmax(x, axis=-1):
    x = convert_to_tensor(x)
    if x.dim() == 1 or isinstance(axis, int):
        return torch.softmax(x, dim=axis)
    return torch.exp(x - torch.logsumexp(x, dim=tuple(axis), keepdim=True))


def log_softmax(x, axis=-1):
    return torch.log_softmax(convert_to_tensor(x), dim=axis)


def elu(x, alpha=1.0):
    return F.elu(convert_to_tensor(x), alpha)


def selu(x):
    return F.selu(convert_to_tensor(x))


def celu(x, alpha=1.0):
    return F.celu(convert_to_tensor(x), alpha)


def softplus(x):
    return F.softplus(convert_to_tensor(x))


def softsign(x):
    return F.softsign(convert_to_tensor(x))


def soft_shrink(x, threshold=0.5):
    return F.softshrink(convert_to_tensor(x), threshold)


def hard_shrink(x, threshold=0.5):
    return F.hardshrink(convert_to_tensor(x), threshold)


def squareplus(x, b=4):
    x = convert_to_tensor(x)
    return (x + torch.sqrt(torch.square(x) + b)) / 2


def sparse_plus(x):
    x = convert_to_tensor(x)
    return torch.where(x <= -1, torch.zeros_like(x), torch.where(x < 1, (1 / 4) * torch.square(x + 1), x))


def sparse_sigmoid(x):
    return torch.clamp((convert_to_tensor(x) + 1) / 2, 0, 1)


def sparsemax(x, axis=-1):
    x = convert_to_tensor(x)
    values, _ = torch.sort(x, dim=axis, descending=True)
    return torch.relu(x - torch.amax(values, dim=axis, keepdim=True))


def silu(x):
    return F.silu(convert_to_tensor(x))


swish = silu


def gelu(x, approximate=False):
    return F.gelu(convert_to_tensor(x), approximate="tanh" if approximate else "none")


def glu(x, axis=-1):
    return F.glu(convert_to_tensor(x), dim=axis)


def tanh(x):
    return torch.tanh(convert_to_tensor(x))


def tanh_shrink(x):
    return F.tanhshrink(convert_to_tensor(x))


def hard_tanh(x):
    return F.hardtanh(convert_to_tensor(x))


def sigmoid(x):
    return torch.sigmoid(convert_to_tensor(x))


def hard_sigmoid(x):
    return F.hardsigmoid(convert_to_tensor(x))


def log_sigmoid(x):
    return F.logsigmoid(convert_to_tensor(x))


def hard_silu(x):
    return F.hardswish(convert_to_tensor(x))


hard_swish = hard_silu


def exponential(x):
    return torch.exp(convert_to_tensor(x))


def linear(x):
    return x


def mish(x):
    return F.mish(convert_to_tensor(x))


def threshold(x, threshold, default_value):
    return F.threshold(convert_to_tensor(x), threshold, default_value)


_by_name = {
    "relu": relu,
    "leaky_relu": leaky_relu,
    "relu6": relu6,
    "softmax": softmax,
    "log_softmax": log_softmax,
    "elu": elu,
    "selu": selu,
    "celu": celu,
    "softplus": softplus,
    "softsign": softsign,
    "soft_shrink": soft_shrink,
    "hard_shrink": hard_shrink,
    "squareplus": squareplus,
    "sparse_plus": sparse_plus,
    "sparse_sigmoid": sparse_sigmoid,
    "sparsemax": sparsemax,
    "silu": silu,
    "swish": silu,
    "gelu": gelu,
    "glu": glu,
    "tanh": tanh,
    "tanh_shrink": tanh_shrink,
    "hard_tanh": hard_tanh,
    "sigmoid": sigmoid,
    "hard_sigmoid": hard_sigmoid,
    "log_sigmoid": log_sigmoid,
    "hard_silu": hard_silu,
    "hard_swish": hard_silu,
    "exponential": exponential,
    "linear": None,
    "mish": mish,
    "threshold": threshold,
}


def get(identifier):
    if identifier is None:
        return linear
    if is_unknown(identifier):
        return identifier
    if isinstance(identifier, str):
        if identifier in _by_name:
            found = _by_name[identifier]
            return linear if found is None else found
        raise ValueError(f"Could not interpret activation function identifier: {identifier}")
    if isinstance(identifier, dict):
        return get(identifier.get("config", identifier.get("class_name")))
    if callable(identifier):
        return identifier
    raise ValueError(f"Could not interpret activation function identifier: {identifier}")
