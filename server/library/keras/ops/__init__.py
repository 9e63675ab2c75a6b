"""keras.ops: functions that take symbolic tensors too. What they do stands in `keras.src.compute`."""

from _floplens import is_unknown, unknown
from _keras import operation
from keras.ops import image, linalg, nn, numpy
from keras.src import compute as _functions
from keras.src.graph import symbolic_call as _symbolic_call


def __getattr__(name):
    found = getattr(_functions, name)
    return unknown(f"keras.ops.{name} is not modelled") if is_unknown(found) else operation(found, _symbolic_call)
