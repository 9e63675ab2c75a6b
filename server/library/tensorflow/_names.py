"""What stands around the functions at the top of TensorFlow: modules, scopes, decorators, checks."""

import torch


class Module(torch.nn.Module):
    """tf.Module: variables and modules that are attributes belong to it."""

    def __init__(self, name=None):
        super().__init__()
        self._name = name

    @property
    def name(self):
        return self._name or type(self).__name__.lower()

    @property
    def name_scope(self):
        return name_scope(self.name)

    @classmethod
    def with_name_scope(cls, method):
        return method

    @property
    def variables(self):
        return tuple(self.parameters())

    @property
    def trainable_variables(self):
        return tuple([variable for variable in self.parameters() if variable.requires_grad])

    @property
    def non_trainable_variables(self):
        return tuple([variable for variable in self.parameters() if not variable.requires_grad])

    @property
    def submodules(self):
        return tuple([module for module in self.modules() if module is not self])


class _Scope:
    """A context that changes no cost, and a decorator."""

    def __init__(self, *args, **kwargs):
        self.name = args[0] if args else None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None

    def __call__(self, function):
        return function

    def reuse_variables(self):
        return None


class name_scope(_Scope):
    pass


class device(_Scope):
    pass


class control_dependencies(_Scope):
    pass


class variable_scope(_Scope):
    pass


class init_scope(_Scope):
    pass


class Graph(_Scope):
    def as_default(self):
        return self


class Session(_Scope):
    def run(self, fetches, feed_dict=None, **kwargs):
        from _floplens import unknown

        return unknown("what a session of TensorFlow 1 computes")


class Operation:
    pass


def _not_modelled(name):
    from _floplens import unknown

    return staticmethod(lambda *args, **kwargs: unknown(f"tensorflow.{name} is not modelled"))


class SparseTensor:
    def __new__(cls, *args, **kwargs):
        from _floplens import unknown

        return unknown(f"tensorflow.{cls.__name__} is not modelled")

    from_value = _not_modelled("SparseTensor.from_value")


class RaggedTensor(SparseTensor):
    from_nested_row_lengths = _not_modelled("RaggedTensor.from_nested_row_lengths")
    from_nested_row_splits = _not_modelled("RaggedTensor.from_nested_row_splits")
    from_row_lengths = _not_modelled("RaggedTensor.from_row_lengths")
    from_row_limits = _not_modelled("RaggedTensor.from_row_limits")
    from_row_splits = _not_modelled("RaggedTensor.from_row_splits")
    from_row_starts = _not_modelled("RaggedTensor.from_row_starts")
    from_sparse = _not_modelled("RaggedTensor.from_sparse")
    from_tensor = _not_modelled("RaggedTensor.from_tensor")
    from_uniform_row_length = _not_modelled("RaggedTensor.from_uniform_row_length")
    from_value_rowids = _not_modelled("RaggedTensor.from_value_rowids")


class IndexedSlices(SparseTensor):
    pass


class UnconnectedGradients:
    NONE = "none"
    ZERO = "zero"


class TensorArray:
    """A list of tensors, which loops fill and then stack."""

    def __init__(self, dtype=None, size=None, dynamic_size=False, clear_after_read=None, tensor_array_name=None, handle=None, flow=None, infer_shape=True, element_shape=None, **kwargs):
        self.dtype = dtype
        self._items = {}

    def write(self, index, value, name=None):
        self._items[int(index)] = value
        return self

    def read(self, index, name=None):
        return self._items[int(index)]

    def stack(self, name=None):
        return torch.stack([self._items[index] for index in sorted(self._items)])

    def concat(self, name=None):
        return torch.cat([self._items[index] for index in sorted(self._items)])

    def gather(self, indices, name=None):
        return torch.stack([self._items[int(index)] for index in indices])

    def unstack(self, value, name=None):
        self._items = dict(enumerate(torch.unbind(value)))
        return self

    def split(self, value, lengths, name=None):
        self._items = dict(enumerate(torch.split(value, [int(length) for length in lengths])))
        return self

    def size(self, name=None):
        return len(self._items)

    def identity(self):
        return self

    def mark_used(self):
        return None


def function(func=None, input_signature=None, autograph=True, jit_compile=None, reduce_retracing=False, experimental_implements=None, experimental_autograph_options=None, experimental_attributes=None, experimental_relax_shapes=None, experimental_compile=None, experimental_follow_type_hints=None):
    """tf.function, with and without arguments: the function itself."""
    if func is None:
        return _traced
    return _traced(func)


def _traced(func):
    if not isinstance(func, torch.nn.Module):
        func.python_function = func
        func.get_concrete_function = _graph
    return func


def _graph(*args, **kwargs):
    from _floplens import unknown

    return unknown("a graph of TensorFlow")


def custom_gradient(f=None):
    def decorated(*args, **kwargs):
        found = f(*args, **kwargs)
        return found[0]

    return decorated


def recompute_grad(f):
    return f


def grad_pass_through(f):
    return f


def no_gradient(op_type):
    return None


def executing_eagerly():
    return True


def inside_function():
    return False


def get_logger():
    import logging

    return logging.getLogger("tensorflow")


def no_op(name=None):
    return None


def group(*inputs, **kwargs):
    return None


def print(*inputs, **kwargs):
    return None


def Assert(condition, data, summarize=None, name=None):
    return None


def assert_equal(x, y, message=None, summarize=None, name=None):
    return None


assert_greater = assert_less = assert_equal


def assert_rank(x, rank, message=None, name=None):
    return None
