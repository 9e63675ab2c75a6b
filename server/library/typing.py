# A model of `typing`. Annotations decide nothing here, so forms only keep what `get_origin` and `get_args` give back.

import collections
import collections.abc
import contextlib
import re
import types
from abc import ABCMeta

from _floplens import unknown

# False as at run time, so that guarded imports are skipped.
TYPE_CHECKING = False


class _Form:
    # `Any`, `Union`, `Literal` …: what is no class and is subscripted.
    def __init__(self, name):
        self._name = name
        self.__name__ = name

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self._name == "Optional":
            return _union((args[0], type(None)))
        if self._name == "Union":
            return _union(args)
        if self._name == "Annotated":
            return _Annotated(args)
        return _Alias(self, args, self._name)

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __mro_entries__(self, bases):
        return ()

    def __instancecheck__(self, instance):
        if self._name == "Union":
            return type(instance) is _Alias and instance.__origin__ is self
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __repr__(self):
        return f"typing.{self._name}"

    def __hash__(self):
        return hash(self._name)


class _Alias:
    # `List[int]`, and `List` itself with no args.
    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        if self.__args__:
            # A generic alias of one's own: `Pair = Tuple[T, T]; Pair[int]`.
            parameters = self.__parameters__
            chosen = dict(zip(parameters, args))
            return _Alias(self.__origin__, tuple([_substitute(arg, chosen) for arg in self.__args__]), self._name)
        if self.__origin__ is collections.abc.Callable and len(args) == 2 and isinstance(args[0], list):
            args = (*args[0], args[1])
        return _Alias(self.__origin__, args, self._name)

    @property
    def __parameters__(self):
        found = []
        for arg in self.__args__:
            for parameter in (arg,) if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
                if parameter not in found:
                    found.append(parameter)
        return tuple(found)

    def __call__(self, *args, **kwargs):
        if not self.__args__:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return any(issubclass(cls, arg) for arg in self.__args__)
        if self.__args__:
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return issubclass(cls, self.__origin__)

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is Union and other.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, len(self.__args__)))

    def __repr__(self):
        name = _text(self.__origin__) if self._name is None else f"typing.{self._name}"
        args = self.__args__
        if not args:
            return name
        if self.__origin__ is Union and len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_text(other)}]"
        if self._name == "Callable":
            listed = "..." if args[0] is ... else f"[{', '.join([_text(arg) for arg in args[:-1]])}]"
            return f"{name}[{listed}, {_text(args[-1])}]"
        return f"{name}[{', '.join([repr(arg) if self._name == 'Literal' else _text(arg) for arg in args])}]"


class _Annotated(_Alias):
    def __init__(self, args):
        super().__init__(args[0], (args[0],), "Annotated")
        self.__metadata__ = args[1:]

    def __repr__(self):
        return f"typing.Annotated[{', '.join([_text(self.__origin__), *[repr(m) for m in self.__metadata__]])}]"


def _text(form):
    if form is ...:
        return "..."
    if form is type(None):
        return "None"
    if isinstance(form, type):
        return form.__qualname__ if form.__module__ == "builtins" else f"{form.__module__}.{form.__qualname__}"
    return repr(form)


def _union(args):
    members = []
    for arg in args:
        arg = type(None) if arg is None else ForwardRef(arg) if isinstance(arg, str) else arg
        for member in arg.__args__ if getattr(arg, "__origin__", None) is Union else (arg,):
            if not any(member is known or member == known for known in members):
                members.append(member)
    return members[0] if len(members) == 1 else _Alias(Union, tuple(members), "Union")


def _substitute(arg, chosen):
    if isinstance(arg, TypeVar):
        return chosen.get(arg, arg)
    if isinstance(arg, _Alias) and arg.__args__:
        return _Alias(arg.__origin__, tuple([_substitute(inner, chosen) for inner in arg.__args__]), arg._name)
    return arg


