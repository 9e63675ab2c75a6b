# Runs each program of test/models/steps/ under PyTorch's counter (counting.py) and writes down its FLOPs.
#
#     python test/oracle/steps.py        → test/data/steps.json

import contextlib
import json
from pathlib import Path

from counting import Counter

TEST = Path(__file__).resolve().parents[1]


class NoModules(contextlib.nullcontext):
    parents = ()


def flops_of(path):
    counter = Counter()
    counter.mod_tracker = NoModules()  # PyTorch's own cannot follow torch.autograd.grad
    with counter:
        exec(compile(path.read_text(), path.name, "exec"), {"__name__": "__main__"})
    return {"forward": counter.forward, "backward": counter.backward}


def main():
    totals = {path.stem: flops_of(path) for path in sorted((TEST / "models" / "steps").glob("*.py"))}
    (TEST / "data" / "steps.json").write_text(json.dumps(totals, indent=1) + "\n")
    print(f"{len(totals)} programs")


if __name__ == "__main__":
    main()
