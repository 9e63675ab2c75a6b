# A model of `numpy` for what model code does with it: constants, scalars, small arrays of numbers, and the shapes of
# larger ones. Scalars are Python's own. What is not here is a value that is not known.

import math

from _floplens import unknown

from ._array import _binary, _map, _reduced, ndarray
from ._types import (
    _result_type,
    bool_,
    complex64,
    complex128,
    complexfloating,
    dtype,
    float16,
    float32,
    float64,
    floating,
    generic,
    inexact,
    int8,
    int16,
    int32,
    int64,
    integer,
    number,
    object_,
    signedinteger,
    str_,
    uint8,
    uint16,
    uint32,
    uint64,
    unsignedinteger,
)

from . import linalg, random

__version__ = "2.1.3"

# Python's own, before they are hidden.
_max, _min, _sum, _all, _any, _abs, _round, _bool = max, min, sum, all, any, abs, round, bool

pi = math.pi
e = math.e
inf = math.inf
nan = math.nan
euler_gamma = 0.5772156649015329
newaxis = None

half, single, double, longlong, intp, int_, uint, byte, ubyte, short = (
    *(float16, float32, float64, int64, int64, int64, uint64, int8, uint8, int16),
)


def array(object, dtype=None, *, copy=True, order="K", subok=False, ndmin=0, like=None):
    made = ndarray._of(object, dtype)
    while isinstance(made, ndarray) and made.ndim < ndmin:
        made = made.reshape((1, *made.shape))
    return made


def asarray(a, dtype=None, order=None, **options):
    return a if isinstance(a, ndarray) and dtype is None else ndarray._of(a, dtype)


asanyarray = ascontiguousarray = asfortranarray = asarray


def _shape(shape):
    return tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)


def zeros(shape, dtype=float64, order="C", **options):
    return ndarray._full(_shape(shape), 0, dtype)


def ones(shape, dtype=float64, order="C", **options):
    return ndarray._full(_shape(shape), 1, dtype)


def full(shape, fill_value, dtype=None, order="C", **options):
    return ndarray._full(_shape(shape), fill_value, _result_type([fill_value]) if dtype is None else dtype)


def empty(shape, dtype=float64, order="C", **options):
    return ndarray(_shape(shape), None, dtype)


def zeros_like(a, dtype=None, order="K", subok=True, shape=None):
    a = asarray(a)
    return zeros(a.shape if shape is None else shape, a.dtype if dtype is None else dtype)


def ones_like(a, dtype=None, order="K", subok=True, shape=None):
    a = asarray(a)
    return ones(a.shape if shape is None else shape, a.dtype if dtype is None else dtype)


def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None):
    a = asarray(a)
    return full(a.shape if shape is None else shape, fill_value, a.dtype if dtype is None else dtype)


def empty_like(prototype, dtype=None, order="K", subok=True, shape=None):
    a = asarray(prototype)
    return empty(a.shape if shape is None else shape, a.dtype if dtype is None else dtype)


def eye(N, M=None, k=0, dtype=float64, order="C", **options):
    M = N if M is None else M
    return ndarray._from(lambda i: 1 if i % M - i // M == k else 0, (N, M), dtype)


identity = eye


def arange(start, stop=None, step=1, dtype=None, **options):
    if stop is None:
        start, stop = 0, start
    size = _max(math.ceil((stop - start) / step), 0)
    if dtype is None:
        dtype = _result_type([start, stop, step])
    return ndarray._from(lambda i: start + i * step, (size,), dtype)


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=float64, axis=0):
    gaps = num - 1 if endpoint else num
    step = (stop - start) / gaps if gaps > 0 else nan
    made = ndarray._from(
        lambda i: stop if endpoint and i == num - 1 and num > 1 else start + i * step if i else start, (num,), dtype
    )
    return (made, step) if retstep else made


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=float64, axis=0):
    return _map(linspace(start, stop, num, endpoint), lambda value: base**value, dtype)


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    sizes = [asarray(x).size for x in xi]
    if indexing == "xy" and len(sizes) > 1:
        sizes[0], sizes[1] = sizes[1], sizes[0]
    return tuple([ndarray(tuple(sizes), None, asarray(x).dtype) for x in xi])


def shape(a):
    return asarray(a).shape if isinstance(a, (list, tuple, ndarray)) else getattr(a, "shape", ())


def ndim(a):
    return len(shape(a))


def size(a, axis=None):
    return math.prod(shape(a)) if axis is None else shape(a)[axis]


def reshape(a, shape, order="C"):
    return asarray(a).reshape(shape)


def ravel(a, order="C"):
    return asarray(a).reshape(-1)


def transpose(a, axes=None):
    return asarray(a).transpose(*() if axes is None else axes)


def squeeze(a, axis=None):
    return asarray(a).squeeze(axis)


def expand_dims(a, axis):
    a = asarray(a)
    sizes = list(a.shape)
    sizes.insert(axis if axis >= 0 else axis + a.ndim + 1, 1)
    return a.reshape(sizes)


