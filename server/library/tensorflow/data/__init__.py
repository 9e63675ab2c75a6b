"""tf.data: a dataset is one of its elements; where there are many, how many of them is kept."""

from tensorflow._dataset import (
    AUTOTUNE,
    INFINITE_CARDINALITY,
    UNKNOWN_CARDINALITY,
    Dataset,
    FixedLengthRecordDataset,
    Iterator,
    Options,
    TextLineDataset,
    TFRecordDataset,
    ThreadingOptions,
)
from tensorflow.data import experimental
