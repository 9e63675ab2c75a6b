# Statements that are rarely seen: del, global in a class, augmented targets, conditional imports, star assignments.
import sys
from math import sqrt as root, pi

try:
    import no_such_package
except ImportError as error:
    no_such_package, import_error = None, str(error)


def augmented():
    table = {"a": [1]}
    table["a"] += [2]
    calls = []

    def key():
        calls.append(1)
        return "n"

    table["n"] = 1
    table[key()] += 5
    x = (1, 2)
    x += (3,)
    y = z = [1]
    y += [2]
    w = 7
    w //= 2
    w **= 3
    w -= 1
    w %= 10
    w <<= 2
    w |= 1
    return table, calls, x, z, w


def deletion():
    value = 1
    del value
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


class Body:
    total = 0
    for i in range(4):
        total += i
    if total > 5:
        big = True
    else:
        small = True

    def method(self, total=total):
        return total

    del i


def ternary(x):
    return "neg" if x < 0 else "zero" if x == 0 else "pos"


def early(x):
    if x:
        return
    return "end"


if (n := 10) > 5:
    big = n
a = b, *c = 1, 2, 3
print("ignored", end="")
lines = [1,
         2]; joined = "a" \
    "b"
result = [
    augmented(), deletion(), Body.total, Body.big, hasattr(Body, "small"), Body().method(), hasattr(Body, "i"),
    [ternary(x) for x in (-1, 0, 1)], early(1), early(0), big, a, b, c, root(9), pi > 3, import_error, lines, joined,
    __name__, sys.version_info >= (3, 8), 1 if True else 2, [] or [1], None is None,
    1 in (1, 2) and 3 not in [1], not (1, 2) == (1, 3), "a" if not [] else "b", ...,
    (lambda x: lambda y: x + y)(1)(2), [f(2) for f in (lambda x, k=k: x**k for k in range(3))],
]
