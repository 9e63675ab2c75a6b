# Operators of a class: reflected, in place, comparison, containers, calls.
class Vector:
    def __init__(self, *items):
        self.items = list(items)

    def __repr__(self):
        return f"Vector({', '.join(map(repr, self.items))})"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.items, other.items)))

    def __mul__(self, factor):
        return Vector(*(a * factor for a in self.items))

    __rmul__ = __mul__

    def __iadd__(self, other):
        self.items = [a + b for a, b in zip(self.items, other.items)]
        return self

    def __neg__(self):
        return Vector(*(-a for a in self.items))

    def __eq__(self, other):
        return isinstance(other, Vector) and self.items == other.items

    def __hash__(self):
        return hash(tuple(self.items))

    def __lt__(self, other):
        return len(self.items) < len(other.items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return Vector(*self.items[index]) if isinstance(index, slice) else self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __contains__(self, item):
        return item in self.items

    def __call__(self, scale=1, *, shift=0):
        return [a * scale + shift for a in self.items]

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.items, other.items))

    def __bool__(self):
        return any(self.items)


def tried(function):
    try:
        return function()
    except TypeError as error:
        return str(error)


v = w = Vector(1, 2, 3)
v += Vector(1, 1, 1)
v[0] = 9
result = [
    v,
    w is v,
    2 * v,
    -v,
    v @ v,
    v[1],
    v[1:],
    v[-1],
    4 in v,
    list(v),
    v(2, shift=1),
    v == Vector(9, 3, 4),
    v != Vector(),
    bool(Vector(0)),
    len(v),
    Vector(1) < v,
    v > Vector(1),
    max([Vector(), v, Vector(5)]),
    {Vector(1): "a"}[Vector(1)],
    tried(lambda: v + 1),
    tried(lambda: 1 + v),
    tried(lambda: v >= v),
    tried(lambda: v - v),
]
