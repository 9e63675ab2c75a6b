"""Reads a table of keras/*.rows and records what real Keras answers to each of its calls, in test/keras/*.json.

A table reads like those of ops.py:

    # A comment.
    x 2,32,32,3; i 4 int32; k = 3        names for the calls below, until the next such line
        layers.Conv2D(8, 3)(x)           a call: it must work
        layers.Conv2D(8, <1|3>)(x)       two calls
        ! layers.Dense(3)(i)             a call that must fail: its message is recorded
        d = layers.Dense(3) ;; d(x)      a statement first, then what is looked at; `\\n` in it is a new line

A name with a shape is an array of zeros: ones for `x 2,3 float32 ones`, 0, 1, 2 … for `range`. In scope are `keras`,
`np`, `math` and the names above; `layers.`, `ops.` and `activations.` stand for `keras.layers.` and so on.
README.md explains the fields that are recorded.
"""

import math
import pathlib
import re
import time

from counting import tensors
from keras_counting import VERSIONS, KerasCounter, Weights, answer, keras, message, np, torch, write
from tables import read

TABLES = pathlib.Path(__file__).parent / "keras"


def expand(text):
    """`layers.Dense(3)` is written for `keras.layers.Dense(3)`."""
    return re.sub(r"(?<![\w.])(layers|ops|activations|random)\.", r"keras.\1.", text)


def declaration(text):
    """'x 2,3 int32' → ('x', {'shape': [2, 3], 'dtype': 'int32'}); '()' is rank 0; 'x = …' → ('x', '…')."""
    if re.match(r"\w+ =", text):
        name, _, expr = text.partition("=")
        return name.strip(), expand(expr.strip())
    name, shape, *rest = text.split()
    sizes = [] if shape == "()" else [int(size) for size in shape.split(",") if size]
    array = {"shape": sizes, "dtype": rest[0] if rest else "float32"}
    return name, {**array, "fill": rest[1]} if len(rest) > 1 else array


def make(array, scope):
    if isinstance(array, str):
        return eval(array, scope)
    shape, dtype, fill = array["shape"], array["dtype"], array.get("fill", "zeros")
    if fill == "range":
        return keras.ops.reshape(keras.ops.arange(math.prod(shape), dtype=dtype), shape)
    return getattr(keras.ops, fill)(shape, dtype)


def evaluate(let, statements, call, grad):
    """(value, counter, weights) of one call. With `grad`, every float in `let` requires one; then backward."""
    keras.utils.clear_session(free_memory=False)
    keras.utils.set_random_seed(0)
    keras.config.set_dtype_policy("float32")
    keras.config.set_image_data_format("channels_last")
    scope = {"keras": keras, "np": np, "math": math}
    for name, array in let.items():
        scope[name] = make(array, scope)
        if grad and isinstance(scope[name], torch.Tensor) and scope[name].is_floating_point():
            scope[name] = scope[name].requires_grad_().clone()
    with Weights() as weights, KerasCounter() as counter:
        for statement in statements:
            exec(statement, scope)
        value = eval(call, scope)
        if grad:
            roots = [t for t in tensors(value) if t.requires_grad]
            if not roots:
                return None
            torch.autograd.backward(roots, [torch.ones_like(t) for t in roots])
    return value, counter, weights


def record(let, statements, call):
    row = {"call": call}
    if statements:
        row["before"] = statements
    row["let"] = let
    try:
        value, counter, weights = evaluate(let, statements, call, False)
    except Exception as error:  # whatever Keras raises is the row's answer
        row |= {"output": None, "flops": None, "backward": None}
        row["error"] = {"type": type(error).__name__, "message": message(error)}
        return row
    row["output"] = answer(value)
    row["flops"] = counter.forward
    try:
        graph = evaluate(let, statements, call, True)
        row["backward"] = None if graph is None else graph[1].backward
    except Exception:  # no derivative
        row["backward"] = None
    if counter.backward:  # the call itself trains
        row["backward"] = counter.backward
    row["error"] = None
    total = weights.total()
    if total is not None:
        row["parameters"], row["trainable"] = total
    if counter.unseen:
        row["unseen"] = counter.unseen
    return row


def run(tables):
    """Records tables; says which rows did not do what the table says. Returns every row."""
    wrong, found = 0, []
    for name in tables:
        rows, seen = [], set()
        for fails, let, statements, call in read(TABLES / f"{name}.rows", declaration, expand):
            start = time.monotonic()
            row = record(let, statements, call)
            if time.monotonic() - start > 5:
                print(f"{name}: {call}: {time.monotonic() - start:.0f} s")
            key = (call, *statements, *map(str, let.items()))
            if key in seen:
                print(f"{name}: {call}: twice")
            seen.add(key)
            if fails != (row["error"] is not None):
                wrong += 1
                print(f"{name}: {'; '.join([*statements, call])}: {'did not fail' if fails else row['error']}")
            rows.append(row)
        write(f"test/keras/{name}.json", {**VERSIONS, "rows": rows}, rows="rows")
        print(name, len(rows), "rows", sum(row["error"] is not None for row in rows), "of them errors", flush=True)
        found += rows
    print(len(found), "rows")
    return found, wrong


def mentioned(rows, prefix):
    """The names that come right after `prefix` somewhere in the calls that worked or failed as they should."""
    text = "\n".join("\n".join([*row.get("before", []), row["call"]]) for row in rows)
    return set(re.findall(re.escape(prefix) + r"(\w+(?:\.\w+)?)", text))
