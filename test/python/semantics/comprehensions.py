# Their own scope, several clauses, conditions, closures in them, walrus out of them.
x = "outside"
squares = [x * x for x in range(5) if x % 2]
pairs = [(a, b) for a in "ab" for b in range(2) if (a, b) != ("b", 0)]
matrix = [[1, 2, 3], [4, 5, 6]]
flipped = [[row[i] for row in matrix] for i in range(3)]
flat = [item for row in matrix for item in row]
table = {name: len(name) for name in ("conv", "bn", "relu")}
unique = {n % 3 for n in range(10)}
total = sum(n for n in range(4))
seen = [last := n for n in range(4)]
functions = [lambda: n for n in range(3)]


class C:
    scale = 2
    items = [n for n in range(scale)]


def nested(n):
    return [[j for j in range(i)] for i in range(n)]


gen = (n * n for n in iter([1, 2, 3]))
first = next(gen)
result = [
    x,
    squares,
    pairs,
    flipped,
    flat,
    table,
    sorted(unique),
    total,
    last,
    [f() for f in functions],
    C.items,
    nested(4),
    first,
    list(gen),
    {k: v for v, k in table.items()},
    [a + b for a, (b, *_) in [(1, (2, 3)), (4, (5,))]],
    any(n > 2 for n in range(5)),
    all([]),
    [y for n in range(5) if (y := n * 2) > 4],
    [*range(3), *"ab"],
    {**{"a": 1}, "b": 2, **{"a": 3}},
]
