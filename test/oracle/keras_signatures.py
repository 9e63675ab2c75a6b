"""Records test/data/keras_signatures.json: the parameters of every class and function that Keras makes public.

Our models of them can be held against these.

    python test/oracle/keras_signatures.py

A row: `name`, and `parameters`: [name, kind, default]. The kind is Python's, in short; the default is the `repr`, null
if there is none. Classes: `bases` by name, `methods` that are public and their own, and `call`, the parameters of
`call`. `alias`: the first name of the same object, in the order of MODULES.
"""

import inspect
import re

from keras_counting import VERSIONS, keras, write

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "any",
    inspect.Parameter.VAR_POSITIONAL: "args",
    inspect.Parameter.KEYWORD_ONLY: "keyword",
    inspect.Parameter.VAR_KEYWORD: "kwargs",
}

MODULES = [
    "layers",
    "ops",
    "ops.image",
    "ops.linalg",
    "ops.nn",
    "ops.numpy",
    "activations",
    "initializers",
    "losses",
    "metrics",
    "optimizers",
    "optimizers.schedules",
    "regularizers",
    "constraints",
    "callbacks",
    "random",
    "applications",
    "models",
    "utils",
    "saving",
    "",
]


def parameters(function, skip_self):
    found = list(inspect.signature(function).parameters.values())
    return [
        [p.name, KINDS[p.kind], None if p.default is inspect.Parameter.empty else default(p.default)]
        for p in found[1 if skip_self else 0 :]
    ]


def default(value):
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def describe(value):
    if not inspect.isclass(value):
        return {"parameters": parameters(value, False)}
    row = {
        "parameters": parameters(value.__init__, True) if value.__init__ is not object.__init__ else [],
        "bases": [base.__name__ for base in value.__mro__[1:] if base.__module__.startswith("keras.")],
        "methods": sorted(name for name, it in vars(value).items() if not name.startswith("_") and callable(it)),
    }
    if "call" in dir(value):
        row["call"] = parameters(value.call, True)
    return row


def main():
    rows, first = {}, {}
    for name in MODULES:
        module = keras
        for part in filter(None, name.split(".")):
            module = getattr(module, part)
        for member in sorted(vars(module)):
            value = getattr(module, member)
            if member.startswith("_") or not callable(value):
                continue
            path = ".".join(filter(None, ("keras", name, member)))
            if id(value) in first:
                rows[path] = {"alias": first[id(value)]}
                continue
            try:
                rows[path] = describe(value)
            except (TypeError, ValueError) as error:
                rows[path] = {"unknown": str(error)}
            first[id(value)] = path
    data = {**VERSIONS, "names": [{"name": name, **row} for name, row in rows.items()]}
    write("test/data/keras_signatures.json", data, rows="names")
    print(len(rows), "names")


if __name__ == "__main__":
    main()
