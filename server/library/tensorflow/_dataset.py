"""tf.data.Dataset: one element stands for all, since all of them cost the same, beside how many there are."""

import torch
from _floplens import is_symbolic, is_unknown, unknown
from _keras import flatten, map_structure, quietly

from keras.src.dtypes import torch_dtype

from tensorflow._ops.convert import dim, tensor
from tensorflow._shape import TensorSpec

AUTOTUNE = -1
INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2


class Dataset:
    """`_element_of` makes the element when it is asked for; `_count` is how many there are, None where nobody knows."""

    def __init__(self, element_of=None, count=None):
        self._element_of = element_of
        self._count = count

    def _with(self, element_of, count):
        return Dataset(element_of, count)

    def _value(self):
        if not hasattr(self, "_made"):
            self._made = self._element_of()
        return self._made

    def _element(self):
        """What a training takes as one batch."""
        return self._value()

    # ── where data comes from

    @staticmethod
    def from_tensors(tensors, name=None):
        return Dataset(lambda: _tensors(tensors), 1)

    @staticmethod
    def from_tensor_slices(tensors, name=None):
        return Dataset(lambda: map_structure(_first, _tensors(tensors)), _length(tensors))

    @staticmethod
    def from_generator(generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None):
        if output_signature is not None:
            return Dataset(lambda: map_structure(_of_spec, output_signature))
        if output_shapes is not None:
            return Dataset(lambda: _of_types(output_types, output_shapes))
        return Dataset(lambda: unknown("what a generator gives, of which no shapes are declared"))

    @staticmethod
    def range(*args, **kwargs):
        dtype = torch_dtype(kwargs.get("output_type") or "int64")
        return Dataset(lambda: torch.empty((), dtype=dtype), len(range(*[dim(item) for item in args])))

    @staticmethod
    def zip(*datasets, **kwargs):
        parts = datasets[0] if len(datasets) == 1 else datasets
        parts = kwargs.get("datasets", parts)
        counts = [part._count for part in _datasets(parts) if part._count is not None]
        return Dataset(lambda: _zipped(parts), min(counts) if counts else None)

    @staticmethod
    def list_files(file_pattern, shuffle=None, seed=None, name=None):
        return Dataset(_text)

    @staticmethod
    def random(seed=None, rerandomize_each_iteration=None, name=None):
        return Dataset(lambda: torch.empty((), dtype=torch.int64))

    @staticmethod
    def sample_from_datasets(datasets, weights=None, seed=None, stop_on_empty_dataset=False, **kwargs):
        return datasets[0]._with(datasets[0]._value, None)

    @staticmethod
    def choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset=True):
        return datasets[0]._with(datasets[0]._value, None)

    @staticmethod
    def load(path, element_spec=None, compression=None, reader_func=None):
        return Dataset(lambda: unknown("what is in a saved dataset"))

    # ── steps that change the element

    def map(self, map_func, num_parallel_calls=None, deterministic=None, synchronous=None, use_unbounded_threadpool=False, name=None):
        return self._with(lambda: quietly(_applied, (map_func, self._value()), {}), self._count)

    def batch(self, batch_size, drop_remainder=False, num_parallel_calls=None, deterministic=None, name=None):
        size = dim(batch_size)
        count = self._count
        if count is None or is_symbolic(count):
            return self._with(lambda: map_structure(lambda leaf: _batched(leaf, size), self._value()), None)
        # Fewer elements than one batch are a smaller one.
        first = size if drop_remainder or is_symbolic(size) or count == 0 else min(size, count)
        rest = count // size if drop_remainder else -(-count // size)
        return self._with(lambda: map_structure(lambda leaf: _batched(leaf, first), self._value()), rest)

    def padded_batch(self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False, name=None):
        batched = self.batch(batch_size, drop_remainder)
        return batched if padded_shapes is None else batched._with(lambda: _padded(batched._value(), padded_shapes), batched._count)

    ragged_batch = batch

    def unbatch(self, name=None):
        return self._with(lambda: map_structure(lambda leaf: leaf[0], self._value()), None)

    def rebatch(self, batch_size, drop_remainder=False, name=None):
        return self.unbatch().batch(batch_size, drop_remainder)

    def enumerate(self, start=0, name=None):
        return self._with(lambda: (torch.empty((), dtype=torch.int64), self._value()), self._count)

    def interleave(self, map_func, cycle_length=None, block_length=None, num_parallel_calls=None, deterministic=None, name=None):
        return self._with(lambda: _inner(_applied(map_func, self._value())), None)

    flat_map = interleave

    def window(self, size, shift=None, stride=1, drop_remainder=False, name=None):
        element = self._value
        whole = dim(size)
        windows = lambda: map_structure(lambda leaf: Dataset(lambda: leaf, whole), element())
        count = self._count
        if count is None or is_symbolic(count):
            return self._with(windows, None)
        step = whole if shift is None else shift
        reach = (whole - 1) * stride + 1
        return self._with(windows, max((count - reach) // step + 1, 0) if drop_remainder else -(-count // step))

    def apply(self, transformation_func):
        return transformation_func(self)

    def group_by_window(self, key_func, reduce_func, window_size=None, window_size_func=None, name=None):
        return self._with(lambda: _inner(reduce_func(None, self)), None)

    def bucket_by_sequence_length(self, *args, **kwargs):
        return self._with(lambda: unknown("how long the sequences of a bucket are"), None)

    def reduce(self, initial_state, reduce_func, name=None):
        return unknown("what a dataset reduces to")

    def scan(self, initial_state, scan_func, name=None):
        return self._with(lambda: scan_func(initial_state, self._value())[1], self._count)

    # ── steps that change how many there are

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=None, name=None):
        return self

    def cache(self, filename="", name=None):
        return self

    def prefetch(self, buffer_size, name=None):
        return self

    def with_options(self, options, name=None):
        return self

    def options(self):
        return Options()

    def ignore_errors(self, log_warning=False, name=None):
        return self

    def snapshot(self, *args, **kwargs):
        return self

    def save(self, *args, **kwargs):
        return None

    def repeat(self, count=None, name=None):
        if count is None or count == -1 or self._count is None:
            return self._with(self._value, None)
        return self._with(self._value, self._count * count)

    def take(self, count, name=None):
        known = self._count is not None and not is_symbolic(self._count)
        return self._with(self._value, min(count, self._count) if known and count >= 0 else None if count < 0 else count)

    def skip(self, count, name=None):
        return self._with(self._value, None if self._count is None else max(self._count - count, 0))

    def shard(self, num_shards, index):
        return self._with(self._value, None)

    def filter(self, predicate, name=None):
        return self._with(self._value, None)

    take_while = unique = filter

    def concatenate(self, dataset, name=None):
        known = self._count is not None and dataset._count is not None
        return self._with(self._value, self._count + dataset._count if known else None)

    # ── looks into it

    @property
    def element_spec(self):
        return map_structure(lambda leaf: TensorSpec(leaf.shape, leaf.dtype), self._value())

    def cardinality(self, name=None):
        return UNKNOWN_CARDINALITY if self._count is None else self._count

    def __len__(self):
        return unknown("how many elements a dataset has") if self._count is None else self._count

    def __iter__(self):
        return Iterator(self)

    def as_numpy_iterator(self):
        return Iterator(self)

    def make_one_shot_iterator(self):
        return Iterator(self)

    def get_single_element(self, name=None):
        return self._value()


class Iterator:
    """A loop sees one element: what a further turn would cost is the same."""

    def __init__(self, dataset):
        self._dataset = dataset
        self._ended = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._ended:
            raise StopIteration
        self._ended = True
        return self._dataset._value()

    def get_next(self):
        return self._dataset._value()

    next = get_next

    @property
    def element_spec(self):
        return self._dataset.element_spec


class TextLineDataset(Dataset):
    def __init__(self, filenames=None, *args, **kwargs):
        Dataset.__init__(self, _text)


class TFRecordDataset(TextLineDataset):
    pass


class FixedLengthRecordDataset(TextLineDataset):
    pass


class Options:
    def __init__(self):
        self.threading = ThreadingOptions()
        self.experimental_distribute = ThreadingOptions()
        self.experimental_optimization = ThreadingOptions()


class ThreadingOptions:
    pass


def _text():
    return torch.empty((), dtype=torch.int64)


def _applied(function, element):
    return function(*element) if isinstance(element, tuple) else function(element)


def _inner(dataset):
    return dataset._value() if isinstance(dataset, Dataset) else dataset


def _tensors(structure):
    """Tuples and dicts are structure; a list is a tensor."""
    if isinstance(structure, tuple):
        return tuple([_tensors(item) for item in structure])
    if isinstance(structure, dict):
        return {key: _tensors(item) for key, item in structure.items()}
    return tensor(structure)


def _first(leaf):
    return leaf[0] if isinstance(leaf, torch.Tensor) else leaf


def _length(structure):
    for leaf in flatten(_tensors(structure)):
        if isinstance(leaf, torch.Tensor):
            return leaf.shape[0]
    return None


def _batched(leaf, size):
    if isinstance(leaf, Dataset):
        return leaf
    if not isinstance(leaf, torch.Tensor):
        return leaf if is_unknown(leaf) else _batched(tensor(leaf), size)
    return torch.empty((size, *leaf.shape), dtype=leaf.dtype)


def _padded(batch, shapes):
    """Elements as long as stated; where a size is None, as the longest of the batch."""
    if isinstance(batch, dict):
        return {key: _padded(part, shapes[key]) for key, part in batch.items()}
    if isinstance(batch, tuple):
        return tuple([_padded(part, shape) for part, shape in zip(batch, shapes)])
    if not isinstance(batch, torch.Tensor):
        return batch
    wanted = [None if size is None or size == -1 else size for size in shapes]
    sizes = [own if size is None else size for own, size in zip(batch.shape[1:], wanted)]
    return torch.empty((batch.shape[0], *sizes), dtype=batch.dtype)


def _of_spec(spec):
    from keras.src.graph import example

    return example(tuple(spec.shape), spec.dtype)


def _of_types(types, shapes):
    if isinstance(types, tuple):
        return tuple([_of_types(one, shape) for one, shape in zip(types, shapes)])
    if isinstance(types, dict):
        return {key: _of_types(types[key], shapes[key]) for key in types}
    from keras.src.graph import example

    return example(tuple(shapes), types)


def _datasets(parts):
    return flatten(parts)


def _zipped(parts):
    if isinstance(parts, (tuple, list)):
        return tuple([_zipped(part) for part in parts])
    if isinstance(parts, dict):
        return {key: _zipped(part) for key, part in parts.items()}
    return parts._value()
