# What our models of the standard library and of small packages must answer. Each case is a program by itself that leaves its
# answer in `result`; `test/oracle/stdlib_check.py` records what Python says in stdlib.json, and stdlib.test.ts asks ours.


def raises(function):
    try:
        value = function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"no error: {value!r}"


# case: functools.partial
from functools import partial

def f(*args, **kwargs):
    return args, sorted(kwargs.items())

p = partial(f, 1, a=2)
q = partial(p, 3, b=4)
result = [p(5, c=6), q(7), q.func is f, q.args, q.keywords, q(a=9), raises(lambda: partial(3))]

# case: functools.partial in a class
from functools import partial, partialmethod

class A:
    def get(self, x, y=1):
        return (x, y)

    get2 = partialmethod(get, 2)
    get3 = partialmethod(get, y=5)
    plain = partial(lambda *a: a, 1)

a = A()
result = [a.get2(), a.get3(7), a.plain(8), A.get2(a, 3)]

# case: functools.wraps
import functools

def decorate(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args) + 1

    return wrapper

@decorate
def add(x, y):
    "Adds."
    return x + y

add.extra = 3
result = [add(1, 2), add.__name__, add.__wrapped__(1, 2), functools.WRAPPER_ASSIGNMENTS[:3]]

# case: functools.reduce
from functools import reduce
import operator
result = [reduce(operator.mul, [1, 2, 3, 4]), reduce(lambda a, b: a + b, "abc", "z"), raises(lambda: reduce(operator.add, []))]

# case: functools.lru_cache
from functools import lru_cache, cache
calls = []

@lru_cache(maxsize=2)
def square(x, y=0):
    calls.append(x)
    return x * x + y

@lru_cache
def bare(x):
    return [x]

@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

values = [square(1), square(2), square(1), square(3), square(2), square(2, y=1)]
info = square.cache_info()
square.cache_clear()
result = [values, calls, tuple(info), info.hits, tuple(square.cache_info()), bare(1) is bare(1), fib(30), square.cache_parameters()["maxsize"]]

# case: functools.lru_cache on a method
from functools import lru_cache

class A:
    def __init__(self, n):
        self.n = n

    @lru_cache(None)
    def get(self, x):
        return [self.n * x]

a, b = A(1), A(2)
result = [a.get(3) is a.get(3), b.get(3), a.get(3)]

# case: functools.cached_property
from functools import cached_property
calls = []

class A:
    @cached_property
    def value(self):
        calls.append(1)
        return 42

a = A()
first = [a.value, a.value, len(calls), a.__dict__]
a.value = 7
second = a.value
del a.value
result = [first, second, a.value, len(calls), type(A.value).__name__]

# case: functools.total_ordering
from functools import total_ordering

@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

result = [V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(2) >= V(3), sorted([V(3), V(1)])[0].n, max([V(3), V(5)]).n]

# case: functools.singledispatch
from functools import singledispatch, singledispatchmethod

@singledispatch
def kind(x):
    return "object"

@kind.register(int)
def _(x):
    return "int"

@kind.register(list)
@kind.register(tuple)
def _(x):
    return "sequence"

class A:
    @singledispatchmethod
    def show(self, x):
        return ("any", x)

    @show.register(str)
    def _(self, x):
        return ("str", x)

result = [kind(1), kind(True), kind([]), kind(()), kind("a"), kind.dispatch(bool)(3), A().show("q"), A().show(2)]

# case: functools.cmp_to_key
from functools import cmp_to_key
result = sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a))

# case: dataclass basics
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass

@dataclass
class P:
    x: int
    y: int = 2
    z: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)

p = P(1)
q = P(1, z=[])
result = [
    p, p == q, p.z is q.z, asdict(p), astuple(p), replace(p, y=5), [f.name for f in fields(P)], is_dataclass(P),
    is_dataclass(p), is_dataclass(3), P.y, hasattr(P, "z"), hasattr(P, "x"), P.__match_args__, p == 3, p != q,
]

# case: dataclass call errors
from dataclasses import dataclass, field

@dataclass
class P:
    x: int
    y: int
    z: int = 3
    k: int = field(default=4, kw_only=True)

@dataclass(kw_only=True)
class K:
    a: int
    b: int = 1

result = [
    raises(lambda: P()), raises(lambda: P(1)), raises(lambda: P(1, 2, 3, 4)), raises(lambda: P(1, 2, q=3)),
    raises(lambda: P(1, 2, x=3)), raises(lambda: K(1)), raises(lambda: K()), K(a=2), P(1, 2, k=9),
]

# case: dataclass inheritance
from dataclasses import dataclass, field, KW_ONLY, InitVar
from typing import ClassVar, Optional

@dataclass
class A:
    a: int
    b: int = 1
    shared: ClassVar[int] = 7

@dataclass
class B(A):
    c: int = 3
    b: int = 9

@dataclass
class C:
    x: int
    _: KW_ONLY
    y: int = 1
    scale: InitVar[int] = 10
    total: int = field(init=False)
    name: Optional[str] = None

    def __post_init__(self, scale):
        self.total = self.x * scale

c = C(2, scale=5)
result = [B(1), B(1, 2, 3), A.shared, B.__match_args__, c, c.total, C(3, y=2), C.scale, raises(lambda: C(1, 2))]

# case: dataclass frozen, order and hash
from dataclasses import dataclass, FrozenInstanceError, replace

@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = 0

@dataclass
class M:
    x: int

@dataclass(unsafe_hash=True)
class H:
    x: int

v = V(1, 2)

def assign():
    v.major = 3

def remove():
    del v.major

result = [
    v < V(1, 3), sorted([V(2), V(1, 5)]), hash(v) == hash(V(1, 2)), {v: 1}[V(1, 2)], raises(assign), raises(remove),
    raises(lambda: hash(M(1))), hash(H(1)) == hash(H(1)), replace(v, minor=9), raises(lambda: M(1) < M(2)), issubclass(FrozenInstanceError, AttributeError),
]

# case: dataclass definition errors
from dataclasses import dataclass, field

def order():
    @dataclass
    class A:
        x: int = 1
        y: int

def mutable():
    @dataclass
    class A:
        x: list = []

def both():
    field(default=1, default_factory=list)

