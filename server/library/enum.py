# A model of `enum`. The metaclass turns the names of a finished class body into members; `auto()` stays open until
# then, so that a flag may combine earlier ones (`WHITE = RED | BLUE`).

import types

__all__ = [
    *("EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum"),
    *("auto", "unique", "property", "verify", "member", "nonmember", "FlagBoundary", "EnumCheck"),
    *("STRICT", "CONFORM", "EJECT", "KEEP", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "global_enum"),
]

_property = property
_data_types = (int, float, str, bytes, tuple, list, dict)
_function_types = (type(lambda: None), _property, staticmethod, classmethod)

STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"
CONTINUOUS, NAMED_FLAGS, UNIQUE = (
    "no skipped integer values",
    "multi-flag aliases may not contain unnamed flags",
    "unique",
)


class FlagBoundary:
    STRICT, CONFORM, EJECT, KEEP = STRICT, CONFORM, EJECT, KEEP


class EnumCheck:
    CONTINUOUS, NAMED_FLAGS, UNIQUE = CONTINUOUS, NAMED_FLAGS, UNIQUE


class _Deferred:
    # An expression over `auto()`s of the class that is being made.
    def __or__(self, other):
        return _Combination(self, other, lambda a, b: a | b)

    def __ror__(self, other):
        return _Combination(other, self, lambda a, b: a | b)

    def __and__(self, other):
        return _Combination(self, other, lambda a, b: a & b)

    def __rand__(self, other):
        return _Combination(other, self, lambda a, b: a & b)

    def __xor__(self, other):
        return _Combination(self, other, lambda a, b: a ^ b)

    def __rxor__(self, other):
        return _Combination(other, self, lambda a, b: a ^ b)

    def __invert__(self):
        return _Combination(self, None, lambda a, b: ~a)


class auto(_Deferred):
    def __init__(self, value=None):
        self.value = value


class _Combination(_Deferred):
    def __init__(self, left, right, combine):
        self.left, self.right, self.combine = left, right, combine


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class property(_property):
    pass


