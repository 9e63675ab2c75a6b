"""keras.datasets: shapes and dtypes are facts, contents are not known."""

import numpy as np


def _images(count, test, shape, label=()):
    def load_data(*args, **kwargs):
        return (
            (np.empty((count, *shape), dtype=np.uint8), np.empty((count, *label), dtype=np.uint8)),
            (np.empty((test, *shape), dtype=np.uint8), np.empty((test, *label), dtype=np.uint8)),
        )

    return load_data


def _table(train, test, width):
    def load_data(path=None, test_split=0.2, seed=113, **kwargs):
        return (
            (np.empty((train, width), dtype=np.float64), np.empty((train,), dtype=np.float64)),
            (np.empty((test, width), dtype=np.float64), np.empty((test,), dtype=np.float64)),
        )

    return load_data


class _Sequences:
    """Lists of word numbers, each of its own length: `pad_sequences` gives them one."""

    def __init__(self, count):
        self.shape = (count,)
        self._count = count

    def __len__(self):
        return self._count

    def __getitem__(self, index):
        from _floplens import unknown

        return _Sequences(self._count) if isinstance(index, slice) else unknown("a text of a dataset")


def _texts(train, test):
    def load_data(path=None, num_words=None, skip_top=0, maxlen=None, **kwargs):
        return (
            (_Sequences(train), np.empty((train,), dtype=np.int64)),
            (_Sequences(test), np.empty((test,), dtype=np.int64)),
        )

    return load_data


def _word_index(*args, **kwargs):
    from _floplens import unknown

    return unknown("a word index from a file")


class mnist:
    load_data = staticmethod(_images(60000, 10000, (28, 28)))


class fashion_mnist:
    load_data = staticmethod(_images(60000, 10000, (28, 28)))


class cifar10:
    load_data = staticmethod(_images(50000, 10000, (32, 32, 3), (1,)))


class cifar100:
    load_data = staticmethod(_images(50000, 10000, (32, 32, 3), (1,)))


class imdb:
    load_data = staticmethod(_texts(25000, 25000))
    get_word_index = staticmethod(_word_index)


class reuters:
    load_data = staticmethod(_texts(8982, 2246))
    get_word_index = staticmethod(_word_index)


class boston_housing:
    load_data = staticmethod(_table(404, 102, 13))


class california_housing:
    load_data = staticmethod(_table(16512, 4128, 8))
