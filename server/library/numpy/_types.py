# Scalar types and dtypes of numpy. Calling a scalar type gives a Python number.


class generic:
    itemsize = 8

    def __new__(cls, value=0):
        if hasattr(value, "astype"):
            return value.astype(cls)
        return cls._python(value)


class number(generic):
    pass


class integer(number):
    _python = int


class inexact(number):
    _python = float


class signedinteger(integer):
    pass


class unsignedinteger(integer):
    pass


class floating(inexact):
    pass


class complexfloating(inexact):
    _python = complex


class bool_(generic):
    itemsize = 1
    _python = bool


class int8(signedinteger):
    itemsize = 1


class int16(signedinteger):
    itemsize = 2


class int32(signedinteger):
    itemsize = 4


class int64(signedinteger):
    pass


class uint8(unsignedinteger):
    itemsize = 1


class uint16(unsignedinteger):
    itemsize = 2


class uint32(unsignedinteger):
    itemsize = 4


class uint64(unsignedinteger):
    pass


class float16(floating):
    itemsize = 2


class float32(floating):
    itemsize = 4


class float64(floating):
    pass


class complex64(complexfloating):
    pass


class complex128(complexfloating):
    itemsize = 16


class str_(generic):
    _python = str


class object_(generic):
    _python = lambda value: value


# The order of promotion.
_every = (
    *(bool_, uint8, int8, uint16, int16, uint32, int32, uint64, int64),
    *(float16, float32, float64, complex64, complex128, str_, object_),
)
_by_name = {scalar.__name__.rstrip("_"): scalar for scalar in _every}
_by_name.update({"f2": float16, "f4": float32, "f": float32, "f8": float64, "d": float64, "i4": int32, "i8": int64})
_by_name.update({"u1": uint8, "i1": int8, "?": bool_, "int": int64, "float": float64, "complex": complex128})
_by_python = {bool: bool_, int: int64, float: float64, complex: complex128, str: str_, object: object_}
_kinds = {bool_: "b", str_: "U", object_: "O"}


class dtype:
    def __new__(cls, kind=None, *args, **kwargs):
        if isinstance(kind, dtype):
            return kind
        made = object.__new__(cls)
        if kind is None:
            made.type = float64
        elif isinstance(kind, str):
            if kind.lstrip("<>=|") not in _by_name:
                raise TypeError(f"data type {kind!r} not understood")
            made.type = _by_name[kind.lstrip("<>=|")]
        else:
            made.type = _by_python.get(kind, kind)
        return made

    @property
    def name(self):
        return self.type.__name__.rstrip("_")

    @property
    def itemsize(self):
        return self.type.itemsize

    @property
    def kind(self):
        if issubclass(self.type, floating):
            return "f"
        if issubclass(self.type, unsignedinteger):
            return "u"
        if issubclass(self.type, signedinteger):
            return "i"
        return _kinds.get(self.type, "c")

    def __eq__(self, other):
        try:
            return self.type is dtype(other).type
        except TypeError:
            return False

    def __hash__(self):
        return hash(self.name)

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"dtype({self.name!r})"


def _result_type(values):
    kinds = []
    for value in values:
        value = getattr(value, "dtype", value)
        if isinstance(value, dtype):
            kinds.append(value.type)
        elif isinstance(value, type):
            kinds.append(dtype(value).type)
        else:
            kinds.append(_by_python.get(type(value), object_))
    found = max(kinds, key=lambda kind: _every.index(kind)) if kinds else float64
    if issubclass(found, floating) and found is not float64:
        # A float of few bits beside a wider integer.
        widest = max([kind.itemsize for kind in kinds if issubclass(kind, integer)], default=0)
        if widest >= 4 or widest == 2 and found is float16:
            found = float64 if widest >= 4 else float32
    return dtype(found)
