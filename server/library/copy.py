# A model of `copy`. Tensors are copied with `clone`, so a copied module has parameters of its own.

from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

from _floplens import is_unknown

# Functions and modules are known by their name; they are never copied.
_atomic = (
    *(type(None), int, float, bool, complex, str, bytes, type, range, slice, property),
    *(type(...), type(NotImplemented), FunctionType, BuiltinFunctionType, ModuleType),
)


class Error(Exception):
    pass


error = Error


def copy(x):
    if is_unknown(x):
        return x
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    if cls in (list, dict, set):
        return x.copy()
    if cls is tuple or cls is frozenset:
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    if _is_tensor(cls) or cls is MethodType or not hasattr(x, "__dict__"):
        return x
    return _reconstruct(x, cls, lambda value: value, None)


def deepcopy(x, memo=None, _nil=[]):
    if is_unknown(x):
        return x
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    if cls is list:
        y = []
        memo[key] = y
        for item in x:
            y.append(deepcopy(item, memo))
        return y
    if cls is dict:
        y = {}
        memo[key] = y
        for name, value in x.items():
            y[deepcopy(name, memo)] = deepcopy(value, memo)
        return y
    y = _deep(x, cls, memo)
    memo[key] = y
    return y


def _deep(x, cls, memo):
    if cls is tuple:
        y = [deepcopy(item, memo) for item in x]
        return x if all(a is b for a, b in zip(x, y)) else tuple(y)
    if cls is set or cls is frozenset:
        return cls([deepcopy(item, memo) for item in x])
    if cls is MethodType:
        return MethodType(x.__func__, deepcopy(x.__self__, memo))
    copier = getattr(x, "__deepcopy__", None)
    if copier is not None:
        return copier(memo)
    if _is_tensor(cls):
        return _copy_tensor(x, cls)
    # Dtypes, devices: what has no state of its own.
    if not hasattr(x, "__dict__"):
        return x
    return _reconstruct(x, cls, lambda value: deepcopy(value, memo), memo)


def _is_tensor(cls):
    return any(base.__name__ == "Tensor" for base in cls.__mro__)


def _copy_tensor(x, cls):
    y = x.detach().clone()
    if cls.__name__ == "Tensor":
        return y.requires_grad_() if x.requires_grad else y
    return cls(y, x.requires_grad)


def _reconstruct(x, cls, inner, memo):
    if isinstance(x, BaseException):
        y = cls(*inner(x.args))
    elif hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
        y = cls.__new__(cls, *inner(args), **inner(kwargs))
    elif hasattr(cls, "__getnewargs__"):
        y = cls.__new__(cls, *inner(x.__getnewargs__()))
    elif isinstance(x, (tuple, set, frozenset)):
        y = cls.__new__(cls, [inner(item) for item in x])
    elif isinstance(x, (str, int, float)):
        y = x
    else:
        y = cls.__new__(cls)
    if memo is not None:
        # Before its parts, so that an object that refers to itself is copied once.
        memo[id(x)] = y
    if isinstance(x, dict):
        for name, value in dict.items(x):
            dict.__setitem__(y, inner(name), inner(value))
    elif isinstance(x, list):
        for item in list.__iter__(x):
            list.append(y, inner(item))
    elif isinstance(x, set):
        for item in x:
            y.add(inner(item))
    state = x.__getstate__() if _defines(cls, "__getstate__") else getattr(x, "__dict__", {})
    if state:
        if memo is not None:
            state = {name: inner(value) for name, value in state.items()} if isinstance(state, dict) else inner(state)
        if _defines(cls, "__setstate__"):
            y.__setstate__(state)
        else:
            y.__dict__.update(state)
    return y


def _defines(cls, name):
    return any(name in base.__dict__ for base in cls.__mro__ if base is not object)


def replace(obj, /, **changes):
    replacer = getattr(type(obj), "__replace__", None)
    if replacer is not None:
        return replacer(obj, **changes)
    if hasattr(obj, "_replace"):
        return obj._replace(**changes)
    raise TypeError(f"replace() does not support {type(obj).__name__} objects")