def concatenate(arrays, axis=0, **options):
    arrays = [asarray(a) for a in arrays]
    first = arrays[0]
    axis = axis + first.ndim if axis < 0 else axis
    total = _sum([a.shape[axis] for a in arrays])
    made = (*first.shape[:axis], total, *first.shape[axis + 1 :])
    kind = _result_type([a.dtype for a in arrays])
    if axis == 0 and all([a._flat is not None for a in arrays]):
        return ndarray(made, [value for a in arrays for value in a._flat], kind)
    return ndarray(made, None, kind)


def stack(arrays, axis=0, **options):
    return concatenate([expand_dims(a, axis) for a in arrays], axis)


def vstack(tup):
    arrays = [asarray(a) for a in tup]
    return concatenate([a if a.ndim > 1 else a.reshape((1, -1)) for a in arrays], 0)


def hstack(tup):
    arrays = [asarray(a) for a in tup]
    return concatenate(arrays, 0 if arrays[0].ndim == 1 else 1)


def broadcast_to(array, shape, subok=False):
    array = asarray(array)
    return _binary(array, ndarray(_shape(shape), None, array.dtype), lambda a, b: a)


def prod(a, axis=None, dtype=None, **options):
    return _reduced(a, axis, lambda values: math.prod(values))


def sum(a, axis=None, dtype=None, **options):
    return _reduced(a, axis, lambda values: _sum(values))


def mean(a, axis=None, dtype=None, **options):
    return _reduced(a, axis, lambda values: _sum(values) / len(values))


average = mean


def max(a, axis=None, **options):
    return _reduced(a, axis, lambda values: _max(values))


def min(a, axis=None, **options):
    return _reduced(a, axis, lambda values: _min(values))


amax, amin = max, min


def all(a, axis=None, **options):
    return _reduced(a, axis, lambda values: _all(values))


def any(a, axis=None, **options):
    return _reduced(a, axis, lambda values: _any(values))


def argmax(a, axis=None, **options):
    return _reduced(a, axis, lambda values: values.index(_max(values)))


def argmin(a, axis=None, **options):
    return _reduced(a, axis, lambda values: values.index(_min(values)))


def _variance(values):
    middle = _sum(values) / len(values)
    return _sum([(value - middle) ** 2 for value in values]) / len(values)


def var(a, axis=None, **options):
    return _reduced(a, axis, _variance)


def std(a, axis=None, **options):
    return _reduced(a, axis, lambda values: math.sqrt(_variance(values)))


def median(a, axis=None, **options):
    def middle(values):
        values = sorted(values)
        half = len(values) // 2
        return float(values[half]) if len(values) % 2 else (values[half - 1] + values[half]) / 2

    return _reduced(a, axis, middle)


def cumsum(a, axis=None, dtype=None, out=None):
    a = asarray(a)
    if a._flat is None or a.ndim != 1:
        return ndarray(a.shape, None, a.dtype)
    total = 0
    flat = []
    for value in a._flat:
        total = total + value
        flat.append(total)
    return ndarray(a.shape, flat, a.dtype)


def cumprod(a, axis=None, dtype=None, out=None):
    a = asarray(a)
    if a._flat is None or a.ndim != 1:
        return ndarray(a.shape, None, a.dtype)
    total = 1
    flat = []
    for value in a._flat:
        total = total * value
        flat.append(total)
    return ndarray(a.shape, flat, a.dtype)


def dot(a, b):
    return asarray(a) @ asarray(b)


matmul = dot


def argsort(a, axis=-1, **options):
    a = asarray(a)
    flat = None if a._flat is None or a.ndim != 1 else sorted(range(a.size), key=lambda i: a._flat[i])
    return ndarray(a.shape, flat, int64)


def sort(a, axis=-1, **options):
    a = asarray(a)
    return ndarray(a.shape, None if a._flat is None or a.ndim != 1 else sorted(a._flat), a.dtype)


def unique(ar, **options):
    ar = asarray(ar)
    if ar._flat is None or options:
        return unknown("the unique values of an array are not known")
    return ndarray._of(sorted(set(ar._flat)))


def where(condition, x=None, y=None):
    if x is None:
        return unknown("where an array is true is not known")
    chosen = _binary(_binary(condition, x, lambda c, a: (c, a)), y, lambda pair, b: pair[1] if pair[0] else b)
    return chosen


def clip(a, a_min=None, a_max=None, **options):
    def clipped(value):
        if a_min is not None and value < a_min:
            value = a_min
        return a_max if a_max is not None and value > a_max else value

    return _map(a, clipped)


def _domain(function):
    # Where Python raises, numpy gives nan or an infinity.
    def applied(value):
        try:
            return function(value)
        except ValueError:
            return -inf if value == 0 else nan

    return lambda x, *args, **options: _map(x, applied, float64)


