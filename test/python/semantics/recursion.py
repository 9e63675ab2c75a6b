# Functions that call themselves and each other; memo tables; a small backtracking search.
def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def hanoi(n, a="A", b="B", c="C"):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def queens(n, placed=()):
    if len(placed) == n:
        return 1
    row, count = len(placed), 0
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            count += queens(n, placed + (column,))
    return count


def memo(function):
    known = {}

    def wrapper(*args):
        if args not in known:
            known[args] = function(*args)
        return known[args]

    return wrapper


@memo
def paths(rows, columns):
    return 1 if rows == 1 or columns == 1 else paths(rows - 1, columns) + paths(rows, columns - 1)


def endless(n):
    return endless(n + 1)


class Node:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def depth(self):
        return 1 + max((child.depth() for child in self.children), default=0)

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


def caught():
    try:
        endless(0)
    except RecursionError as error:
        return str(error)[:32]


tree = Node(1, Node(2, Node(3)), Node(4))
result = [factorial(18), even(50), hanoi(3), queens(5), paths(10, 10), caught(), tree.depth(), list(tree)]
