"""tf.strings: no function of texts costs anything. Of a tensor of texts its shape is known, of what it says nothing."""

import torch as _torch
from _floplens import is_unknown as _is_unknown
from _floplens import unknown as _unknown
from keras.src.dtypes import torch_dtype as _torch_dtype

from tensorflow._ops.convert import tensor as _tensor

#: Functions that give one text for each.
_texts = frozenset("lower upper strip regex_replace substr unicode_script unicode_transcode as_string to_string".split())

#: Functions that give one number for each, by its dtype.
_numbers = {
    "length": "int32",
    "regex_full_match": "bool",
    "to_hash_bucket": "int64",
    "to_hash_bucket_fast": "int64",
    "to_hash_bucket_strong": "int64",
}


def to_number(input, out_type="float32", name=None):
    return _as(input, out_type)


def join(inputs, separator="", name=None):
    found = [_tensor(item) for item in inputs]
    return max(found, key=lambda item: item.dim()) if all(isinstance(item, _torch.Tensor) for item in found) else found[0]


def _as(input, dtype):
    source = _tensor(input)
    return source if _is_unknown(source) else _torch.empty(source.shape, dtype=_torch_dtype(dtype))


def __getattr__(name):
    if name in _texts:
        return lambda input, *args, **kwargs: _as(input, "int64")
    if name in _numbers:
        return lambda input, *args, **kwargs: _as(input, _numbers[name])
    return lambda *args, **kwargs: _unknown(f"what tensorflow.strings.{name} makes of a text")
