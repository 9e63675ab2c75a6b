# Decorators with and without arguments, on methods and on classes.
import functools

log = []


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        log.append(function.__name__)
        return function(*args, **kwargs)

    return wrapper


def times(n):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(n)]

        return wrapper

    return decorate


def register(table):
    def decorate(cls):
        table[cls.__name__] = cls
        cls.registered = True
        return cls

    return decorate


models = {}


@register(models)
class Net:
    @traced
    def forward(self, x):
        return x + 1

    @classmethod
    @traced
    def build(cls):
        return cls()


@times(2)
@traced
def add(a, b):
    return a + b


class Count:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Count
def square(x):
    return x * x


@functools.lru_cache(maxsize=None)
def fib(n):
    log.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


result = [
    Net.build().forward(1),
    add(1, 2),
    square(3) + square(4),
    square.calls,
    sorted(models),
    Net.registered,
    Net.forward.__name__,
    fib(6),
    log,
]
