"""Whether gradients are wanted: context managers that are decorators too."""

from functools import wraps

from _torch import _set_grad_enabled, is_grad_enabled


class _DecoratorContextManager:
    def clone(self):
        return self.__class__()

    def __call__(self, orig_func):
        if isinstance(orig_func, type):
            return orig_func

        @wraps(orig_func)
        def wrapper(*args, **kwargs):
            with self.clone():
                return orig_func(*args, **kwargs)

        return wrapper


class _NoParamDecoratorContextManager(_DecoratorContextManager):
    """`@no_grad` without parentheses decorates at once."""

    def __new__(cls, orig_func=None):
        if orig_func is None:
            return super().__new__(cls)
        return cls()(orig_func)


class no_grad(_NoParamDecoratorContextManager):
    def __enter__(self):
        self.prev = is_grad_enabled()
        _set_grad_enabled(False)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self.prev)


class enable_grad(_NoParamDecoratorContextManager):
    def __enter__(self):
        self.prev = is_grad_enabled()
        _set_grad_enabled(True)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self.prev)


class set_grad_enabled(_DecoratorContextManager):
    """Acts when it is called, and undoes that at the end of a `with`."""

    def __init__(self, mode):
        self.prev = is_grad_enabled()
        self.mode = mode
        _set_grad_enabled(mode)

    def clone(self):
        return self.__class__(self.mode)

    def __call__(self, orig_func):
        _set_grad_enabled(self.prev)
        return super().__call__(orig_func)

    def __enter__(self):
        _set_grad_enabled(self.mode)

    def __exit__(self, exc_type, exc_value, traceback):
        _set_grad_enabled(self.prev)


class inference_mode(_DecoratorContextManager):
    inside = False

    def __new__(cls, mode=True):
        if isinstance(mode, bool):
            return super().__new__(cls)
        return cls()(mode)

    def __init__(self, mode=True):
        self.mode = mode

    def clone(self):
        return self.__class__(self.mode)

    def __enter__(self):
        self.prev = is_grad_enabled()
        self.was_inside = inference_mode.inside
        inference_mode.inside = self.mode
        if self.mode:
            _set_grad_enabled(False)

    def __exit__(self, exc_type, exc_value, traceback):
        inference_mode.inside = self.was_inside
        _set_grad_enabled(self.prev)


class set_multithreading_enabled(_DecoratorContextManager):
    def __init__(self, mode):
        self.mode = mode

    def clone(self):
        return self.__class__(self.mode)

    def __enter__(self):
        return None

    def __exit__(self, exc_type, exc_value, traceback):
        return None
