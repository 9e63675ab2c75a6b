"""tensorflow_datasets: what the catalog states about the data sets that people train on: shapes, classes, how many there are.

https://www.tensorflow.org/datasets/catalog/overview
"""

import re

import torch
from _floplens import is_unknown, unknown
from _keras import symbol

from tensorflow.data import Dataset

_text = None
_any = (None, None, 3)

#: name: shape of an image (None for a size that differs, no shape for a text), classes, examples by split.
_catalog = {
    "beans": ((500, 500, 3), 3, {"train": 1034, "validation": 133, "test": 128}),
    "cats_vs_dogs": (_any, 2, {"train": 23262}),
    "cifar10": ((32, 32, 3), 10, {"train": 50000, "test": 10000}),
    "cifar100": ((32, 32, 3), 100, {"train": 50000, "test": 10000}),
    "eurosat": ((64, 64, 3), 10, {"train": 27000}),
    "fashion_mnist": ((28, 28, 1), 10, {"train": 60000, "test": 10000}),
    "food101": (_any, 101, {"train": 75750, "validation": 25250}),
    "horses_or_humans": ((300, 300, 3), 2, {"train": 1027, "test": 256}),
    "imagenet2012": (_any, 1000, {"train": 1281167, "validation": 50000, "test": 100000}),
    "imdb_reviews": (_text, 2, {"train": 25000, "test": 25000, "unsupervised": 50000}),
    "kmnist": ((28, 28, 1), 10, {"train": 60000, "test": 10000}),
    "mnist": ((28, 28, 1), 10, {"train": 60000, "test": 10000}),
    "oxford_flowers102": (_any, 102, {"train": 1020, "validation": 1020, "test": 6149}),
    "oxford_iiit_pet": (_any, 37, {"train": 3680, "test": 3669}),
    "rock_paper_scissors": ((300, 300, 3), 3, {"train": 2520, "test": 372}),
    "stl10": ((96, 96, 3), 10, {"train": 5000, "test": 8000, "unlabelled": 100000}),
    "svhn_cropped": ((32, 32, 3), 10, {"train": 73257, "test": 26032, "extra": 531131}),
    "tf_flowers": (_any, 5, {"train": 3670}),
}


class Split:
    TRAIN = "train"
    TEST = "test"
    VALIDATION = "validation"
    ALL = "all"


def load(name, *, split=None, data_dir=None, batch_size=None, shuffle_files=False, download=True, as_supervised=False, decoders=None, read_config=None, with_info=False, **kwargs):
    base = name.split(":")[0].split("/")[0] if isinstance(name, str) and not is_unknown(name) else None
    known = _catalog.get(base)
    if known is None:
        made = unknown(f"the data set {name} of tensorflow_datasets is not modelled")
        return (made, made) if with_info else made
    shape, classes, splits = known

    def one(wanted):
        made = Dataset(lambda: _element(base, shape, as_supervised), _count(wanted, splits))
        return made if batch_size is None else made.batch(batch_size)

    if split is None:
        data = {key: one(key) for key in splits}
    elif isinstance(split, (list, tuple)):
        data = type(split)(one(item) for item in split)
    elif isinstance(split, dict):
        data = {key: one(item) for key, item in split.items()}
    else:
        data = one(split)
    return (data, DatasetInfo(base, shape, classes, splits)) if with_info else data


def _element(name, shape, as_supervised):
    label = torch.empty((), dtype=torch.int64)
    if shape is _text:
        key, data = "text", torch.empty((), dtype=torch.int64)
    else:
        key, data = "image", torch.empty(_sizes(shape), dtype=torch.uint8)
    if as_supervised:
        return (data, label)
    element = {key: data, "label": label}
    if name == "oxford_iiit_pet":
        element["segmentation_mask"] = torch.empty((*_sizes(shape)[:2], 1), dtype=torch.uint8)
    return element


def _sizes(shape):
    names = ("H", "W")
    return tuple(symbol(names[index], 224) if size is None else size for index, size in enumerate(shape))


def _count(wanted, splits):
    """How many examples `train`, `train[:80%]` or `train+test` has; None where that is not known."""
    if not isinstance(wanted, str):
        return None
    if wanted == "all":
        return sum(splits.values())
    total = 0
    for part in wanted.split("+"):
        found = re.match(r"^\s*(\w+)(?:\[(-?\d*)(%?):(-?\d*)(%?)\])?\s*$", part)
        if found is None or found.group(1) not in splits:
            return None
        size = splits[found.group(1)]
        total += _place(found.group(4), found.group(5), size, size) - _place(found.group(2), found.group(3), size, 0)
    return max(total, 0)


def _place(text, percent, size, usual):
    if not text:
        return usual
    number = int(text)
    number = round(size * number / 100) if percent else number
    return max(number + size, 0) if number < 0 else min(number, size)


class DatasetInfo:
    def __init__(self, name, shape, classes, splits):
        self.name = name
        self.splits = {key: SplitInfo(key, count) for key, count in splits.items()}
        self.features = {"label": ClassLabel(classes)}
        self.features["text" if shape is _text else "image"] = Feature(() if shape is _text else shape)
        self.supervised_keys = ("text" if shape is _text else "image", "label")


class SplitInfo:
    def __init__(self, name, num_examples):
        self.name = name
        self.num_examples = num_examples


class Feature:
    def __init__(self, shape):
        self.shape = shape


class ClassLabel(Feature):
    def __init__(self, num_classes):
        super().__init__(())
        self.num_classes = num_classes

    @property
    def names(self):
        return unknown("the names of a data set's classes")

    def int2str(self, value):
        return unknown("the name of a class")

    def str2int(self, value):
        return unknown("the number of a class")


class _Builder:
    def __init__(self, name):
        self._name = name

    @property
    def info(self):
        return load(self._name, with_info=True)[1]

    def download_and_prepare(self, *args, **kwargs):
        return None

    def as_dataset(self, split=None, **kwargs):
        return load(self._name, split=split, **kwargs)


def builder(name, **kwargs):
    return _Builder(name)


def as_numpy(dataset):
    return dataset.as_numpy_iterator() if hasattr(dataset, "as_numpy_iterator") else dataset


def disable_progress_bar():
    return None


enable_progress_bar = disable_progress_bar


def show_examples(*args, **kwargs):
    return None
