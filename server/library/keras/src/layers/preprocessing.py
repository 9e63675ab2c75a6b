"""Preprocessing layers: numbers, categories, text and sound. What they learn from data (`adapt`) changes no shape but that
of a vocabulary, which is known where the words are."""

import torch
import torch.nn.functional as F
from _floplens import is_unknown, unknown

from keras.src.compute.core import convert_to_tensor
from keras.src.dtypes import dtype_name, torch_dtype
from keras.src.graph import static_shape
from keras.src.layer import InputSpec, Layer


def _data_format(value):
    from keras import config

    if value is None:
        value = config.image_data_format()
        return "channels_last" if is_unknown(value) else value
    value = str(value).lower()
    if value not in ("channels_first", "channels_last"):
        raise ValueError(f"The `data_format` argument must be one of {{'channels_first', 'channels_last'}}. Received: data_format={value}")
    return value


def _one_of(value, allowed, caller, name):
    if value not in allowed:
        raise ValueError(f"Unknown value for `{name}` argument of {caller}. Allowed values are: {allowed}. Received: {name}={value}")


def _tensor(value):
    """What a layer was given: a tensor, an array, a number, or a list of them."""
    if isinstance(value, (list, tuple)) and len(value) > 0 and isinstance(value[0], (torch.Tensor, list, tuple)):
        return torch.stack([_tensor(item) for item in value])
    return convert_to_tensor(value)


# ── numbers


