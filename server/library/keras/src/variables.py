"""keras.Variable: a parameter. One that is not trained counts as a parameter too, and needs no gradient."""

import torch
from torch.nn import Parameter

from keras.src.dtypes import dtype_name, torch_dtype


class Variable(Parameter):
    def __new__(cls, initializer=None, shape=None, dtype=None, trainable=True, autocast=True, aggregation=None, synchronization=None, name=None, initial_value=None, **kwargs):
        initializer = initial_value if initializer is None else initializer
        value = _initial(initializer, shape, dtype)
        self = Parameter.__new__(cls, value, trainable and (value.is_floating_point() or value.is_complex()))
        return self

    def __init__(self, initializer=None, shape=None, dtype=None, trainable=True, autocast=True, aggregation=None, synchronization=None, name=None, initial_value=None, **kwargs):
        self._trainable = trainable
        self.name = name or "variable"
        self.path = self.name
        self.regularizer = None
        self.constraint = None

    @property
    def trainable(self):
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        self._trainable = value
        if self.is_floating_point():
            self.requires_grad = value

    @property
    def value(self):
        return _Value(self)

    def numpy(self):
        return self.detach()

    def read_value(self):
        return self

    def assign(self, value, **kwargs):
        shape = getattr(value, "shape", None)
        if shape is not None and tuple(shape) != tuple(self.shape):
            raise ValueError(
                "The shape of the target variable and the shape of the target value in `variable.assign(value)` must "
                f"match. variable.shape={tuple(self.shape)}, Received: value.shape={shape}."
            )
        return self

    def assign_add(self, value, **kwargs):
        return self

    def assign_sub(self, value, **kwargs):
        return self


def _Value(variable):
    return variable


def _initial(initializer, shape, dtype):
    if callable(initializer) and not isinstance(initializer, torch.Tensor):
        if shape is None:
            # TensorFlow's form: a function without arguments that gives the value.
            return _initial(initializer(), None, dtype)
        return torch.empty(tuple(shape), dtype=torch_dtype(dtype or "float32"))
    if shape is not None:
        return torch.empty(tuple(shape), dtype=torch_dtype(dtype or "float32"))
    if isinstance(initializer, torch.Tensor):
        return initializer if dtype is None else initializer.to(torch_dtype(dtype))
    from keras.src.compute import convert_to_tensor

    return convert_to_tensor(initializer, dtype)
