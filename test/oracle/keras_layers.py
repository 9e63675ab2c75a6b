"""Records test/keras/layers_*.json and models.json: what real Keras answers to calls of every class in keras.layers.

    python test/oracle/keras_layers.py                  all tables
    python test/oracle/keras_layers.py layers_rnn …     some of them

Fails if a class of keras.layers has no row and no reason below.
"""

import sys

from keras_rows import TABLES, mentioned, run
from keras_counting import keras

LEFT_OUT = {
    "JaxLayer": "needs JAX",
    "FlaxLayer": "needs JAX",
    "TFSMLayer": "needs TensorFlow",
    "Hashing": "needs TensorFlow, whatever the back end",
    "HashedCrossing": "needs TensorFlow, whatever the back end",
    "IntegerLookup": "needs TensorFlow, whatever the back end",
    "StringLookup": "needs TensorFlow, whatever the back end",
    "TextVectorization": "needs TensorFlow, whatever the back end",
}


def main():
    wanted = sys.argv[1:] or sorted(path.stem for path in TABLES.glob("*.rows") if not path.stem.startswith("ops_"))
    rows, wrong = run(wanted)
    if not sys.argv[1:]:
        names = {name for name in dir(keras.layers) if not name.startswith("_")}
        missing = names - {name.split(".")[0] for name in mentioned(rows, "keras.layers.")} - set(LEFT_OUT)
        if missing:
            sys.exit(f"no row for {sorted(missing)}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
