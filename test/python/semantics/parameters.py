# How arguments meet parameters, and Python's words when they do not.
def f(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


def g(a, b):
    return a - b


def h(*, key):
    return key


def p(a, b, c=0):
    return a, b, c


def tried(call):
    try:
        return call()
    except TypeError as error:
        return str(error)


args, options = (1, 2, 3, 4), {"d": 9, "z": 0}


class C:
    def m(self, x):
        return x


result = [
    f(1, d=4),
    f(*args, **options),
    f(1, *[2, 3], *(4,), d=1, **{"a": "allowed"}),
    g(b=1, a=5),
    tried(lambda: f(1)),
    tried(lambda: f(d=1)),
    tried(lambda: g(1)),
    tried(lambda: g()),
    tried(lambda: g(1, 2, 3)),
    tried(lambda: g(1, a=2)),
    tried(lambda: g(1, 2, c=3)),
    tried(lambda: h(1)),
    tried(lambda: h()),
    tried(lambda: p(1)),
    tried(lambda: p(1, 2, 3, 4)),
    tried(lambda: C().m()),
    tried(lambda: C().m(1, 2)),
    tried(lambda: C(1)),
    tried(lambda: (3)(1)),
]
