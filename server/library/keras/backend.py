"""keras.backend: settings, and the functions that Keras 2 had here."""

from _keras import operation

from keras.src.compute.core import convert_to_numpy, convert_to_tensor, is_tensor
from keras.src.dtypes import dtype_name as standardize_dtype
from keras.src.graph import KerasTensor, clear_names, is_keras_tensor, static_shape
from keras.src.graph import symbolic_call as _symbolic_call
from keras.src.policies import floatx, set_floatx
from keras.src.variables import Variable

_data_format = ["channels_last"]
_epsilon = [1e-7]
variable = Variable

#: What stands in `keras.src.compute.backend`; anything else is one of keras.ops.
_own = (
    "batch_dot", "batch_flatten", "batch_get_value", "batch_set_value", "bias_add", "cast_to_floatx", "concatenate",
    "constant", "conv1d", "conv2d", "conv3d", "ctc_batch_cost", "depthwise_conv2d", "dot", "dropout", "eval",
    "flatten", "gather", "get_value", "identity", "in_test_phase", "in_train_phase", "l2_normalize", "map_fn",
    "permute_dimensions", "pool2d", "pool3d", "pow", "print_tensor", "random_bernoulli", "random_binomial",
    "random_normal", "random_uniform", "repeat", "repeat_elements", "resize_images", "reverse", "set_value",
    "spatial_2d_padding", "switch", "temporal_padding", "truncated_normal", "update", "update_add", "update_sub",
)


def backend():
    return "torch"


def image_data_format():
    return _data_format[-1]


def set_image_data_format(data_format):
    _data_format.append(str(data_format))


def standardize_data_format(data_format):
    if data_format is None:
        return image_data_format()
    name = str(data_format).lower()
    if name not in ("channels_first", "channels_last"):
        raise ValueError(
            "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received:"
            f" data_format={data_format}"
        )
    return name


def epsilon():
    return _epsilon[-1]


def set_epsilon(value):
    _epsilon.append(value)


class name_scope:
    def __init__(self, name, **kwargs):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


def get_uid(prefix=""):
    from keras.src.graph import _names

    _names[prefix] = _names.get(prefix, 0) + 1
    return _names[prefix]


def clear_session(free_memory=True):
    clear_names()


reset_uids = clear_session


def int_shape(x):
    return x.shape if is_keras_tensor(x) else static_shape(x)


def shape(x):
    # TensorFlow's: a dim that is None in a graph is a number there too.
    return tuple((x._value if is_keras_tensor(x) else x).shape)


def ndim(x):
    return len(x.shape)


def dtype(x):
    return standardize_dtype(x.dtype)


def learning_phase():
    return 0


def set_learning_phase(value):
    return None


def is_float_dtype(dtype):
    return "float" in standardize_dtype(dtype)


def is_int_dtype(dtype):
    return "int" in standardize_dtype(dtype)


def result_type(*dtypes):
    names = [standardize_dtype(dtype) for dtype in dtypes]
    floats = [name for name in names if "float" in name]
    return floats[0] if floats else names[0]


def count_params(x):
    return x.numel()


def __getattr__(name):
    from keras.src import compute
    from keras.src.compute import backend as own

    found = getattr(own if name in _own else compute, name)
    if type(found).__name__ == "module":
        raise AttributeError(f"module 'keras.backend' has no attribute '{name}'")
    found = operation(found, _symbolic_call)
    globals()[name] = found
    return found
