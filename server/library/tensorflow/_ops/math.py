"""tf.math: element by element, reductions, products."""

import builtins as _builtins
import math as _math
import operator as _operator

import torch
import torch.nn.functional as F
from _floplens import unknown
from keras.src.dtypes import torch_dtype

from tensorflow._ops.convert import axes_of, dim, dims, is_number, pair, remade, tensor
from tensorflow._shape import Dims

# ── one operand


def _unary(compute):
    def function(x, name=None):
        return compute(tensor(x))

    return function


abs = _unary(torch.abs)
acos = _unary(torch.acos)
acosh = _unary(torch.acosh)
asin = _unary(torch.asin)
asinh = _unary(torch.asinh)
atan = _unary(torch.atan)
atanh = _unary(torch.atanh)
cos = _unary(torch.cos)
cosh = _unary(torch.cosh)
digamma = _unary(torch.digamma)
erf = _unary(torch.erf)
erfc = _unary(torch.erfc)
erfinv = _unary(torch.erfinv)
exp = _unary(torch.exp)
expm1 = _unary(torch.expm1)
lgamma = _unary(torch.lgamma)
log = _unary(torch.log)
log1p = _unary(torch.log1p)
log_sigmoid = _unary(F.logsigmoid)
logical_not = _unary(torch.logical_not)
reciprocal = _unary(torch.reciprocal)
rint = _unary(torch.round)
round = _unary(torch.round)
rsqrt = _unary(torch.rsqrt)
sigmoid = _unary(torch.sigmoid)
sign = _unary(torch.sign)
sin = _unary(torch.sin)
sinh = _unary(torch.sinh)
softplus = _unary(F.softplus)
softsign = _unary(F.softsign)
sqrt = _unary(torch.sqrt)
tan = _unary(torch.tan)
tanh = _unary(torch.tanh)
is_nan = _unary(torch.isnan)
is_inf = _unary(torch.isinf)
is_finite = _unary(torch.isfinite)
real = _unary(torch.real)
imag = _unary(torch.imag)
angle = _unary(torch.angle)
conj = _unary(torch.conj)


def ceil(x, name=None):
    return _math.ceil(x) if is_number(x) else torch.ceil(tensor(x))


def floor(x, name=None):
    return _math.floor(x) if is_number(x) else torch.floor(tensor(x))


def negative(x, name=None):
    return -x if is_number(x) else torch.neg(tensor(x))


def square(x, name=None):
    return x * x if is_number(x) else torch.square(tensor(x))


# ── two operands


def _binary(compute, plain=None):
    """`plain` is for two Python numbers, which sizes are."""

    def function(x, y, name=None):
        if plain is not None and (is_number(x) or isinstance(x, Dims)) and (is_number(y) or isinstance(y, Dims)):
            return plain(x, y)
        a, b = pair(x, y)
        return compute(a, b)

    return function


def _least(x, y):
    return _builtins.min(x, y)


def _greatest(x, y):
    return _builtins.max(x, y)


def _no_nan(x, y):
    return torch.where(y == 0, torch.zeros_like(y), torch.true_divide(x, y))


def reciprocal_no_nan(x, name=None):
    return _no_nan(torch.ones_like(tensor(x)), tensor(x))


def _times_log1p(x, y):
    return torch.xlogy(x, 1 + y)


add = _binary(torch.add, _operator.add)
subtract = _binary(torch.sub, _operator.sub)
multiply = _binary(torch.mul, _operator.mul)
divide = truediv = _binary(torch.true_divide, _operator.truediv)
floordiv = floor_div = _binary(torch.floor_divide, _operator.floordiv)
mod = floormod = _binary(torch.remainder, _operator.mod)
pow = _binary(torch.pow, _operator.pow)
maximum = _binary(torch.maximum, _greatest)
minimum = _binary(torch.minimum, _least)
equal = _binary(torch.eq, _operator.eq)
not_equal = _binary(torch.ne, _operator.ne)
less = _binary(torch.lt, _operator.lt)
less_equal = _binary(torch.le, _operator.le)
greater = _binary(torch.gt, _operator.gt)
greater_equal = _binary(torch.ge, _operator.ge)
logical_and = _binary(torch.logical_and)
logical_or = _binary(torch.logical_or)
logical_xor = _binary(torch.logical_xor)
atan2 = _binary(torch.atan2)
xlogy = _binary(torch.xlogy)
xlog1py = _binary(_times_log1p)
xdivy = divide_no_nan = div_no_nan = _binary(_no_nan)
multiply_no_nan = _binary(torch.mul)
scalar_mul = _binary(torch.mul, _operator.mul)


