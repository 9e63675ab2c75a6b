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
    # Most classes are never asked: what is abstract, and who is registered, is worked out when somebody wants to know.
    @property
    def __abstractmethods__(cls):
        known = cls.__dict__.get("_abstract_names")
        if known is None:
            names = {}
            for base in cls.__mro__:
                for key, value in base.__dict__.items():
                    if key not in names:
                        names[key] = _is_abstract(value)
            known = cls._abstract_names = frozenset(key for key, is_abstract in names.items() if is_abstract)
        return known

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
                base._abc_registry = [*base.__dict__.get("_abc_registry", ()), subclass]
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
        return any(issubclass(subclass, registered) for registered in cls.__dict__.get("_abc_registry", ()))


class ABC(metaclass=ABCMeta):
    pass


def update_abstractmethods(cls):
    return cls


def get_cache_token():
    return 0
