"""Records test/keras/ops_*.json: what real Keras answers to calls of every function in keras.ops and keras.activations.

    python test/oracle/keras_ops.py            all tables
    python test/oracle/keras_ops.py ops_nn …   some of them

Fails if a function has no row and no reason below.
"""

import sys

from keras_counting import keras
from keras_rows import TABLES, mentioned, run

LEFT_OUT: dict[str, str] = {}


def main():
    wanted = sys.argv[1:] or sorted(path.stem for path in TABLES.glob("ops_*.rows"))
    rows, wrong = run(wanted)
    if not sys.argv[1:]:
        found = {"ops." + name for name in mentioned(rows, "keras.ops.")}
        found |= {"ops." + name.split(".")[0] for name in mentioned(rows, "keras.ops.")}
        found |= {"activations." + name for name in mentioned(rows, "keras.activations.")}
        names = {f"ops.{name}" for name in public(keras.ops)}
        names |= {f"ops.image.{name}" for name in public(keras.ops.image)}
        names |= {f"activations.{name}" for name in public(keras.activations)}
        missing = names - found - set(LEFT_OUT)
        if missing:
            sys.exit(f"no row for {sorted(missing)}")
    sys.exit(1 if wrong else 0)


def public(module):
    return [name for name, value in vars(module).items() if not name.startswith("_") and callable(value)]


if __name__ == "__main__":
    main()
