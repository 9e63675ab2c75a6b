"""keras.metrics: their results are scalars that are not known."""

import torch

from keras.losses import (
    binary_crossentropy,
    categorical_crossentropy,
    categorical_hinge,
    cosine_similarity,
    hinge,
    huber,
    kl_divergence,
    log_cosh,
    mean_absolute_error,
    mean_absolute_percentage_error,
    mean_squared_error,
    mean_squared_logarithmic_error,
    poisson,
    sparse_categorical_crossentropy,
    squared_hinge,
)
from keras.src.naming import to_snake_case


class Metric:
    def __init__(self, dtype=None, name=None, **kwargs):
        self.name = name or to_snake_case(type(self).__name__)
        self._dtype = dtype

    def __call__(self, *args, **kwargs):
        return self.result()

    def update_state(self, *args, **kwargs):
        return None

    def result(self):
        return torch.zeros(())

    def reset_state(self):
        return None

    def reset_states(self):
        return None

    def add_weight(self, shape=(), initializer=None, dtype=None, name=None):
        return torch.zeros(shape if isinstance(shape, (tuple, list)) else ())

    add_variable = add_weight

    @property
    def variables(self):
        return []

    def get_config(self):
        return {"name": self.name}


class _Named(Metric):
    def __init__(self, *args, name=None, dtype=None, **kwargs):
        super().__init__(dtype=dtype, name=name or (args[0] if args and isinstance(args[0], str) else None))


class Mean(_Named):
    pass


class Sum(_Named):
    pass


class MeanMetricWrapper(_Named):
    pass


class Accuracy(_Named):
    pass


class BinaryAccuracy(_Named):
    pass


class CategoricalAccuracy(_Named):
    pass


class SparseCategoricalAccuracy(_Named):
    pass


class TopKCategoricalAccuracy(_Named):
    pass


class SparseTopKCategoricalAccuracy(_Named):
    pass


class AUC(_Named):
    pass


class Precision(_Named):
    pass


class Recall(_Named):
    pass


class PrecisionAtRecall(_Named):
    pass


class RecallAtPrecision(_Named):
    pass


class SensitivityAtSpecificity(_Named):
    pass


class SpecificityAtSensitivity(_Named):
    pass


class TruePositives(_Named):
    pass


class TrueNegatives(_Named):
    pass


class FalsePositives(_Named):
    pass


class FalseNegatives(_Named):
    pass


class FBetaScore(_Named):
    pass


class F1Score(_Named):
    pass


class IoU(_Named):
    pass


class BinaryIoU(_Named):
    pass


class MeanIoU(_Named):
    pass


class OneHotIoU(_Named):
    pass


class OneHotMeanIoU(_Named):
    pass


class MeanSquaredError(_Named):
    pass


class RootMeanSquaredError(_Named):
    pass


class MeanAbsoluteError(_Named):
    pass


class MeanAbsolutePercentageError(_Named):
    pass


class MeanSquaredLogarithmicError(_Named):
    pass


class CosineSimilarity(_Named):
    pass


class LogCoshError(_Named):
    pass


class R2Score(_Named):
    pass


class PearsonCorrelation(_Named):
    pass


class ConcordanceCorrelation(_Named):
    pass


class BinaryCrossentropy(_Named):
    pass


class CategoricalCrossentropy(_Named):
    pass


class SparseCategoricalCrossentropy(_Named):
    pass


class KLDivergence(_Named):
    pass


class Poisson(_Named):
    pass


class Hinge(_Named):
    pass


class SquaredHinge(_Named):
    pass


class CategoricalHinge(_Named):
    pass


def _accuracy(y_true, y_pred, *args, **kwargs):
    shape = tuple(y_pred.shape[:-1]) if isinstance(y_pred, torch.Tensor) else ()
    return torch.zeros(shape)


categorical_accuracy = sparse_categorical_accuracy = binary_accuracy = _accuracy
top_k_categorical_accuracy = sparse_top_k_categorical_accuracy = _accuracy


def get(identifier):
    return identifier


def serialize(metric):
    return metric


deserialize = get
