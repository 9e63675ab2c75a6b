"""keras.losses. None is a product, but for circle's; a loss that a user writes may hold some."""

import math

import torch

from keras.src.compute import nn as _nn
from keras.src.compute.core import _f, _made, _t
from keras.src.identifiers import resolve
from keras.src.naming import to_snake_case


class Loss:
    def __init__(self, name=None, reduction="sum_over_batch_size", dtype=None):
        known = ("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none", None)
        if isinstance(reduction, str) and reduction not in known and reduction != "auto":
            raise ValueError(f"Invalid value for argument `reduction`. Expected one of {set(known)}. Received: reduction={reduction}")
        self.name = name or to_snake_case(type(self).__name__)
        self.reduction = reduction
        self._dtype = dtype

    @property
    def dtype(self):
        return self._dtype or "float32"

    def __call__(self, y_true, y_pred, sample_weight=None):
        losses = self.call(_t(y_true), _t(y_pred))
        if not isinstance(losses, torch.Tensor):
            return losses
        if sample_weight is not None:
            weights = _f(sample_weight)
            while weights.dim() > losses.dim() and weights.shape[-1] == 1:
                weights = weights.squeeze(-1)
            while 0 < weights.dim() < losses.dim():
                weights = weights.unsqueeze(-1)
            losses = losses * weights
        if self.reduction in (None, "none"):
            return losses
        return torch.sum(losses) if self.reduction == "sum" else torch.mean(losses)

    def call(self, y_true, y_pred):
        raise NotImplementedError

    def get_config(self):
        return {"name": self.name, "reduction": self.reduction}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class LossFunctionWrapper(Loss):
    def __init__(self, fn, reduction="sum_over_batch_size", name=None, dtype=None, **kwargs):
        super().__init__(name or getattr(fn, "__name__", None), reduction, dtype)
        self.fn = fn
        self._fn_kwargs = kwargs

    def call(self, y_true, y_pred):
        return self.fn(y_true, y_pred, **self._fn_kwargs)

    def get_config(self):
        return {**super().get_config(), **self._fn_kwargs}


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


class BinaryCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="binary_crossentropy",
        dtype=None,
    ):
        super().__init__(
            binary_crossentropy,
            reduction,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class BinaryFocalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        apply_class_balancing=False,
        alpha=0.25,
        gamma=2.0,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="binary_focal_crossentropy",
        dtype=None,
    ):
        super().__init__(
            binary_focal_crossentropy,
            reduction,
            name,
            dtype,
            apply_class_balancing=apply_class_balancing,
            alpha=alpha,
            gamma=gamma,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class CTC(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="ctc", dtype=None):
        super().__init__(ctc, reduction, name, dtype)


class CategoricalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(
            categorical_crossentropy,
            reduction,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class CategoricalFocalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        alpha=0.25,
        gamma=2.0,
        from_logits=False,
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
        name="categorical_focal_crossentropy",
        dtype=None,
    ):
        super().__init__(
            categorical_focal_crossentropy,
            reduction,
            name,
            dtype,
            alpha=alpha,
            gamma=gamma,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )


class CategoricalGeneralizedCrossEntropy(LossFunctionWrapper):
    def __init__(
        self,
        q=0.5,
        reduction="sum_over_batch_size",
        name="categorical_generalized_cross_entropy",
        dtype=None,
    ):
        super().__init__(categorical_generalized_cross_entropy, reduction, name, dtype, q=q)


class CategoricalHinge(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="categorical_hinge", dtype=None):
        super().__init__(categorical_hinge, reduction, name, dtype)


class Circle(LossFunctionWrapper):
    def __init__(
        self,
        gamma=80.0,
        margin=0.4,
        remove_diagonal=True,
        reduction="sum_over_batch_size",
        name="circle",
        dtype=None,
    ):
        super().__init__(circle, reduction, name, dtype, gamma=gamma, margin=margin, remove_diagonal=remove_diagonal)


class CosineSimilarity(LossFunctionWrapper):
    def __init__(self, axis=-1, reduction="sum_over_batch_size", name="cosine_similarity", dtype=None):
        super().__init__(cosine_similarity, reduction, name, dtype, axis=axis)


class Dice(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="dice", axis=None, dtype=None):
        super().__init__(dice, reduction, name, dtype, axis=axis)


class Hinge(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="hinge", dtype=None):
        super().__init__(hinge, reduction, name, dtype)


class Huber(LossFunctionWrapper):
    def __init__(self, delta=1.0, reduction="sum_over_batch_size", name="huber_loss", dtype=None):
        super().__init__(huber, reduction, name, dtype, delta=delta)


class KLDivergence(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="kl_divergence", dtype=None):
        super().__init__(kl_divergence, reduction, name, dtype)


class LogCosh(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="log_cosh", dtype=None):
        super().__init__(log_cosh, reduction, name, dtype)


class MeanAbsoluteError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_absolute_error", dtype=None):
        super().__init__(mean_absolute_error, reduction, name, dtype)


class MeanAbsolutePercentageError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_absolute_percentage_error", dtype=None):
        super().__init__(mean_absolute_percentage_error, reduction, name, dtype)


class MeanSquaredError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_squared_error", dtype=None):
        super().__init__(mean_squared_error, reduction, name, dtype)


class MeanSquaredLogarithmicError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_squared_logarithmic_error", dtype=None):
        super().__init__(mean_squared_logarithmic_error, reduction, name, dtype)


class Poisson(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="poisson", dtype=None):
        super().__init__(poisson, reduction, name, dtype)


class SparseCategoricalCrossentropy(LossFunctionWrapper):
    def __init__(
        self,
        from_logits=False,
        ignore_class=None,
        reduction="sum_over_batch_size",
        axis=-1,
        name="sparse_categorical_crossentropy",
        dtype=None,
    ):
        super().__init__(
            sparse_categorical_crossentropy,
            reduction,
            name,
            dtype,
            from_logits=from_logits,
            ignore_class=ignore_class,
            axis=axis,
        )


class SquaredHinge(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="squared_hinge", dtype=None):
        super().__init__(squared_hinge, reduction, name, dtype)


class Tversky(LossFunctionWrapper):
    def __init__(self, alpha=0.5, beta=0.5, reduction="sum_over_batch_size", name="tversky", axis=None, dtype=None):
        super().__init__(tversky, reduction, name, dtype, alpha=alpha, beta=beta, axis=axis)


def _function(name):
    """The function that a name stands for; None where it is no function's."""
    return {
        "mse": mean_squared_error,
        "MSE": mean_squared_error,
        "mean_squared_error": mean_squared_error,
        "mae": mean_absolute_error,
        "MAE": mean_absolute_error,
        "mean_absolute_error": mean_absolute_error,
        "mape": mean_absolute_percentage_error,
        "MAPE": mean_absolute_percentage_error,
        "mean_absolute_percentage_error": mean_absolute_percentage_error,
        "msle": mean_squared_logarithmic_error,
        "MSLE": mean_squared_logarithmic_error,
        "mean_squared_logarithmic_error": mean_squared_logarithmic_error,
        "hinge": hinge,
        "squared_hinge": squared_hinge,
        "categorical_hinge": categorical_hinge,
        "huber": huber,
        "log_cosh": log_cosh,
        "logcosh": log_cosh,
        "kl_divergence": kl_divergence,
        "kld": kl_divergence,
        "KLD": kl_divergence,
        "kullback_leibler_divergence": kl_divergence,
        "poisson": poisson,
        "cosine_similarity": cosine_similarity,
        "binary_crossentropy": binary_crossentropy,
        "bce": binary_crossentropy,
        "BCE": binary_crossentropy,
        "binary_focal_crossentropy": binary_focal_crossentropy,
        "categorical_crossentropy": categorical_crossentropy,
        "categorical_focal_crossentropy": categorical_focal_crossentropy,
        "categorical_generalized_cross_entropy": categorical_generalized_cross_entropy,
        "sparse_categorical_crossentropy": sparse_categorical_crossentropy,
        "dice": dice,
        "tversky": tversky,
        "ctc": ctc,
        "circle": circle,
    }.get(name)


def get(identifier):
    found = _function(identifier) if isinstance(identifier, str) else None
    return resolve(identifier, "loss", Loss, globals()) if found is None else found


def serialize(loss):
    if isinstance(loss, Loss):
        return {"class_name": type(loss).__name__, "config": loss.get_config()}
    return getattr(loss, "__name__", loss)


def deserialize(name, custom_objects=None):
    return get(name)


mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error
bce = BCE = binary_crossentropy
kld = KLD = kullback_leibler_divergence = kl_divergence
logcosh = log_cosh


def compiled(loss, y, y_pred):
    """The loss that a model was compiled with, summed over its outputs; None where there is none."""
    from _floplens import is_unknown

    if loss is None or y is None or is_unknown(y) or is_unknown(y_pred):
        return torch.empty(()) if isinstance(y_pred, torch.Tensor) else None
    if isinstance(loss, dict):
        names = list(loss)
        pairs = [
            (loss[name], y[name] if isinstance(y, dict) else y, y_pred[name] if isinstance(y_pred, dict) else y_pred)
            for name in names
            if isinstance(y_pred, dict)
        ]
    elif isinstance(y_pred, (list, tuple)):
        losses = loss if isinstance(loss, (list, tuple)) else [loss] * len(y_pred)
        targets = y if isinstance(y, (list, tuple)) else [y] * len(y_pred)
        pairs = list(zip(losses, targets, y_pred))
    else:
        pairs = [(loss[0] if isinstance(loss, (list, tuple)) else loss, y, y_pred)]
    total = torch.zeros(())
    for one, target, made in pairs:
        function = get(one)
        if function is not None and isinstance(made, torch.Tensor):
            total = total + torch.mean(_f(function(target, made)))
    return total
