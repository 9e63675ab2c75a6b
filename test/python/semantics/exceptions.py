# try in all its clauses, and what an exception knows.
log = []


class Low(Exception):
    pass


class High(Low):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


def flow(kind):
    try:
        if kind == "raise":
            raise High(3)
        if kind == "type":
            return len(5)
        if kind == "return":
            return "returned"
    except Low as error:
        log.append(("low", str(error), error.code, error.args))
        return "handled"
    except (TypeError, ValueError) as error:
        return type(error).__name__ + ": " + str(error)
    else:
        return "else"
    finally:
        log.append(("finally", kind))


def chained():
    try:
        try:
            {}["missing"]
        except KeyError as error:
            raise RuntimeError("wrapped") from error
    except RuntimeError as error:
        return str(error), repr(error.__cause__), type(error.__context__).__name__


def again():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            log.append("again")
            raise
    except ArithmeticError as error:
        return str(error)


def overriding():
    try:
        return "try"
    finally:
        return "finally"


def loop():
    seen = []
    for n in range(4):
        try:
            if n == 1:
                continue
            if n == 3:
                break
            seen.append(n)
        finally:
            seen.append("f")
    return seen


def tried(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def check(value):
    assert value > 0, f"bad {value}"
    assert value > 1
    return value


result = [
    [flow(kind) for kind in ("raise", "type", "return", "none")],
    log,
    chained(),
    again(),
    overriding(),
    loop(),
    tried(lambda: check(0)),
    tried(lambda: check(1)),
    tried(lambda: int("12x")),
    tried(lambda: float("abc")),
    tried(lambda: [].pop()),
    tried(lambda: [1].index(2)),
    tried(lambda: [1].remove(2)),
    tried(lambda: {1: 2}[3]),
    tried(lambda: "a" + 1),
    tried(lambda: 1 + "a"),
    tried(lambda: [] + ()),
    tried(lambda: 1 % 0),
    tried(lambda: 1.0 // 0),
    tried(lambda: None.x),
    tried(lambda: [].x),
    tried(lambda: (lambda: 1).x),
    tried(lambda: next(iter([]))),
    tried(lambda: sorted([1, "a"])),
    tried(lambda: int(None)),
    tried(lambda: max([])),
    tried(lambda: "x".join([1])),
    tried(lambda: iter(5)),
    issubclass(KeyError, LookupError),
    issubclass(ModuleNotFoundError, ImportError),
    issubclass(NotImplementedError, RuntimeError),
    issubclass(ZeroDivisionError, ArithmeticError),
    issubclass(StopIteration, Exception),
    issubclass(KeyboardInterrupt, Exception),
    repr(ValueError("a", 1)),
    str(KeyError("k")),
    str(ValueError()),
]