def frozen():
    @dataclass(frozen=True)
    class A:
        x: int

    @dataclass
    class B(A):
        y: int

result = [raises(order), raises(mutable), raises(both), raises(frozen)]

# case: dataclass with methods, defaults and nesting
from dataclasses import dataclass, field, asdict, fields, make_dataclass
from typing import List, Tuple

@dataclass
class Block:
    width: int
    depth: int = 1

    def total(self):
        return self.width * self.depth

@dataclass
class Config:
    blocks: List[Block] = field(default_factory=lambda: [Block(1), Block(2, 3)])
    sizes: Tuple[int, ...] = (1, 2)
    options: dict = field(default_factory=dict, metadata={"help": "h"})

    def __repr__(self):
        return f"<Config {len(self.blocks)}>"

c = Config()
M = make_dataclass("M", [("x", int), ("y", int, 5)])
result = [c, asdict(c), sum(b.total() for b in c.blocks), fields(c)[2].metadata["help"], fields(Config)[0].name, M(1), Config(sizes=(3,)).sizes]

# case: dataclass slots and match
from dataclasses import dataclass

@dataclass(slots=True)
class P:
    x: int
    y: int = 0

def describe(p):
    match p:
        case P(0, y):
            return ("zero", y)
        case P(x=x, y=0):
            return ("flat", x)
        case P():
            return "other"

result = [describe(P(0, 5)), describe(P(3)), describe(P(1, 1)), P(1).x]

# case: OrderedDict
from collections import OrderedDict
d = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
d.move_to_end("a")
first = list(d)
d.move_to_end("c", last=False)
second = list(d.items())
popped = [d.popitem(), d.popitem(last=False)]
result = [
    first, second, popped, d, OrderedDict(a=1) == {"a": 1}, OrderedDict([("a", 1), ("b", 2)]) == OrderedDict([("b", 2), ("a", 1)]),
    isinstance(d, dict), OrderedDict.fromkeys("ab", 0), OrderedDict(), list(reversed(OrderedDict(x=1, y=2))), d.copy() == d, type(d.copy()).__name__,
    raises(lambda: d.move_to_end("zz")),
]

# case: defaultdict
from collections import defaultdict
d = defaultdict(list)
d["a"].append(1)
d["b"]
e = defaultdict(int, {"x": 1})
e["y"] += 2
n = defaultdict(None, a=1)
result = [dict(d), dict(e), "z" in d, d.get("z"), len(d), raises(lambda: n["q"]), raises(lambda: defaultdict(3)), e.default_factory is int, isinstance(d, dict), sorted(e.copy().items())]

# case: Counter
from collections import Counter
c = Counter("abracadabra")
d = Counter(a=1, b=2)
e = c - d
result = [
    c.most_common(2), c["z"], sum(c.values()), c.total(), sorted(c.elements())[:4], e["a"], (c + d)["b"], (c & d)["a"], (c | d)["b"],
    dict(Counter([1, 1, 2])), Counter({"a": 2}), Counter(), c == Counter("abracadabra"),
]
c.update("aa")
c.subtract({"a": 3})
result.append(c["a"])
del c["nothing"]

# case: deque
from collections import deque
d = deque([1, 2, 3], maxlen=3)
d.append(4)
first = list(d)
d.appendleft(0)
second = list(d)
d.rotate(1)
result = [
    first, second, list(d), d.pop(), d.popleft(), len(d), d.maxlen, deque("ab"), deque([1], maxlen=2), raises(lambda: deque().pop()),
    deque([1, 2])[1], raises(lambda: deque()[0]), list(reversed(deque([1, 2]))), 2 in deque([2]), deque([1]) == deque([1]), bool(deque()), deque([3, 1, 2]).index(1), raises(lambda: deque().popleft()),
]

# case: namedtuple
from collections import namedtuple
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[2, 3])
p = P(1, y=2)
x, y = p
result = [
    p, p.x, p[1], x + y, p == (1, 2), p._replace(x=5), p._asdict(), P._fields, P._make([3, 4]), Q(1), Q(1, c=9), Q._field_defaults,
    raises(lambda: P(1)), raises(lambda: P(1, 2, 3)), raises(lambda: P(1, 2, z=3)), isinstance(p, tuple), len(p), p + (3,), hash(p) == hash((1, 2)),
    raises(lambda: P._make([1])), raises(lambda: p._replace(q=1)), raises(lambda: namedtuple("R", "a a")), namedtuple("R", "a a", rename=True)._fields,
]

# case: namedtuple subclass
from collections import namedtuple

class Point(namedtuple("Point", ["x", "y"])):
    @property
    def norm(self):
        return self.x + self.y

    def __new__(cls, x, y=10):
        return super().__new__(cls, x, y)

p = Point(1)
result = [p, p.norm, p._replace(y=2), Point(3, 4)[0], type(p).__name__]

# case: ChainMap and user containers
from collections import ChainMap, UserDict, UserList
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
c["z"] = 5

class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

u = Upper(a=1)
u.update({"b": 2})
l = UserList([1, 2])
l.append(3)
result = [c["a"], c["b"], sorted(c), len(c), c.maps[0], c.new_child({"q": 1})["q"], dict(u), u, "A" in u, u.get("zz", 4), l, l[1:], len(l), l + [4], u.pop("A"), list(u.items())]

# case: collections.abc checks
import collections.abc as abc
from collections import OrderedDict, deque

class Sized:
    def __len__(self):
        return 1

class Iter:
    def __iter__(self):
        return iter([])

class Seq(abc.Sequence):
    def __getitem__(self, i):
        return [1, 2, 3][i]

    def __len__(self):
        return 3

values = [[], (), {}, set(), "a", b"a", range(3), 1, None, len, (x for x in ()), iter([]), OrderedDict(), deque(), Sized(), Iter(), Seq()]
kinds = [abc.Iterable, abc.Sequence, abc.Mapping, abc.Set, abc.Sized, abc.Callable, abc.Iterator, abc.Hashable, abc.MutableSequence, abc.MutableMapping, abc.Container, abc.Collection, abc.Generator]
result = [[int(isinstance(value, kind)) for kind in kinds] for value in values]

# case: collections.abc mixins
from collections.abc import Mapping, MutableMapping, Sequence, MutableSequence, MutableSet

