"""torch._custom_ops: the older way to register operators."""


def custom_op(qualname, func_or_schema=None):
    return (lambda function: function) if func_or_schema is None else func_or_schema


def impl(qualname, *, device_types=("cpu", "cuda"), func=None):
    return func if func is not None else (lambda function: function)


def impl_abstract(qualname, *, func=None):
    return func if func is not None else (lambda function: function)
