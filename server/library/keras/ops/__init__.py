"""keras.ops: functions that take symbolic tensors too. What they do stands in `keras.src.compute`."""

from _keras import operation
from keras.ops import image, linalg, nn, numpy
from keras.src import compute as _functions
from keras.src.graph import symbolic_call as _symbolic_call


def __getattr__(name):
    return operation(getattr(_functions, name), _symbolic_call)