class ForwardRef:
    def __init__(self, arg, **options):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class Any:
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = _Form("Union")
Optional = _Form("Optional")
Literal = _Form("Literal")
Final = _Form("Final")
ClassVar = _Form("ClassVar")
Annotated = _Form("Annotated")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
Concatenate = _Form("Concatenate")
TypeAlias = _Form("TypeAlias")
TypeGuard = _Form("TypeGuard")
TypeIs = _Form("TypeIs")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
ReadOnly = _Form("ReadOnly")
Unpack = _Form("Unpack")

# Aliases of classes, made when somebody reads one.
_aliases = {
    "List": lambda: list,
    "Dict": lambda: dict,
    "Set": lambda: set,
    "FrozenSet": lambda: frozenset,
    "Tuple": lambda: tuple,
    "Type": lambda: type,
    "Deque": lambda: collections.deque,
    "DefaultDict": lambda: collections.defaultdict,
    "OrderedDict": lambda: collections.OrderedDict,
    "Counter": lambda: collections.Counter,
    "ChainMap": lambda: collections.ChainMap,
    "Callable": lambda: collections.abc.Callable,
    "Hashable": lambda: collections.abc.Hashable,
    "Sized": lambda: collections.abc.Sized,
    "Container": lambda: collections.abc.Container,
    "Collection": lambda: collections.abc.Collection,
    "Iterable": lambda: collections.abc.Iterable,
    "Iterator": lambda: collections.abc.Iterator,
    "Generator": lambda: collections.abc.Generator,
    "Reversible": lambda: collections.abc.Reversible,
    "Sequence": lambda: collections.abc.Sequence,
    "MutableSequence": lambda: collections.abc.MutableSequence,
    "Mapping": lambda: collections.abc.Mapping,
    "MutableMapping": lambda: collections.abc.MutableMapping,
    "AbstractSet": lambda: collections.abc.Set,
    "MutableSet": lambda: collections.abc.MutableSet,
    "KeysView": lambda: collections.abc.KeysView,
    "ItemsView": lambda: collections.abc.ItemsView,
    "ValuesView": lambda: collections.abc.ValuesView,
    "MappingView": lambda: collections.abc.MappingView,
    "ByteString": lambda: collections.abc.ByteString,
    "Awaitable": lambda: collections.abc.Awaitable,
    "Coroutine": lambda: collections.abc.Coroutine,
    "AsyncIterable": lambda: collections.abc.AsyncIterable,
    "AsyncIterator": lambda: collections.abc.AsyncIterator,
    "AsyncGenerator": lambda: collections.abc.AsyncGenerator,
    "ContextManager": lambda: contextlib.AbstractContextManager,
    "AsyncContextManager": lambda: contextlib.AbstractAsyncContextManager,
    "Pattern": lambda: re.Pattern,
    "Match": lambda: re.Match,
}
_made = {}


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, **options):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        return f"{'+' if self.__covariant__ else '-' if self.__contravariant__ else '~'}{self.__name__}"


class ParamSpec(TypeVar):
    def __init__(self, name, **options):
        super().__init__(name, **options)
        self.args = _Alias(self, (), f"{name}.args")
        self.kwargs = _Alias(self, (), f"{name}.kwargs")


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield Unpack[self]


AnyStr = TypeVar("AnyStr", bytes, str)
T = TypeVar("T")


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value

    def __getitem__(self, args):
        return self


