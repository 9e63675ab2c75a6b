"""Shapes as TensorFlow has them: TensorShape, whose dims may be None, and what tf.shape gives, which computes like a tensor."""

from _floplens import is_symbolic


class TensorShape(tuple):
    def __new__(cls, dims=None):
        if dims is None:
            made = tuple.__new__(cls, ())
            made._ranked = False
            return made
        if isinstance(dims, int):
            dims = [dims]
        return tuple.__new__(cls, [None if dim == -1 and not is_symbolic(dim) else dim for dim in dims])

    def __getitem__(self, key):
        found = tuple.__getitem__(self, key)
        return TensorShape(found) if isinstance(key, slice) else found

    def __add__(self, other):
        return self.concatenate(other)

    def __radd__(self, other):
        return TensorShape(other).concatenate(self)

    def __repr__(self):
        return f"TensorShape({self.as_list()})"

    @property
    def rank(self):
        return len(self) if getattr(self, "_ranked", True) else None

    @property
    def ndims(self):
        return self.rank

    @property
    def dims(self):
        return self.as_list()

    def as_list(self):
        if self.rank is None:
            raise ValueError("as_list() is not defined on an unknown TensorShape.")
        return list(self)

    def num_elements(self):
        if not self.is_fully_defined():
            return None
        count = 1
        for dim in self:
            count = count * dim
        return count

    def concatenate(self, other):
        return TensorShape([*self, *other])

    def merge_with(self, other):
        return TensorShape([b if a is None else a for a, b in zip(self, other)])

    def is_fully_defined(self):
        return self.rank is not None and all(dim is not None for dim in self)

    def is_compatible_with(self, other):
        return len(self) == len(other) and all(a is None or b is None or a == b for a, b in zip(self, other))

    def with_rank(self, rank):
        if self.rank != rank:
            raise ValueError(f"Shape {self} must have rank {rank}")
        return self

    def with_rank_at_least(self, rank):
        return self

    with_rank_at_most = with_rank_at_least

    def assert_has_rank(self, rank):
        self.with_rank(rank)

    def assert_is_compatible_with(self, other):
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {other} are incompatible")

    def assert_is_fully_defined(self):
        if not self.is_fully_defined():
            raise ValueError(f"Shape {self} is not fully defined")


class Dims(tuple):
    """An int32 vector of dims, each of which is an int, a symbol or a symbolic tensor."""

    def __getitem__(self, key):
        found = tuple.__getitem__(self, key)
        return Dims(found) if isinstance(key, slice) else found

    def _each(self, other, compute):
        if isinstance(other, (tuple, list)):
            return Dims([compute(a, b) for a, b in zip(self, other)])
        if hasattr(other, "tolist"):
            other = other.tolist()
            return self._each(other, compute)
        return Dims([compute(dim, other) for dim in self])

    def __add__(self, other):
        return self._each(other, lambda a, b: a + b)

    __radd__ = __add__

    def __sub__(self, other):
        return self._each(other, lambda a, b: a - b)

    def __rsub__(self, other):
        return self._each(other, lambda a, b: b - a)

    def __mul__(self, other):
        return self._each(other, lambda a, b: a * b)

    __rmul__ = __mul__

    def __floordiv__(self, other):
        return self._each(other, lambda a, b: a // b)

    def __truediv__(self, other):
        return self._each(other, lambda a, b: a / b)

    def __mod__(self, other):
        return self._each(other, lambda a, b: a % b)

    @property
    def shape(self):
        return TensorShape([len(self)])

    @property
    def dtype(self):
        import torch

        return torch.int32

    def get_shape(self):
        return self.shape

    def numpy(self):
        return self

    def tolist(self):
        return list(self)


class TensorSpec:
    def __init__(self, shape=None, dtype="float32", name=None):
        from keras.src.dtypes import torch_dtype

        self.shape = shape if isinstance(shape, TensorShape) else TensorShape(shape)
        self.dtype = torch_dtype(dtype)
        self.name = name

    @classmethod
    def from_tensor(cls, tensor, name=None):
        return cls(tensor.shape, tensor.dtype, name)

    from_spec = from_tensor

    def is_compatible_with(self, other):
        return self.shape.is_compatible_with(other.shape)

    def __repr__(self):
        return f"TensorSpec(shape={tuple(self.shape)}, dtype={self.dtype}, name={self.name})"