class M(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

class S(Sequence):
    def __getitem__(self, i):
        return [5, 6, 7][i]

    def __len__(self):
        return 3

class Bad(Mapping):
    pass

m = M()
m.update(a=1, b=2)
s = S()
result = [
    dict(m), m.get("z"), m.get("a"), "a" in m, m.pop("a"), m.setdefault("c", 3), list(m.items()), list(m.keys()), list(m.values()), list(s), 6 in s, s.index(7), list(reversed(s)),
    s.count(5), raises(lambda: Bad()), issubclass(M, Mapping), isinstance(s, Sequence), m == {"b": 2, "c": 3}, raises(lambda: m["zz"]),
]

# case: itertools
import itertools as it
result = [
    list(it.islice(it.count(2, 3), 3)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat(1, 3)), list(it.accumulate([1, 2, 3])),
    list(it.accumulate([1, 2, 3], lambda a, b: a * b, initial=10)), list(it.chain([1], (2, 3))), list(it.chain.from_iterable([[1], [2]])),
    list(it.compress("abc", [1, 0, 1])), list(it.dropwhile(lambda x: x < 3, [1, 3, 1])), list(it.takewhile(lambda x: x < 3, [1, 3, 1])),
    list(it.filterfalse(lambda x: x % 2, range(5))), [(k, list(g)) for k, g in it.groupby("aabbb")], [(k, list(g)) for k, g in it.groupby([1, 3, 2], lambda x: x % 2)],
    list(it.islice("abcdefg", 2, None, 2)), list(it.islice("abc", 2)), list(it.pairwise([1, 2, 3])), list(it.starmap(pow, [(2, 3)])),
    [list(t) for t in it.tee([1, 2])], list(it.zip_longest([1, 2], "a", fillvalue=0)), list(it.product([1, 2], "ab")), list(it.product([0, 1], repeat=2)),
    list(it.permutations([1, 2, 3], 2)), list(it.combinations("abc", 2)), list(it.combinations_with_replacement("ab", 2)), list(it.product()), list(it.permutations([1, 2])),
    raises(lambda: next(it.islice([1], -1))),
]

# case: operator
import operator as op

class A:
    class b:
        c = 5

    def m(self, x, y=1):
        return x + y

result = [
    op.add(1, 2), op.sub(3, 1), op.mul(2, 3), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 3), op.neg(1), op.not_(0), op.truth([]), op.lt(1, 2), op.eq(1, 1),
    op.itemgetter(1)([5, 6]), op.itemgetter(0, 2)("abc"), op.attrgetter("b.c")(A), op.methodcaller("m", 1, y=3)(A()), op.contains([1], 1), op.countOf([1, 1], 1), op.indexOf([5, 6], 6),
    op.getitem([1, 2], 0), op.concat([1], [2]), op.iadd([1], [2]), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 3), op.invert(5), op.is_(None, None), op.abs(-3), op.index(4),
]

# case: copy
import copy

class A:
    def __init__(self, x):
        self.x = x

class C(A):
    def __copy__(self):
        return C("copied")

    def __deepcopy__(self, memo):
        return C("deep")

class L(list):
    pass

a = A([1, [2]])
b = copy.copy(a)
c = copy.deepcopy(a)
a.me = a
d = copy.deepcopy(a)
l = L([1, [2]])
l.tag = "t"
m = copy.deepcopy(l)
shared = [1]
pair = copy.deepcopy([shared, shared])
t = (1, (2, "a"))
f = lambda: 1
result = [
    b.x is a.x, c.x is a.x, c.x, d.me is d, d is a, copy.copy(C(1)).x, copy.deepcopy(C(1)).x, m, m.tag, type(m).__name__, m[1] is l[1], pair[0] is pair[1], pair[0] is shared,
    copy.deepcopy(t) is t, copy.deepcopy(f) is f, copy.copy({"a": 1}), copy.deepcopy({"a": [1]}), copy.deepcopy({1, 2}), copy.copy((1, 2)), copy.deepcopy((1, [2])),
]

# case: copy of library objects
import copy
from collections import OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from functools import partial

P = namedtuple("P", "x y")

@dataclass
class D:
    x: list = field(default_factory=list)

class E(Exception):
    pass

o = copy.deepcopy(OrderedDict(a=[1]))
d = copy.deepcopy(defaultdict(list, a=[1]))
p = copy.deepcopy(partial(max, 1))
x = D([1])
y = copy.deepcopy(x)
bound = copy.deepcopy(x.__eq__)
result = [o, type(o).__name__, d["zz"], d["a"], copy.deepcopy(P(1, [2])), p(5), y == x, y.x is x.x, copy.deepcopy(deque([1], 3)), copy.deepcopy(E("a", 1)).args, copy.copy(x).x is x.x, copy.copy(deque([1])), bound(x)]

# case: copy with state methods
import copy