class Rescaling(Layer):
    def __init__(self, scale, offset=0.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale
        self.offset = offset
        self.supports_masking = True

    def call(self, inputs):
        dtype = torch_dtype(self.compute_dtype)
        scale, offset = self._factor(self.scale), self._factor(self.offset)
        if isinstance(scale, torch.Tensor) and scale.dim() > 0 and _data_format(None) == "channels_first":
            scale = scale.reshape(tuple(scale.shape) + (1,) * (3 - scale.dim()))
        return _tensor(inputs).to(dtype) * scale + offset

    def _factor(self, value):
        return value if isinstance(value, (int, float)) else convert_to_tensor(value, self.compute_dtype)


def _shape_of_numbers(value):
    if isinstance(value, (list, tuple)):
        return (len(value), *(_shape_of_numbers(value[0]) if value else ()))
    return tuple(getattr(value, "shape", ()))


class Normalization(Layer):
    def __init__(self, axis=-1, mean=None, variance=None, invert=False, **kwargs):
        super().__init__(**kwargs)
        self.axis = () if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
        self.input_mean = mean
        self.input_variance = variance
        self.invert = invert
        self.supports_masking = True
        self.mean = None
        if (mean is not None) != (variance is not None):
            raise ValueError(f"When setting values directly, both `mean` and `variance` must be set. Received: mean={mean} and variance={variance}")
        if mean is not None:
            mean_shape, variance_shape = _shape_of_numbers(mean), _shape_of_numbers(variance)
            if mean_shape != variance_shape:
                raise ValueError(f"When setting values directly, `mean` and `variance` must have the same shape. Received: mean shape {mean_shape} and variance shape {variance_shape}")
            if len(mean_shape) > len(self.axis):
                raise ValueError(f"The rank of `mean` must be less than or equal to the number of axes ({len(self.axis)}). Received: mean shape {mean_shape} for axis {self.axis}")

    def build(self, input_shape):
        if input_shape is None:
            return
        ndim = len(input_shape)
        if any(axis < -ndim or axis >= ndim for axis in self.axis):
            raise ValueError(f"All `axis` values must be in the range [-ndim, ndim). Received inputs with ndim={ndim}, while axis={self.axis}")
        kept = sorted(axis if axis >= 0 else axis + ndim for axis in self.axis)
        for axis in kept:
            if input_shape[axis] is None:
                raise ValueError(f"All `axis` values to be kept must have a known shape. Received axis={self.axis}, inputs.shape={tuple(input_shape)}, with unknown axis at index {axis}")
        shape = tuple(input_shape[axis] for axis in kept)
        self._broadcast_shape = tuple(input_shape[axis] if axis in kept else 1 for axis in range(ndim))
        if self.input_mean is None:
            self.adapt_mean = self.add_weight(name="mean", shape=shape, trainable=False)
            self.adapt_variance = self.add_weight(name="variance", shape=shape, trainable=False)
            self.count = self.add_weight(name="count", shape=(), dtype="int", trainable=False)
            self.mean, self.variance = self.adapt_mean, self.adapt_variance
        else:
            self.mean = self._aligned(self.input_mean, kept, ndim)
            self.variance = self._aligned(self.input_variance, kept, ndim)
        self.built = True

    def _aligned(self, value, kept, ndim):
        value = convert_to_tensor(value, self.compute_dtype)
        shape = [1] * ndim
        for index in range(1, value.dim() + 1):
            shape[kept[-index]] = value.shape[-index]
        return value.reshape(shape).broadcast_to(self._broadcast_shape)

    def adapt(self, data):
        if is_unknown(data) or self.built:
            return
        batch = data
        if not hasattr(data, "shape"):
            from keras.src.trainer import first_batch

            batch = data[0] if isinstance(data, (list, tuple)) else first_batch(data)
        if isinstance(batch, tuple):
            batch = batch[0]
        if batch is None or is_unknown(batch):
            return
        if isinstance(batch, (int, float, list)):
            raise TypeError(f"adapt() expects an iterable that yields arrays or tensors with a `.shape` attribute (e.g. numpy arrays or backend tensors). Got an element of type {type(batch).__name__}. Ensure each yielded element is array-like with a `.shape` attribute.")
        self.build(tuple(batch.shape))

    def finalize_state(self):
        return None

    def call(self, inputs):
        if self.mean is None:
            raise ValueError("You must call `.build(input_shape)` on the layer before using it.")
        inputs = _tensor(inputs).to(torch_dtype(self.compute_dtype))
        mean = self.mean.reshape(self._broadcast_shape)
        deviation = torch.sqrt(self.variance.reshape(self._broadcast_shape)).clamp(min=1e-7)
        return mean + inputs * deviation if self.invert else (inputs - mean) / deviation


# ── categories


def _encoded(inputs, mode, depth, dtype, weights=None):
    """Integers as they are, or by which of `depth` they are: one hot, many hot, or counted."""
    dtype = torch_dtype(dtype)
    if mode == "int":
        return inputs.to(dtype)
    if inputs.dim() == 0:
        inputs = inputs.unsqueeze(-1)
    if mode == "one_hot" and inputs.dim() > 1 and inputs.shape[-1] == 1:
        inputs = inputs.squeeze(-1)
    hot = F.one_hot(inputs.long(), depth).to(dtype)
    if mode == "one_hot":
        return hot
    axis = 1 if inputs.dim() > 1 else 0
    if mode == "multi_hot":
        return hot.amax(axis)
    if weights is not None:
        hot = hot * weights.unsqueeze(-1)
    return hot.sum(axis)


class CategoryEncoding(Layer):
    def __init__(self, num_tokens=None, output_mode="multi_hot", sparse=False, **kwargs):
        super().__init__(**kwargs)
        if output_mode == "binary":
            output_mode = "multi_hot"
        if output_mode not in ("count", "one_hot", "multi_hot"):
            raise ValueError(f"Unknown arg for output_mode: {output_mode}")
        if num_tokens is None:
            raise ValueError("num_tokens must be set to use this layer. If the number of tokens is not known beforehand, use the IntegerLookup layer instead.")
        if num_tokens < 1:
            raise ValueError(f"`num_tokens` must be >= 1. Received: num_tokens={num_tokens}.")
        self.num_tokens = num_tokens
        self.output_mode = output_mode
        self.sparse = sparse

    def call(self, inputs, count_weights=None):
        if count_weights is not None:
            if self.output_mode != "count":
                raise ValueError(f"`count_weights` is not used when `output_mode` is not `'count'`. Received `count_weights={count_weights}`.")
            count_weights = convert_to_tensor(count_weights, self.compute_dtype)
        return _encoded(_tensor(inputs), self.output_mode, self.num_tokens, self.compute_dtype, count_weights)


class Discretization(Layer):
    def __init__(self, bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode="int", sparse=False, dtype=None, name=None):
        super().__init__(name=name, dtype=dtype)
        if sparse:
            raise ValueError("`sparse=True` cannot be used with backend torch")
        _one_of(output_mode, ("int", "one_hot", "multi_hot", "count"), "Discretization", "output_mode")
        if num_bins is not None and num_bins < 0:
            raise ValueError(f"`num_bins` must be greater than or equal to 0. Received: `num_bins={num_bins}`")
        if num_bins is not None and bin_boundaries is not None:
            raise ValueError(f"Both `num_bins` and `bin_boundaries` should not be set. Received: `num_bins={num_bins}` and `bin_boundaries={bin_boundaries}`")
        if num_bins is None and bin_boundaries is None:
            raise ValueError("You need to set either `num_bins` or `bin_boundaries`.")
        self.bin_boundaries = bin_boundaries
        self.num_bins = num_bins
        self.epsilon = epsilon
        self.output_mode = output_mode
        self.sparse = sparse

    @property
    def output_dtype(self):
        return "int32" if self.output_mode == "int" else self.compute_dtype

    def adapt(self, data, steps=None):
        if self.num_bins is None:
            raise ValueError("Cannot adapt a Discretization layer that has been initialized with `bin_boundaries`, use `num_bins` instead.")
        self.bin_boundaries = [0.0] * (self.num_bins - 1)

    def call(self, inputs):
        if self.bin_boundaries is None:
            raise ValueError("You need to either pass the `bin_boundaries` argument at construction time or call `adapt(dataset)` before you can start using the `Discretization` layer.")
        boundaries = convert_to_tensor(self.bin_boundaries, "float32")
        bins = torch.bucketize(_tensor(inputs), boundaries, out_int32=True, right=True)
        return _encoded(bins, self.output_mode, len(self.bin_boundaries) + 1, self.output_dtype)


def _codes(inputs):
    """Integers of the inputs' shape, whatever they are: strings, tensors, lists."""
    shape = tuple(inputs.shape) if hasattr(inputs, "shape") else _shape_of_numbers(inputs)
    return torch.empty(shape, dtype=torch.int64)


class Hashing(Layer):
    def __init__(self, num_bins, mask_value=None, salt=None, output_mode="int", sparse=False, **kwargs):
        if kwargs.get("dtype") is None:
            kwargs["dtype"] = "int64" if output_mode == "int" else "float32"
        super().__init__(**kwargs)
        if num_bins is None or num_bins <= 0:
            raise ValueError(f"The `num_bins` for `Hashing` cannot be `None` or non-positive values. Received: num_bins={num_bins}.")
        modes = ("int", "one_hot", "multi_hot", "count")
        if output_mode not in modes:
            raise ValueError(f"Invalid value for argument `output_mode`. Expected one of {modes}. Received: output_mode={output_mode}")
        self.num_bins = num_bins
        self.mask_value = mask_value
        self.salt = salt
        self.output_mode = output_mode
        self.sparse = sparse

    def call(self, inputs):
        return _encoded(_codes(inputs), self.output_mode, self.num_bins, self.compute_dtype)


class HashedCrossing(Layer):
    def __init__(self, num_bins, output_mode="int", sparse=False, name=None, dtype=None, **kwargs):
        super().__init__(name=name, dtype="int64" if output_mode == "int" and dtype is None else dtype)
        _one_of(output_mode, ("int", "one_hot"), "HashedCrossing", "output_mode")
        self.num_bins = num_bins
        self.output_mode = output_mode
        self.sparse = sparse

    def call(self, inputs):
        if not isinstance(inputs, (list, tuple)) or len(inputs) < 2:
            raise ValueError(f"`HashedCrossing` should be called on a list or tuple of at least two inputs. Received: inputs={inputs}")
        return _encoded(_codes(inputs[0]), self.output_mode, self.num_bins, self.compute_dtype)


# ── vocabularies


def _words(data):
    """The strings or numbers in (nested) lists; None where they are not known."""
    if is_unknown(data):
        return None
    if isinstance(data, (str, int)):
        return [data]
    if not isinstance(data, (list, tuple)):
        return None
    found = []
    for item in data:
        words = _words(item)
        if words is None:
            return None
        found.extend(words)
    return found


class _IndexLookup(Layer):
    def __init__(self, max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode, sparse, pad_to_max_tokens, name, kwargs):
        caller = type(self).__name__
        if max_tokens is not None and max_tokens <= 1:
            raise ValueError(f"If set, `max_tokens` must be greater than 1. Received: max_tokens={max_tokens}")
        if pad_to_max_tokens and max_tokens is None:
            raise ValueError(f"If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens={max_tokens}")
        if num_oov_indices < 0:
            raise ValueError(f"`num_oov_indices` must be greater than or equal to 0. Received: num_oov_indices={num_oov_indices}")
        output_mode = {"binary": "multi_hot", "tf-idf": "tf_idf"}.get(output_mode, output_mode)
        _one_of(output_mode, ("int", "one_hot", "multi_hot", "count", "tf_idf"), caller, "output_mode")
        if invert and output_mode != "int":
            raise ValueError(f"`output_mode` must be `'int'` when `invert` is true. Received: output_mode={output_mode}")
        for known in ("trainable", "dtype", "vocabulary_size", "has_input_vocabulary"):
            kwargs.pop(known, None)
        if kwargs:
            raise ValueError(f"Unrecognized keyword argument(s): {kwargs}")
        super().__init__(name=name)
        self.invert = invert
        self.max_tokens = max_tokens
        self.num_oov_indices = num_oov_indices
        self.mask_token = mask_token
        self.oov_token = oov_token
        self.output_mode = output_mode
        self.pad_to_max_tokens = pad_to_max_tokens
        #: The words without the special ones: a list, None before there are any, Unknown where they come from data.
        self._tokens = None
        if vocabulary is not None:
            self.set_vocabulary(vocabulary, idf_weights)

    def _special(self):
        masks = 1 if self.mask_token is not None and self.output_mode == "int" else 0
        return [self.mask_token] * masks + [self.oov_token] * self.num_oov_indices

    def set_vocabulary(self, vocabulary, idf_weights=None):
        words = None if isinstance(vocabulary, str) else _words(vocabulary)
        if words is None:
            count = getattr(vocabulary, "shape", None)
            self._tokens = unknown("a vocabulary from a file or from data") if count is None else [""] * count[0]
            return
        if not words:
            raise ValueError(f"Cannot set an empty vocabulary. Received: vocabulary={vocabulary}")
        special = self._special()
        tokens = words[len(special) :] if words[: len(special)] == special else words
        if len(set(tokens)) != len(tokens):
            repeated = [word for word in dict.fromkeys(tokens) if tokens.count(word) > 1]
            raise ValueError(f"The passed vocabulary has at least one repeated term. Please uniquify your dataset. The repeated terms are: {repeated}")
        size = len(special) + len(tokens)
        if self.max_tokens is not None and size > self.max_tokens:
            raise ValueError(f"Attempted to set a vocabulary larger than the maximum vocab size. Received vocabulary size is {size}; `max_tokens` is {self.max_tokens}.")
        self._tokens = tokens

    def adapt(self, data, batch_size=None, steps=None):
        self._learn(_words(data))

    def _learn(self, words):
        if words is None:
            self._tokens = unknown("a vocabulary that is learned from data")
            return
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        special = self._special()
        for word in (self.mask_token, self.oov_token):
            counts.pop(word, None)
        tokens = sorted(counts, key=lambda word: (counts[word], word), reverse=True)
        self._tokens = tokens if self.max_tokens is None else tokens[: self.max_tokens - len(special)]

    def reset_state(self):
        return None

    def finalize_state(self):
        return None

    def get_vocabulary(self, include_special_tokens=True):
        if is_unknown(self._tokens):
            return self._tokens
        tokens = self._tokens or []
        return [*self._special(), *tokens] if include_special_tokens else list(tokens)

    def vocabulary_size(self):
        return self._tokens if is_unknown(self._tokens) else len(self._tokens or []) + len(self._special())

    def _depth(self):
        if self.pad_to_max_tokens:
            return self.max_tokens
        if self._tokens is None:
            raise RuntimeError(f"When using `output_mode={self.output_mode}` and `pad_to_max_tokens=False`, you must set the layer's vocabulary before calling it. Either pass a `vocabulary` argument to the layer, or call `adapt` with some sample data.")
        return self.vocabulary_size()

    def _encode(self, codes):
        if self.output_mode == "int":
            return codes
        mode = "count" if self.output_mode == "tf_idf" else self.output_mode
        return _encoded(codes, mode, self._depth(), "float32")

    def call(self, inputs):
        return self._encode(_codes(inputs))


class IntegerLookup(_IndexLookup):
    def __init__(self, max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None, vocabulary_dtype="int64", idf_weights=None, invert=False, output_mode="int", sparse=False, pad_to_max_tokens=False, oov_method="floormod", salt=None, name=None, **kwargs):
        if max_tokens is not None and max_tokens <= 1:
            raise ValueError(f"If `max_tokens` is set for `IntegerLookup`, it must be greater than 1. Received: max_tokens={max_tokens}")
        if num_oov_indices < 0:
            raise ValueError(f"The value of `num_oov_indices` argument for `IntegerLookup` must >= 0. Received: num_oov_indices={num_oov_indices}")
        if vocabulary_dtype != "int64":
            raise ValueError(f"Only `vocabulary_dtype='int64'` is supported at this time. Received: vocabulary_dtype={vocabulary_dtype}")
        super().__init__(max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode, sparse, pad_to_max_tokens, name, kwargs)


class StringLookup(_IndexLookup):
    def __init__(self, max_tokens=None, num_oov_indices=1, mask_token=None, oov_token="[UNK]", vocabulary=None, idf_weights=None, invert=False, output_mode="int", pad_to_max_tokens=False, sparse=False, encoding="utf-8", name=None, salt=None, **kwargs):
        super().__init__(max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode, sparse, pad_to_max_tokens, name, kwargs)


_punctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"


class TextVectorization(Layer):
    def __init__(self, max_tokens=None, standardize="lower_and_strip_punctuation", split="whitespace", ngrams=None, output_mode="int", output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None, sparse=False, ragged=False, encoding="utf-8", name=None, **kwargs):
        if sparse or ragged:
            raise ValueError(f"`{'sparse' if sparse else 'ragged'}=True` can only be used with the TensorFlow backend.")
        if standardize is not None and not callable(standardize):
            _one_of(standardize, ("lower_and_strip_punctuation", "lower", "strip_punctuation"), "TextVectorization", "standardize")
        if split is not None and not callable(split):
            _one_of(split, ("whitespace", "character"), "TextVectorization", "split")
        output_mode = {"binary": "multi_hot", "tf-idf": "tf_idf"}.get(output_mode, output_mode)
        _one_of(output_mode, ("int", "one_hot", "multi_hot", "count", "tf_idf"), "TextVectorization", "output_mode")
        if output_mode == "int" and not (isinstance(output_sequence_length, int) or output_sequence_length is None):
            raise ValueError(f"`output_sequence_length` must be either None or an integer when `output_mode` is 'int'. Received: output_sequence_length={output_sequence_length}")
        if output_mode != "int" and output_sequence_length is not None:
            raise ValueError(f"`output_sequence_length` must not be set if `output_mode` is not 'int'. Received output_sequence_length={output_sequence_length}.")
        for known in ("has_input_vocabulary", "vocabulary_size"):
            kwargs.pop(known, None)
        super().__init__(name=name, **kwargs)
        self._standardize = standardize
        self._split = split
        self._ngrams = tuple(range(1, ngrams + 1)) if isinstance(ngrams, int) else ngrams
        self._output_mode = output_mode
        self._output_sequence_length = output_sequence_length
        self._lookup = [
            StringLookup(max_tokens=max_tokens, vocabulary=vocabulary, idf_weights=idf_weights, pad_to_max_tokens=pad_to_max_tokens, mask_token="", output_mode=output_mode)
        ]

    @property
    def _lookup_layer(self):
        return self._lookup[0]

    def build(self, input_shape=None):
        self.built = True

    def _tokens(self, text):
        """The words of a text; None where a function of the user's takes it apart."""
        if callable(self._standardize) or callable(self._split):
            return None
        if self._standardize in ("lower", "lower_and_strip_punctuation"):
            text = text.lower()
        if self._standardize in ("strip_punctuation", "lower_and_strip_punctuation"):
            text = "".join(letter for letter in text if letter not in _punctuation)
        words = text.split() if self._split == "whitespace" else list(text) if self._split == "character" else [text]
        if self._ngrams is None:
            return words
        return [" ".join(words[start : start + size]) for size in self._ngrams for start in range(len(words) - size + 1)]

    def _texts(self, data):
        """The words of each text; None where a text is not known."""
        texts = _words(data)
        tokens = None if texts is None else [self._tokens(text) for text in texts]
        return None if tokens is None or any(one is None for one in tokens) else tokens

    def adapt(self, data, batch_size=None, steps=None):
        tokens = self._texts(data)
        self._lookup_layer._learn(None if tokens is None else [word for words in tokens for word in words])

    def reset_state(self):
        return None

    def finalize_state(self):
        return None

    def get_vocabulary(self, include_special_tokens=True):
        return self._lookup_layer.get_vocabulary(include_special_tokens)

    def vocabulary_size(self):
        return self._lookup_layer.vocabulary_size()

    def set_vocabulary(self, vocabulary, idf_weights=None):
        self._lookup_layer.set_vocabulary(vocabulary, idf_weights)

    def call(self, inputs):
        shape = tuple(inputs.shape) if hasattr(inputs, "shape") else _shape_of_numbers(inputs)
        if self._split is not None and len(shape) > 1:
            if shape[-1] != 1:
                raise ValueError(f"When using `TextVectorization` to tokenize strings, the input rank must be 1 or the last shape dimension must be 1. Received: inputs.shape={shape} with rank={len(shape)}")
            shape = shape[:-1]
        if self._split is None:
            length = ()
        elif self._output_sequence_length is not None:
            length = (self._output_sequence_length,)
        else:
            length = (self._longest(inputs),)
        codes = torch.empty((*shape, *length), dtype=torch.int64)
        return self._lookup_layer._encode(codes)

    def _longest(self, inputs):
        from _keras import symbol

        tokens = self._texts(inputs)
        return symbol("T", 128) if tokens is None else max([len(words) for words in tokens], default=0)


# ── sound


class MelSpectrogram(Layer):
    def __init__(self, fft_length=2048, sequence_stride=512, sequence_length=None, window="hann", sampling_rate=16000, num_mel_bins=128, min_freq=20.0, max_freq=None, power_to_db=True, top_db=80.0, mag_exp=2.0, min_power=1e-10, ref_power=1.0, **kwargs):
        super().__init__(**kwargs)
        self.fft_length = fft_length
        self.sequence_stride = sequence_stride
        self.sequence_length = sequence_length or fft_length
        if self.fft_length < self.sequence_length:
            raise ValueError(f"`fft_length` must be greater than or equal to   `sequence_length`. Received: `sequence_length`={self.sequence_length}, `fft_length`={self.fft_length}.")
        self.window = window
        self.sampling_rate = sampling_rate
        self.num_mel_bins = num_mel_bins
        self.min_freq = min_freq
        self.max_freq = max_freq or int(sampling_rate / 2)
        self.power_to_db = power_to_db
        self.top_db = top_db
        self.mag_exp = mag_exp
        self.min_power = min_power
        self.ref_power = ref_power

    def call(self, inputs):
        inputs = _tensor(inputs)
        if inputs.dtype not in (torch.float32, torch.float64):
            inputs = inputs.float()
        lead = tuple(inputs.shape[:-1])
        flat = inputs.reshape(-1, inputs.shape[-1]) if len(lead) > 1 else inputs
        window = None if self.window is None else torch.hann_window(self.sequence_length, dtype=inputs.dtype)
        spectrum = torch.stft(
            flat, self.fft_length, self.sequence_stride, self.sequence_length, window, center=True, return_complex=True
        )
        power = torch.pow(torch.sqrt(torch.square(spectrum.real) + torch.square(spectrum.imag)), self.mag_exp)
        power = power.transpose(-1, -2)
        if len(lead) > 1:
            power = power.reshape(*lead, *power.shape[-2:])
        weights = torch.empty((self.fft_length // 2 + 1, self.num_mel_bins), dtype=inputs.dtype)
        outputs = torch.tensordot(power, weights, dims=1)
        if self.power_to_db:
            outputs = 10.0 * torch.log10(torch.clamp(outputs, min=self.min_power))
            outputs = torch.maximum(outputs, outputs.max() - self.top_db)
        return outputs.transpose(-1, -2).to(torch_dtype(self.compute_dtype))


class STFTSpectrogram(Layer):
    def __init__(self, mode="log", frame_length=256, frame_step=None, fft_length=None, window="hann", periodic=False, scaling="density", padding="valid", expand_dims=False, data_format=None, **kwargs):
        if frame_step is not None and (frame_step > frame_length or frame_step < 1):
            raise ValueError(f"`frame_step` should be a positive integer not greater than `frame_length`. Received frame_step={frame_step}, frame_length={frame_length}")
        if fft_length is not None and fft_length < frame_length:
            raise ValueError(f"`fft_length` should be not less than `frame_length`. Received fft_length={fft_length}, frame_length={frame_length}")
        modes = ["log", "magnitude", "psd", "real", "imag", "angle", "stft"]
        if mode not in modes:
            raise ValueError(f"Output mode is invalid, it must be one of {', '.join(modes)}. Received: mode={mode}")
        if scaling is not None and scaling not in ["density", "spectrum"]:
            raise ValueError(f"Scaling is invalid, it must be `None`, 'density' or 'spectrum'. Received scaling={scaling}")
        if padding not in ["valid", "same"]:
            raise ValueError(f"Padding is invalid, it should be 'valid', 'same'. Received: padding={padding}")
        super().__init__(**kwargs)
        self.mode = mode
        self.frame_length = frame_length
        self.frame_step = frame_step
        self.fft_length = fft_length
        self.window = window
        self.periodic = periodic
        self.scaling = scaling
        self.padding = padding
        self.expand_dims = expand_dims
        self.data_format = _data_format(data_format)
        self.input_spec = InputSpec(ndim=3)
        self._step = frame_step or frame_length // 2
        self._fft = fft_length or 1 << (frame_length - 1).bit_length()

    def build(self, input_shape):
        shape = (self.frame_length, 1, self._fft // 2 + 1)
        if self.mode != "imag":
            self.real_kernel = self.add_weight(name="real_kernel", shape=shape)
        if self.mode != "real":
            self.imag_kernel = self.add_weight(name="imag_kernel", shape=shape)
        self.built = True

    def call(self, inputs):
        if dtype_name(inputs.dtype) not in ("float16", "float32", "float64"):
            raise TypeError(f"Invalid input type. Expected `float16`, `float32` or `float64`. Received: input type={inputs.dtype}")
        real = None if self.mode == "imag" else self._convolved(inputs, self.real_kernel)
        imag = None if self.mode == "real" else self._convolved(inputs, self.imag_kernel)
        if self.mode == "real":
            return self._arranged(real)
        if self.mode == "imag":
            return self._arranged(imag)
        if self.mode == "angle":
            return self._arranged(torch.arctan2(imag, real))
        if self.mode == "stft":
            return self._arranged(torch.cat([real, imag], dim=2))
        power = torch.square(real) + torch.square(imag)
        if self.mode == "psd":
            return self._arranged(power + F.pad(power[:, :, 1:-1, :], (0, 0, 1, 1)))
        magnitude = self._arranged(torch.sqrt(torch.clamp(power, min=1e-7)))
        return magnitude if self.mode == "magnitude" else torch.log(torch.clamp(magnitude, min=1e-7))

    def _convolved(self, inputs, kernel):
        """(batch, channels, frequencies, frames)"""
        if self.data_format == "channels_last":
            inputs = inputs.permute(0, 2, 1)
        batch, channels, length = inputs.shape
        inputs = inputs.reshape(batch * channels, 1, length)
        if self.padding == "same":
            frames = (length + self._step - 1) // self._step
            missing = max((frames - 1) * self._step + self.frame_length - length, 0)
            inputs = F.pad(inputs, (missing // 2, missing - missing // 2))
        outputs = F.conv1d(inputs, kernel.to(inputs.dtype).permute(2, 1, 0), stride=self._step)
        return outputs.reshape(batch, channels, outputs.shape[1], outputs.shape[2])

    def _arranged(self, outputs):
        is_last = self.data_format == "channels_last"
        if self.expand_dims:
            return outputs.permute(0, 3, 2, 1) if is_last else outputs.permute(0, 1, 3, 2)
        outputs = outputs.flatten(1, 2)
        return outputs.permute(0, 2, 1) if is_last else outputs


# ── chains and other frameworks


class Pipeline(Layer):
    def __init__(self, layers, name=None):
        super().__init__(name=name)
        self.pipeline_layers = list(layers)

    @property
    def layers(self):
        return self.pipeline_layers

    def call(self, inputs, training=True, mask=None):
        for layer in self.pipeline_layers:
            if training is not None and layer._facts().takes_training:
                inputs = layer(inputs, training=training)
            else:
                inputs = layer(inputs)
        return inputs


class JaxLayer(Layer):
    def __init__(self, call_fn, init_fn=None, params=None, state=None, seed=None, native_serialization_platforms=None, **kwargs):
        super().__init__(**kwargs)

    def call(self, inputs, training=False):
        return unknown(f"{type(self).__name__} runs a function of JAX's, which is not modelled")


class FlaxLayer(JaxLayer):
    def __init__(self, module, method=None, variables=None, **kwargs):
        super().__init__(module, **kwargs)


class TFSMLayer(Layer):
    def __init__(self, filepath, call_endpoint="serve", call_training_endpoint=None, trainable=True, name=None, dtype=None):
        super().__init__(trainable=trainable, name=name, dtype=dtype)

    def call(self, inputs, training=False, **kwargs):
        return unknown("TFSMLayer runs a SavedModel from a file, which is not read")
