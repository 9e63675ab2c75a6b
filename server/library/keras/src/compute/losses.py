"""What keras.losses' functions do with tensors. None is a product, but for circle's."""

import math

import torch

from keras.src.compute import nn as _nn
from keras.src.compute.core import _f, _made, _t


def _pair(y_true, y_pred):
    y_pred = _f(y_pred)
    return _of_one_rank(_t(y_true).to(y_pred.dtype), y_pred)


def _of_one_rank(y_true, y_pred):
    """Targets and predictions of ranks that differ by a last dim of 1."""
    if y_true.dim() == y_pred.dim() + 1 and y_true.shape[-1] == 1:
        return (y_true, y_pred.unsqueeze(-1)) if y_pred.dim() == 1 else (y_true.squeeze(-1), y_pred)
    if y_pred.dim() == y_true.dim() + 1 and y_pred.shape[-1] == 1:
        return (y_true.unsqueeze(-1), y_pred) if y_true.dim() == 1 else (y_true, y_pred.squeeze(-1))
    return y_true, y_pred


def mean_squared_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.square(y_true - y_pred), dim=-1)


def mean_absolute_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.abs(y_true - y_pred), dim=-1)


def mean_absolute_percentage_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return 100.0 * torch.mean(torch.abs((y_true - y_pred) / torch.clamp(torch.abs(y_true), min=1e-7)), dim=-1)


def mean_squared_logarithmic_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    first, second = torch.clamp(y_pred, min=1e-7), torch.clamp(y_true, min=1e-7)
    return torch.mean(torch.square(torch.log1p(first) - torch.log1p(second)), dim=-1)


def _signs(y_true):
    """Labels of 0 and 1 as -1 and 1."""
    return _made(y_true.shape, y_true.dtype, y_true)


def hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.relu(1.0 - _signs(y_true) * y_pred), dim=-1)


def squared_hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.square(torch.relu(1.0 - _signs(y_true) * y_pred)), dim=-1)


def categorical_hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    right = torch.sum(y_true * y_pred, dim=-1)
    return torch.relu(torch.amax((1.0 - y_true) * y_pred, dim=-1) - right + 1.0)


def huber(y_true, y_pred, delta=1.0):
    y_true, y_pred = _pair(y_true, y_pred)
    error = torch.abs(y_true - y_pred)
    return torch.mean(torch.where(error <= delta, 0.5 * torch.square(error), delta * error - 0.5 * delta * delta), dim=-1)


def log_cosh(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.logaddexp(y_pred - y_true, y_true - y_pred) - math.log(2.0), dim=-1)


def kl_divergence(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    y_true, y_pred = torch.clamp(y_true, 1e-7, 1), torch.clamp(y_pred, 1e-7, 1)
    return torch.sum(y_true * torch.log(y_true / y_pred), dim=-1)


def poisson(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(y_pred - y_true * torch.log(y_pred + 1e-7), dim=-1)


def cosine_similarity(y_true, y_pred, axis=-1):
    y_true, y_pred = _pair(y_true, y_pred)
    normalize = torch.nn.functional.normalize
    return -torch.sum(normalize(y_true, dim=axis) * normalize(y_pred, dim=axis), dim=axis)


def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_true, y_pred = _pair(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + 0.5 * label_smoothing
    return torch.mean(_nn.binary_crossentropy(y_true, y_pred, from_logits), dim=axis)


def binary_focal_crossentropy(
    y_true,
    y_pred,
    apply_class_balancing=False,
    alpha=0.25,
    gamma=2.0,
    from_logits=False,
    label_smoothing=0.0,
    axis=-1,
):
    y_true, y_pred = _pair(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + 0.5 * label_smoothing
    y_pred = torch.sigmoid(y_pred) if from_logits else y_pred
    right = y_true * y_pred + (1 - y_true) * (1 - y_pred)
    losses = torch.pow(1.0 - right, gamma) * _nn.binary_crossentropy(y_true, y_pred)
    if apply_class_balancing:
        losses = (y_true * alpha + (1 - y_true) * (1 - alpha)) * losses
    return torch.mean(losses, dim=axis)


def _smoothed(y_true, label_smoothing, axis):
    return y_true * (1.0 - label_smoothing) + label_smoothing / y_true.shape[axis] if label_smoothing else y_true


def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_true, y_pred = _pair(y_true, y_pred)
    return _nn.categorical_crossentropy(_smoothed(y_true, label_smoothing, axis), y_pred, from_logits, axis)


def categorical_focal_crossentropy(
    y_true, y_pred, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1
):
    y_true, y_pred = _pair(y_true, y_pred)
    y_true = _smoothed(y_true, label_smoothing, axis)
    y_pred = torch.softmax(y_pred, dim=axis) if from_logits else y_pred / torch.sum(y_pred, dim=axis, keepdim=True)
    y_pred = torch.clamp(y_pred, 1e-7, 1.0 - 1e-7)
    return torch.sum(alpha * torch.pow(1.0 - y_pred, gamma) * -y_true * torch.log(y_pred), dim=axis)


def categorical_generalized_cross_entropy(y_true, y_pred, q):
    y_pred = _f(y_pred)
    chosen = torch.gather(y_pred, -1, _t(y_true).to(torch.int64).reshape((*y_pred.shape[:-1], 1))).squeeze(-1)
    return (1.0 - torch.pow(chosen, q)) / q


def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False, ignore_class=None, axis=-1):
    losses = _nn.sparse_categorical_crossentropy(y_true, y_pred, from_logits, axis)
    return losses if ignore_class is None else _made(losses.shape, losses.dtype, losses)


def dice(y_true, y_pred, axis=None):
    return 1 - _overlap(y_true, y_pred, 0.5, 0.5, axis)


def tversky(y_true, y_pred, alpha=0.5, beta=0.5, axis=None):
    return 1 - _overlap(y_true, y_pred, alpha, beta, axis)


def _overlap(y_true, y_pred, alpha, beta, axis):
    y_true, y_pred = _pair(y_true, y_pred)
    dims = tuple(range(y_pred.dim())) if axis is None else axis
    both = torch.sum(y_true * y_pred, dim=dims)
    false = alpha * torch.sum((1 - y_true) * y_pred, dim=dims) + beta * torch.sum(y_true * (1 - y_pred), dim=dims)
    return (both + 1e-7) / (both + false + 1e-7)


def ctc(y_true, y_pred):
    y_true, y_pred = _t(y_true), _f(y_pred)
    if y_true.dim() != 2:
        raise ValueError(f"Targets `y_true` must be a tensor of shape `(batch_size, max_length)`. Received: y_true.shape={y_true.shape}")
    if y_pred.dim() != 3:
        raise ValueError(
            "Logits `y_pred` must be a tensor of shape `(batch_size, max_length, num_classes)`. Received: "
            f"y_pred.shape={y_pred.shape}"
        )
    lengths = torch.full((y_pred.shape[0],), y_pred.shape[1], dtype=torch.int32)
    return _nn.ctc_loss(y_true, y_pred, torch.empty((y_true.shape[0],), dtype=torch.int32), lengths)


def circle(y_true, y_pred, ref_labels=None, ref_embeddings=None, remove_diagonal=True, gamma=80, margin=0.4):
    y_pred = _f(y_pred)
    others = y_pred if ref_embeddings is None else _f(ref_embeddings)
    likeness = torch.matmul(y_pred, others.transpose(0, 1))
    return torch.mean(torch.relu(likeness + margin) * gamma, dim=-1)


mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
bce = BCE = binary_crossentropy
kld = KLD = kullback_leibler_divergence = kl_divergence
logcosh = log_cosh
