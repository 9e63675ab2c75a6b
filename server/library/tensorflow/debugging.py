"""tf.debugging: its checks look at values, which are not known."""


def assert_equal(x, y, message=None, summarize=None, name=None):
    return None


assert_greater = assert_greater_equal = assert_less = assert_less_equal = assert_none_equal = assert_equal
assert_near = assert_equal


def assert_rank(x, rank, message=None, name=None):
    return None


assert_rank_at_least = assert_rank_in = assert_type = assert_rank


def assert_shapes(shapes, data=None, summarize=None, message=None, name=None):
    return None


def assert_non_negative(x, message=None, summarize=None, name=None):
    return None


assert_positive = assert_negative = assert_non_positive = assert_integer = assert_scalar = assert_all_finite = (
    assert_proper_iterable
) = assert_non_negative


def check_numerics(tensor, message=None, name=None):
    return tensor


def enable_check_numerics(*args, **kwargs):
    return None


disable_check_numerics = set_log_device_placement = disable_traceback_filtering = enable_check_numerics
enable_traceback_filtering = enable_check_numerics


def is_numeric_tensor(tensor):
    return True
