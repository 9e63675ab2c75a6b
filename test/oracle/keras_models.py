"""Counts Keras examples: parameters and FLOPs of every `# flops:` directive in the files given, evaluated for real.

    python test/oracle/keras_models.py FILE…
    python test/oracle/keras_models.py FILE --expr EXPR     this expression instead of the file's directives

What is recorded of examples/keras/ is written by keras_examples.py, which counts with this.

A file runs as it stands, as a module (its `__name__` is the file's); then each directive is evaluated in its names,
with `keras`, `np` and `torch` beside them. Inputs have no gradient; `backward` is of the sum of all outputs. `modules`:
forward FLOPs by the names of the layers on the way from the model. A directive that makes a model and does not call it
has no FLOPs.
"""

import importlib.util
import pathlib
import re
import sys

from counting import tensors
from keras_counting import REPOSITORY, KerasCounter, answer, count_weights, keras, np, torch

EXAMPLES = REPOSITORY / "examples" / "keras"


def directives(path):
    return re.findall(r"^\s*# flops: (.*)", path.read_text(), re.MULTILINE)


def load(path):
    keras.utils.clear_session()
    keras.utils.set_random_seed(0)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return vars(module)


def count(path, expr):
    scope = {"keras": keras, "np": np, "torch": torch, **load(path)}
    outermost, stack, modules = [], [], {}
    call = keras.Layer.__call__

    def counted(layer, *args, **kwargs):
        if not stack:
            outermost.append(layer)
        stack.append(layer.name)
        before = counter.forward
        try:
            return call(layer, *args, **kwargs)
        finally:
            if counter.forward > before:
                inner = ".".join(stack[1:])
                modules[inner] = modules.get(inner, 0) + counter.forward - before
            stack.pop()

    keras.Layer.__call__ = counted
    try:
        with KerasCounter() as counter:
            value = eval(expr, scope)
            roots = [t for t in tensors(value) if t.requires_grad]
            if roots:
                torch.autograd.backward(roots, [torch.ones_like(t) for t in roots])
    finally:
        keras.Layer.__call__ = call
    if isinstance(value, keras.Layer):
        outermost = [value]
    parameters, trainable = count_weights(outermost)
    row = {
        "file": path.name,
        "expr": expr,
        "parameters": parameters,
        "trainable": trainable,
        "forward": counter.forward,
        "backward": counter.backward,
        "outputs": answer(value),
        "modules": dict(sorted(modules.items())),
    }
    return {**row, "unseen": counter.unseen} if counter.unseen else row


def main():
    sys.dont_write_bytecode = True
    arguments = sys.argv[1:]
    expr = None
    if "--expr" in arguments:
        at = arguments.index("--expr")
        expr = arguments[at + 1]
        del arguments[at : at + 2]
    for path in [pathlib.Path(name).resolve() for name in arguments]:
        found = [expr] if expr is not None else directives(path)
        if not found:
            print(f"{path.name}: no directive")
        for source in found:
            row = count(path, source)
            numbers = (f"{row[name]:,} {name}" for name in ("parameters", "trainable", "forward", "backward"))
            print(f"{path.name}: {source}\n    {' · '.join(numbers)}", flush=True)
            print(f"    {row['outputs']}")


if __name__ == "__main__":
    main()
