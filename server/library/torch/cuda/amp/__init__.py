"""torch.cuda.amp: the older names of torch.amp."""

from torch.amp import GradScaler as _GradScaler
from torch.amp import autocast as _autocast
from torch.amp.autocast_mode import custom_bwd, custom_fwd


class autocast(_autocast):
    def __init__(self, enabled=True, dtype=None, cache_enabled=True):
        super().__init__("cuda", dtype, enabled)

    def __call__(self, func):
        from functools import wraps

        @wraps(func)
        def wrapper(*args, **kwargs):
            with autocast(self._enabled, self.fast_dtype):
                return func(*args, **kwargs)

        return wrapper


class GradScaler(_GradScaler):
    def __init__(
        self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True
    ):
        super().__init__("cuda", init_scale, growth_factor, backoff_factor, growth_interval, enabled)
