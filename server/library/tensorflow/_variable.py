"""tf.Variable: a weight, with TensorFlow's arguments."""

from keras.src.variables import Variable as _KerasVariable

from tensorflow._ops.convert import tensor


class Variable(_KerasVariable):
    def __new__(cls, initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, import_scope=None, constraint=None, synchronization=None, aggregation=None, shape=None, **kwargs):
        value = initial_value() if callable(initial_value) and not hasattr(initial_value, "shape") else initial_value
        return _KerasVariable.__new__(cls, tensor(value, dtype), trainable=trainable is not False)

    def __init__(self, initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, import_scope=None, constraint=None, synchronization=None, aggregation=None, shape=None, **kwargs):
        _KerasVariable.__init__(self, trainable=trainable is not False, name=name or "Variable")

    def value(self):
        return self

    def initialized_value(self):
        return self

    def assign(self, value, use_locking=False, name=None, read_value=True):
        value = tensor(value, self.dtype)
        if value.dim() != self.dim():
            raise ValueError(f"Cannot assign value to variable '{self.name}': Shape mismatch. The variable shape {tuple(self.shape)}, and the assigned value shape {tuple(value.shape)} are incompatible.")
        self.data = value.detach()
        return self

    def assign_add(self, delta, use_locking=False, name=None, read_value=True):
        return self.assign(self.detach() + delta)

    def assign_sub(self, delta, use_locking=False, name=None, read_value=True):
        return self.assign(self.detach() - delta)

    def scatter_update(self, *args, **kwargs):
        return self

    scatter_add = scatter_sub = scatter_nd_update = scatter_nd_add = scatter_update


class VariableSynchronization:
    AUTO = "auto"
    NONE = "none"
    ON_WRITE = "on_write"
    ON_READ = "on_read"


class VariableAggregation:
    NONE = "none"
    SUM = "sum"
    MEAN = "mean"
    ONLY_FIRST_REPLICA = "only_first_replica"
