"""tf.io: what is in files is not known; a serialized example has what its features declare."""

import torch as _torch
from _floplens import unknown as _unknown
from keras.src.dtypes import torch_dtype as _torch_dtype

from tensorflow._ops.image import decode_and_crop_jpeg, decode_bmp, decode_gif, decode_image, decode_jpeg, decode_png
from tensorflow._ops.image import encode_jpeg, encode_png


def read_file(filename, name=None):
    return _torch.empty((), dtype=_torch.int64)


def write_file(filename, contents, name=None):
    return None


def decode_raw(input_bytes, out_type, little_endian=True, fixed_length=None, name=None):
    return _unknown("how long the content of a file is")


decode_csv = decode_json_example = decode_compressed = parse_tensor = decode_raw


def serialize_tensor(tensor, name=None):
    return _torch.empty((), dtype=_torch.int64)


def is_jpeg(contents, name=None):
    return _unknown("what is in a file")


class FixedLenFeature:
    def __init__(self, shape, dtype, default_value=None):
        self.shape = tuple(shape) if isinstance(shape, (list, tuple)) else (shape,)
        self.dtype = dtype


class FixedLenSequenceFeature(FixedLenFeature):
    def __init__(self, shape, dtype, allow_missing=False, default_value=None):
        FixedLenFeature.__init__(self, shape, dtype)


class VarLenFeature:
    def __init__(self, dtype):
        self.dtype = dtype


class RaggedFeature(VarLenFeature):
    def __init__(self, dtype, *args, **kwargs):
        self.dtype = dtype


def parse_single_example(serialized, features, example_names=None, name=None):
    return {key: _feature(feature, ()) for key, feature in features.items()}


def parse_example(serialized, features, example_names=None, name=None):
    return {key: _feature(feature, tuple(serialized.shape)) for key, feature in features.items()}


def _feature(feature, batch):
    if type(feature) is FixedLenFeature:
        return _torch.empty((*batch, *feature.shape), dtype=_torch_dtype(feature.dtype))
    return _unknown("how long a feature of an example is")


class gfile:
    @staticmethod
    def exists(path):
        return _unknown("whether a file exists")

    @staticmethod
    def glob(pattern):
        return _unknown("which files there are")

    @staticmethod
    def listdir(path):
        return _unknown("which files there are")

    @staticmethod
    def makedirs(path):
        return None

    @staticmethod
    def GFile(name, mode="r"):
        return _unknown("what is in a file")