sqrt = _domain(math.sqrt)
log = _domain(math.log)
log2 = _domain(math.log2)
log10 = _domain(math.log10)
log1p = _domain(math.log1p)
exp = _domain(math.exp)
expm1 = _domain(math.expm1)
sin = _domain(math.sin)
cos = _domain(math.cos)
tan = _domain(math.tan)
tanh = _domain(math.tanh)
arctan = _domain(math.atan)
arcsin = _domain(math.asin)
arccos = _domain(math.acos)
sinh = _domain(math.sinh)
cosh = _domain(math.cosh)
deg2rad = radians = _domain(math.radians)
rad2deg = degrees = _domain(math.degrees)
ceil = _domain(lambda value: float(math.ceil(value)))
floor = _domain(lambda value: float(math.floor(value)))
trunc = _domain(lambda value: float(math.trunc(value)))


def cbrt(x):
    return _map(x, lambda value: math.copysign(_abs(value) ** (1 / 3), value), float64)


def exp2(x):
    return _map(x, lambda value: 2.0**value, float64)


def abs(x, *args, **options):
    return _map(x, _abs)


absolute = fabs = abs


def sign(x):
    return _map(x, lambda value: (value > 0) - (value < 0))


def square(x):
    return _map(x, lambda value: value * value)


def negative(x):
    return _map(x, lambda value: -value)


def round(a, decimals=0, out=None):
    return _map(a, lambda value: _round(value, decimals) if isinstance(value, float) else value)


around = round


def rint(x):
    return _map(x, lambda value: float(_round(value)), float64)


def isnan(x):
    return _map(x, math.isnan, bool_)


def isinf(x):
    return _map(x, math.isinf, bool_)


def isfinite(x):
    return _map(x, math.isfinite, bool_)


def isscalar(element):
    return isinstance(element, (int, float, complex, str, bytes))


def add(x1, x2):
    return _binary(x1, x2, lambda a, b: a + b)


def subtract(x1, x2):
    return _binary(x1, x2, lambda a, b: a - b)


def multiply(x1, x2):
    return _binary(x1, x2, lambda a, b: a * b)


def divide(x1, x2):
    return _binary(x1, x2, lambda a, b: a / b)


true_divide = divide


def floor_divide(x1, x2):
    return _binary(x1, x2, lambda a, b: a // b)


def mod(x1, x2):
    return _binary(x1, x2, lambda a, b: a % b)


remainder = mod


def power(x1, x2):
    return _binary(x1, x2, lambda a, b: a**b)


def maximum(x1, x2):
    return _binary(x1, x2, lambda a, b: b if a < b else a)


def minimum(x1, x2):
    return _binary(x1, x2, lambda a, b: b if b < a else a)


def logical_not(x):
    return _map(x, lambda value: not value, bool_)


def logical_and(x1, x2):
    return _binary(x1, x2, lambda a, b: _bool(a and b))


def logical_or(x1, x2):
    return _binary(x1, x2, lambda a, b: _bool(a or b))


def array_equal(a1, a2, equal_nan=False):
    a1, a2 = asarray(a1), asarray(a2)
    if a1.shape != a2.shape:
        return False
    if a1._flat is None or a2._flat is None:
        return unknown("the contents of an array are not known")
    return a1._flat == a2._flat


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return _binary(a, b, lambda x, y: _abs(x - y) <= atol + rtol * _abs(y))


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return all(isclose(a, b, rtol, atol))


def issubdtype(arg1, arg2):
    return issubclass(dtype(arg1).type, arg2 if isinstance(arg2, type) else dtype(arg2).type)


def result_type(*arrays_and_dtypes):
    return _result_type(arrays_and_dtypes)


class finfo:
    def __init__(self, kind=float64):
        kind = dtype(kind)
        self.dtype = kind
        self.bits = kind.itemsize * 8
        row = {
            2: (65504.0, 0.0009765625, 6.104e-05),
            4: (3.4028234663852886e38, 1.1920928955078125e-07, 1.1754943508222875e-38),
        }
        largest = (1.7976931348623157e308, 2.220446049250313e-16, 2.2250738585072014e-308)
        self.max, self.eps, self.tiny = row.get(kind.itemsize, largest)
        self.min = -self.max
        self.smallest_normal = self.tiny


class iinfo:
    def __init__(self, kind):
        kind = dtype(kind)
        self.dtype = kind
        self.bits = kind.itemsize * 8
        signed = issubclass(kind.type, signedinteger)
        self.min = -(2 ** (self.bits - 1)) if signed else 0
        self.max = 2 ** (self.bits - 1 if signed else self.bits) - 1


class errstate:
    def __init__(self, **kwargs):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *exc_info):
        pass


def seterr(**kwargs):
    return {}


def set_printoptions(*args, **kwargs):
    pass


def save(file, arr, **options):
    pass


savez = savez_compressed = savetxt = save


def load(file, *args, **kwargs):
    return unknown("the contents of a file are not known")


loadtxt = genfromtxt = fromfile = load


def __getattr__(name):
    return unknown(f"numpy.{name} is not modelled")
