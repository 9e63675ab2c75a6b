# A model of `inspect`.

import functools
import types
from collections import OrderedDict, namedtuple

from _floplens import signature_of, unknown

CO_VARARGS, CO_VARKEYWORDS = 4, 8


class _empty:
    pass


class _ParameterKind(int):
    def __new__(cls, value, name, description):
        kind = int.__new__(cls, value)
        kind.name = name
        kind.description = description
        return kind

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"


_POSITIONAL_ONLY = _ParameterKind(0, "POSITIONAL_ONLY", "positional-only")
_POSITIONAL_OR_KEYWORD = _ParameterKind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
_VAR_POSITIONAL = _ParameterKind(2, "VAR_POSITIONAL", "variadic positional")
_KEYWORD_ONLY = _ParameterKind(3, "KEYWORD_ONLY", "keyword-only")
_VAR_KEYWORD = _ParameterKind(4, "VAR_KEYWORD", "variadic keyword")

_kinds = {
    kind.name: kind for kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD)
}


class Parameter:
    empty = _empty
    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, *, name=None, kind=None, default=None, annotation=None):
        return Parameter(
            self.name if name is None else name,
            self.kind if kind is None else kind,
            default=self.default if default is None else default,
            annotation=self.annotation if annotation is None else annotation,
        )

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default) == (other.name, other.kind, other.default)

    def __hash__(self):
        return hash((self.name, int(self.kind)))

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text = f"{text}: {formatannotation(self.annotation)}"
        if self.default is not _empty:
            text = f"{text}{' = ' if self.annotation is not _empty else '='}{self.default!r}"
        return "*" + text if self.kind == 2 else "**" + text if self.kind == 4 else text

    def __repr__(self):
        return f'<Parameter "{self}">'


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = OrderedDict((parameter.name, parameter) for parameter in parameters or ())
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj, **options)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(
            self.parameters.values() if parameters is None else parameters,
            return_annotation=self.return_annotation if return_annotation is None else return_annotation,
        )

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        bound = {}
        args = list(args)
        kwargs = dict(kwargs)
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind == 2:
                if args:
                    bound[name] = tuple(args)
                    args = []
            elif kind == 4:
                if kwargs:
                    bound[name] = kwargs
                    kwargs = {}
            elif args and kind != 3:
                if name in kwargs and kind != 0:
                    raise TypeError(f"multiple values for argument {name!r}")
                bound[name] = args.pop(0)
            elif name in kwargs and kind != 0:
                bound[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, bound)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return list(self.parameters.values()) == list(other.parameters.values())

    def __str__(self):
        parts = []
        star = False
        previous = None
        for parameter in self.parameters.values():
            if previous is not None and previous == 0 and parameter.kind != 0:
                parts.append("/")
            if parameter.kind == 2:
                star = True
            if parameter.kind == 3 and not star:
                parts.append("*")
                star = True
            parts.append(str(parameter))
            previous = parameter.kind
        if previous is not None and previous == 0:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text = f"{text} -> {formatannotation(self.return_annotation)}"
        return text

    def __repr__(self):
        return f"<Signature {self}>"


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        args = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            if parameter.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_name = False
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (3, 4):
                by_name = True
            elif name not in self.arguments:
                by_name = True
                continue
            if by_name and name in self.arguments:
                if parameter.kind == 4:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind == 2:
                arguments[name] = ()
            elif parameter.kind == 4:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        return f"<BoundArguments ({', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])})>"


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        return _without_first(signature(obj.__func__, follow_wrapped=follow_wrapped))
    given = getattr(obj, "__signature__", None)
    if given is not None:
        return given
    if follow_wrapped and hasattr(obj, "__wrapped__"):
        return signature(obj.__wrapped__)
    if isinstance(obj, functools.partial):
        return _of_partial(obj)
    if isinstance(obj, type):
        return _of_class(obj)
    if not isfunction(obj) and not isbuiltin(obj):
        return _without_first(signature(type(obj).__call__))
    fields = getattr(obj, "__dataclass_init__", None)
    if fields is not None:
        return _of_fields(fields)
    described = signature_of(obj)
    if described is None:
        raise ValueError(f"no signature found for builtin {obj!r}")
    annotations = getattr(obj, "__annotations__", {})
    parameters = [
        Parameter(
            name,
            _kinds[kind],
            default=default if has_default else _empty,
            annotation=annotations.get(name, _empty),
        )
        for name, kind, has_default, default in described
    ]
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _of_class(cls):
    for base in cls.__mro__:
        if base is object:
            break
        if "__init__" in base.__dict__ and "__dataclass_init__" not in base.__dict__:
            return _drop_return(_without_first(signature(base.__dict__["__init__"])))
        if "__new__" in base.__dict__:
            return _drop_return(_without_first(signature(base.__new__)))
    return Signature()


