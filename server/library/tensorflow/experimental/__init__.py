"""tf.experimental."""

from tensorflow.experimental import dlpack, numpy
