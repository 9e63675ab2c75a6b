# send, throw, close, yield from with its value, finally, infinite ones.
import itertools

log = []


def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        count += 1
        average = total / count


def outer():
    got = yield from averager()
    log.append(("got", got))
    yield "end"


def guarded():
    try:
        yield 1
        yield 2
    except ValueError as error:
        log.append(str(error))
        yield "caught"
    finally:
        log.append("finally")


def naturals(n=0):
    while True:
        yield n
        n += 1


def flatten(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


class Tree:
    def __init__(self, *children):
        self.children = children

    def __iter__(self):
        yield self
        for child in self.children:
            yield from child


g = outer()
steps = [next(g), g.send(10), g.send(20), g.send(None)]
h = guarded()
next(h)
thrown = h.throw(ValueError("bad"))
rest = list(h)
k = guarded()
next(k)
k.close()


def ret():
    yield 1
    return "value"


r = ret()
next(r)
try:
    next(r)
except StopIteration as stop:
    returned = stop.value
result = [
    steps,
    log,
    thrown,
    rest,
    returned,
    list(itertools.islice(naturals(5), 3)),
    list(flatten([1, [2, [3, []]], 4])),
    sum(1 for _ in Tree(Tree(), Tree(Tree()))),
    next(iter([]), "default"),
    list(zip(naturals(), "abc")),
    list(itertools.takewhile(lambda n: n < 3, naturals())),
]