def _drop_return(sig):
    return Signature(sig.parameters.values())


def _of_fields(fields):
    from dataclasses import MISSING

    parameters = [Parameter("self", _POSITIONAL_OR_KEYWORD)]
    for field in sorted([field for field in fields if field.init], key=lambda field: field.kw_only):
        default = field.default
        if default is MISSING:
            default = _empty if field.default_factory is MISSING else field.default_factory
        kind = _KEYWORD_ONLY if field.kw_only else _POSITIONAL_OR_KEYWORD
        parameters.append(Parameter(field.name, kind, default=default, annotation=field.type))
    return Signature(parameters)


def _without_first(sig):
    parameters = list(sig.parameters.values())
    if parameters and parameters[0].kind < 2:
        parameters = parameters[1:]
    return Signature(parameters, return_annotation=sig.return_annotation)


def _of_partial(partial):
    sig = signature(partial.func)
    bound = sig.bind_partial(*partial.args, **partial.keywords)
    taken = len(partial.args)
    parameters = []
    keyword_only = False
    for name, parameter in sig.parameters.items():
        if parameter.kind in (0, 1) and taken > 0:
            taken -= 1
            continue
        if name in partial.keywords:
            parameter = parameter.replace(kind=_KEYWORD_ONLY, default=bound.arguments[name])
            keyword_only = True
        elif keyword_only and parameter.kind == 1:
            parameter = parameter.replace(kind=_KEYWORD_ONLY)
        if keyword_only and parameter.kind == 2:
            continue
        parameters.append(parameter)
    return Signature(parameters, return_annotation=sig.return_annotation)


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")


FullArgSpec = namedtuple(
    "FullArgSpec", ["args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations"]
)
ArgInfo = namedtuple("ArgInfo", ["args", "varargs", "keywords", "locals"])


def getfullargspec(func):
    target = func.__func__ if isinstance(func, types.MethodType) else func
    parameters = list(signature(target, follow_wrapped=False).parameters.values())
    if isinstance(func, type):
        parameters.insert(0, Parameter("self", _POSITIONAL_OR_KEYWORD))
    positional = [parameter for parameter in parameters if parameter.kind < 2]
    defaults = tuple([parameter.default for parameter in positional if parameter.default is not _empty])
    keyword_only = [parameter for parameter in parameters if parameter.kind == 3]
    return FullArgSpec(
        [parameter.name for parameter in positional],
        next((parameter.name for parameter in parameters if parameter.kind == 2), None),
        next((parameter.name for parameter in parameters if parameter.kind == 4), None),
        defaults or None,
        [parameter.name for parameter in keyword_only],
        {p.name: p.default for p in keyword_only if p.default is not _empty} or None,
        dict(getattr(target, "__annotations__", {})),
    )


def getcallargs(func, /, *args, **kwargs):
    bound = signature(func).bind(*args, **kwargs)
    bound.apply_defaults()
    return bound.arguments


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    return dict(getattr(obj, "__annotations__", {}))


def isclass(object):
    return isinstance(object, type)


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def isgeneratorfunction(obj):
    return unknown("whether a function is a generator is not known") if isfunction(obj) else False


def iscoroutinefunction(obj):
    return False


def iscoroutine(object):
    return False


def isawaitable(object):
    return False


def isasyncgen(object):
    return False


def isasyncgenfunction(obj):
    return False


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))


def isdatadescriptor(object):
    return isinstance(object, property) or hasattr(type(object), "__set__")


def ismethoddescriptor(object):
    return False


def isframe(object):
    return False


def istraceback(object):
    return False


def iscode(object):
    return False


def getmembers(object, predicate=None):
    members = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return sorted(members, key=lambda member: member[0])


def getmembers_static(object, predicate=None):
    return getmembers(object, predicate)


def getattr_static(obj, attr, default=_empty):
    if not isinstance(obj, type) and attr in getattr(obj, "__dict__", {}):
        return obj.__dict__[attr]
    for base in (obj if isinstance(obj, type) else type(obj)).__mro__:
        if attr in base.__dict__:
            return base.__dict__[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and (stop is None or not stop(func)):
        func = func.__wrapped__
    return func


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(), *[line[margin:] for line in lines[1:]]]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)


def getmodule(object, _filename=None):
    return object if ismodule(object) else unknown("the module of an object is not known")


def getsource(object):
    return unknown("source text is not looked at")


getsourcelines = getsourcefile = getfile = getcomments = getsource


def stack(context=1):
    return unknown("frames are not modelled")


trace = stack


def currentframe():
    return None


def getmodulename(path):
    name = path[path.rfind("/") + 1 :]
    return name[:-3] if name.endswith(".py") else None