class Generic:
    def __class_getitem__(cls, args):
        return cls


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol", False):
            return super().__instancecheck__(instance)
        if cls in type(instance).__mro__:
            return True
        if not cls.__dict__.get("_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(instance, name) for name in _protocol_names(cls))

    def __subclasscheck__(cls, subclass):
        if cls in subclass.__mro__ or not cls.__dict__.get("_is_protocol", False):
            return super().__subclasscheck__(subclass)
        return all(any(name in base.__dict__ for base in subclass.__mro__) for name in _protocol_names(cls))


def _protocol_names(cls):
    names = []
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol", False) and base is not Protocol:
            for name in [*base.__dict__, *base.__dict__.get("__annotations__", {})]:
                if name not in names and name not in _ordinary:
                    names.append(name)
    return names


_ordinary = (
    *("__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__annotations__", "__slots__", "__init__"),
    *("__abstractmethods__", "_abc_registry", "_is_protocol", "_is_runtime_protocol", "__subclasshook__", "__new__"),
    *("__class_getitem__", "__parameters__", "__orig_bases__", "__match_args__", "__static_attributes__"),
    *("__firstlineno__", "_abc_impl", "__hash__"),
)


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_protocol = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._is_protocol = Protocol in cls.__bases__


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


runtime = runtime_checkable


@runtime_checkable
class SupportsInt(Protocol):
    def __int__(self):
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    def __float__(self):
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    def __complex__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    def __index__(self):
        pass


@runtime_checkable
class SupportsAbs(Protocol):
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(Protocol):
    def __round__(self, ndigits=0):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    def __bytes__(self):
        pass


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


Text = str


class NamedTuple(tuple):
    def __new__(cls, typename, fields=None, /, **kwargs):
        pairs = list(kwargs.items()) if fields is None else list(fields)
        result = collections.namedtuple(typename, [name for name, _ in pairs])
        result.__annotations__ = dict(pairs)
        return result

    def __init_subclass__(cls, **kwargs):
        if NamedTuple not in cls.__bases__:
            return
        own = cls.__dict__
        names = list(own.get("__annotations__", {}))
        fallbacks = []
        for name in names:
            if name in own:
                fallbacks.append(own[name])
            elif fallbacks:
                defaulted = [name for name in names if name in own]
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default "
                    f"field{'s' if len(defaulted) > 1 else ''} {', '.join(defaulted)}"
                )
        made = collections.namedtuple(cls.__name__, names, defaults=fallbacks)
        for name, value in list(made.__dict__.items()):
            if name in names or name not in own and name not in ("__dict__", "__weakref__", "__doc__"):
                setattr(cls, name, value)
            elif name in ("__new__", "__slots__"):
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {name}")


class TypedDict(dict):
    # A typed dict is made as a plain one.
    def __new__(cls, *args, **kwargs):
        if cls is TypedDict:
            return type(args[0], (TypedDict,), {"__annotations__": dict(args[1]) if len(args) > 1 else {}})
        return dict(*args, **kwargs)

    def __init_subclass__(cls, total=True, **kwargs):
        cls.__total__ = total
        annotations = {}
        for base in cls.__mro__[::-1]:
            annotations.update(base.__dict__.get("__annotations__", {}))
        cls.__annotations__ = annotations
        cls.__required_keys__ = frozenset(annotations) if total else frozenset()
        cls.__optional_keys__ = frozenset() if total else frozenset(annotations)


def is_typeddict(tp):
    return isinstance(tp, type) and tp is not TypedDict and issubclass(tp, TypedDict)


def get_origin(tp):
    if isinstance(tp, _Annotated):
        return Annotated
    if isinstance(tp, _Alias):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return getattr(tp, "__origin__", None)


def get_args(tp):
    if isinstance(tp, _Annotated):
        return (tp.__origin__, *tp.__metadata__)
    args = getattr(tp, "__args__", ())
    if get_origin(tp) is collections.abc.Callable and len(args) > 0 and args[0] is not ...:
        return (list(args[:-1]), args[-1])
    return args


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if not isinstance(obj, type):
        hints = dict(getattr(obj, "__annotations__", {}))
    else:
        hints = {}
        for base in obj.__mro__[::-1]:
            hints.update(base.__dict__.get("__annotations__", {}))
    for name, hint in hints.items():
        if hint is None:
            hints[name] = type(None)
        elif isinstance(hint, _Annotated) and not include_extras:
            hints[name] = hint.__origin__
    return hints


def get_overloads(func):
    return []


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(method, /):
    return method


def no_type_check(arg):
    return arg


def no_type_check_decorator(decorator):
    return decorator


def dataclass_transform(**options):
    return lambda decorated: decorated


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    return obj


def clear_overloads():
    pass


def __getattr__(name):
    if name in _aliases:
        if name not in _made:
            _made[name] = _Alias(_aliases[name](), (), name)
        return _made[name]
    return unknown(f"typing.{name} is not modelled")
