# Protocols without inheritance: iteration by index, __next__, __missing__, __index__, __class_getitem__, subclasses of builtins.
class Old:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError
        return index * 10


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Missing(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    def __len__(self):
        return 100 + super().__len__()


class Attributes(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    __setattr__ = dict.__setitem__


class Index:
    def __index__(self):
        return 2


class Key:
    def __class_getitem__(cls, item):
        return (cls.__name__, item)


class Text(str):
    def shout(self):
        return self.upper() + "!"


class Two(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))


class Whole(int):
    def __add__(self, other):
        return Whole(int(self) + other + 1)


m, s, a = Missing(x=1), Stack([1]), Attributes(lr=0.1)
a.depth = 3
result = [
    list(Old()), 20 in Old(), [*Countdown(3)], list(zip(Countdown(2), "ab")), m["ab"], dict(m), m.get("q"), s.push(2).push(3) is s, len(s), s[-1],
    isinstance(s, list), list(s), a.lr, a["depth"], hasattr(a, "none"), [0, 1, 2, 3][Index()], list(range(Index())), Key[int, 3][1],
    Text("hi").shout(), Text("hi") == "hi", Two(1, 2)[1], Two(1, 2) == (1, 2), int(Whole(2) + 3), sum(Countdown(4)), max(Countdown(4)), dict(a), sorted(Old()),
    dict(Missing(a=1), b=2), "-".join(Text(c) for c in "ab"), tuple(Countdown(2)), set(Countdown(2)) == {0, 1}, [*Two(3, 4)],
]
