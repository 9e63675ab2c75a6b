"""TensorFlow's own functions on our tensors, for models and scripts that use them beside tf.keras.

Its functions stand in `_ops` and come from there at their first use; what is a class or a setting stands here.
"""

import torch as _torch

from tensorflow import _tops
from tensorflow._names import (
    Assert,
    Graph,
    IndexedSlices,
    Module,
    Operation,
    RaggedTensor,
    Session,
    SparseTensor,
    TensorArray,
    UnconnectedGradients,
    assert_equal,
    assert_greater,
    assert_less,
    assert_rank,
    control_dependencies,
    custom_gradient,
    device,
    executing_eagerly,
    function,
    get_logger,
    grad_pass_through,
    group,
    init_scope,
    inside_function,
    name_scope,
    no_gradient,
    no_op,
    print,
    recompute_grad,
    variable_scope,
)
from tensorflow._shape import TensorShape, TensorSpec
from tensorflow._symbolic import public as _public
from tensorflow._symbolic import symbolic_shape as _symbolic_shape
from tensorflow._tape import GradientTape, gradients
from tensorflow._variable import Variable, VariableAggregation, VariableSynchronization
from tensorflow.dtypes import (
    DType,
    as_dtype,
    bfloat16,
    bool,
    complex64,
    complex128,
    double,
    float16,
    float32,
    float64,
    half,
    int8,
    int16,
    int32,
    int64,
    string,
    uint8,
    uint16,
    uint32,
    uint64,
    variant,
)

__version__ = "2.20.0"

newaxis = None
Tensor = _torch.Tensor


def is_tensor(x):
    from keras.src.graph import is_keras_tensor

    return isinstance(x, Tensor) or is_keras_tensor(x)


is_symbolic_tensor = is_tensor


def shape(input, out_type=None, name=None):
    from keras.src.graph import is_keras_tensor
    from tensorflow._ops import array
    from tensorflow._shape import Dims

    return Dims(_symbolic_shape(input)) if is_keras_tensor(input) else array.shape(input)


def rank(input, name=None):
    from tensorflow._ops import array

    return array.rank(input)


#: What Keras has under another name, or under the same one.
_of_keras = {
    "random_normal_initializer": "RandomNormal",
    "random_uniform_initializer": "RandomUniform",
    "truncated_normal_initializer": "TruncatedNormal",
    "constant_initializer": "Constant",
    "zeros_initializer": "Zeros",
    "ones_initializer": "Ones",
    "initializers": None,
    "losses": None,
    "metrics": None,
    "optimizers": None,
}


def __getattr__(name):
    if name in _of_keras:
        import keras

        return getattr(keras, name) if _of_keras[name] is None else getattr(keras.initializers, _of_keras[name])
    module = _tops.owner(name)
    if module is None:
        raise AttributeError(f"module 'tensorflow' has no attribute '{name}'")
    return _public(module, name, "tensorflow")
