"""torch.library: operators of one's own. A registered function runs as the Python that it is."""


class Library:
    def __init__(self, ns, kind, dispatch_key=""):
        self.ns = ns

    def define(self, schema, alias_analysis="", *, tags=()):
        return schema.split("(")[0]

    def impl(self, op_name, fn, dispatch_key="", *, with_keyset=False):
        return None


def _keep(function):
    return function


def custom_op(name, fn=None, /, *, mutates_args=(), device_types=None, schema=None, tags=None):
    return _CustomOp(fn) if fn is not None else _CustomOp


class _CustomOp:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)

    def register_fake(self, function=None, /):
        return function if function is not None else _keep

    def register_kernel(self, device_types=None, function=None, /):
        return function if function is not None else _keep

    def register_autograd(self, backward, /, *, setup_context=None):
        return None

    def register_vmap(self, function=None, /):
        return function if function is not None else _keep


def triton_op(name, fn=None, /, *, mutates_args=(), schema=None):
    return custom_op(name, fn)


def wrap_triton(kernel):
    return kernel


def define(qualname, schema, *, lib=None, tags=()):
    return None


def impl(qualname, types, func=None, *, lib=None):
    return func if func is not None else _keep


def register_fake(op, func=None, /, *, lib=None, allow_override=False):
    return func if func is not None else _keep


impl_abstract = register_fake


def register_kernel(op, device_types, func=None, /, *, lib=None):
    return func if func is not None else _keep


def register_autograd(op, backward, /, *, setup_context=None, lib=None):
    return None


def register_vmap(op, func=None, /, *, lib=None):
    return func if func is not None else _keep


def get_ctx():
    return None


def infer_schema(prototype_function, /, *, mutates_args, op_name=None):
    return ""


def opcheck(*args, **kwargs):
    return {}
