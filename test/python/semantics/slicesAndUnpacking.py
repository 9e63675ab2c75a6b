# Slices with every sign, deletion and assignment by slice, star targets.
letters = list("abcdefgh")
a, *b, c = range(5)
(d, (e, *f)), g = ((1, (2, 3, 4)), 5)
[h] = "x"
i = j = []
i.append(1)
k, l = l_, k_ = (1, 2)
m = letters[:]
m[1:3] = ["X"]
m[::2] = [0] * len(m[::2])
del m[-1]
o = list(range(6))
o[2:2] = [9, 9]
del o[::3]


def tried(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def two():
    x, y = (1, 2, 3)


def three():
    x, y, z = (1, 2)


def star():
    x, y, *z = (1,)


def number():
    x, y = 5


for first, *others in [(1, 2, 3), (4,)]:
    pass
p = 1
p, q = p + 1, p
result = [
    letters[1:4], letters[-3:], letters[:-3], letters[::-1], letters[::3], letters[5:1:-2], letters[10:], letters[-100:2],
    "hello"[1:-1], (1, 2, 3)[::-1], range(10)[2:8:3], range(10)[-1],
    a, b, c, d, e, f, g, h, i is j, k, l_, m, o, p, q,
    first, others,
    tried(two), tried(three), tried(star), tried(number),
    tried(lambda: letters[99]), tried(lambda: (1,)[2]), tried(lambda: "abc"[5]), tried(lambda: {}["k"]),
    tried(lambda: letters["a"]), tried(lambda: 5[0]), tried(lambda: letters[::0]),
    slice(1, None, 2).indices(5),
    [1, 2] + [3], [0] * 3, (1,) + (2,), [[]] * 2 == [[], []], [1, 2] < [1, 3], (1,) < (1, 0),
    [*letters[:2], *(1, 2)],
]
