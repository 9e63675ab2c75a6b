# Runs each case of test/library/*_cases.py twice under CPython 3.11: on the real modules, whose answers are recorded beside it as
# JSON for the test of our interpreter, and on our models of them, which must answer the same.
#
#     python3.11 -m pip install numpy packaging tqdm einops torch
#     python3.11 test/oracle/stdlib_check.py [WORD IN A CASE'S NAME]

import builtins
import json
import re
import sys
import traceback
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "server" / "library"
CASES = ROOT / "test" / "library"

# What the interpreter itself provides, and torch, stay real.
REAL = ("math", "builtins", "torch")


class Unknown:
    def __init__(self, reason):
        self.reason = reason

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __repr__(self):
        return f"<unknown: {self.reason}>"


def re_search(pattern, flags, string, position, mode):
    found = getattr(re.compile(pattern, flags), mode)(string, position)
    if found is None:
        return None
    return [found.span(index) for index in range(found.re.groups + 1)], dict(found.re.groupindex)


def signature_of(function):
    import inspect

    if not isinstance(function, types.FunctionType):
        return None
    empty = inspect.Parameter.empty
    # The function's own parameters, as its `def` says.
    bare = types.FunctionType(function.__code__, {}, "f", function.__defaults__, function.__closure__)
    bare.__kwdefaults__ = function.__kwdefaults__
    parameters = inspect.signature(bare).parameters.values()
    return [(p.name, p.kind.name, p.default is not empty, p.default) for p in parameters]


def fake_natives():
    module = types.ModuleType("_floplens")
    module.unknown = Unknown
    module.is_unknown = lambda value: isinstance(value, Unknown)
    module.read_file = lambda path: None
    module.is_symbolic = lambda value: False
    module.hint = lambda value: value
    module.re_search = re_search
    module.signature_of = signature_of
    module.import_module = lambda name, package=None: load(name)
    return module


modules = {}


def load(name):
    if name.split(".")[0] in REAL:
        return __import__(name, fromlist=["x"])
    if name in modules:
        return modules[name]
    folder = LIBRARY.joinpath(*name.split("."))
    package = (folder / "__init__.py").exists()
    path = folder / "__init__.py" if package else folder.with_suffix(".py")
    if not path.exists():
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    module = types.ModuleType(name)
    modules[name] = module
    module.__file__ = str(path)
    module.__package__ = name if package else name.rpartition(".")[0]
    module.__dict__["__builtins__"] = model_builtins
    if "." in name:
        parent, _, child = name.rpartition(".")
        setattr(load(parent), child, module)
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module


def model_import(name, globals=None, locals=None, fromlist=(), level=0):
    if level:
        package = globals["__package__"].split(".")
        package = package[: len(package) - level + 1]
        name = ".".join([*package, name] if name else package)
    module = load(name)
    if not fromlist:
        return load(name.split(".")[0]) if level == 0 else module
    for item in fromlist:
        if item != "*" and not hasattr(module, item):
            try:
                load(f"{name}.{item}")
            except ModuleNotFoundError:
                pass
    return module


model_builtins = {**vars(builtins), "__import__": model_import}
modules["_floplens"] = fake_natives()


def cases(path):
    prelude, *blocks = path.read_text().split("\n# case: ")
    prelude = prelude[prelude.index("def raises") :]
    for block in blocks:
        name, _, code = block.partition("\n")
        yield name, f"{prelude}\n{code}"


def answer(code, namespace):
    try:
        exec(compile(code, "<case>", "exec"), namespace)
    except Exception:
        return "FAILED\n" + traceback.format_exc()
    return namespace["result"]


def main():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    total = wrong = 0
    for path in sorted(CASES.glob("*_cases.py")):
        rows = []
        for name, code in cases(path):
            real = answer(code, {"__name__": "__main__"})
            rows.append({"name": name, "code": code, "expected": repr(real)})
            if wanted in name:
                total += 1
                wrong += differs(name, real, answer(code, {"__name__": "__main__", "__builtins__": model_builtins}))
        path.with_name(path.name.replace("_cases.py", ".json")).write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    print(f"{total} cases, {wrong} differ")
    return 1 if wrong else 0


def differs(name, real, modelled):
    if isinstance(real, str):
        print(f"=== {name}: the case itself\n{real}")
        return True
    if repr(real) == repr(modelled):
        return False
    print(f"=== {name}")
    if not isinstance(modelled, list):
        print(f"  python {real}\n  models {modelled}")
        return True
    for index, (left, right) in enumerate(zip(real, modelled)):
        if repr(left) != repr(right):
            print(f"  [{index}] python {left!r}\n       models {right!r}")
    if len(real) != len(modelled):
        print(f"  {len(real)} answers, ours {len(modelled)}")
    return True


if __name__ == "__main__":
    sys.exit(main())
