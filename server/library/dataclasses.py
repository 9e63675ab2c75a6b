# A model of `dataclasses`. Methods are closures over the list of fields, where CPython generates their source.

import copy
import types

from _binding import bind

__all__ = [
    "dataclass",
    "field",
    "Field",
    "FrozenInstanceError",
    "InitVar",
    "KW_ONLY",
    "MISSING",
    "fields",
    "asdict",
    "astuple",
    "make_dataclass",
    "replace",
    "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


class _KW_ONLY_TYPE:
    pass


class _FactoryDefault:
    def __repr__(self):
        return "<factory>"


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FACTORY = _FactoryDefault()

# What an annotated name is.
_FIELD, _CLASSVAR, _INITVAR = "field", "ClassVar", "InitVar"


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{getattr(self.type, '__name__', repr(self.type))}]"


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
            f"_field_type={self._field_type})"
        )


class _Params:
    def __init__(self, **options):
        self.__dict__.update(options)


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    def decorate(cls):
        params = _Params(
            init=init,
            repr=repr,
            eq=eq,
            order=order,
            unsafe_hash=unsafe_hash,
            frozen=frozen,
            match_args=match_args,
            kw_only=kw_only,
            slots=slots,
            weakref_slot=weakref_slot,
        )
        return _process(cls, params)

    return decorate if cls is None else decorate(cls)


def _process(cls, params):
    own = cls.__dict__
    collected = {}
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get("__dataclass_fields__")
        if inherited is not None:
            collected.update(inherited)
            frozen = base.__dict__["__dataclass_params__"].frozen
            if params.frozen and not frozen:
                raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
            if frozen and not params.frozen:
                raise TypeError("cannot inherit non-frozen dataclass from a frozen one")

    kw_only = params.kw_only
    for name, annotation in own.get("__annotations__", {}).items():
        if annotation is KW_ONLY or isinstance(annotation, str) and annotation.split(".")[-1] == "KW_ONLY":
            kw_only = True
            continue
        collected[name] = _collect(cls, name, annotation, kw_only)
    for name, value in list(own.items()):
        if isinstance(value, Field) and name not in own.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")

    cls.__dataclass_fields__ = collected
    cls.__dataclass_params__ = params
    every = [f for f in collected.values() if f._field_type is not _CLASSVAR]
    real = [f for f in every if f._field_type is _FIELD]
    positional = [f for f in every if f.init and not f.kw_only]

    if params.init:
        _check_order(positional)
        init = _make_init(cls, every, params.frozen)
        cls.__init__ = init
    if params.repr and "__repr__" not in own:
        cls.__repr__ = _make_repr([f.name for f in real if f.repr])
    compared = [f.name for f in real if f.compare]
    if params.eq and "__eq__" not in own:
        cls.__eq__ = _make_eq(compared)
    if params.order:
        if not params.eq:
            raise ValueError("eq must be true if order is true")
        for name, compare in _ORDER.items():
            if name in own:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
            setattr(cls, name, _make_order(compare, compared))
    if params.frozen:
        for name in ("__setattr__", "__delattr__"):
            if name in own:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        _freeze(cls, [f.name for f in real])
    _set_hash(cls, params, "__hash__" in own and own["__hash__"] is not None, real)
    if params.match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple(f.name for f in positional)
    if params.slots:
        cls.__slots__ = tuple(f.name for f in real)
    return cls


def _collect(cls, name, annotation, kw_only):
    default = cls.__dict__.get(name, MISSING)
    if isinstance(default, Field):
        f = default
        if f.default is MISSING:
            if name in cls.__dict__:
                delattr(cls, name)
        else:
            setattr(cls, name, f.default)
    else:
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _kind(annotation)
    if f._field_type is _CLASSVAR or f._field_type is _INITVAR:
        if f.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is _CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and _is_mutable(f.default):
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
    return f


def _is_mutable(default):
    return isinstance(default, (list, dict, set)) or getattr(type(default), "__hash__", True) is None


def _kind(annotation):
    if isinstance(annotation, str):
        head = annotation.split("[")[0].split(".")[-1].strip()
        return _CLASSVAR if head == "ClassVar" else _INITVAR if head == "InitVar" else _FIELD
    if annotation is InitVar or isinstance(annotation, InitVar):
        return _INITVAR
    origin = getattr(annotation, "__origin__", annotation)
    return _CLASSVAR if repr(origin) == "typing.ClassVar" else _FIELD


def _check_order(positional):
    seen_default = False
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")


def _make_init(cls, every, frozen):
    names = [f.name for f in every if f.init and not f.kw_only]
    keyword_only = [f.name for f in every if f.init and f.kw_only]
    defaults = {}
    for f in every:
        if f.default is not MISSING:
            defaults[f.name] = f.default
        elif f.default_factory is not MISSING:
            defaults[f.name] = _FACTORY
    function = f"{cls.__qualname__}.__init__"
    initvars = [f.name for f in every if f._field_type is _INITVAR]
    stored = [f for f in every if f._field_type is _FIELD and (f.init or f.default_factory is not MISSING)]
    assign = object.__setattr__ if frozen else setattr

    def __init__(self, *args, **kwargs):
        bound = bind(function, names, defaults, args, kwargs, keyword_only)
        for f in stored:
            if f.default_factory is MISSING:
                value = bound[f.name]
            else:
                value = bound.get(f.name, _FACTORY)
                if value is _FACTORY:
                    value = f.default_factory()
            assign(self, f.name, value)
        post = getattr(self, "__post_init__", None)
        if post is not None:
            post(*[bound[name] if name in bound else defaults[name] for name in initvars])

    __init__.__qualname__ = function
    __init__.__dataclass_init__ = every
    return __init__


def _make_repr(names):
    def __repr__(self):
        inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({inner})"

    return __repr__


def _values(self, names):
    return tuple([getattr(self, name) for name in names])


def _make_eq(names):
    def __eq__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) == _values(other, names)
        return NotImplemented

    return __eq__


_ORDER = {
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def _make_order(compare, names):
    def method(self, other):
        if other.__class__ is self.__class__:
            return compare(_values(self, names), _values(other, names))
        return NotImplemented

    return method


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__


def _set_hash(cls, params, explicit, real):
    hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]

    def __hash__(self):
        return hash(_values(self, hashed))

    if params.unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = __hash__
    elif params.eq and not explicit:
        cls.__hash__ = __hash__ if params.frozen else None


def fields(class_or_instance):
    try:
        collected = getattr(class_or_instance, "__dataclass_fields__")
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in collected.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unpack(obj, lambda o: dict_factory([(f.name, f_value) for f, f_value in o]), dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unpack(obj, lambda o: tuple_factory([f_value for f, f_value in o]), None)


def _unpack(obj, make, dict_factory):
    if _is_instance(obj):
        return make([(f, _unpack(getattr(obj, f.name), make, dict_factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_unpack(item, make, dict_factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_unpack(item, make, dict_factory) for item in obj])
    if isinstance(obj, dict):
        items = [(_unpack(k, make, dict_factory), _unpack(v, make, dict_factory)) for k, v in obj.items()]
        if hasattr(obj, "default_factory"):
            result = type(obj)(obj.default_factory)
            result.update(items)
            return result
        return type(obj)(items)
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type is _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    annotations = {}
    body = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = "typing.Any"
        elif len(item) == 2:
            annotations[item[0]] = item[1]
        else:
            annotations[item[0]] = item[1]
            body[item[0]] = item[2]
    body = {**({} if namespace is None else namespace), **body, "__annotations__": annotations}
    return dataclass(type(cls_name, bases, body), **options)
