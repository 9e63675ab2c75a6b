"""Records test/ops/*.json: what real PyTorch answers to one call each, from the tables in test/oracle/rows/.

    python test/oracle/ops.py            all tables
    python test/oracle/ops.py conv norm  some of them

A table, `rows/conv.rows`, reads like this:

    # A comment.
    x 2,8,32,32; w 16,8,3,3; i 4 int64; k = torch.tensor([0, 2])     names for the calls below, until the next one
        F.conv2d(x, w)                                                a call: it must work
        F.conv2d(x, w, stride=<1|2>)                                  two calls
        ! F.conv2d(w, x)                                              a call that must fail: its message is recorded
        x[0] = 1 ;; x                                                 a statement first, then what is looked at

Every call runs on meta tensors and on the CPU. FLOPs come from meta tensors, where nothing is hidden in a kernel that
the counter does not know; the message of an error is the CPU's, which is what users see. Where the two do not agree,
the CPU is believed, and the row says `"meta": false`. README.md explains the fields.
"""

import contextlib
import math
import pathlib
import re
import sys
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils import _pytree as pytree

from counting import Counter, backpropagate, describe, fused_attention, import_torchvision, tensors, write
from tables import read

TABLES = pathlib.Path(__file__).parent / "rows"


def declaration(text):
    """'x 2,3 int64' → ('x', 'torch.ones(2, 3, dtype=torch.int64)'); '()' is a tensor of rank 0."""
    if re.match(r"\w+ =", text):
        name, _, expr = text.partition("=")
        return name.strip(), expr.strip()
    name, shape, *dtype = text.split()
    sizes = "()" if shape == "()" else ", ".join(shape.split(","))
    if not dtype:
        return name, f"torch.rand({sizes})"
    make = "rand" if dtype[0] in ("float64", "float16", "bfloat16") else "ones"
    return name, f"torch.{make}({sizes}, dtype=torch.{dtype[0]})"


class Parameters:
    """The parameters of every module that is called while it is in force; of those constructed, if none is called."""

    def __enter__(self):
        self.called, self.registered = {}, {}
        hooks = torch.nn.modules.module
        self.hooks = [
            hooks.register_module_forward_hook(self.call),
            hooks.register_module_parameter_registration_hook(self.register),
        ]
        return self

    def call(self, module, args, output):  # after forward: lazy modules have their parameters by then
        self.called |= {id(p): p for p in module.parameters()}

    def register(self, module, name, parameter):
        if parameter is not None:
            self.registered[id(parameter)] = parameter

    def __exit__(self, *_):
        for hook in self.hooks:
            hook.remove()

    def total(self):
        return sum(p.numel() for p in (self.called or self.registered).values())


def evaluate(device, let, statements, call, grad):
    """(value, Counter, Parameters) of one call. With `grad`, every float in `let` requires one; then backward."""
    torch.manual_seed(0)
    scope = {"torch": torch, "nn": nn, "F": F, "math": math}
    if any("torchvision" in text for text in (call, *statements, *let.values())):
        scope["torchvision"] = import_torchvision()
    with torch.device(device), fused_attention(), warnings.catch_warnings(), Parameters() as parameters:
        warnings.simplefilter("ignore")
        for name, source in let.items():
            scope[name] = eval(source, scope)
            if grad and isinstance(scope[name], torch.Tensor) and scope[name].is_floating_point():
                scope[name] = scope[name].requires_grad_().clone()  # no leaf, so that it may be changed in place
        with Counter() as counter, contextlib.nullcontext() if grad else torch.no_grad():
            for statement in statements:
                exec(statement, scope)
            value = eval(call, scope)
            if grad and not backpropagate(tensors(value)):
                return None
    return value, counter, parameters


def attempt(*args):
    try:
        return evaluate(*args), None
    except Exception as error:  # whatever PyTorch raises is the row's answer
        return None, error


def answer(value):
    """What a call returned, flattened: tensors by shape and dtype, all else by value; None is left out."""
    found = []
    for leaf in pytree.tree_leaves(value, is_leaf=lambda v: isinstance(v, torch.Size)):
        if isinstance(leaf, torch.Tensor):
            found.append(describe(leaf))
        elif isinstance(leaf, torch.Size):
            found.append({"value": list(leaf)})
        elif isinstance(leaf, (torch.dtype, torch.device)):
            found.append({"value": str(leaf)})
        elif leaf is not None:
            found.append({"value": leaf if isinstance(leaf, (int, float, str)) else type(leaf).__name__})
    return found


def message(error):
    """The text, without the C++ frames that some errors carry, and a set in it sorted: it is printed in any order."""
    text = str(error).partition("\nException raised from")[0]
    text = re.sub(r"^\w+, /\S+\.cpp:\d+, ", "", text)  # where a compiled function was built
    return re.sub(r"\{('\w+'(?:, '\w+')*)\}", lambda m: "{" + ", ".join(sorted(m[1].split(", "))) + "}", text)


def record(let, statements, call):
    args = (let, statements, call)
    row = {"call": call}
    if statements:
        row["before"] = statements
    row["let"] = let
    cpu, error = attempt("cpu", *args, False)
    meta, meta_error = attempt("meta", *args, False)
    if error is not None:
        row["output"] = row["flops"] = row["backward"] = None
        row["error"] = {"type": type(error).__name__, "message": message(error)}
        if meta_error is None:
            row["meta"] = False  # only the values are wrong
        return row, None

    value, counter, parameters = cpu
    row["output"] = answer(value)
    same = meta is not None and answer(meta[0]) == row["output"]
    device = "meta" if same else "cpu"
    if same:
        value, counter, parameters = meta
    graph, graph_error = attempt(device, *args, True)
    if graph_error is not None and same:
        graph, graph_error = attempt("cpu", *args, True)
    row["flops"] = counter.forward
    row["backward"] = graph[1].backward if graph else None
    row["error"] = None
    if parameters.registered:
        row["parameters"] = parameters.total()
    if counter.unseen:
        row["unseen"] = counter.unseen
    remark = None
    if not same:
        row["meta"] = False
        remark = f"meta: {meta_error or answer(meta[0])}"
    elif graph_error is not None:
        remark = f"backward: {graph_error}"
    return row, remark


def main():
    torch.set_num_threads(1)
    wanted = sys.argv[1:] or sorted(path.stem for path in TABLES.glob("*.rows"))
    wrong = total = 0
    for name in wanted:
        if name == "vision_compiled" and not import_torchvision().extension._has_ops():
            print(name, "is left as it is: torchvision's compiled part does not load beside this PyTorch")
            continue
        rows, seen = [], set()
        for fails, let, statements, call in read(TABLES / f"{name}.rows", declaration):
            row, remark = record(let, statements, call)
            key = (call, *statements, *let.values())
            if key in seen:
                print(f"{name}: {call}: twice")
            seen.add(key)
            if fails != (row["error"] is not None):
                wrong += 1
                print(f"{name}: {call}: {'did not fail' if fails else row['error']}")
            elif remark:
                print(f"{name}: {call}: {remark.splitlines()[0][:150]}")
            rows.append(row)
        write(f"test/ops/{name}.json", {"torch": torch.__version__.split("+")[0], "rows": rows}, rows="rows")
        print(name, len(rows), "rows", sum(row["error"] is not None for row in rows), "of them errors", flush=True)
        total += len(rows)
    print(total, "rows")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