def squared_difference(x, y, name=None):
    a, b = pair(x, y)
    return torch.square(a - b)


def add_n(inputs, name=None):
    if isinstance(inputs, torch.Tensor):
        return inputs
    total = tensor(inputs[0])
    for item in inputs[1:]:
        total = total + tensor(item)
    return total


def accumulate_n(inputs, shape=None, tensor_dtype=None, name=None):
    return add_n(inputs)


def clip_by_value(t, clip_value_min, clip_value_max, name=None):
    return minimum(maximum(t, clip_value_min), clip_value_max)


def polyval(coeffs, x, name=None):
    x = tensor(x)
    total = torch.zeros_like(x)
    for item in coeffs:
        total = total * x + tensor(item)
    return total


def complex(real, imag, name=None):
    a, b = pair(real, imag)
    return torch.complex(a, b)


def lbeta(x, name=None):
    return torch.lgamma(tensor(x)).sum(-1)


# ── reductions


def _reduced(x, axis, keepdims, compute):
    """A reduction over some axes, given one that takes a tensor, a list of axes and `keepdim`."""
    axes = axes_of(axis, x.dim())
    return x if not axes else compute(x, axes, keepdims)


def reduce_sum(input_tensor, axis=None, keepdims=False, name=None, keep_dims=False, reduction_indices=None):
    if isinstance(input_tensor, Dims):
        return sum(input_tensor)
    x = tensor(input_tensor)
    axis = reduction_indices if axis is None else axis
    return _reduced(x, axis, keepdims or keep_dims, lambda x, axes, keep: torch.sum(x, axes, keepdim=keep, dtype=x.dtype))


def reduce_mean(input_tensor, axis=None, keepdims=False, name=None, keep_dims=False, reduction_indices=None):
    x = tensor(input_tensor)
    axis = reduction_indices if axis is None else axis
    if x.is_floating_point() or x.is_complex():
        return _reduced(x, axis, keepdims or keep_dims, lambda x, axes, keep: torch.mean(x, axes, keepdim=keep))
    # Whole numbers stay whole.
    return remade(reduce_sum(x, axis, keepdims or keep_dims))


def reduce_max(input_tensor, axis=None, keepdims=False, name=None, keep_dims=False, reduction_indices=None):
    if isinstance(input_tensor, Dims):
        return _builtins.max(input_tensor)
    axis = reduction_indices if axis is None else axis
    return _reduced(tensor(input_tensor), axis, keepdims or keep_dims, lambda x, axes, keep: torch.amax(x, axes, keepdim=keep))


def reduce_min(input_tensor, axis=None, keepdims=False, name=None, keep_dims=False, reduction_indices=None):
    if isinstance(input_tensor, Dims):
        return _builtins.min(input_tensor)
    axis = reduction_indices if axis is None else axis
    return _reduced(tensor(input_tensor), axis, keepdims or keep_dims, lambda x, axes, keep: torch.amin(x, axes, keepdim=keep))


def _one_by_one(compute):
    """For reductions of torch that take one axis."""

    def over(x, axes, keep):
        for axis in sorted(axes)[::-1]:
            x = compute(x, axis, keep)
        return x

    return over


def reduce_prod(input_tensor, axis=None, keepdims=False, name=None):
    if isinstance(input_tensor, Dims):
        return _math.prod(input_tensor)
    over = _one_by_one(lambda x, axis, keep: torch.prod(x, axis, keepdim=keep, dtype=x.dtype))
    return _reduced(tensor(input_tensor), axis, keepdims, over)


def reduce_any(input_tensor, axis=None, keepdims=False, name=None):
    over = _one_by_one(lambda x, axis, keep: torch.any(x, axis, keepdim=keep))
    return _reduced(tensor(input_tensor), axis, keepdims, over)


def reduce_all(input_tensor, axis=None, keepdims=False, name=None):
    over = _one_by_one(lambda x, axis, keep: torch.all(x, axis, keepdim=keep))
    return _reduced(tensor(input_tensor), axis, keepdims, over)


def reduce_logsumexp(input_tensor, axis=None, keepdims=False, name=None):
    return _reduced(tensor(input_tensor), axis, keepdims, lambda x, axes, keep: torch.logsumexp(x, axes, keepdim=keep))


def reduce_std(input_tensor, axis=None, keepdims=False, name=None):
    return torch.sqrt(reduce_variance(input_tensor, axis, keepdims))


def reduce_variance(input_tensor, axis=None, keepdims=False, name=None):
    over = lambda x, axes, keep: torch.var(x, axes, correction=0, keepdim=keep)
    return _reduced(tensor(input_tensor), axis, keepdims, over)


