# A model of `functools`.

from collections import namedtuple

from _floplens import is_unknown

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)

_initial = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def reduce(function, iterable, initial=_initial, /):
    iterator = iter(iterable)
    if initial is _initial:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend(repr(value) for value in self.args)
        parts.extend(f"{name}={value!r}" for name, value in self.keywords.items())
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        elif not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        func, args, keywords = self.func, self.args, self.keywords
        if isinstance(func, (classmethod, staticmethod)):
            return partial(func.__get__(instance, owner), *args, **keywords)
        if instance is None:

            def unbound(self, /, *rest, **more):
                return func(self, *args, *rest, **{**keywords, **more})

            return unbound
        return partial(func, instance, *args, **keywords)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, False)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    if maxsize is not None and maxsize < 0:
        maxsize = 0

    def decorate(function):
        return _cached(function, maxsize, typed)

    return decorate


def cache(function, /):
    return _cached(function, None, False)


def _cached(function, maxsize, typed):
    values = {}
    counts = {"hits": 0, "misses": 0}

    def wrapper(*args, **kwargs):
        key = args
        if kwargs:
            key = (key, tuple(kwargs.items()))
        if typed:
            key = (key, tuple(type(value) for value in args), tuple(type(value) for value in kwargs.values()))
        known = key in values
        if is_unknown(known):
            return function(*args, **kwargs)
        if known:
            counts["hits"] += 1
            if maxsize is not None:
                values[key] = values.pop(key)
            return values[key]
        counts["misses"] += 1
        value = function(*args, **kwargs)
        if maxsize != 0:
            values[key] = value
            if maxsize is not None and len(values) > maxsize:
                del values[next(iter(values))]
        return value

    def cache_info():
        return _CacheInfo(counts["hits"], counts["misses"], maxsize, len(values))

    def cache_clear():
        values.clear()
        counts["hits"] = counts["misses"] = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = getattr(func, "__doc__", None)

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        values = instance.__dict__
        if self.attrname not in values:
            values[self.attrname] = self.func(instance)
        return values[self.attrname]


def total_ordering(cls):
    def negated(name):
        def method(self, other):
            result = getattr(type(self), name)(self, other)
            return result if result is NotImplemented else not result

        return method

    def or_equal(name):
        def method(self, other):
            result = getattr(type(self), name)(self, other)
            return result if result is NotImplemented else result or self == other

        return method

    def and_not_equal(name):
        def method(self, other):
            result = getattr(type(self), name)(self, other)
            return result if result is NotImplemented else result and self != other

        return method

    def not_and_not_equal(name):
        def method(self, other):
            result = getattr(type(self), name)(self, other)
            return result if result is NotImplemented else not result and self != other

        return method

    def not_or_equal(name):
        def method(self, other):
            result = getattr(type(self), name)(self, other)
            return result if result is NotImplemented else not result or self == other

        return method

    rules = {
        "__lt__": {"__gt__": not_and_not_equal, "__le__": or_equal, "__ge__": negated},
        "__le__": {"__ge__": not_or_equal, "__lt__": and_not_equal, "__gt__": negated},
        "__gt__": {"__lt__": not_and_not_equal, "__ge__": or_equal, "__le__": negated},
        "__ge__": {"__le__": not_or_equal, "__gt__": and_not_equal, "__lt__": negated},
    }
    defined = [name for name in rules if any(name in base.__dict__ for base in cls.__mro__ if base is not object)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = [name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in defined][0]
    for name, rule in rules[root].items():
        if name not in defined:
            method = rule(root)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


def cmp_to_key(mycmp):
    class K:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        # Abstract classes (Sequence, Mapping) match by what a class can do, not by its bases.
        for base, implementation in registry.items():
            if base is not object and issubclass(cls, base):
                return implementation
        return registry[object]

    def register(cls, implementation=None):
        if implementation is None:
            if isinstance(cls, type):
                return lambda implementation: register(cls, implementation)
            implementation = cls
            annotations = getattr(implementation, "__annotations__", {})
            hints = [hint for name, hint in annotations.items() if name != "return"]
            if not hints:
                raise TypeError(
                    f"Invalid first argument to `register()`: {implementation!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            cls = hints[0]
        for single in _union_members(cls):
            registry[single] = implementation
        return implementation

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kwargs)

    update_wrapper(wrapper, func)
    wrapper.registry = registry
    wrapper.dispatch = dispatch
    wrapper.register = register
    return wrapper


def _union_members(cls):
    if isinstance(cls, type):
        return (cls,)
    return getattr(cls, "__args__", (cls,))


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        dispatcher = self.dispatcher

        def method(*args, **kwargs):
            return dispatcher.dispatch(type(args[0])).__get__(instance, owner)(*args, **kwargs)

        method.register = self.register
        return method
