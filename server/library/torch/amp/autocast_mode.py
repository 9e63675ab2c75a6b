"""autocast: products run in a smaller dtype."""

from functools import wraps

from _torch import _get_autocast, _set_autocast, bfloat16, float16


class autocast:
    def __init__(self, device_type="cuda", dtype=None, enabled=True, cache_enabled=None):
        if not isinstance(device_type, str):
            raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
        self.device = device_type
        if dtype is None:
            dtype = bfloat16 if device_type == "cpu" else float16
        self.fast_dtype = dtype
        self._enabled = enabled

    def __enter__(self):
        self.prev = _get_autocast()
        _set_autocast(self.fast_dtype if self._enabled else None)
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        _set_autocast(self.prev)
        return False

    def __call__(self, func):
        @wraps(func)
        def wrapper(*args, **kwargs):
            with self.__class__(self.device, self.fast_dtype, self._enabled):
                return func(*args, **kwargs)

        return wrapper


def is_autocast_available(device_type):
    return True


def is_autocast_enabled(device_type=None):
    return _get_autocast() is not None


def is_autocast_cpu_enabled():
    return is_autocast_enabled("cpu")


def is_autocast_cache_enabled():
    return True


def set_autocast_enabled(*args):
    return None


def get_autocast_dtype(device_type):
    return _get_autocast() or (bfloat16 if device_type == "cpu" else float16)


def get_autocast_gpu_dtype():
    return get_autocast_dtype("cuda")


def get_autocast_cpu_dtype():
    return get_autocast_dtype("cpu")


def custom_fwd(fwd=None, *, device_type="cuda", cast_inputs=None):
    return fwd if fwd is not None else (lambda function: function)


def custom_bwd(bwd=None, *, device_type="cuda"):
    return bwd if bwd is not None else (lambda function: function)