def reduce_euclidean_norm(input_tensor, axis=None, keepdims=False, name=None):
    return torch.sqrt(reduce_sum(torch.square(tensor(input_tensor)), axis, keepdims))


def count_nonzero(input, axis=None, keepdims=None, dtype="int64", name=None):
    return reduce_sum((tensor(input) != 0).to(torch_dtype(dtype)), axis, keepdims or False)


def zero_fraction(value, name=None):
    return torch.empty((), dtype=torch.float32)


def argmax(input, axis=None, output_type="int64", name=None, dimension=None):
    axis = dimension if axis is None else axis
    return torch.argmax(tensor(input), 0 if axis is None else dim(axis)).to(torch_dtype(output_type))


def argmin(input, axis=None, output_type="int64", name=None, dimension=None):
    axis = dimension if axis is None else axis
    return torch.argmin(tensor(input), 0 if axis is None else dim(axis)).to(torch_dtype(output_type))


def cumsum(x, axis=0, exclusive=False, reverse=False, name=None):
    x = tensor(x)
    made = torch.cumsum(x, dim(axis), dtype=x.dtype)
    return remade(made) if exclusive or reverse else made


def cumprod(x, axis=0, exclusive=False, reverse=False, name=None):
    x = tensor(x)
    made = torch.cumprod(x, dim(axis), dtype=x.dtype)
    return remade(made) if exclusive or reverse else made


def cumulative_logsumexp(x, axis=0, exclusive=False, reverse=False, name=None):
    return remade(torch.logcumsumexp(tensor(x), dim(axis)))


def bincount(arr, weights=None, minlength=None, maxlength=None, dtype="int32", name=None, axis=None, binary_output=False):
    return unknown("how many bins a bincount has")


def confusion_matrix(labels, predictions, num_classes=None, weights=None, dtype="int32", name=None):
    if num_classes is None:
        return unknown("how many classes there are")
    return torch.empty((num_classes, num_classes), dtype=torch_dtype(dtype))


def segment_sum(data, segment_ids, name=None):
    return unknown("how many segments there are")


segment_mean = segment_max = segment_min = segment_prod = segment_sum


def unsorted_segment_sum(data, segment_ids, num_segments, name=None):
    data, segment_ids = tensor(data), tensor(segment_ids)
    count = dim(num_segments)
    flat = torch.reshape(data, (-1, *data.shape[segment_ids.dim() :]))
    made = torch.zeros((count, *flat.shape[1:]), dtype=data.dtype)
    return torch.index_add(made, 0, torch.reshape(segment_ids, (-1,)), flat)


def unsorted_segment_mean(data, segment_ids, num_segments, name=None):
    return remade(unsorted_segment_sum(data, segment_ids, num_segments))


unsorted_segment_max = unsorted_segment_min = unsorted_segment_mean
unsorted_segment_prod = unsorted_segment_sqrt_n = unsorted_segment_mean


def in_top_k(targets, predictions, k, name=None):
    return torch.empty(tensor(targets).shape, dtype=torch.bool)


class TopK(tuple):
    @property
    def values(self):
        return self[0]

    @property
    def indices(self):
        return self[1]


def top_k(input, k=1, sorted=True, index_type="int32", name=None):
    values, indices = torch.topk(tensor(input), dim(k), dim=-1)
    return TopK((values, indices.to(torch_dtype(index_type))))


def approx_max_k(operand, k, reduction_dimension=-1, **kwargs):
    values, indices = torch.topk(tensor(operand), k, dim=reduction_dimension)
    return TopK((values, indices.to(torch.int32)))


def l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None):
    x = tensor(x)
    axis = dim if axis is None else axis
    total = reduce_sum(torch.square(x), axis, True)
    return x * torch.rsqrt(maximum(total, epsilon))


# ── products


def matmul(a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None):
    a, b = pair(a, b)
    for value in (a, b):
        if value.dim() < 2:
            raise ValueError(f"Shape must be at least rank 2 but is rank {value.dim()} for matmul")
    if transpose_a or adjoint_a:
        a = torch.transpose(a, -2, -1)
    if transpose_b or adjoint_b:
        b = torch.transpose(b, -2, -1)
    return torch.matmul(a, b)


def tensordot(a, b, axes, name=None):
    a, b = pair(a, b)
    if isinstance(axes, int):
        return torch.tensordot(a, b, dims=axes)
    left, right = axes
    return torch.tensordot(a, b, dims=(_list(left), _list(right)))


def _list(axes):
    return list(dims(axes))


def einsum(equation, *inputs, **kwargs):
    return torch.einsum(equation, *[tensor(item) for item in inputs])
