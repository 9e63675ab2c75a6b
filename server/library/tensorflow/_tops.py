"""Which of the private modules has a function that stands at the top of TensorFlow."""

from tensorflow._ops import array, flow, linalg, math, nn, random

_math = frozenset(
    "abs acos acosh add add_n argmax argmin asin asinh atan atan2 atanh clip_by_value complex cos cosh cumsum cumprod "
    "divide einsum equal exp floor greater greater_equal less less_equal logical_and logical_not logical_or matmul "
    "maximum minimum multiply negative not_equal pow reduce_all reduce_any reduce_logsumexp reduce_max reduce_mean "
    "reduce_min reduce_prod reduce_sum round scalar_mul sigmoid sign sin sinh sqrt square subtract tan tanh tensordot "
    "truediv "
    # Of TensorFlow 1.
    "ceil conj count_nonzero div_no_nan erf expm1 floor_div floordiv floormod imag is_finite is_inf is_nan lgamma log "
    "log1p log_sigmoid logical_xor mod real reciprocal rint rsqrt squared_difference confusion_matrix bincount "
    "segment_sum segment_mean segment_max segment_min unsorted_segment_sum unsorted_segment_mean unsorted_segment_max "
    "cumulative_logsumexp accumulate_n polyval".split()
)
_linalg = frozenset("norm trace cholesky cross diag diag_part qr svd global_norm".split())
_nn = frozenset("depth_to_space space_to_depth".split())
_random = frozenset("set_random_seed multinomial random_crop".split())
_flow = frozenset(
    "cond case switch_case while_loop map_fn vectorized_map scan foldl foldr py_function numpy_function clip_by_norm "
    "clip_by_global_norm".split()
)


def owner(name):
    if name in _math:
        return math
    if name in _linalg:
        return linalg
    if name in _nn:
        return nn
    if name in _random:
        return random
    if name in _flow:
        return flow
    return array
