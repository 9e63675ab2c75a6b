"""DataLoader. A pass over it gives one batch: a training loop then runs one step.

Samples are alike, so that one of them says what a default batch looks like. A `collate_fn` of the user's own sees real
samples, since it may pad them to the longest.
"""

import torch
from _floplens import is_unknown

from .dataset import IterableDataset
from .distributed import DistributedSampler
from .sampler import RandomSampler, SequentialSampler

_most_samples = 256


def get_worker_info():
    return None


def _repeat(sample, size):
    """A batch of `size` samples that are all like this one."""
    if is_unknown(sample):
        return sample
    if isinstance(sample, torch.Tensor):
        return sample.new_empty((size, *sample.shape))
    if isinstance(sample, bool):
        return torch.empty(size, dtype=torch.bool)
    if isinstance(sample, float):
        return torch.empty(size, dtype=torch.float64)
    if isinstance(sample, int):
        return torch.empty(size, dtype=torch.int64)
    if isinstance(sample, (str, bytes)):
        return [sample] * size
    if isinstance(sample, dict):
        return {key: _repeat(value, size) for key, value in sample.items()}
    if isinstance(sample, tuple) and hasattr(sample, "_fields"):
        return type(sample)(*[_repeat(value, size) for value in sample])
    if isinstance(sample, (list, tuple)):
        return [_repeat(value, size) for value in sample]
    if hasattr(sample, "__array__") or hasattr(sample, "dtype"):
        return _repeat(torch.as_tensor(sample), size)
    raise TypeError(
        "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; "
        f"found {type(sample)}"
    )


def default_collate(batch):
    sample = batch[0]
    if isinstance(sample, torch.Tensor):
        return torch.stack(list(batch), 0)
    if isinstance(sample, bool) or isinstance(sample, (int, float)):
        return torch.tensor(list(batch), dtype=torch.float64 if isinstance(sample, float) else None)
    if isinstance(sample, (str, bytes)):
        return list(batch)
    if isinstance(sample, dict):
        return {key: default_collate([item[key] for item in batch]) for key in sample}
    if isinstance(sample, tuple) and hasattr(sample, "_fields"):
        return type(sample)(*[default_collate(list(items)) for items in zip(*batch)])
    if isinstance(sample, (list, tuple)):
        return [default_collate(list(items)) for items in zip(*batch)]
    return _repeat(sample, len(batch))


def default_convert(data):
    if isinstance(data, dict):
        return {key: default_convert(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [default_convert(value) for value in data]
    return data


class DataLoader:
    def __init__(
        self,
        dataset,
        batch_size=1,
        shuffle=None,
        sampler=None,
        batch_sampler=None,
        num_workers=0,
        collate_fn=None,
        pin_memory=False,
        drop_last=False,
        timeout=0,
        worker_init_fn=None,
        multiprocessing_context=None,
        generator=None,
        *,
        prefetch_factor=None,
        persistent_workers=False,
        pin_memory_device="",
        in_order=True,
    ):
        if num_workers < 0:
            raise ValueError(
                "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing."
            )
        if sampler is not None and shuffle:
            raise ValueError("sampler option is mutually exclusive with shuffle")
        if batch_sampler is not None and (batch_size != 1 or shuffle or sampler is not None or drop_last):
            raise ValueError(
                "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last"
            )
        self.dataset = dataset
        self.batch_size = None if batch_sampler is not None else batch_size
        self.batch_sampler = batch_sampler
        self.collate_fn = collate_fn if collate_fn is not None else default_collate
        self.num_workers = num_workers
        self.pin_memory = pin_memory
        self.drop_last = drop_last
        self.generator = generator
        if sampler is None and not isinstance(dataset, IterableDataset):
            sampler = RandomSampler(dataset) if shuffle else SequentialSampler(dataset)
        self.sampler = sampler

    def __class_getitem__(cls, item):
        return cls

    def __iter__(self):
        return iter([self._batch()])

    def _batch(self):
        if self.batch_size is None and self.batch_sampler is None:
            sample = self._samples(1)[0]
            return sample if self.collate_fn is default_collate else self.collate_fn(sample)
        if self.batch_sampler is not None:
            indices = next(iter(self.batch_sampler))
            size = len(indices)
            samples = [self.dataset[index] for index in indices[:_most_samples]]
            return self.collate_fn(samples)
        size = self._size()
        if self.collate_fn is default_collate:
            return _repeat(self._samples(1)[0], size)
        samples = self._samples(size if size < _most_samples else _most_samples)
        while len(samples) < size:
            samples.append(samples[0])
        return self.collate_fn(samples)

    def _size(self):
        """The last batch may be smaller; all others have the batch size, if there are so many samples."""
        if isinstance(self.dataset, IterableDataset) or not hasattr(self.dataset, "__len__"):
            return self.batch_size
        total = len(self.sampler) if hasattr(self.sampler, "__len__") else len(self.dataset)
        if is_unknown(total) or total >= self.batch_size:
            return self.batch_size
        return total

    def _samples(self, count):
        if isinstance(self.dataset, IterableDataset):
            samples = []
            for sample in self.dataset:
                samples.append(sample)
                if len(samples) == count:
                    break
            return samples
        return [self.dataset[index] for index in self._indices(count)]

    def _indices(self, count):
        """The first `count` indices. Where it is not known how many there are, the first one stands for all."""
        if isinstance(self.sampler, (SequentialSampler, RandomSampler, DistributedSampler)):
            total = len(self.sampler)
            return [0] * count if is_unknown(total) else range(min(count, total))
        indices = []
        for index in self.sampler:
            indices.append(index)
            if len(indices) == count:
                break
        return indices

    def __len__(self):
        if self.batch_sampler is not None:
            return len(self.batch_sampler)
        total = len(self.dataset) if isinstance(self.dataset, IterableDataset) else len(self.sampler)
        if self.batch_size is None:
            return total
        if self.drop_last:
            return total // self.batch_size
        return (total + self.batch_size - 1) // self.batch_size
