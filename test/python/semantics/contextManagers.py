# with: several managers, exceptions that are swallowed, the ones of contextlib.
import contextlib

log = []


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        log.append("enter " + self.name)
        return self.name.upper()

    def __exit__(self, kind, error, trace):
        log.append(f"exit {self.name} {kind.__name__ if kind else None} {error}")
        return self.swallow


@contextlib.contextmanager
def managed(value):
    log.append("before")
    try:
        yield value
    finally:
        log.append("after")


with Manager("a") as a, Manager("b", swallow=True) as b:
    raise ValueError("inside")

with managed(5) as five:
    log.append(five)


def returns():
    with Manager("r"):
        return "returned"


def breaks():
    for n in range(3):
        with Manager(f"loop{n}"):
            if n == 1:
                break
    return n


try:
    with Manager("c"), managed(1):
        {}["k"]
except KeyError as error:
    escaped = repr(error)

with contextlib.suppress(ZeroDivisionError):
    1 / 0
with contextlib.nullcontext(3) as three:
    pass
with contextlib.ExitStack() as stack:
    entered = [stack.enter_context(Manager(n)) for n in "xy"]

result = [a, b, five, returns(), breaks(), escaped, three, entered, log]
