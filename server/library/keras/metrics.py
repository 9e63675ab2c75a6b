"""keras.metrics: their results are numbers that are not known."""

import torch

from keras.losses import (
    binary_crossentropy,
    binary_focal_crossentropy,
    categorical_crossentropy,
    categorical_focal_crossentropy,
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
from keras.src.compute.core import _f, _made
from keras.src.graph import auto_name
from keras.src.identifiers import resolve
from keras.src.naming import to_snake_case
from keras.src.state import State


class Metric:
    def __init__(self, dtype=None, name=None):
        self.name = name if name is not None else auto_name(to_snake_case(type(self).__name__))
        self._dtype = dtype
        self._variables = []

    @property
    def dtype(self):
        return self._dtype or "float32"

    def __call__(self, *args, **kwargs):
        self.update_state(*args, **kwargs)
        return self.result()

    def update_state(self, *args, **kwargs):
        return None

    def result(self):
        return torch.empty(())

    def reset_state(self):
        return None

    def reset_states(self):
        return self.reset_state()

    def merge_state(self, metrics):
        return None

    def add_variable(self, shape=(), initializer=None, dtype=None, aggregation="sum", name=None):
        made = State(shape, dtype or "float32", name)
        self._variables.append(made)
        return made

    def add_weight(self, shape=(), initializer=None, dtype=None, name=None, **kwargs):
        if isinstance(shape, str):
            # Keras 2 has the name first.
            shape, name = (), shape
        return self.add_variable(shape if shape is not None else (), initializer, dtype, name=name)

    @property
    def variables(self):
        return list(self._variables)

    @property
    def weights(self):
        return self.variables

    trainable_variables = non_trainable_variables = trainable_weights = non_trainable_weights = variables

    def stateless_update_state(self, metric_variables, *args, **kwargs):
        return metric_variables

    def stateless_result(self, metric_variables):
        return self.result()

    def stateless_reset_state(self):
        return self.variables

    def get_config(self):
        return {"name": self.name, "dtype": self.dtype}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class MeanMetricWrapper(Metric):
    def __init__(self, fn, name=None, dtype=None, **kwargs):
        super().__init__(dtype, name)
        self._fn = fn
        self._fn_kwargs = kwargs


class AUC(Metric):
    def __init__(
        self,
        num_thresholds=200,
        curve="ROC",
        summation_method="interpolation",
        name=None,
        dtype=None,
        thresholds=None,
        multi_label=False,
        num_labels=None,
        label_weights=None,
        from_logits=False,
    ):
        super().__init__(dtype, name)
        self.num_thresholds = num_thresholds
        self.curve = curve
        self.summation_method = summation_method
        self.thresholds = thresholds
        self.multi_label = multi_label
        self.num_labels = num_labels
        self.label_weights = label_weights
        self.from_logits = from_logits


class Accuracy(Metric):
    def __init__(self, name="accuracy", dtype=None):
        super().__init__(dtype, name)


class BinaryAccuracy(Metric):
    def __init__(self, name="binary_accuracy", dtype=None, threshold=0.5):
        super().__init__(dtype, name)
        self.threshold = threshold


class BinaryCrossentropy(Metric):
    def __init__(self, name="binary_crossentropy", dtype=None, from_logits=False, label_smoothing=0):
        super().__init__(dtype, name)
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing


class BinaryIoU(Metric):
    def __init__(self, target_class_ids=(0, 1), threshold=0.5, name=None, dtype=None):
        super().__init__(dtype, name)
        self.target_class_ids = target_class_ids
        self.threshold = threshold


class CategoricalAccuracy(Metric):
    def __init__(self, name="categorical_accuracy", dtype=None):
        super().__init__(dtype, name)


class CategoricalCrossentropy(Metric):
    def __init__(self, name="categorical_crossentropy", dtype=None, from_logits=False, label_smoothing=0, axis=-1):
        super().__init__(dtype, name)
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis


class CategoricalHinge(Metric):
    def __init__(self, name="categorical_hinge", dtype=None):
        super().__init__(dtype, name)


class ConcordanceCorrelation(Metric):
    def __init__(self, name="concordance_correlation", dtype=None, axis=-1):
        super().__init__(dtype, name)
        self.axis = axis


class CosineSimilarity(Metric):
    def __init__(self, name="cosine_similarity", dtype=None, axis=-1):
        super().__init__(dtype, name)
        self.axis = axis


class F1Score(Metric):
    def __init__(self, average=None, threshold=None, name="f1_score", dtype=None):
        super().__init__(dtype, name)
        self.average = average
        self.threshold = threshold

    def result(self):
        from _floplens import unknown

        return torch.empty(()) if self.average is not None else unknown("a score by class")


class FBetaScore(Metric):
    def __init__(self, average=None, beta=1.0, threshold=None, name="fbeta_score", dtype=None):
        super().__init__(dtype, name)
        self.average = average
        self.beta = beta
        self.threshold = threshold

    def result(self):
        from _floplens import unknown

        return torch.empty(()) if self.average is not None else unknown("a score by class")


class FalseNegatives(Metric):
    def __init__(self, thresholds=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.thresholds = thresholds

    def result(self):
        many = isinstance(self.thresholds, (list, tuple)) and len(self.thresholds) > 1
        return torch.empty((len(self.thresholds),) if many else ())


class FalsePositives(Metric):
    def __init__(self, thresholds=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.thresholds = thresholds

    def result(self):
        many = isinstance(self.thresholds, (list, tuple)) and len(self.thresholds) > 1
        return torch.empty((len(self.thresholds),) if many else ())


class Hinge(Metric):
    def __init__(self, name="hinge", dtype=None):
        super().__init__(dtype, name)


class IoU(Metric):
    def __init__(
        self,
        num_classes,
        target_class_ids,
        name=None,
        dtype=None,
        ignore_class=None,
        sparse_y_true=True,
        sparse_y_pred=True,
        axis=-1,
    ):
        super().__init__(dtype, name)
        self.num_classes = num_classes
        self.target_class_ids = target_class_ids
        self.ignore_class = ignore_class
        self.sparse_y_true = sparse_y_true
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis


class KLDivergence(Metric):
    def __init__(self, name="kl_divergence", dtype=None):
        super().__init__(dtype, name)


class LogCoshError(Metric):
    def __init__(self, name="logcosh", dtype=None):
        super().__init__(dtype, name)


class Mean(Metric):
    def __init__(self, name="mean", dtype=None):
        super().__init__(dtype, name)


class MeanAbsoluteError(Metric):
    def __init__(self, name="mean_absolute_error", dtype=None):
        super().__init__(dtype, name)


class MeanAbsolutePercentageError(Metric):
    def __init__(self, name="mean_absolute_percentage_error", dtype=None):
        super().__init__(dtype, name)


class MeanIoU(Metric):
    def __init__(
        self,
        num_classes,
        name=None,
        dtype=None,
        ignore_class=None,
        sparse_y_true=True,
        sparse_y_pred=True,
        axis=-1,
    ):
        super().__init__(dtype, name)
        self.num_classes = num_classes
        self.ignore_class = ignore_class
        self.sparse_y_true = sparse_y_true
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis


class MeanSquaredError(Metric):
    def __init__(self, name="mean_squared_error", dtype=None):
        super().__init__(dtype, name)


class MeanSquaredLogarithmicError(Metric):
    def __init__(self, name="mean_squared_logarithmic_error", dtype=None):
        super().__init__(dtype, name)


class OneHotIoU(Metric):
    def __init__(
        self,
        num_classes,
        target_class_ids,
        name=None,
        dtype=None,
        ignore_class=None,
        sparse_y_pred=False,
        axis=-1,
    ):
        super().__init__(dtype, name)
        self.num_classes = num_classes
        self.target_class_ids = target_class_ids
        self.ignore_class = ignore_class
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis


class OneHotMeanIoU(Metric):
    def __init__(self, num_classes, name=None, dtype=None, ignore_class=None, sparse_y_pred=False, axis=-1):
        super().__init__(dtype, name)
        self.num_classes = num_classes
        self.ignore_class = ignore_class
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis


class PearsonCorrelation(Metric):
    def __init__(self, name="pearson_correlation", dtype=None, axis=-1):
        super().__init__(dtype, name)
        self.axis = axis


class Poisson(Metric):
    def __init__(self, name="poisson", dtype=None):
        super().__init__(dtype, name)


class Precision(Metric):
    def __init__(self, thresholds=None, top_k=None, class_id=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.thresholds = thresholds
        self.top_k = top_k
        self.class_id = class_id

    def result(self):
        many = isinstance(self.thresholds, (list, tuple)) and len(self.thresholds) > 1
        return torch.empty((len(self.thresholds),) if many else ())


class PrecisionAtRecall(Metric):
    def __init__(self, recall, num_thresholds=200, class_id=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.recall = recall
        self.num_thresholds = num_thresholds
        self.class_id = class_id


class R2Score(Metric):
    def __init__(self, class_aggregation="uniform_average", num_regressors=0, name="r2_score", dtype=None):
        super().__init__(dtype, name)
        self.class_aggregation = class_aggregation
        self.num_regressors = num_regressors


class Recall(Metric):
    def __init__(self, thresholds=None, top_k=None, class_id=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.thresholds = thresholds
        self.top_k = top_k
        self.class_id = class_id

    def result(self):
        many = isinstance(self.thresholds, (list, tuple)) and len(self.thresholds) > 1
        return torch.empty((len(self.thresholds),) if many else ())


class RecallAtPrecision(Metric):
    def __init__(self, precision, num_thresholds=200, class_id=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.precision = precision
        self.num_thresholds = num_thresholds
        self.class_id = class_id


class RootMeanSquaredError(Metric):
    def __init__(self, name="root_mean_squared_error", dtype=None):
        super().__init__(dtype, name)


class SensitivityAtSpecificity(Metric):
    def __init__(self, specificity, num_thresholds=200, class_id=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.specificity = specificity
        self.num_thresholds = num_thresholds
        self.class_id = class_id


class SparseCategoricalAccuracy(Metric):
    def __init__(self, name="sparse_categorical_accuracy", dtype=None):
        super().__init__(dtype, name)


class SparseCategoricalCrossentropy(Metric):
    def __init__(
        self,
        name="sparse_categorical_crossentropy",
        dtype=None,
        from_logits=False,
        ignore_class=None,
        axis=-1,
    ):
        super().__init__(dtype, name)
        self.from_logits = from_logits
        self.ignore_class = ignore_class
        self.axis = axis


class SparseTopKCategoricalAccuracy(Metric):
    def __init__(self, k=5, name="sparse_top_k_categorical_accuracy", dtype=None, from_sorted_ids=False):
        super().__init__(dtype, name)
        self.k = k
        self.from_sorted_ids = from_sorted_ids


class SpecificityAtSensitivity(Metric):
    def __init__(self, sensitivity, num_thresholds=200, class_id=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.sensitivity = sensitivity
        self.num_thresholds = num_thresholds
        self.class_id = class_id


class SquaredHinge(Metric):
    def __init__(self, name="squared_hinge", dtype=None):
        super().__init__(dtype, name)


class Sum(Metric):
    def __init__(self, name="sum", dtype=None):
        super().__init__(dtype, name)


class TopKCategoricalAccuracy(Metric):
    def __init__(self, k=5, name="top_k_categorical_accuracy", dtype=None):
        super().__init__(dtype, name)
        self.k = k


class TrueNegatives(Metric):
    def __init__(self, thresholds=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.thresholds = thresholds

    def result(self):
        many = isinstance(self.thresholds, (list, tuple)) and len(self.thresholds) > 1
        return torch.empty((len(self.thresholds),) if many else ())


class TruePositives(Metric):
    def __init__(self, thresholds=None, name=None, dtype=None):
        super().__init__(dtype, name)
        self.thresholds = thresholds

    def result(self):
        many = isinstance(self.thresholds, (list, tuple)) and len(self.thresholds) > 1
        return torch.empty((len(self.thresholds),) if many else ())


def _matches(y_true, y_pred):
    """One number a sample: whether it was found."""
    y_pred = _f(y_pred)
    return _made(y_pred.shape[:-1], torch.float32, y_pred)


def binary_accuracy(y_true, y_pred, threshold=0.5):
    return _matches(y_true, y_pred)


def categorical_accuracy(y_true, y_pred):
    return _matches(y_true, y_pred)


def sparse_categorical_accuracy(y_true, y_pred):
    return _matches(y_true, y_pred)


def top_k_categorical_accuracy(y_true, y_pred, k=5):
    return _matches(y_true, y_pred)


def sparse_top_k_categorical_accuracy(y_true, y_pred, k=5, from_sorted_ids=False):
    return _matches(y_true, y_pred)


def pearson_correlation(y_true, y_pred, axis=-1):
    return torch.mean(_f(y_pred), dim=axis) * torch.empty(())


concordance_correlation = pearson_correlation
mse = MSE = mean_squared_error
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
msle = MSLE = mean_squared_logarithmic_error


def get(identifier):
    if isinstance(identifier, str):
        short = {"mse": "MeanSquaredError", "mae": "MeanAbsoluteError", "bce": "BinaryCrossentropy"}
        name = short.get(identifier.lower(), identifier)
        words = "".join(part.capitalize() for part in name.split("_"))
        identifier = name if name in globals() or words not in globals() else words
    return resolve(identifier, "metric", Metric, globals())


def serialize(metric):
    return {"class_name": type(metric).__name__, "config": metric.get_config()}


def deserialize(config, custom_objects=None):
    return get(config)
