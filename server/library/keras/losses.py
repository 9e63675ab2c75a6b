"""keras.losses. None is a product, but a loss that a user writes may hold one."""

import torch

from keras.src.compute import nn as _nn
from keras.src.compute.core import _f, _t
from keras.src.naming import to_snake_case


class Loss:
    def __init__(self, name=None, reduction="sum_over_batch_size", dtype=None, **kwargs):
        self.name = name or to_snake_case(type(self).__name__)
        self.reduction = reduction

    def __call__(self, y_true, y_pred, sample_weight=None):
        losses = self.call(_t(y_true), _t(y_pred))
        if not isinstance(losses, torch.Tensor) or self.reduction in (None, "none"):
            return losses
        return torch.sum(losses) if self.reduction == "sum" else torch.mean(losses)

    def call(self, y_true, y_pred):
        raise NotImplementedError

    def get_config(self):
        return {"name": self.name, "reduction": self.reduction}


def _pair(y_true, y_pred):
    y_pred = _f(y_pred)
    return _t(y_true).to(y_pred.dtype), y_pred


def mean_squared_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.square(y_true - y_pred), dim=-1)


def mean_absolute_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.abs(y_true - y_pred), dim=-1)


def mean_absolute_percentage_error(y_true, y_pred):
    return 100.0 * mean_absolute_error(y_true, y_pred)


def mean_squared_logarithmic_error(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.square(torch.log1p(y_pred) - torch.log1p(y_true)), dim=-1)


def hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.relu(1.0 - y_true * y_pred), dim=-1)


def squared_hinge(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(torch.square(torch.relu(1.0 - y_true * y_pred)), dim=-1)


categorical_hinge = hinge


def huber(y_true, y_pred, delta=1.0):
    return mean_absolute_error(y_true, y_pred)


def log_cosh(y_true, y_pred):
    return mean_absolute_error(y_true, y_pred)


def kl_divergence(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.sum(y_true * torch.log(y_true / y_pred), dim=-1)


def poisson(y_true, y_pred):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(y_pred - y_true * torch.log(y_pred), dim=-1)


def cosine_similarity(y_true, y_pred, axis=-1):
    y_true, y_pred = _pair(y_true, y_pred)
    return -torch.sum(y_true * y_pred, dim=axis)


def _grown(y_true, y_pred):
    """Labels and predictions of ranks that differ by a last dim of 1."""
    if y_true.dim() + 1 == y_pred.dim() and y_pred.shape[-1] == 1:
        return y_true.unsqueeze(-1)
    return y_true


def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_true, y_pred = _pair(y_true, y_pred)
    return torch.mean(_nn.binary_crossentropy(_grown(y_true, y_pred), y_pred, from_logits), dim=axis)


def binary_focal_crossentropy(y_true, y_pred, **kwargs):
    return binary_crossentropy(y_true, y_pred)


def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0, axis=-1):
    y_true, y_pred = _pair(y_true, y_pred)
    return _nn.categorical_crossentropy(y_true, y_pred, from_logits, axis)


def categorical_focal_crossentropy(y_true, y_pred, **kwargs):
    return categorical_crossentropy(y_true, y_pred)


def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False, ignore_class=None, axis=-1):
    return _nn.sparse_categorical_crossentropy(y_true, y_pred, from_logits, axis)


def dice(y_true, y_pred, axis=None):
    y_true, y_pred = _pair(y_true, y_pred)
    return 1 - torch.sum(y_true * y_pred)


def tversky(y_true, y_pred, alpha=0.5, beta=0.5, axis=None):
    return dice(y_true, y_pred)


def ctc(y_true, y_pred):
    return torch.mean(_f(y_pred), dim=(1, 2))


def circle(y_true, y_pred, **kwargs):
    return torch.mean(_f(y_pred), dim=-1)


class _Function(Loss):
    _function = None

    def __init__(self, *args, **kwargs):
        name = kwargs.pop("name", None)
        reduction = kwargs.pop("reduction", "sum_over_batch_size")
        kwargs.pop("dtype", None)
        super().__init__(name=name, reduction=reduction)
        self._options = {key: value for key, value in kwargs.items() if key in ("from_logits", "axis", "delta")}
        if args and isinstance(args[0], bool):
            self._options["from_logits"] = args[0]

    def call(self, y_true, y_pred):
        return type(self)._function(y_true, y_pred, **self._options)


class MeanSquaredError(_Function):
    _function = staticmethod(mean_squared_error)


class MeanAbsoluteError(_Function):
    _function = staticmethod(mean_absolute_error)


class MeanAbsolutePercentageError(_Function):
    _function = staticmethod(mean_absolute_percentage_error)


class MeanSquaredLogarithmicError(_Function):
    _function = staticmethod(mean_squared_logarithmic_error)


class Hinge(_Function):
    _function = staticmethod(hinge)


class SquaredHinge(_Function):
    _function = staticmethod(squared_hinge)


class CategoricalHinge(_Function):
    _function = staticmethod(categorical_hinge)


class Huber(_Function):
    _function = staticmethod(huber)


class LogCosh(_Function):
    _function = staticmethod(log_cosh)


class KLDivergence(_Function):
    _function = staticmethod(kl_divergence)


class Poisson(_Function):
    _function = staticmethod(poisson)


class CosineSimilarity(_Function):
    _function = staticmethod(cosine_similarity)


class BinaryCrossentropy(_Function):
    _function = staticmethod(binary_crossentropy)


class BinaryFocalCrossentropy(_Function):
    _function = staticmethod(binary_crossentropy)


class CategoricalCrossentropy(_Function):
    _function = staticmethod(categorical_crossentropy)


class CategoricalFocalCrossentropy(_Function):
    _function = staticmethod(categorical_crossentropy)


class SparseCategoricalCrossentropy(_Function):
    _function = staticmethod(sparse_categorical_crossentropy)


class Dice(_Function):
    _function = staticmethod(dice)


class Tversky(_Function):
    _function = staticmethod(dice)


class CTC(_Function):
    _function = staticmethod(ctc)


class Circle(_Function):
    _function = staticmethod(circle)


def _by_name(name):
    known = {
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
        "sparse_categorical_crossentropy": sparse_categorical_crossentropy,
        "dice": dice,
        "tversky": tversky,
        "ctc": ctc,
        "circle": circle,
    }
    if name in known:
        return known[name]
    classes = globals()
    if name in classes:
        return classes[name]()
    raise ValueError(f"Could not interpret loss identifier: {name}")


def get(identifier):
    if identifier is None:
        return None
    if isinstance(identifier, str):
        return _by_name(identifier)
    if isinstance(identifier, dict):
        return _by_name(identifier.get("class_name"))
    if isinstance(identifier, type):
        return identifier()
    return identifier


deserialize = get


def serialize(loss):
    return getattr(loss, "name", getattr(loss, "__name__", loss))


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
        return torch.zeros(()) if isinstance(y_pred, torch.Tensor) else None
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
