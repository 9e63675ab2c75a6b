# Binds call arguments to a list of parameters, with Python's own error messages. Classes that would generate the
# source of their `__init__` or `__new__` (dataclasses, named tuples) use it instead.


def bind(function, names, defaults, args, kwargs, keyword_only=()):
    """A dict from parameter to argument. `defaults` maps names to values; a name without one is required."""
    if len(args) > len(names):
        _too_many(function, names, defaults, args)
    bound = dict(zip(names, args))
    for name, value in kwargs.items():
        if name in bound:
            raise TypeError(f"{function}() got multiple values for argument {name!r}")
        if name not in names and name not in keyword_only:
            raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
        bound[name] = value
    if len(bound) < len(names) + len(keyword_only):
        for name in names:
            if name not in bound and name in defaults:
                bound[name] = defaults[name]
        _missing(function, "positional", [name for name in names if name not in bound])
        for name in keyword_only:
            if name not in bound and name in defaults:
                bound[name] = defaults[name]
        _missing(function, "keyword-only", [name for name in keyword_only if name not in bound])
    return bound


def _missing(function, kind, names):
    if not names:
        return
    quoted = [repr(name) for name in names]
    if len(quoted) == 1:
        listed = quoted[0]
    elif len(quoted) == 2:
        listed = " and ".join(quoted)
    else:
        listed = ", ".join(quoted[:-1]) + ", and " + quoted[-1]
    plural = "" if len(names) == 1 else "s"
    raise TypeError(f"{function}() missing {len(names)} required {kind} argument{plural}: {listed}")


def _too_many(function, names, defaults, args):
    # `self` counts, as it does in Python.
    most = len(names) + 1
    least = most - len([name for name in names if name in defaults])
    taken = str(most) if least == most else f"from {least} to {most}"
    plural = "" if taken == "1" else "s"
    raise TypeError(f"{function}() takes {taken} positional argument{plural} but {len(args) + 1} were given")