def _is_dunder(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def _is_sunder(name):
    return len(name) > 2 and name.startswith("_") and name.endswith("_") and name[1] != "_"


def _is_member(cls_name, name, value):
    if isinstance(value, member):
        return True
    if isinstance(value, nonmember) or _is_dunder(name) or _is_sunder(name) or name.startswith(f"_{cls_name}__"):
        return False
    if isinstance(value, _function_types):
        return False
    return isinstance(value, type) or not hasattr(type(value), "__get__")


class EnumMeta(type):
    def __new__(mcs, name, bases, namespace, *, boundary=None, **kwargs):
        return super().__new__(mcs, name, bases, namespace, **kwargs)

    def __init__(cls, name, bases, namespace, *, boundary=None, **kwargs):
        super().__init__(name, bases, namespace)
        first_enum = None
        for base in bases:
            if isinstance(base, EnumMeta):
                first_enum = base
                if base._member_names_:
                    raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._unhashable_values_ = []
        if first_enum is None:
            return
        if boundary is not None:
            cls._boundary_ = boundary
        cls._member_type_ = _data_type(cls)
        cls._use_own_text(first_enum, namespace)

        ignored = namespace.get("_ignore_", [])
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        resolved = {}
        values = []
        for key, value in namespace.items():
            if isinstance(value, nonmember):
                setattr(cls, key, value.value)
            if key in ignored or not _is_member(name, key, value):
                continue
            if isinstance(value, member):
                value = value.value
            value = cls._settle(key, value, resolved, values)
            values.append(value)
            cls._add_member(key, value)
        if hasattr(cls, "_flag_mask_"):
            cls._flag_mask_ = 0
            for m in cls._member_map_.values():
                cls._flag_mask_ = cls._flag_mask_ | m._value_
            # Names of zero or of several bits are aliases: not iterated over.
            cls._member_names_ = [key for key in cls._member_names_ if _is_single_bit(cls._member_map_[key]._value_)]

    def _use_own_text(cls, first_enum, namespace):
        # `class Color(str, Enum)` prints as an enum, not as a str.
        if cls._member_type_ is object or first_enum._prints_as_data_:
            return
        for name in ("__repr__", "__str__", "__format__"):
            if name not in namespace:
                owner = next((base for base in cls.__mro__[1:] if name in base.__dict__), object)
                if owner is object or not isinstance(owner, EnumMeta) and owner in _data_types:
                    setattr(cls, name, getattr(first_enum, name))

    def _settle(cls, name, value, resolved, values):
        if isinstance(value, auto):
            key = id(value)
            if key not in resolved:
                if value.value is None:
                    value.value = cls._generate_next_value_(name, 1, len(values), list(values))
                resolved[key] = value.value
            return resolved[key]
        if isinstance(value, _Combination):
            left = cls._settle(name, value.left, resolved, values)
            right = cls._settle(name, value.right, resolved, values)
            return value.combine(left, right)
        if isinstance(value, tuple) and any(isinstance(item, _Deferred) for item in value):
            return tuple([cls._settle(name, item, resolved, values) for item in value])
        return value

    def _add_member(cls, name, value):
        m = cls._make_member(value)
        value = m._value_
        known = cls._find(value)
        if known is not None:
            cls._member_map_[name] = known
            setattr(cls, name, known)
            return
        m._name_ = name
        m._sort_order_ = len(cls._member_names_)
        cls._member_names_.append(name)
        cls._member_map_[name] = m
        setattr(cls, name, m)
        cls._remember(value, m)

    def _make_member(cls, value):
        args = value if isinstance(value, tuple) and cls._member_type_ is not tuple else (value,)
        new = _member_new(cls)
        m = object.__new__(cls) if new is None else new(cls, *args)
        if not hasattr(m, "_value_"):
            m._value_ = value if cls._member_type_ not in _data_types or new is None else cls._member_type_(*args)
        m.__objclass__ = cls
        init = next((base.__dict__["__init__"] for base in cls.__mro__ if "__init__" in base.__dict__), None)
        if init is not None and not any(init is base.__dict__.get("__init__") for base in (*_data_types, Enum, object)):
            init(m, *args)
        return m

    def _find(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            return next((m for known, m in cls._unhashable_values_ if known == value), None)

    def _remember(cls, value, m):
        try:
            cls._value2member_map_[value] = m
        except TypeError:
            cls._unhashable_values_.append((value, m))

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._lookup(value)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        body = {}
        values = []
        for item in names.items() if isinstance(names, dict) else names:
            if isinstance(item, str):
                item = (item, cls._generate_next_value_(item, start, len(values), list(values)))
            values.append(item[1])
            body[item[0]] = item[1]
        bases = (cls,) if type is None else (type, cls)
        return cls.__class__(value, bases, body)

    def _lookup(cls, value):
        if type(value) is cls:
            return value
        found = cls._find(value)
        if found is not None:
            return found
        found = cls._missing_(value)
        if isinstance(found, cls):
            return found
        if found is None and not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if cls._keeps_foreign_values():
            return found
        raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")

    def _keeps_foreign_values(cls):
        return getattr(cls, "_boundary_", None) == EJECT

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        # Since 3.12 values are members too, where earlier versions raise a TypeError.
        return isinstance(value, cls) or cls._find(value) is not None

    def __repr__(cls):
        return f"<{'flag' if hasattr(cls, '_flag_mask_') else 'enum'} {cls.__name__!r}>"

    @_property
    def __members__(cls):
        return types.MappingProxyType(cls._member_map_)


EnumType = EnumMeta


def _data_type(cls):
    for base in cls.__mro__:
        if base in _data_types:
            return base
    for base in cls.__mro__:
        # A dataclass or other class mixed in, if it makes its instances itself.
        if base is not object and not isinstance(base, EnumMeta) and "__new__" in base.__dict__:
            return base
    return object


def _member_new(cls):
    for base in cls.__mro__:
        if base in _data_types:
            return base.__new__
        if base is not object and "__new__" in base.__dict__:
            return base.__new__
    return None


def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


class Enum(metaclass=EnumMeta):
    _prints_as_data_ = False

    @_property
    def name(self):
        return self._name_

    @_property
    def value(self):
        return self._value_

    def _generate_next_value_(name, start, count, last_values):
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str(self).__format__(format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]


class ReprEnum(Enum):
    # Only the repr is an enum's; str and format are the mixed-in type's.
    _prints_as_data_ = True


class IntEnum(int, ReprEnum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        for value in values:
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is not a string")
        value = str(*values)
        m = str.__new__(cls, value)
        m._value_ = value
        return m

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"


class Flag(Enum):
    _boundary_ = STRICT
    _flag_mask_ = 0

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        highest = max(last_values)
        bit = 1
        while bit <= highest:
            bit = bit * 2
        return bit

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        every = _all_bits(mask)
        if value < 0:
            value = value & (every if cls._boundary_ == KEEP else mask)
        unknown = value & ~mask
        if unknown:
            if cls._boundary_ == STRICT:
                raise ValueError(f"{cls!r} invalid value {value!r}")
            if cls._boundary_ == CONFORM:
                value = value & mask
            elif cls._boundary_ == EJECT:
                return value
        found = cls._value2member_map_.get(value)
        if found is None:
            found = cls._make_pseudo_member(value)
        return found

    @classmethod
    def _make_pseudo_member(cls, value):
        m = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        m._value_ = value
        names = [one._name_ for one in _members_in(cls, value)]
        rest = value
        for one in _members_in(cls, value):
            rest = rest & ~one._value_
        if names and rest:
            names.append(str(rest))
        m._name_ = "|".join(names) if names else None
        m.__objclass__ = cls
        cls._value2member_map_[value] = m
        return m

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__name__!r} and {type(self).__name__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(_members_in(type(self), self._value_))

    def __len__(self):
        return len(_members_in(type(self), self._value_))

    def __bool__(self):
        return self._value_ != 0

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def _bits_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if isinstance(self, int) and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._boundary_ == KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __hash__(self):
        return hash(self._value_)


class IntFlag(int, ReprEnum, Flag):
    _boundary_ = KEEP
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __repr__ = Flag.__repr__
    __bool__ = Flag.__bool__

    def __str__(self):
        return str(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)


def _all_bits(mask):
    bits = 1
    while bits <= mask:
        bits = bits * 2
    return bits - 1


def _members_in(cls, value):
    return [m for m in cls if m._value_ & value]


def unique(enumeration):
    aliases = [(alias, m._name_) for alias, m in enumeration._member_map_.items() if alias != m._name_]
    if aliases:
        details = ", ".join([f"{alias} -> {name}" for alias, name in aliases])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


def verify(*checks):
    def decorate(enumeration):
        return unique(enumeration) if UNIQUE in checks else enumeration

    return decorate


def global_enum(cls, update_str=False):
    return cls


def show_flag_values(value):
    return [bit for bit in [2**i for i in range(64)] if bit <= value and value & bit]
