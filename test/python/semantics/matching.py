# match: literals, captures, sequences, mappings, classes, guards, alternatives.
from dataclasses import dataclass


@dataclass
class Conv:
    inside: int
    outside: int
    kernel: int = 3


class Kind:
    RELU = "relu"


def describe(layer):
    match layer:
        case 0 | 1:
            return "bit"
        case int(n) if n < 0:
            return f"negative {n}"
        case int() | float():
            return "number"
        case Kind.RELU:
            return "activation"
        case str() as name:
            return "name " + name
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case ["conv", inside, outside]:
            return f"conv {inside}->{outside}"
        case [first, *middle, last]:
            return f"{first}..{middle}..{last}"
        case {"type": "pool", "size": size, **rest}:
            return f"pool {size} {rest}"
        case {"type": kind}:
            return f"kind {kind}"
        case Conv(inside, outside, kernel=1):
            return f"pointwise {inside}->{outside}"
        case Conv(inside=a, kernel=k):
            return f"conv {a} k{k}"
        case None:
            return "none"
        case _:
            return "other"


result = [
    describe(value)
    for value in (
        0, 1, -5, 7, 2.5, "relu", "bn", [], [1], ("conv", 3, 8), [1, 2, 3, 4], (1, 2),
        {"type": "pool", "size": 2, "stride": 1}, {"type": "x"}, {}, Conv(1, 2, 1), Conv(4, 5), None, {1}, True,
    )
]
