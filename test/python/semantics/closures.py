# Cells are shared and looked at late; nonlocal and global say whose name is meant.
counter = 0


def make():
    count = 0

    def up(by=1):
        nonlocal count
        count += by
        return count

    def read():
        return count

    return up, read


def bump():
    global counter
    counter += 1
    return counter


late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]


def loops():
    found = []
    for name in "ab":
        found.append(lambda: name)
    name = "z"
    return [f() for f in found]


def unbound():
    try:
        return value
    except UnboundLocalError as error:
        return str(error)
    value = 1


def default(item, items=[]):
    items.append(item)
    return items


def shadow():
    x = "outer"

    class C:
        x = "class"

        def get(self):
            return x

        seen = x

    return C().get(), C.seen, C.x


up, read = make()
up()
up(4)
default(1)
try:
    undefined_name
except NameError as error:
    missing = str(error)
result = [
    read(),
    bump(),
    bump(),
    [f() for f in late],
    [f() for f in early],
    loops(),
    unbound(),
    default(2),
    shadow(),
    missing,
    counter,
    (lambda *a, k=2: (a, k))(1, 2, k=3),
]