class S:
    def __init__(self):
        self.a = 1
        self.skip = 2

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["skip"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.skip = "restored"

s = copy.deepcopy(S())
result = [s.a, s.skip, copy.copy(S()).skip]

# case: Enum
from enum import Enum, auto, unique

class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.GREEN

    def __len__(self):
        return 3

class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()

result = [
    Color.RED, Color.RED.name, Color.RED.value, Color(2), Color["RED"], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.pretty, Color.default(), Color.RED == Color.RED,
    Color.RED != Color.GREEN, Color.RED in Color, str(Color.RED), f"{Color.RED}", [a.value for a in Auto], list(Color.__members__), isinstance(Color.RED, Color), {Color.RED: 1}[Color.RED],
    raises(lambda: Color(7)), raises(lambda: Color["X"]), Color.RED is Color(1), Color(Color.RED), type(Color.RED).__name__, [c.name for c in reversed(Color)], len(Color.RED), Color,
]

# case: Enum mixed with str and int
from enum import Enum, IntEnum, StrEnum, auto

class Mode(str, Enum):
    TRAIN = "train"
    EVAL = "eval"

class N(IntEnum):
    A = 1
    B = 2

class S(StrEnum):
    FOO = auto()
    BAR = "b"

class Own(int, Enum):
    X = 5

result = [
    Mode.TRAIN == "train", Mode("eval"), Mode.TRAIN.value, Mode.TRAIN.upper(), str(Mode.TRAIN), f"{Mode.TRAIN}", {"train": 1}[Mode.TRAIN], isinstance(Mode.TRAIN, str), N.A + 1, N.B > N.A, sorted([N.B, N.A]),
    str(N.A), f"{N.A}", N(2), [1, 2, 3][N.A], S.FOO, S.FOO == "foo", str(S.BAR), f"{S.FOO}", S("b"), Own.X + 1, str(Own.X), Own.X == 5, isinstance(N.A, int), range(N.B), "train" in [m.value for m in Mode], Mode.TRAIN in ("train",),
]

# case: Enum with __init__ and __new__
from enum import Enum
import math

class Planet(Enum):
    EARTH = (5.0, 6.0)
    MARS = (3.0, 2.0)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return self.mass / self.radius

class Coded(Enum):
    A = ("x", 1)
    B = ("y", 2)

    def __new__(cls, code, number):
        obj = object.__new__(cls)
        obj._value_ = code
        obj.number = number
        return obj

class Missing(Enum):
    LOW = "low"

    @classmethod
    def _missing_(cls, value):
        return cls.LOW if isinstance(value, str) else None

class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    from enum import auto as _auto
    ONE = _auto()

result = [Planet.EARTH.gravity, Planet.MARS.value, Planet((3.0, 2.0)), Coded("y"), Coded.A.number, Coded.B.value, Missing("anything"), raises(lambda: Missing(3)), Named.ONE.value]

# case: Enum with functions, partials and inheritance
from enum import Enum
from functools import partial

class Base(Enum):
    def describe(self):
        return f"{type(self).__name__}:{self.name}"

    @staticmethod
    def helper(x):
        return x + 1

class Shape(Base):
    SQUARE = 1

    def area(self):
        return self.value ** 2

def extend():
    class More(Shape):
        X = 2

def duplicate():
    from enum import unique

    @unique
    class U(Enum):
        A = 1
        B = 1

result = [Shape.SQUARE.describe(), Shape.helper(2), Shape.SQUARE.area(), issubclass(Shape, Base), raises(extend), raises(duplicate)]

# case: Flag and IntFlag
from enum import Flag, IntFlag, auto

class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0

class I(IntFlag):
    A = 1
    B = 2

result = [
    P.R.value, P.X.value, P.R | P.W, P.RW is (P.R | P.W), P.R in P.RW, P.X in P.RW, list(P.RW), bool(P.R & P.W), P.R ^ P.RW, (P.R | P.X).value, ~P.R == (P.W | P.X), list(P), len(P), P(3) is P.RW,
    str(P.R | P.X), I.A | I.B, (I.A | 4).value, I.A | 0, I(3), int(I.A | I.B), isinstance(I.A | I.B, int), bool(P.NONE), P.NONE, str(I.A), I.A & 1 == 1, list(I(3)),
]

# case: Enum functional
from enum import Enum
A = Enum("A", "X Y Z")
B = Enum("B", {"P": 5, "Q": 6})
C = Enum("C", ["M", "N"], start=0)
result = [list(A), B.Q.value, A["Y"].value, list(C), isinstance(A.X, Enum)]

# case: abc
from abc import ABC, ABCMeta, abstractmethod

class Base(ABC):
    @abstractmethod
    def run(self):
        pass

    @property
    @abstractmethod
    def size(self):
        pass

    def common(self):
        return self.run()

class Child(Base):
    def run(self):
        return 1

    @property
    def size(self):
        return 2

class Half(Base):
    def run(self):
        return super().run()

class Duck:
    pass

Base.register(Duck)
result = [raises(lambda: Base()), raises(lambda: Half()), Child().common(), Child().size, isinstance(Duck(), Base), issubclass(Duck, Base), isinstance(Child(), Base), isinstance(1, Base)]

# case: contextlib
from contextlib import contextmanager, nullcontext, suppress, closing, ExitStack, ContextDecorator
log = []

@contextmanager
def scope(name):
    log.append("enter " + name)
    try:
        yield name.upper()
    except ValueError as error:
        log.append(f"caught {error}")
    finally:
        log.append("exit " + name)

with scope("a") as value:
    log.append(value)
with scope("b"):
    raise ValueError("bad")

@scope("c")
def decorated():
    log.append("in c")
    return 5

class Thing:
    def close(self):
        log.append("closed")

class Deco(ContextDecorator):
    def __enter__(self):
        log.append("deco")

    def __exit__(self, *exc):
        return False

@Deco()
def more():
    return 6

with suppress(KeyError, ZeroDivisionError):
    1 / 0
with closing(Thing()) as t, nullcontext(3) as n:
    log.append(n)
with ExitStack() as stack:
    stack.enter_context(scope("d"))
    stack.callback(lambda: log.append("callback"))

def escapes():
    with scope("e"):
        raise KeyError("k")

def once():
    @contextmanager
    def never():
        return
        yield

    with never():
        pass

result = [decorated(), decorated(), more(), raises(escapes), raises(once), log]

# case: contextlib.ExitStack suppresses
from contextlib import ExitStack, suppress, contextmanager
order = []

@contextmanager
def cm(n):
    try:
        yield n
    finally:
        order.append(n)

with ExitStack() as stack:
    values = [stack.enter_context(cm(i)) for i in range(3)]
    stack.enter_context(suppress(RuntimeError))
    raise RuntimeError("x")
kept = ExitStack()
kept.callback(order.append, "later")
moved = kept.pop_all()
kept.close()
before = list(order)
moved.close()
result = [values, before, order]

# case: typing
import typing
from typing import Any, Union, Optional, List, Dict, Tuple, Callable, TypeVar, Generic, get_origin, get_args, Literal, cast, NewType, ClassVar, Annotated, Iterable, Type, Sequence
T = TypeVar("T")

class Box(Generic[T]):
    def __init__(self, x: T):
        self.x = x

class Pair(Box[int], Generic[T]):
    pass

UserId = NewType("UserId", int)
result = [
    get_origin(List[int]) is list, get_args(Dict[str, int]) == (str, int), get_origin(Optional[int]) is Union, get_args(Optional[int]) == (int, type(None)), get_args(Union[int, str]) == (int, str),
    get_args(Callable[[int], str]), get_origin(Callable[[int], str]).__name__, Box(3).x, Box[int](4).x, Pair(5).x, UserId(7), cast(int, "x"), get_args(Literal["a", "b"]), typing.TYPE_CHECKING,
    get_args(Tuple[int, ...]), get_origin(int), get_args(int), Union[int] is int, Optional[Union[int, None]] == Optional[int], isinstance([], List), isinstance((), Sequence), isinstance({}, typing.Mapping),
    str(Optional[int]), str(List[int]), str(Union[int, str]), str(Callable[[int], str]), get_args(Annotated[int, "m"]), issubclass(dict, typing.Mapping), get_origin(Annotated[int, 1]) is Annotated,
]

# case: typing.NamedTuple and TypedDict
from typing import NamedTuple, TypedDict, get_type_hints, List

class P(NamedTuple):
    x: int
    y: int = 5

    def total(self):
        return self.x + self.y

class TD(TypedDict, total=False):
    a: int
    b: str

Q = NamedTuple("Q", [("a", int), ("b", str)])
R = TypedDict("R", {"a": int})
p = P(1)
x, y = p
result = [
    p, p.total(), p._replace(x=3), P._fields, P._field_defaults, x, y, isinstance(p, tuple), Q(1, "a"), Q(b="z", a=2).a, TD(a=1), type(TD(a=1)).__name__, R(a=2), p == (1, 5), p._asdict(), raises(lambda: P()), P.__annotations__ == {"x": int, "y": int},
]

# case: typing.Protocol
from typing import Protocol, runtime_checkable, overload, final

@runtime_checkable
class HasSize(Protocol):
    def size(self) -> int: ...

class Good:
    def size(self):
        return 1

class Explicit(HasSize):
    pass

class Plain(Protocol):
    x: int

@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x

result = [isinstance(Good(), HasSize), isinstance(3, HasSize), isinstance(Explicit(), HasSize), f(4), raises(lambda: isinstance(3, Plain))]

# case: types
import types
n = types.SimpleNamespace(a=1, b="x")
n.c = 3
m = types.MappingProxyType({"k": 1})

def f():
    pass

class A:
    def m(self):
        pass

def put():
    m["z"] = 1

def generate():
    yield

result = [
    n, n.a, n == types.SimpleNamespace(a=1, b="x", c=3), m["k"], len(m), list(m), "k" in m, isinstance(f, types.FunctionType), isinstance(A().m, types.MethodType), isinstance(types, types.ModuleType),
    isinstance(None, types.NoneType), isinstance(len, types.BuiltinFunctionType), types.MethodType(lambda self, x: (self, x), 5)(6), isinstance(generate(), types.GeneratorType), raises(put).split(":")[0], isinstance(lambda: 0, types.LambdaType),
]

# case: warnings and logging
import warnings, logging
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("ignore")
    warnings.warn("x", UserWarning, stacklevel=2)
logger = logging.getLogger("a.b")
logger.setLevel("DEBUG")
logging.getLogger("a").addHandler(logging.NullHandler())
logger.debug("x %s", 1)
result = [logger.name, logger.level, logger.getEffectiveLevel(), logging.getLogger("a.b") is logger, logger.isEnabledFor(logging.DEBUG), logging.getLevelName(20), logging.getLevelName("ERROR"), logging.WARNING, logging.getLogger("q").getEffectiveLevel(), logging.getLogger("a.b.c").getEffectiveLevel(), logging.getLogger("a.b").getChild("z").name]

# case: os.path
import os
from os.path import join
p = os.path
result = [
    join("a", "b", "c"), join("a/", "b"), join("a", "/b"), join("", "a"), join("a", ""), p.basename("/a/b.c"), p.dirname("/a/b.c"), p.split("a/b/"), p.splitext("a/b.tar.gz"), p.splitext(".bashrc"), p.splitext("a.b/c"), p.splitext("x."),
    p.normpath("a/./b/../c//d"), p.normpath("/../a"), p.normpath(""), p.normpath("../../a"), p.isabs("/a"), p.abspath("/a/../b"), p.exists("/no/such"), p.isfile("/no/such"), p.isdir("/no/such"), p.dirname("a"), p.split("/"), p.splitext("...a.b"),
    p.relpath("/a/b/c", "/a/d"), p.relpath("/a", "/a"), p.commonprefix(["abc", "abd"]), p.commonpath(["/a/b/c", "/a/b/d"]), os.sep, p.commonpath(["a/b", "a/c"]),
]

# case: os.environ
import os
os.environ["FLOPLENS_X"] = "1"
result = [os.environ.get("FLOPLENS_NOT_SET"), os.environ.get("FLOPLENS_NOT_SET", "d"), os.getenv("FLOPLENS_NOT_SET", 3), os.environ["FLOPLENS_X"], "FLOPLENS_NOT_SET" in os.environ, os.environ.setdefault("FLOPLENS_Y", "2"), int(os.environ.get("FLOPLENS_Z", 1)), os.fspath("a"), raises(lambda: os.fspath(3))]

# case: pathlib
from pathlib import Path, PurePath, PurePosixPath
p = Path("a/b") / "c.tar.gz"
q = Path("/x/y/")
result = [
    p, str(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, list(p.parents), p.with_suffix(".txt"), p.with_name("z"), p.with_stem("s"), q / "/abs", "root" / Path("z"), q.is_absolute(), q.joinpath("a", "b"), Path("a") == Path("a/"),
    Path("."), Path(), Path("a//b/./c"), q.relative_to("/x"), raises(lambda: q.relative_to("/z")), Path("no/such").exists(), hash(Path("a")) == hash(Path("a")), sorted([Path("b"), Path("a")]), isinstance(p, PurePath), isinstance(p, Path), PurePosixPath("a/b").match("*.py"),
    Path("x.py").match("*.py"), q.as_posix(), Path("a").is_relative_to("a"), f"{p}", Path("/").parent, Path("/").name, q.anchor, Path("..", "a").parts,
]

# case: sys
import sys
result = [sys.version_info[:2], sys.version_info >= (3, 8), sys.version_info.major, sys.platform, sys.maxsize > 2**50, sys.byteorder, raises(lambda: sys.stdout.flush()), type(sys.argv).__name__, sys.version_info < (3, 12)]

# case: string
import string
t = string.Template("$a and ${b} $$ $c")
result = [string.ascii_lowercase, string.digits, string.punctuation, string.capwords("hello world"), t.safe_substitute(a=1, b=2), t.substitute(a=1, b=2, c=3), raises(lambda: t.substitute(a=1)), string.whitespace]

# case: re
import re
p = re.compile(r"(?P<name>\w+)-(\d+)?")
m = p.search("xx layer-12 y")
result = [
    m.group(), m.group("name"), m.group(2), m.groups(), m.groupdict(), m.span(), m.start(2), m.end("name"), m["name"], p.match("  a-1"), p.match("a-"), p.match("a-").groups(), p.match("a-").group(2), m.lastindex, m.lastgroup, p.pattern,
    re.sub(r"(\w+)\.(\w+)", r"\2.\g<1>", "a.b c.d"), re.sub("x", lambda m: m.group().upper(), "axbx"), re.sub("x*", "-", "abxd"), re.subn("a", "b", "aaa", count=2), re.findall(r"\d+", "1 22 333"), re.findall(r"(a)(b)?", "ab a"),
    re.findall(r"(\w)=", "a=b="), re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b,c", maxsplit=1), re.split("", "ab"), re.fullmatch(r"a+", "aaa") is not None, re.fullmatch("a", "ab"), re.escape("a.b*c"), re.match("A", "a", re.I) is not None,
    [m.span() for m in re.finditer("a", "banana")], re.search("^b", "a\nb", re.M).start(), re.search("a.b", "a\nb", re.DOTALL) is not None, re.sub(r"\.", "/", "a.b.c"), raises(lambda: m.group(7)), re.compile("a").sub("b", "aa", 1), bool(m), re.search("z", "a"), p.fullmatch("q-1").group(0),
    re.match(r"blocks\.(\d+)\.", "blocks.11.x").group(1), re.sub(r"layer(\d)", "l\\1", "layer3"), m,
]

# case: json
import json
result = [
    json.dumps({"a": [1, 2.5, None, True], "b": "x\"\n\u00e9"}), json.dumps([1, {"a": {}}], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([], indent=2), json.dumps({1: 2, None: 3, True: 4}), json.dumps((1, 2)), json.dumps("é", ensure_ascii=False),
    json.dumps([1, 2], separators=(",", ":")), json.dumps({"x": 1.0}), json.loads('{"a": [1, 2.5, null, true, "x\\u00e9\\n"], "b": {}}'), json.loads(" [1, -2e3] "), json.loads('"a"'), raises(lambda: json.loads("{")), raises(lambda: json.loads("[1,]")), raises(lambda: json.loads("nul")),
    raises(lambda: json.dumps(object)).split(" is")[-1], json.dumps({"a": 1}, default=str), raises(lambda: json.loads("[1] x")), json.dumps(float("inf")), json.loads('{"a": 1}', object_hook=lambda d: sorted(d)), issubclass(json.JSONDecodeError, ValueError),
]

# case: numbers
import numbers
result = [isinstance(1, numbers.Number), isinstance(1.5, numbers.Number), isinstance(True, numbers.Integral), isinstance(1.5, numbers.Integral), isinstance(1, numbers.Real), isinstance("1", numbers.Number), isinstance(1j, numbers.Real), isinstance(1, numbers.Rational)]

# case: inspect.signature
import inspect
from functools import partial, wraps
from dataclasses import dataclass, field

def f(a, b=2, *args, c, d=4, **kw):
    pass

class A:
    def __init__(self, x, y=1):
        pass

    def m(self, q):
        pass

    def __call__(self, z):
        pass

    @classmethod
    def make(cls, w):
        pass

@dataclass
class D:
    x: int
    y: int = 3
    z: list = field(default_factory=list)

def deco(g):
    @wraps(g)
    def inner(*a, **k):
        return g(*a, **k)

    return inner

@deco
def wrapped(p, q=1):
    pass

class Child(A):
    pass

s = inspect.signature(f)
result = [
    list(s.parameters), str(s), s.parameters["b"].default, s.parameters["a"].default is inspect.Parameter.empty, s.parameters["c"].kind == inspect.Parameter.KEYWORD_ONLY, [p.kind.name for p in s.parameters.values()], str(inspect.signature(A)), str(inspect.signature(A(1).m)),
    str(inspect.signature(A(1))), str(inspect.signature(A.make)), list(inspect.signature(D).parameters), inspect.signature(D).parameters["y"].default, str(inspect.signature(wrapped)), str(inspect.signature(partial(f, 1, c=3))), str(inspect.signature(Child)), "a" in s.parameters,
    str(inspect.signature(lambda x, /, y, *, z=1: 0)), s.bind(1, c=3).arguments, raises(lambda: s.bind(1)), [n for n, p in s.parameters.items() if p.default is inspect._empty], raises(lambda: inspect.signature(3)),
]

# case: inspect
import inspect

class A:
    x = 1

    def m(self, a, b=1, *, c=2):
        pass

def f():
    pass

spec = inspect.getfullargspec(A.m)
result = [
    inspect.isclass(A), inspect.isfunction(f), inspect.ismethod(A().m), inspect.isfunction(A.m), inspect.ismodule(inspect), inspect.isclass(A()), spec.args, spec.defaults, spec.kwonlyargs, spec.kwonlydefaults, spec.varargs, inspect.cleandoc("a\n    b\n      c\n"), [n for n, v in inspect.getmembers(A, inspect.isfunction)],
    inspect.isbuiltin(len), inspect.isgenerator(x for x in ()), inspect.getmro(A)[0] is A, inspect.getfullargspec(lambda self, *a, **k: 0).varkw,
]

# case: argparse defaults
import argparse
parser = argparse.ArgumentParser(description="x", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument("--lr", type=float, default=0.1, help="h")
parser.add_argument("--batch-size", "-b", type=int, default=32, metavar="N")
parser.add_argument("--text", type=int, default="7")
parser.add_argument("--flag", action="store_true")
parser.add_argument("--no-cuda", action="store_false", dest="cuda")
parser.add_argument("--names", nargs="+", default=["a"])
parser.add_argument("--mode", choices=["a", "b"], default="a")
parser.add_argument("--nothing")
parser.add_argument("-s")
parser.add_argument("--const", action="store_const", const=5)
parser.add_argument("--append", action="append")
parser.add_argument("--verbose", "-v", action="count", default=0)
parser.add_argument("--toggle", action=argparse.BooleanOptionalAction, default=True)
parser.add_argument("pos", nargs="?", default="here")
parser.add_argument("rest", nargs="*")
group = parser.add_argument_group("g")
group.add_argument("--in-group", type=int, default=1)
exclusive = parser.add_mutually_exclusive_group()
exclusive.add_argument("--one", action="store_true")
exclusive.add_argument("--two", default=2)
parser.set_defaults(lr=0.5, extra="e")
args = parser.parse_args([])
known, unknown = parser.parse_known_args(["--zzz", "--lr", "2"])
result = [sorted(vars(args).items(), key=lambda i: i[0]), args.batch_size, known.lr, unknown, parser.get_default("lr"), "lr" in args, args.cuda, args]

# case: argparse given arguments
import argparse

def build():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--names", nargs="+", type=int)
    parser.add_argument("--two", nargs=2)
    parser.add_argument("--maybe", nargs="?", const="c", default="d")
    parser.add_argument("--flag", action="store_true")
    parser.add_argument("--list", action="append", type=int)
    parser.add_argument("-v", action="count", default=0)
    parser.add_argument("--toggle", action=argparse.BooleanOptionalAction)
    parser.add_argument("--mode", choices=["a", "b"])
    parser.add_argument("data")
    return parser

a = build().parse_args(["--lr=3", "--names", "1", "2", "--flag", "x", "--list", "1", "--list", "2", "--maybe", "--no-toggle", "-v", "--two", "p", "q", "--mode", "b"])
b = build().parse_args(["in", "--lr", "-1"])
result = [sorted(vars(a).items(), key=lambda i: i[0]), b.lr, b.data]

# case: argparse subparsers and parents
import argparse
base = argparse.ArgumentParser(add_help=False)
base.add_argument("--seed", type=int, default=1)
parser = argparse.ArgumentParser(parents=[base])
subs = parser.add_subparsers(dest="command")
train = subs.add_parser("train", help="h")
train.add_argument("--epochs", type=int, default=3)
train.set_defaults(func="run")
n = argparse.Namespace(a=1)
result = [parser.parse_args([]), sorted(vars(parser.parse_args(["train", "--epochs", "5"])).items()), n, n == argparse.Namespace(a=1), vars(n)]

# case: heapq, bisect and statistics
import heapq, bisect, statistics
h = [3, 1, 2]
heapq.heapify(h)
heapq.heappush(h, 0)
result = [
    [heapq.heappop(h) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [1, 5, 3]), list(heapq.merge([1, 4], [2, 3])), bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect_right([1, 2], 5), heapq.heapreplace([1, 2], 3),
    statistics.mean([1, 2, 3]), statistics.mean([1, 2]), statistics.median([3, 1, 2]), statistics.median([1, 2]), statistics.mode([1, 1, 2]), statistics.pvariance([1.0, 3.0]), statistics.stdev([1.0, 3.0]) ** 2,
]

# case: io
import io
s = io.StringIO("a\nb\n")
first = s.readline()
rest = s.read()
s.write("c")
b = io.BytesIO()
b.write(b"xyz")
b.seek(1)
result = [first, rest, s.getvalue(), b.read(), b.tell(), list(io.StringIO("p\nq")), io.StringIO("ab").read(1), b.getvalue()]

# case: textwrap and fnmatch
import textwrap, fnmatch
result = [textwrap.dedent("    a\n      b\n\n    c"), textwrap.indent("a\n\nb", "> "), textwrap.wrap("the quick brown fox jumps", 10), textwrap.fill("aa bb cc", 5), fnmatch.fnmatch("a.py", "*.py"), fnmatch.fnmatch("abc", "a[!x]c"), fnmatch.filter(["a1", "b1"], "a?"), textwrap.shorten("hello world foo", 12)]

# case: urllib.parse and struct
from urllib.parse import urlparse, urljoin, quote, urlencode
import struct
u = urlparse("https://h.org:80/a/b.pth?x=1#f")
result = [tuple(u), u.netloc, u.path, u.port, u.hostname, urljoin("http://a/b/c", "d"), urljoin("http://a/b/c", "/d"), quote("a b/c"), urlencode({"a": 1, "b": "x y"}), struct.calcsize("<if"), struct.calcsize("bi"), u.geturl(), urljoin("http://a/b/", "../c")]

# case: fractions and datetime
from fractions import Fraction
from datetime import timedelta, datetime, date
result = [Fraction(2, 4), Fraction(1, 2) + Fraction(1, 3), Fraction("3/6"), float(Fraction(1, 4)), Fraction(1, 2) * 2 == 1, Fraction(0.75).limit_denominator(10), str(timedelta(seconds=3661)), timedelta(hours=1).total_seconds(), str(timedelta(days=2, seconds=5)), date(2024, 1, 2) < date(2024, 2, 1), str(datetime(2024, 1, 2, 3, 4)), timedelta(seconds=-1).days, timedelta(1) + timedelta(2) == timedelta(3)]

# case: queue, threading and futures
import queue, threading
from concurrent.futures import ThreadPoolExecutor
q = queue.Queue()
q.put(1)
q.put(2)
out = []
t = threading.Thread(target=lambda x: out.append(x), args=(5,))
t.start()
t.join()
with ThreadPoolExecutor(2) as pool:
    mapped = list(pool.map(lambda x: x * 2, [1, 2]))
    future = pool.submit(max, 1, 2)
with threading.Lock():
    pass
result = [q.get(), q.qsize(), q.empty(), out, mapped, future.result(), raises(lambda: queue.Queue().get_nowait()).split(":")[0]]

# case: weakref and contextvars
import weakref
from contextvars import ContextVar

class A:
    pass

a = A()
r = weakref.ref(a)
d = weakref.WeakValueDictionary()
d["a"] = a
v = ContextVar("v", default=3)
before = v.get()
token = v.set(4)
after = v.get()
v.reset(token)
result = [r() is a, d["a"] is a, "zz" in d, before, after, v.get(), len(weakref.WeakSet([a]))]

# case: keyword, stat and misc
import keyword, stat, glob, shutil, platform, base64, hashlib, gc, atexit, uuid, traceback, getpass, errno
result = [keyword.iskeyword("for"), keyword.iskeyword("x"), glob.glob("/no/such/*"), gc.collect() >= 0, callable(atexit.register), "".join(traceback.format_exception_only(ValueError("x"))), stat.S_IRWXU, errno.ENOENT]

# case: packaging.version
from packaging import version
from packaging.version import Version, parse
from packaging.specifiers import SpecifierSet
vs = ["1.0", "1.0.1", "2.0.0+cu118", "1.0rc1", "1.0.dev3", "1.0.post1", "1.0a2", "1!0.5", "2.1"]
result = [
    parse("2.10.0") > parse("2.9"), parse("1.0") == parse("1.0.0"), parse("2.0.0+cu118") >= parse("2.0"), [str(v) for v in sorted(map(Version, vs))], Version("1.2.3").release, Version("1.2").micro, Version("1.0rc1").is_prerelease, str(Version("v1.0-rc.1")), Version("2.0.0+cu118").local, Version("2.0.0+cu118").base_version,
    raises(lambda: Version("x.y")), Version("1.13.1").major, Version("2.0.0+cu118").public, "2.1" in SpecifierSet(">=2.0,<3"), SpecifierSet("~=1.4").contains("1.9"), version.parse("1.0").minor, Version("1.0"),
]

# case: tqdm
import io
from tqdm import tqdm, trange
from tqdm.auto import tqdm as auto
out = io.StringIO()
bar = tqdm([1, 2, 3], desc="d", file=out)
total = 0
for i in bar:
    total += i
    bar.set_postfix(loss=1)
with auto(total=5, file=out) as b:
    b.update(2)
    n = b.n
result = [total, len(bar), n, list(trange(3, file=out)), list(enumerate(tqdm("ab", file=out)))]

# case: numpy scalars and constants
import numpy as np
import math
result = [
    float(np.pi) == math.pi, float(np.sqrt(16)), float(np.log2(8)), int(np.prod([2, 3, 4])), int(np.prod((5, 6))), float(np.ceil(2.1)), float(np.floor(2.9)), int(np.max([1, 5, 2])), float(np.mean([1, 2, 3])), int(np.sum([1, 2])), float(np.exp(0)), np.inf == math.inf,
    int(np.floor(7 / 2)), int(np.sqrt(49)), float(np.float32(2.5)), int(np.int64(3)), int(np.abs(-3)), float(np.clip(5.0, 0.0, 1.0)), bool(np.isnan(np.nan)), bool(np.isinf(np.inf)), float(np.cos(0)), int(np.argmax([1, 9, 3])), int(np.power(2, 3)), float(np.round(2.567, 2)), int(np.sign(-2)),
]

# case: numpy arrays
import numpy as np
a = np.array([[1, 2, 3], [4, 5, 6]])
l = np.linspace(0, 1, 5)
r = np.arange(6).reshape(2, 3)
result = [
    a.shape, a.ndim, a.size, a.tolist(), (a * 2).tolist(), (a + a).tolist(), a.T.tolist(), l.tolist(), np.arange(3).tolist(), np.arange(1, 7, 2).tolist(), np.arange(0, 1, 0.25).tolist(), r.tolist(), r[1].tolist(), int(r[1, 2]), r[:, 1].tolist(), r[..., 0].tolist(), r[0, ::-1].tolist(), a.sum(axis=0).tolist(), int(a.sum()), a.mean(axis=1).tolist(), len(a),
    str(a.dtype), str(l.dtype), np.zeros((2, 3)).shape, np.ones(2).tolist(), np.concatenate([a, a]).shape, np.concatenate([a, a], axis=1).shape, np.stack([a, a]).shape, np.eye(2).tolist(), (a > 2).tolist(), int((a == 2).sum()), a.astype(np.float32).dtype == np.float32, a.reshape(-1).tolist(), a.flatten().tolist(), np.cumsum([1, 2, 3]).tolist(),
    (a / 2).tolist(), (a ** 2).tolist(), (1 - a).tolist(), [int(x) for x in a[0]], np.expand_dims(a, 0).shape, a[None].shape, a.transpose(1, 0).shape, (a @ a.T).tolist(), np.array(3.0).shape, np.array([1.5, 2]).tolist(), np.full((2,), 7).tolist(), np.random.rand(2, 3).shape, np.random.randn(4).shape, np.random.uniform(size=(2, 2)).shape,
    np.array([1, 2, 3])[[0, 2]].tolist(), np.array([1, 2, 3])[np.array([True, False, True])].tolist(), np.where(np.array([1, 0]) > 0, 5, 6).tolist(), np.linspace(0, 10, 3, dtype=int).tolist(), [round(float(x), 3) for x in np.linspace(0, 0.1, 4)], np.maximum(a, 3).tolist(), np.array([[1, 2], [3, 4]], dtype=np.int32).itemsize, np.zeros((2, 2), dtype=bool).tolist(), np.array([1, 2]).dtype.kind,
    raises(lambda: a.reshape(4, 2)), raises(lambda: np.zeros(3) + np.zeros(4)), np.issubdtype(np.int32, np.integer), np.iinfo(np.int32).max, np.dtype("float32").itemsize, np.squeeze(np.zeros((1, 3, 1))).shape, np.random.randint(0, 5, size=(3,)).shape, np.random.default_rng(0).normal(size=(2, 3)).shape, np.random.permutation(5).shape,
]

# case: configparser, timeit, pprint, dis tolerance
import pprint, configparser
c = configparser.ConfigParser()
c.read_dict({"s": {"a": "1"}})
result = [pprint.pformat([1, "a"]), c["s"]["a"], c.getint("s", "a"), c.has_option("s", "zz"), c.sections()]

# case: exceptions pass through library code
from functools import partial, lru_cache
from dataclasses import dataclass

class Strange(Exception):
    pass

def fail(*args):
    raise Strange("from inside")

@dataclass
class P:
    x: int

    def __post_init__(self):
        if self.x < 0:
            raise ValueError(f"negative: {self.x}")

result = [raises(partial(fail, 1)), raises(lambda: lru_cache(fail)(2)), raises(lambda: P(-1)), P(1)]
