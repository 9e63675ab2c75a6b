"""keras.activations: functions that take symbolic tensors too. What they do stands in `keras.src.compute.activations`."""

from _keras import operation
from keras.src.compute import activations as _functions
from keras.src.graph import symbolic_call as _symbolic_call

get = _functions.get


def serialize(activation):
    return getattr(activation, "__name__", activation)


deserialize = get


def __getattr__(name):
    return operation(getattr(_functions, name), _symbolic_call)
