# dataclasses: defaults, factories, order, frozen, inheritance, replace, asdict.
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError
from typing import ClassVar, List, Optional
from enum import Enum, auto
from collections import namedtuple
from typing import NamedTuple


@dataclass
class Config:
    width: int
    depth: int = 4
    names: List[str] = field(default_factory=list)
    hidden: Optional[int] = field(default=None, repr=False)
    kind: ClassVar[str] = "config"
    total: int = field(init=False)

    def __post_init__(self):
        self.total = self.width * self.depth


@dataclass(frozen=True, order=True)
class Size:
    h: int
    w: int = 1

    @property
    def area(self):
        return self.h * self.w


@dataclass
class Wide(Config):
    extra: float = 0.5


class Mode(Enum):
    TRAIN = auto()
    EVAL = "eval"


Pair = namedtuple("Pair", ["left", "right"], defaults=[0])


class Out(NamedTuple):
    logits: int
    loss: float = 0.0


def tried(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


a, b = Config(2), Config(2)
a.names.append("x")
result = [
    a, b, a == b, Config(2) == b, a.total, replace(b, width=5).total, asdict(a), astuple(b), [f.name for f in fields(Config)],
    Wide(1, extra=2.0), Size(2, 3).area, Size(1, 5) < Size(2), sorted([Size(2), Size(1, 9)]), len({Size(1), Size(1)}),
    tried(lambda: setattr(Size(1), "h", 2)), tried(lambda: Config()),
    Mode.TRAIN, Mode.EVAL.value, Mode("eval"), Mode["TRAIN"].name, Mode.TRAIN is Mode.TRAIN, [m.name for m in Mode],
    Pair(1), Pair(1, 2)._replace(left=5), Pair(3, 4).right, Pair(1, 2) == (1, 2), Pair._fields, Out(1), Out(2, loss=1.5)._asdict(),
]
