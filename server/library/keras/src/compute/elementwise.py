"""keras.ops that follow numpy: element by element."""

import torch

from keras.src.compute.core import _f, _t, convert_to_tensor
from keras.src.dtypes import torch_dtype


def arccos(x):
    return torch.arccos(_f(x))


def arccosh(x):
    return torch.arccosh(_f(x))


def arcsin(x):
    return torch.arcsin(_f(x))


def arcsinh(x):
    return torch.arcsinh(_f(x))


def arctan(x):
    return torch.arctan(_f(x))


def arctanh(x):
    return torch.arctanh(_f(x))


def cos(x):
    return torch.cos(_f(x))


def cosh(x):
    return torch.cosh(_f(x))


def deg2rad(x):
    return torch.deg2rad(_f(x))


def exp(x):
    return torch.exp(_f(x))


def exp2(x):
    return torch.special.exp2(_f(x))


def expm1(x):
    return torch.expm1(_f(x))


def log(x):
    return torch.log(_f(x))


def log10(x):
    return torch.log10(_f(x))


def log1p(x):
    return torch.log1p(_f(x))


def log2(x):
    return torch.log2(_f(x))


def rad2deg(x):
    return torch.rad2deg(_f(x))


def reciprocal(x):
    return torch.reciprocal(_f(x))


def rsqrt(x):
    return torch.rsqrt(_f(x))


def sin(x):
    return torch.sin(_f(x))


def sinc(x):
    return torch.sinc(_f(x))


def sinh(x):
    return torch.sinh(_f(x))


def sqrt(x):
    return torch.sqrt(_f(x))


def tan(x):
    return torch.tan(_f(x))


def tanh(x):
    return torch.tanh(_f(x))


def i0(x):
    return torch.special.i0(_f(x))


def erf(x):
    return torch.erf(_f(x))


def erfc(x):
    return torch.special.erfc(_f(x))


def erfinv(x):
    return torch.erfinv(_f(x))


def ceil(x):
    return torch.ceil(_f(x))


def floor(x):
    return torch.floor(_f(x))


def abs(x):
    x = _t(x)
    return x if x.dtype == torch.bool else torch.abs(x)


def sign(x):
    return torch.sign(_t(x))


def square(x):
    x = _t(x)
    return torch.square(x.to(torch.int32) if x.dtype == torch.bool else x)


def negative(x):
    return torch.negative(_t(x))


def conj(x):
    return torch.conj(_t(x))


def imag(x):
    return torch.imag(_t(x))


def real(x):
    return torch.real(_t(x))


def angle(x):
    return torch.angle(_t(x))


def signbit(x):
    return torch.signbit(_t(x))


def isfinite(x):
    return torch.isfinite(_t(x))


def isinf(x):
    return torch.isinf(_t(x))


def isnan(x):
    return torch.isnan(_t(x))


def isneginf(x):
    return torch.isneginf(_t(x))


def isposinf(x):
    return torch.isposinf(_t(x))


def isreal(x):
    return torch.isreal(_t(x))


def trunc(x):
    return torch.trunc(_t(x))


absolute = abs
conjugate = conj


def fabs(x):
    return torch.abs(_f(x))


def cbrt(x):
    return torch.pow(_f(x), 1 / 3)


def add(x1, x2):
    return torch.add(*_two(x1, x2))


def subtract(x1, x2):
    return torch.sub(*_two(x1, x2))


def multiply(x1, x2):
    return torch.mul(*_two(x1, x2))


def maximum(x1, x2):
    return torch.maximum(*_two(x1, x2))


def minimum(x1, x2):
    return torch.minimum(*_two(x1, x2))


def fmax(x1, x2):
    return torch.fmax(*_two(x1, x2))


def fmin(x1, x2):
    return torch.fmin(*_two(x1, x2))


def divide(x1, x2):
    return torch.true_divide(*_two(x1, x2))


def true_divide(x1, x2):
    return torch.true_divide(*_two(x1, x2))


def divide_no_nan(x1, x2):
    x1, x2 = _two(x1, x2)
    return torch.where(x2 == 0, torch.zeros_like(x1 * x2), torch.true_divide(x1, x2))


def floor_divide(x1, x2):
    return torch.floor_divide(*_two(x1, x2))


def mod(x1, x2):
    return torch.remainder(*_two(x1, x2))


def fmod(x1, x2):
    return torch.fmod(*_two(x1, x2))


def arctan2(x1, x2):
    return torch.atan2(*_two(x1, x2, True))


def hypot(x1, x2):
    return torch.hypot(*_two(x1, x2, True))


def logaddexp(x1, x2):
    return torch.logaddexp(*_two(x1, x2, True))


