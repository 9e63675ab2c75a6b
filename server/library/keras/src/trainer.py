"""compile, fit, evaluate and predict: what they imply is a batch and one step."""

import torch
from _floplens import is_unknown, unknown
from _keras import flatten, map_structure, model_step, training_step
from _torch import _backward_pass

from keras import losses as _losses
from keras import metrics as _metrics
from keras import optimizers as _optimizers


class History:
    """What `fit` returns: no number in it is known."""

    def __init__(self):
        self.history = unknown("the history of a training")
        self.epoch = []
        self.params = {}


class Trainer:
    compiled = False
    _compiled_loss = None
    optimizer = None
    stop_training = False
    jit_compile = False
    run_eagerly = False

    def compile(self, optimizer="rmsprop", loss=None, loss_weights=None, metrics=None, weighted_metrics=None, **kwargs):
        self.compiled = True
        self.optimizer = _optimizers.get(optimizer)
        self._compiled_loss = loss
        self.loss = loss
        self._compiled_metrics = metrics

    def _assert_compile_called(self):
        if not is_unknown(self.compiled) and not self.compiled:
            raise ValueError("You must call `compile()` before using the model.")

    @property
    def metrics(self):
        return []

    @property
    def metrics_names(self):
        return []

    def reset_metrics(self):
        return None

    def get_metrics_result(self):
        return {}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        total = _losses.compiled(self._compiled_loss, y, y_pred)
        for loss in self.losses:
            total = torch.sum(loss) if total is None else total + torch.sum(loss)
        return total

    def compiled_loss(self, y, y_pred, sample_weight=None, regularization_losses=None):
        return _losses.compiled(self._compiled_loss, y, y_pred)

    def compute_metrics(self, x, y, y_pred, sample_weight=None):
        return {}

    @property
    def compiled_metrics(self):
        return _metrics.Mean()

    # ── steps

    def train_step(self, data):
        x, y, sample_weight = unpack_x_y_sample_weight(data)
        y_pred = self(x, training=True)
        loss = self.compute_loss(x, y, y_pred, sample_weight)
        _backward_pass(loss)
        return {"loss": loss}

    def test_step(self, data):
        x, y, sample_weight = unpack_x_y_sample_weight(data)
        y_pred = self(x, training=False)
        return {"loss": self.compute_loss(x, y, y_pred, sample_weight)}

    def predict_step(self, data):
        x, _, _ = unpack_x_y_sample_weight(data)
        return self(x, training=False)

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, validation_batch_size=None, validation_freq=1, **kwargs):
        self._assert_compile_called()
        _check_cardinality(x, y)
        data = self._batch(x, y, batch_size)
        if data is not None:
            training_step(self, self.train_step, data)
        return History()

    def fit_generator(self, generator, *args, **kwargs):
        return self.fit(generator)

    def train_on_batch(self, x, y=None, sample_weight=None, class_weight=None, return_dict=False):
        self._assert_compile_called()
        data = (x,) if y is None else (x, y)
        result = training_step(self, self.train_step, map_structure(_as_tensor, data))
        return result if return_dict else unknown("the numbers that a training step gives")

    def test_on_batch(self, x, y=None, sample_weight=None, return_dict=False):
        self._assert_compile_called()
        data = (x,) if y is None else (x, y)
        result = model_step(self, self.test_step, map_structure(_as_tensor, data))
        return result if return_dict else unknown("the numbers that a test gives")

    def predict_on_batch(self, x):
        return model_step(self, self.predict_step, (map_structure(_as_tensor, x),))

    def evaluate(self, x=None, y=None, batch_size=None, verbose="auto", sample_weight=None, steps=None, callbacks=None, return_dict=False, **kwargs):
        data = self._batch(x, y, batch_size)
        if data is not None:
            model_step(self, self.test_step, data)
        return unknown("the result of an evaluation")

    def predict(self, x, batch_size=None, verbose="auto", steps=None, callbacks=None):
        data = self._batch(x, None, batch_size)
        if data is None:
            return unknown("a prediction on data that is not known")
        outputs = model_step(self, self.predict_step, data)
        count = _count(x)
        return outputs if count is None else map_structure(lambda leaf: _with_count(leaf, count), outputs)

    # ── data

    def _examples(self, batch_size):
        """The declared inputs, of as many samples as are known."""
        made = self._example_inputs()
        if made is None or batch_size is None:
            return made
        return map_structure(lambda leaf: _with_count(leaf, batch_size), made)

    def _batch(self, x, y, batch_size):
        """One batch of what is fed: `(x,)` or `(x, y)`. Where the data is not known, of the declared inputs."""
        if is_unknown(x) or x is None:
            return self._examples(batch_size)
        element = first_batch(x)
        if element is not None:
            if is_unknown(element) or any(is_unknown(leaf) for leaf in flatten(element)):
                return self._examples(batch_size)
            return element
        count = batch_size or 32
        batch = map_structure(lambda leaf: _with_count(_as_tensor(leaf), _least(leaf, count)), x)
        if is_unknown(batch):
            return self._examples(batch_size)
        if y is None or is_unknown(y):
            # A single input is handed to train_step as it is.
            return (batch,) if isinstance(batch, (tuple, list)) else batch
        return (batch, map_structure(lambda leaf: _with_count(_as_tensor(leaf), _least(leaf, count)), y))


def _check_cardinality(x, y):
    sizes = [[_count(leaf) for leaf in flatten(data)] for data in (x, y)]
    known = {size for size in sum(sizes, []) if isinstance(size, int)}
    if first_batch(x) is None and len(known) > 1:
        x_sizes, y_sizes = (", ".join(str(size) for size in one) for one in sizes)
        raise ValueError(
            "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples."
            f"'x' sizes: {x_sizes}\n'y' sizes: {y_sizes}\n"
        )


def unpack_x_y_sample_weight(data):
    if isinstance(data, list):
        data = tuple(data)
    if not isinstance(data, tuple):
        return (data, None, None)
    return (*data, None, None, None)[:3]


def pack_x_y_sample_weight(x, y=None, sample_weight=None):
    if y is None:
        return (x,) if isinstance(x, (tuple, list)) else x
    return (x, y) if sample_weight is None else (x, y, sample_weight)


def first_batch(x):
    """The first element of a dataset, a generator or a PyDataset; None for arrays."""
    if isinstance(x, (torch.Tensor, dict, list, tuple)) or hasattr(x, "shape"):
        return None
    element = getattr(x, "_element", None)
    if element is not None:
        return element()
    if hasattr(x, "__getitem__") and hasattr(x, "__len__"):
        return map_structure(_as_tensor, x[0])
    for item in x:
        return map_structure(_as_tensor, item)
    return None


def _as_tensor(value):
    from keras.src.compute import convert_to_tensor

    return value if isinstance(value, torch.Tensor) or value is None else convert_to_tensor(value)


def _count(x):
    leaves = flatten(x)
    shape = getattr(leaves[0], "shape", None) if leaves else None
    return shape[0] if shape is not None and len(shape) > 0 else None


def _least(leaf, count):
    shape = getattr(leaf, "shape", None)
    if shape is None or len(shape) == 0 or not isinstance(shape[0], int):
        return count
    return min(count, shape[0])


def _with_count(value, count):
    """A batch of that many of the samples."""
    if not isinstance(value, torch.Tensor) or value.dim() == 0:
        return value
    return torch.empty((count, *value.shape[1:]), dtype=value.dtype)
