# A model of `abc`. An abstract class refuses to be instantiated, as in Python.


def abstractmethod(function):
    # Properties refuse new attributes; they carry the mark on their getter.
    target = function.fget if isinstance(function, property) else getattr(function, "__func__", function)
    target.__isabstractmethod__ = True
    return function


class abstractproperty(property):
    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True


def _is_abstract(value):
    if isinstance(value, property):
        return any(
            _is_abstract(part) for part in (value.fget, value.fset, value.fdel) if part is not None
        ) or isinstance(value, abstractproperty)
    value = getattr(value, "__func__", value)
    return getattr(value, "__isabstractmethod__", False) is True


class ABCMeta(type):
    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        inherited = {}
        for base in bases:
            for abstract in getattr(base, "__abstractmethods__", ()):
                inherited[abstract] = True
        names = [key for key, value in namespace.items() if _is_abstract(value)]
        names.extend(key for key in inherited if key not in namespace and _is_abstract(getattr(cls, key, None)))
        cls.__abstractmethods__ = frozenset(names)
        cls._abc_registry = []

    def __call__(cls, *args, **kwargs):
        if cls.__abstractmethods__:
            names = sorted(cls.__abstractmethods__)
            plural = "" if len(names) == 1 else "s"
            raise TypeError(
                f"Can't instantiate abstract class {cls.__name__} with abstract method{plural} {', '.join(names)}"
            )
        return super().__call__(*args, **kwargs)

    def register(cls, subclass):
        # What belongs to a class belongs to its bases.
        for base in cls.__mro__:
            if isinstance(base, ABCMeta):
                base._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if cls in subclass.__mro__:
            return True
        hook = getattr(cls, "__subclasshook__", None)
        hooked = NotImplemented if hook is None else hook(subclass)
        if hooked is not NotImplemented:
            return hooked
        return any(issubclass(subclass, registered) for registered in cls._abc_registry)


class ABC(metaclass=ABCMeta):
    pass


def update_abstractmethods(cls):
    return cls


def get_cache_token():
    return 0
