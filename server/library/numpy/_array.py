# Arrays of numpy. Up to a few thousand elements are kept; of a larger array, or one that is drawn or read, only shape
# and dtype are known.

import math

from _floplens import is_unknown, unknown

from ._types import _result_type, bool_, complexfloating, dtype, float64, floating, int64, integer

_kept = 4096


class ndarray:
    def __init__(self, shape, flat, kind):
        self._shape = shape
        self._flat = flat
        self.dtype = dtype(kind)

    @classmethod
    def _of(cls, value, kind=None):
        if isinstance(value, ndarray):
            return value.astype(kind) if kind is not None else value.copy()
        if is_unknown(value):
            return value
        if not isinstance(value, (list, tuple, range, int, float, complex, str, bool)):
            if hasattr(value, "__array__") and not hasattr(value, "detach"):
                return cls._of(value.__array__(), kind)
            if hasattr(value, "detach"):
                return ndarray(
                    tuple(value.shape), None, str(value.dtype).replace("torch.", "") if kind is None else kind
                )
            if hasattr(value, "__len__") and hasattr(value, "__getitem__"):
                value = [value[index] for index in range(len(value))]
            else:
                return unknown("an array of such objects is not modelled")
        shape = []
        flat = [value]
        while flat and all([isinstance(item, (list, tuple, range, ndarray)) for item in flat]):
            size = len(flat[0])
            if any([len(item) != size for item in flat]):
                raise ValueError(
                    "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
                    f"{len(shape)} dimensions. The detected shape was {tuple(shape)} + inhomogeneous part."
                )
            shape.append(size)
            flat = [inner for item in flat for inner in item]
            if not flat:
                break
        return ndarray(tuple(shape), flat, _result_type(flat) if kind is None else kind)._recast()

    @classmethod
    def _from(cls, element, shape, kind):
        size = math.prod(shape)
        made = ndarray(shape, None, kind)
        if size <= _kept:
            made._flat = [made._cast(element(index)) for index in range(size)]
        return made

    @classmethod
    def _full(cls, shape, value, kind):
        made = ndarray(shape, None, kind)
        size = math.prod(shape)
        if size <= _kept:
            made._flat = [made._cast(value)] * size
        return made

    def _cast(self, value):
        return value if self.dtype.kind in "OU" else self.dtype.type._python(value)

    def _recast(self):
        self._flat = [self._cast(value) for value in self._flat]
        return self

    @property
    def shape(self):
        return self._shape

    @property
    def ndim(self):
        return len(self._shape)

    @property
    def size(self):
        return math.prod(self._shape)

    @property
    def itemsize(self):
        return self.dtype.itemsize

    @property
    def nbytes(self):
        return self.size * self.itemsize

    @property
    def T(self):
        return self.transpose()

    @property
    def flat(self):
        return iter(self._elements())

    def _elements(self):
        if self._flat is None:
            return unknown("the contents of an array are not known")
        return self._flat

    def astype(self, kind, **options):
        made = ndarray(self._shape, None, kind)
        if self._flat is not None:
            made._flat = [made._cast(value) for value in self._flat]
        return made

    def copy(self, order="C"):
        return ndarray(self._shape, None if self._flat is None else list(self._flat), self.dtype)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def tolist(self):
        if self._flat is None:
            return unknown("the contents of an array are not known")
        nested = self._flat
        for size in self._shape[:0:-1]:
            nested = [list(nested[start : start + size]) for start in range(0, len(nested), size)] if size else []
        return list(nested) if self._shape else nested[0]

    def __torch_tensor__(self):
        # What `torch.from_numpy` and `torch.tensor` make of an array.
        import torch

        kind = getattr(torch, self.dtype.name)
        if self._flat is None or 0 in self._shape:
            return torch.empty(self._shape, dtype=kind)
        return torch.tensor(self.tolist(), dtype=kind)

    def item(self, *args):
        if args:
            return self[args if len(args) > 1 else args[0]]
        if self.size != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return unknown("the contents of an array are not known") if self._flat is None else self._flat[0]

    def reshape(self, *shape, order="C"):
        if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
            shape = tuple(shape[0])
        known = math.prod([size for size in shape if size != -1])
        if -1 in shape:
            if known == 0 or self.size % known != 0:
                raise ValueError(f"cannot reshape array of size {self.size} into shape {_joined(shape)}")
            shape = tuple([self.size // known if size == -1 else size for size in shape])
        elif known != self.size:
            raise ValueError(f"cannot reshape array of size {self.size} into shape {_joined(shape)}")
        return ndarray(shape, self._flat, self.dtype)

    def ravel(self, order="C"):
        return self.reshape(-1)

    flatten = ravel

    def squeeze(self, axis=None):
        if axis is not None:
            axis = axis + self.ndim if axis < 0 else axis
        return self.reshape([s for i, s in enumerate(self._shape) if s != 1 or axis is not None and i != axis])

    def transpose(self, *axes):
        if len(axes) == 1 and isinstance(axes[0], (tuple, list)):
            axes = axes[0]
        axes = tuple(range(self.ndim))[::-1] if not axes else tuple([a + self.ndim if a < 0 else a for a in axes])
        shape = tuple([self._shape[axis] for axis in axes])
        if self._flat is None:
            return ndarray(shape, None, self.dtype)
        strides = self._strides()
        return ndarray(shape, [self._flat[i] for i in _offsets(shape, [strides[axis] for axis in axes])], self.dtype)

    def swapaxes(self, axis1, axis2):
        axes = list(range(self.ndim))
        axes[axis1], axes[axis2] = axes[axis2], axes[axis1]
        return self.transpose(*axes)

    def _strides(self):
        strides = []
        stride = 1
        for size in self._shape[::-1]:
            strides.insert(0, stride)
            stride = stride * size
        return strides

    def __len__(self):
        if not self._shape:
            raise TypeError("len() of unsized object")
        return self._shape[0]

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __getitem__(self, index):
        index = index if isinstance(index, tuple) else (index,)
        if ... in [part for part in index if part is ...]:
            at = [part is ... for part in index].index(True)
            taken = len([part for part in index if part is not None and part is not ...])
            index = (*index[:at], *[slice(None)] * (self.ndim - taken), *index[at + 1 :])
        shape = []
        strides = []
        offset = 0
        axis = 0
        own = self._strides()
        for part in index:
            if part is None:
                shape.append(1)
                strides.append(0)
                continue
            if axis >= self.ndim:
                raise IndexError(
                    f"too many indices for array: array is {self.ndim}-dimensional, but {len(index)} were indexed"
                )
            size = self._shape[axis]
            if isinstance(part, slice):
                start, stop, step = part.indices(size)
                shape.append(len(range(start, stop, step)))
                strides.append(own[axis] * step)
                offset = offset + start * own[axis]
            elif isinstance(part, int) and not isinstance(part, bool):
                if not -size <= part < size:
                    raise IndexError(f"index {part} is out of bounds for axis {axis} with size {size}")
                offset = offset + (part + size if part < 0 else part) * own[axis]
            elif isinstance(part, (list, ndarray)) and len(index) == 1:
                return self._gather(part if isinstance(part, ndarray) else ndarray._of(part))
            else:
                return unknown("this way of indexing an array is not modelled")
            axis += 1
        shape.extend(self._shape[axis:])
        strides.extend(own[axis:])
        if self._flat is None:
            return (
                ndarray(tuple(shape), None, self.dtype) if shape else unknown("the contents of an array are not known")
            )
        picked = [self._flat[offset + i] for i in _offsets(shape, strides)]
        return ndarray(tuple(shape), picked, self.dtype) if shape else picked[0]

    def _gather(self, index):
        if index.dtype == bool_:
            if index._flat is None or index.shape != self._shape[: index.ndim] or index.ndim != 1:
                return unknown("how many elements a mask picks is not known")
            index = ndarray._of([i for i, picked in enumerate(index._flat) if picked], int64)
        shape = (*index.shape, *self._shape[1:])
        if self._flat is None or index._flat is None:
            return ndarray(shape, None, self.dtype)
        row = math.prod(self._shape[1:])
        flat = [self._flat[(i % self._shape[0]) * row + j] for i in index._flat for j in range(row)]
        return ndarray(shape, flat, self.dtype)

    def __setitem__(self, index, value):
        if self._flat is not None and self.ndim == 1 and isinstance(index, int) and isinstance(value, (int, float)):
            self._flat[index] = self._cast(value)
        else:
            self._flat = None

    def __contains__(self, value):
        return value in self._elements()

    def sum(self, axis=None, **options):
        return _reduced(self, axis, lambda values: sum(values))

    def prod(self, axis=None, **options):
        return _reduced(self, axis, lambda values: math.prod(values))

    def mean(self, axis=None, **options):
        return _reduced(self, axis, lambda values: sum(values) / len(values))

    def max(self, axis=None, **options):
        return _reduced(self, axis, lambda values: max(values))

    def min(self, axis=None, **options):
        return _reduced(self, axis, lambda values: min(values))

    def any(self, axis=None, **options):
        return _reduced(self, axis, lambda values: any(values))

    def all(self, axis=None, **options):
        return _reduced(self, axis, lambda values: all(values))

    def argmax(self, axis=None, **options):
        return _reduced(self, axis, lambda values: values.index(max(values)))

    def argmin(self, axis=None, **options):
        return _reduced(self, axis, lambda values: values.index(min(values)))

    def __add__(self, other):
        return _binary(self, other, lambda a, b: a + b)

    def __radd__(self, other):
        return _binary(other, self, lambda a, b: a + b)

    def __sub__(self, other):
        return _binary(self, other, lambda a, b: a - b)

    def __rsub__(self, other):
        return _binary(other, self, lambda a, b: a - b)

    def __mul__(self, other):
        return _binary(self, other, lambda a, b: a * b)

    def __rmul__(self, other):
        return _binary(other, self, lambda a, b: a * b)

    def __truediv__(self, other):
        return _binary(self, other, _divide)

    def __rtruediv__(self, other):
        return _binary(other, self, _divide)

    def __floordiv__(self, other):
        return _binary(self, other, lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return _binary(other, self, lambda a, b: a // b)

    def __mod__(self, other):
        return _binary(self, other, lambda a, b: a % b)

    def __pow__(self, other):
        return _binary(self, other, lambda a, b: a**b)

    def __rpow__(self, other):
        return _binary(other, self, lambda a, b: a**b)

    def __and__(self, other):
        return _binary(self, other, lambda a, b: a & b)

    def __or__(self, other):
        return _binary(self, other, lambda a, b: a | b)

    def __invert__(self):
        return _map(self, lambda value: not value if isinstance(value, bool) else ~value)

    def __neg__(self):
        return _map(self, lambda value: -value)

    def __pos__(self):
        return self

    def __abs__(self):
        return _map(self, abs)

    def __matmul__(self, other):
        other = ndarray._of(other)
        if self.ndim == 1 and other.ndim == 1:
            return (self * other).sum()
        left = self.reshape((1, -1)) if self.ndim == 1 else self
        right = other.reshape((-1, 1)) if other.ndim == 1 else other
        if left.ndim != 2 or right.ndim != 2:
            return unknown("a product of stacked matrices in numpy is not modelled")
        rows, inner, columns = left.shape[0], left.shape[1], right.shape[1]
        if inner != right.shape[0]:
            raise ValueError(
                "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                f"(n?,k),(k,m?)->(n?,m?) (size {right.shape[0]} is different from {inner})"
            )
        made = ndarray((rows, columns), None, _result_type([self, other]))
        if left._flat is not None and right._flat is not None:
            a, b = left._flat, right._flat
            made._flat = [
                sum([a[i * inner + k] * b[k * columns + j] for k in range(inner)])
                for i in range(rows)
                for j in range(columns)
            ]
        if self.ndim == 1:
            return made.reshape(-1)
        return made.reshape(-1) if other.ndim == 1 else made

    def __eq__(self, other):
        return _binary(self, other, lambda a, b: a == b)

    def __ne__(self, other):
        return _binary(self, other, lambda a, b: a != b)

    def __lt__(self, other):
        return _binary(self, other, lambda a, b: a < b)

    def __le__(self, other):
        return _binary(self, other, lambda a, b: a <= b)

    def __gt__(self, other):
        return _binary(self, other, lambda a, b: a > b)

    def __ge__(self, other):
        return _binary(self, other, lambda a, b: a >= b)

    __hash__ = None

    def __bool__(self):
        if self.size != 1:
            raise ValueError(
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
            )
        return bool(self.item())

    def __int__(self):
        return int(self.item())

    def __float__(self):
        return float(self.item())

    def __index__(self):
        return self.item()

    def __str__(self):
        return str(self.tolist())

    def __repr__(self):
        return f"array({self.tolist()!r})"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(f"'numpy.ndarray' object has no attribute {name!r}")
        return unknown(f"ndarray.{name} is not modelled")


def _joined(shape):
    return f"({','.join([str(size) for size in shape])}{',' if len(shape) == 1 else ''})"


def _divide(a, b):
    if b == 0:
        return math.nan if a == 0 or a != a else math.inf if a > 0 else -math.inf
    return a / b


def _offsets(shape, strides):
    offsets = [0]
    for size, stride in zip(shape, strides):
        offsets = [offset + i * stride for offset in offsets for i in range(size)]
    return offsets


def _broadcast(a, b):
    shape = []
    for index in range(1, max(len(a), len(b)) + 1):
        left = a[-index] if index <= len(a) else 1
        right = b[-index] if index <= len(b) else 1
        if left != right and left != 1 and right != 1:
            raise ValueError(f"operands could not be broadcast together with shapes {_joined(a)} {_joined(b)} ")
        shape.insert(0, right if left == 1 else left)
    return tuple(shape)


def _spread(array, shape):
    strides = array._strides()
    padded = [0] * (len(shape) - array.ndim)
    padded.extend([0 if size == 1 else stride for size, stride in zip(array.shape, strides)])
    return [array._flat[i] for i in _offsets(shape, padded)]


def _is_scalar(value):
    return isinstance(value, (int, float, complex))


def _kind_of(values, kinds):
    # A Python number beside an array does not widen it within its kind.
    if values and isinstance(values[0], bool):
        return bool_
    arrays = [kind for kind in kinds if isinstance(kind, dtype)]
    found = _result_type(arrays)
    if values and isinstance(values[0], float) and issubclass(found.type, (integer, bool_)):
        return float64
    if values and isinstance(values[0], complex) and not issubclass(found.type, complexfloating):
        return complex
    return found


def _binary(left, right, function):
    if _is_scalar(left) and _is_scalar(right):
        return function(left, right)
    if is_unknown(left) or is_unknown(right):
        return left if is_unknown(left) else right
    kinds = [value if _is_scalar(value) else getattr(value, "dtype", value) for value in (left, right)]
    left = left if isinstance(left, ndarray) else ndarray._of(left)
    right = right if isinstance(right, ndarray) else ndarray._of(right)
    kinds = [kind if _is_scalar(kind) else array.dtype for kind, array in zip(kinds, (left, right))]
    shape = _broadcast(left.shape, right.shape)
    if left._flat is None or right._flat is None or math.prod(shape) > _kept:
        sample = function(left.dtype.type._python(1), right.dtype.type._python(1))
        return ndarray(shape, None, _kind_of([sample], kinds))
    flat = [function(a, b) for a, b in zip(_spread(left, shape), _spread(right, shape))]
    if not shape:
        return flat[0]
    return ndarray(shape, flat, _kind_of(flat, kinds))


def _map(value, function, kind=None):
    if _is_scalar(value) or is_unknown(value):
        return value if is_unknown(value) else function(value)
    array = value if isinstance(value, ndarray) else ndarray._of(value)
    if kind is float64 and issubclass(array.dtype.type, floating):
        kind = None
    if array._flat is None:
        return ndarray(array.shape, None, array.dtype if kind is None else kind)
    flat = [function(element) for element in array._flat]
    if not array.shape:
        return flat[0]
    return ndarray(array.shape, flat, _kind_of(flat, [array.dtype]) if kind is None else kind)


def _reduced(value, axis, function):
    if _is_scalar(value) or is_unknown(value):
        return value if is_unknown(value) else function([value])
    if axis is None and isinstance(value, (list, tuple)) and all([_is_scalar(item) for item in value]):
        return function(list(value))
    array = value if isinstance(value, ndarray) else ndarray._of(value)
    if axis is None:
        return unknown("the contents of an array are not known") if array._flat is None else function(array._flat)
    axes = [a + array.ndim if a < 0 else a for a in (axis if isinstance(axis, tuple) else (axis,))]
    shape = tuple([size for index, size in enumerate(array.shape) if index not in axes])
    if array._flat is None:
        return ndarray(shape, None, array.dtype) if shape else unknown("the contents of an array are not known")
    strides = array._strides()
    kept = [stride for index, stride in enumerate(strides) if index not in axes]
    inner = _offsets([array.shape[a] for a in axes], [strides[a] for a in axes])
    flat = [function([array._flat[start + i] for i in inner]) for start in _offsets(shape, kept)]
    return ndarray(shape, flat, _kind_of(flat, [array.dtype])) if shape else flat[0]
