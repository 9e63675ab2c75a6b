"""keras.losses. None is a product, but for circle's; a loss that a user writes may hold some."""

import torch
from _keras import operation

from keras.src.compute import losses as _functions
from keras.src.compute.core import _f, _t
from keras.src.graph import symbolic_call as _symbolic_call
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
            _functions.binary_crossentropy,
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
            _functions.binary_focal_crossentropy,
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
        super().__init__(_functions.ctc, reduction, name, dtype)


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
            _functions.categorical_crossentropy,
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
            _functions.categorical_focal_crossentropy,
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
        super().__init__(_functions.categorical_generalized_cross_entropy, reduction, name, dtype, q=q)


class CategoricalHinge(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="categorical_hinge", dtype=None):
        super().__init__(_functions.categorical_hinge, reduction, name, dtype)


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
        super().__init__(_functions.circle, reduction, name, dtype, gamma=gamma, margin=margin, remove_diagonal=remove_diagonal)


class CosineSimilarity(LossFunctionWrapper):
    def __init__(self, axis=-1, reduction="sum_over_batch_size", name="cosine_similarity", dtype=None):
        super().__init__(_functions.cosine_similarity, reduction, name, dtype, axis=axis)


class Dice(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="dice", axis=None, dtype=None):
        super().__init__(_functions.dice, reduction, name, dtype, axis=axis)


class Hinge(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="hinge", dtype=None):
        super().__init__(_functions.hinge, reduction, name, dtype)


class Huber(LossFunctionWrapper):
    def __init__(self, delta=1.0, reduction="sum_over_batch_size", name="huber_loss", dtype=None):
        super().__init__(_functions.huber, reduction, name, dtype, delta=delta)


class KLDivergence(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="kl_divergence", dtype=None):
        super().__init__(_functions.kl_divergence, reduction, name, dtype)


class LogCosh(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="log_cosh", dtype=None):
        super().__init__(_functions.log_cosh, reduction, name, dtype)


class MeanAbsoluteError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_absolute_error", dtype=None):
        super().__init__(_functions.mean_absolute_error, reduction, name, dtype)


class MeanAbsolutePercentageError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_absolute_percentage_error", dtype=None):
        super().__init__(_functions.mean_absolute_percentage_error, reduction, name, dtype)


class MeanSquaredError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_squared_error", dtype=None):
        super().__init__(_functions.mean_squared_error, reduction, name, dtype)


class MeanSquaredLogarithmicError(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="mean_squared_logarithmic_error", dtype=None):
        super().__init__(_functions.mean_squared_logarithmic_error, reduction, name, dtype)


class Poisson(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="poisson", dtype=None):
        super().__init__(_functions.poisson, reduction, name, dtype)


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
            _functions.sparse_categorical_crossentropy,
            reduction,
            name,
            dtype,
            from_logits=from_logits,
            ignore_class=ignore_class,
            axis=axis,
        )


class SquaredHinge(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size", name="squared_hinge", dtype=None):
        super().__init__(_functions.squared_hinge, reduction, name, dtype)


class Tversky(LossFunctionWrapper):
    def __init__(self, alpha=0.5, beta=0.5, reduction="sum_over_batch_size", name="tversky", axis=None, dtype=None):
        super().__init__(_functions.tversky, reduction, name, dtype, alpha=alpha, beta=beta, axis=axis)


def _function(name):
    """The function that a name stands for; None where it is no function's."""
    return {
        "mse": _functions.mean_squared_error,
        "MSE": _functions.mean_squared_error,
        "mean_squared_error": _functions.mean_squared_error,
        "mae": _functions.mean_absolute_error,
        "MAE": _functions.mean_absolute_error,
        "mean_absolute_error": _functions.mean_absolute_error,
        "mape": _functions.mean_absolute_percentage_error,
        "MAPE": _functions.mean_absolute_percentage_error,
        "mean_absolute_percentage_error": _functions.mean_absolute_percentage_error,
        "msle": _functions.mean_squared_logarithmic_error,
        "MSLE": _functions.mean_squared_logarithmic_error,
        "mean_squared_logarithmic_error": _functions.mean_squared_logarithmic_error,
        "hinge": _functions.hinge,
        "squared_hinge": _functions.squared_hinge,
        "categorical_hinge": _functions.categorical_hinge,
        "huber": _functions.huber,
        "log_cosh": _functions.log_cosh,
        "logcosh": _functions.log_cosh,
        "kl_divergence": _functions.kl_divergence,
        "kld": _functions.kl_divergence,
        "KLD": _functions.kl_divergence,
        "kullback_leibler_divergence": _functions.kl_divergence,
        "poisson": _functions.poisson,
        "cosine_similarity": _functions.cosine_similarity,
        "binary_crossentropy": _functions.binary_crossentropy,
        "bce": _functions.binary_crossentropy,
        "BCE": _functions.binary_crossentropy,
        "binary_focal_crossentropy": _functions.binary_focal_crossentropy,
        "categorical_crossentropy": _functions.categorical_crossentropy,
        "categorical_focal_crossentropy": _functions.categorical_focal_crossentropy,
        "categorical_generalized_cross_entropy": _functions.categorical_generalized_cross_entropy,
        "sparse_categorical_crossentropy": _functions.sparse_categorical_crossentropy,
        "dice": _functions.dice,
        "tversky": _functions.tversky,
        "ctc": _functions.ctc,
        "circle": _functions.circle,
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


def __getattr__(name):
    return operation(getattr(_functions, name), _symbolic_call)
