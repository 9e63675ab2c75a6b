"""tf.data.experimental."""

from tensorflow._dataset import AUTOTUNE, INFINITE_CARDINALITY, UNKNOWN_CARDINALITY, Options


def cardinality(dataset):
    return dataset.cardinality()


def assert_cardinality(expected_cardinality):
    return lambda dataset: dataset._with(dataset._element_of, expected_cardinality)


def ignore_errors(log_warning=False):
    return lambda dataset: dataset


def prefetch_to_device(device, buffer_size=None):
    return lambda dataset: dataset


def copy_to_device(target_device, source_device="/cpu:0"):
    return lambda dataset: dataset


def shuffle_and_repeat(buffer_size, count=None, seed=None):
    return lambda dataset: dataset.repeat(count)


def map_and_batch(map_func, batch_size, num_parallel_batches=None, drop_remainder=False, num_parallel_calls=None):
    return lambda dataset: dataset.map(map_func).batch(batch_size, drop_remainder)


def parallel_interleave(map_func, cycle_length, **kwargs):
    return lambda dataset: dataset.interleave(map_func)


def unbatch():
    return lambda dataset: dataset.unbatch()


class AutoShardPolicy:
    AUTO = 0
    FILE = 1
    DATA = 2
    HINT = 3
    OFF = -1
