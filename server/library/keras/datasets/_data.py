"""What keras.datasets load: shapes and dtypes are facts, contents are not known."""

import numpy as np
from _floplens import unknown


def images(count, test, shape, label=()):
    def load_data(*args, **kwargs):
        return (
            (np.empty((count, *shape), dtype=np.uint8), np.empty((count, *label), dtype=np.uint8)),
            (np.empty((test, *shape), dtype=np.uint8), np.empty((test, *label), dtype=np.uint8)),
        )

    return load_data


def table(count, width, small=None):
    def load_data(*args, version="large", test_split=0.2, **kwargs):
        version = args[0] if args else version  # elsewhere the first argument is a path
        rows = small if version == "small" and small is not None else count
        train = int(rows * (1 - test_split))
        return (
            (np.empty((train, width), dtype=np.float64), np.empty((train,), dtype=np.float64)),
            (np.empty((rows - train, width), dtype=np.float64), np.empty((rows - train,), dtype=np.float64)),
        )

    return load_data


class Sequences:
    """Lists of word numbers, each of its own length: `pad_sequences` gives them one."""

    def __init__(self, count):
        self.shape = (count,)
        self._count = count

    def __len__(self):
        return self._count

    def __getitem__(self, index):
        return Sequences(self._count) if isinstance(index, slice) else unknown("a text of a dataset")


def texts(count, split=0.2):
    def load_data(path=None, num_words=None, skip_top=0, maxlen=None, test_split=split, **kwargs):
        train = int(count * (1 - test_split))
        return (
            (Sequences(train), np.empty((train,), dtype=np.int64)),
            (Sequences(count - train), np.empty((count - train,), dtype=np.int64)),
        )

    return load_data


def word_index(*args, **kwargs):
    return unknown("a word index from a file")


def label_names():
    return unknown("the names of a data set's labels")
