# for, while, else, break, continue; what is left in the names afterwards.
def search(items, wanted):
    for index, item in enumerate(items, start=1):
        if item == wanted:
            break
    else:
        return "missing", index
    return "found", index


def collatz(n):
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    else:
        steps = -steps
    return steps


def primes(limit):
    found = []
    for n in range(2, limit):
        for d in found:
            if d * d > n:
                found.append(n)
                break
            if n % d == 0:
                break
        else:
            found.append(n)
    return found


def growing():
    items = [1, 2, 3]
    for item in items:
        if len(items) < 6:
            items.append(item * 10)
    return items


out = []
n = 10
while (n := n - 3) > 0:
    if n == 4:
        continue
    out.append(n)
for i, (a, b) in enumerate(zip("ab", [1, 2])):
    out.append((i, a, b))
for x in range(3):
    pass
result = [
    search("abc", "b"),
    search("abc", "z"),
    collatz(27),
    primes(30),
    growing(),
    out,
    x,
    list(range(10, 0, -3)),
    list(reversed(range(3))),
    range(5) == range(0, 5, 1),
    len(range(0, 10, 3)),
    3 in range(5),
    list(zip([1, 2, 3], "ab")),
    list(map(lambda p, q: p * q, [1, 2], [3, 4])),
    list(filter(None, [0, 1, "", "a"])),
    list(enumerate("ab", 5)),
    dict(zip("ab", range(2))),
    sum([[1], [2]], []),
    repr(range(1, 5)),
    iter([1]).__next__(),
    list(iter(iter([1, 2, 0, 3]).__next__, 0)),
]