def logaddexp2(x1, x2):
    return torch.logaddexp2(*_two(x1, x2, True))


def nextafter(x1, x2):
    return torch.nextafter(*_two(x1, x2, True))


def heaviside(x1, x2):
    return torch.heaviside(*_two(x1, x2))


def gcd(x1, x2):
    return torch.gcd(*_two(x1, x2))


def lcm(x1, x2):
    return torch.lcm(*_two(x1, x2))


def equal(x1, x2):
    return torch.eq(*_two(x1, x2))


def not_equal(x1, x2):
    return torch.ne(*_two(x1, x2))


def greater(x1, x2):
    return torch.gt(*_two(x1, x2))


def greater_equal(x1, x2):
    return torch.ge(*_two(x1, x2))


def less(x1, x2):
    return torch.lt(*_two(x1, x2))


def less_equal(x1, x2):
    return torch.le(*_two(x1, x2))


def power(x1, x2):
    return torch.pow(*_two(x1, x2))


def ldexp(x1, x2):
    return torch.ldexp(_f(x1), _t(x2))


def logical_and(x1, x2):
    return torch.logical_and(_t(x1), _t(x2))


def bitwise_and(x, y):
    return torch.bitwise_and(*_two(x, y))


def logical_or(x1, x2):
    return torch.logical_or(_t(x1), _t(x2))


def bitwise_or(x, y):
    return torch.bitwise_or(*_two(x, y))


def logical_xor(x1, x2):
    return torch.logical_xor(_t(x1), _t(x2))


def bitwise_xor(x, y):
    return torch.bitwise_xor(*_two(x, y))


def logical_not(x):
    return torch.logical_not(_t(x))


def bitwise_not(x):
    return torch.bitwise_not(_t(x))


bitwise_invert = bitwise_not


def bitwise_left_shift(x, y):
    return torch.bitwise_left_shift(*_two(x, y))


left_shift = bitwise_left_shift


def bitwise_right_shift(x, y):
    return torch.bitwise_right_shift(*_two(x, y))


right_shift = bitwise_right_shift


def round(x, decimals=0):
    x = _t(x)
    return torch.round(x, decimals=decimals) if x.is_floating_point() else x


def clip(x, x_min, x_max):
    return torch.clamp(_t(x), x_min, x_max)


def nan_to_num(x, nan=0.0, posinf=None, neginf=None):
    return torch.nan_to_num(_t(x), nan, posinf, neginf)


def isclose(x1, x2, rtol=1e-5, atol=1e-8, equal_nan=False):
    return torch.isclose(*_two(x1, x2), rtol, atol, equal_nan)


def allclose(x1, x2, rtol=1e-5, atol=1e-8, equal_nan=False):
    return torch.all(isclose(x1, x2, rtol, atol, equal_nan))


def isin(x1, x2, assume_unique=False, invert=False):
    return torch.isin(_t(x1), _t(x2), assume_unique=assume_unique, invert=invert)


def where(condition, x1=None, x2=None):
    condition = _t(condition)
    if x1 is None and x2 is None:
        return torch.nonzero(condition).T
    return torch.where(condition.to(torch.bool), *_two(x1, x2))


def nonzero(x):
    return torch.nonzero(_t(x)).T.to(torch.int32)


def select(condlist, choicelist, default=0):
    out = default
    for condition, choice in zip(reversed(condlist), reversed(choicelist)):
        out = where(condition, choice, out)
    return out


def polar(abs_, angle):
    return torch.polar(_t(abs_), _t(angle))


def view_as_complex(x):
    x = _t(x)
    return torch.complex(x[..., 0], x[..., 1])


def view_as_real(x):
    x = _t(x)
    return torch.stack([torch.real(x), torch.imag(x)], dim=-1)


def _two(x1, x2, floats=False):
    """Two operands; a Python number takes the kind of the other, as in Keras."""
    a, b = isinstance(x1, (int, float)), isinstance(x2, (int, float))
    if a and not b:
        x2 = _t(x2)
        x1 = _scalar(x1, x2)
    elif b and not a:
        x1 = _t(x1)
        x2 = _scalar(x2, x1)
    else:
        x1, x2 = _t(x1), _t(x2)
    if floats:
        x1, x2 = _f(x1), _f(x2)
    return x1, x2


def _scalar(value, like):
    if isinstance(value, bool):
        return torch.tensor(value)
    if isinstance(value, float) and not (like.is_floating_point() or like.is_complex()):
        return torch.tensor(value, dtype=torch.float32)
    return torch.tensor(value, dtype=torch.int32 if like.dtype == torch.bool else like.dtype)
