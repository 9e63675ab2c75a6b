"""keras.utils."""

import torch
from _floplens import is_unknown, unknown

from keras.src.dtypes import dtype_name as standardize_dtype
from keras.src.dtypes import torch_dtype
from keras.src.serialization import (
    CustomObjectScope,
    deserialize_keras_object,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
    serialize_keras_object,
)
from keras.src.trainer import pack_x_y_sample_weight, unpack_x_y_sample_weight


def get_file(
    fname=None,
    origin=None,
    untar=False,
    md5_hash=None,
    file_hash=None,
    cache_subdir="datasets",
    hash_algorithm="auto",
    extract=False,
    archive_format="auto",
    cache_dir=None,
    force_download=False,
):
    return fname or (origin.split("/")[-1] if isinstance(origin, str) else "file")


_modes = {"rgb": "RGB", "rgba": "RGBA", "grayscale": "L"}


def load_img(path, color_mode="rgb", target_size=None, interpolation="nearest", keep_aspect_ratio=False):
    from PIL import Image

    if color_mode not in _modes:
        raise ValueError('color_mode must be "grayscale", "rgb", or "rgba"')
    if target_size is None:
        return Image.open(path)
    return Image.new(_modes[color_mode], (target_size[1], target_size[0]))


def img_to_array(img, data_format=None, dtype=None):
    import numpy as np

    first = _is_first(data_format)
    if hasattr(img, "getbands"):
        if is_unknown(img.size):
            return unknown("the size of an image from a file")
        width, height = img.size
        channels = len(img.getbands())
        return np.empty((channels, height, width) if first else (height, width, channels), dtype=dtype or "float32")
    shape = tuple(img.shape)
    if len(shape) == 2:
        shape = (1, *shape) if first else (*shape, 1)
    if len(shape) != 3:
        raise ValueError(f"Unsupported image shape: {shape}")
    return np.empty(shape, dtype=dtype or "float32")


def array_to_img(x, data_format=None, scale=True, dtype=None):
    from PIL import Image

    shape = tuple(x.shape)
    if len(shape) != 3:
        raise ValueError(
            f"Expected image array to have rank 3 (single image). Got array with shape: {shape}"
        )
    channels, height, width = shape if _is_first(data_format) else (shape[2], shape[0], shape[1])
    modes = {1: "L", 3: "RGB", 4: "RGBA"}
    if channels not in modes:
        raise ValueError(f"Unsupported channel number: {channels}")
    return Image.new(modes[channels], (width, height))


def save_img(path, x, data_format=None, file_format=None, scale=True, **kwargs):
    return None


def _is_first(data_format):
    from keras import backend

    return backend.standardize_data_format(data_format) == "channels_first"


def to_categorical(x, num_classes=None):
    import numpy as np

    if is_unknown(x):
        return x
    if isinstance(x, torch.Tensor):
        count = num_classes if num_classes is not None else int(torch.max(x)) + 1
    else:
        x = np.asarray(x)
        count = num_classes if num_classes is not None else int(np.max(x)) + 1
    if is_unknown(count):
        return unknown("the number of classes depends on data")
    shape = tuple(x.shape)
    if len(shape) > 1 and shape[-1] == 1:
        shape = shape[:-1]
    if isinstance(x, torch.Tensor):
        return torch.empty((*shape, count), dtype=torch.int64)
    return np.empty((*shape, count))


def normalize(x, axis=-1, order=2):
    if isinstance(x, torch.Tensor):
        return torch.nn.functional.normalize(x, p=order, dim=axis)
    import numpy as np

    x = np.asarray(x)
    return np.empty(x.shape, dtype=x.dtype if "float" in str(x.dtype) else "float64")


def set_random_seed(seed):
    return None


def clear_session(free_memory=True):
    from keras.src.graph import clear_names

    clear_names()


def plot_model(model, to_file="model.png", *args, **kwargs):
    return None


def model_to_dot(model, *args, **kwargs):
    return unknown("a graph of a model as a picture")


custom_object_scope = CustomObjectScope


class Config(dict):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def __getattr__(self, name):
        return self[name]

    def __setattr__(self, name, value):
        self[name] = value


def is_keras_tensor(x):
    from keras.src.graph import is_keras_tensor as check

    return check(x)


def get_source_inputs(tensor):
    from keras.src.ops.operation_utils import get_source_inputs as find

    return find(tensor)


def disable_interactive_logging():
    return None


def enable_interactive_logging():
    return None


def is_interactive_logging_enabled():
    return True


class PyDataset:
    def __init__(self, workers=1, use_multiprocessing=False, max_queue_size=10, **kwargs):
        self.workers = workers
        self.use_multiprocessing = use_multiprocessing
        self.max_queue_size = max_queue_size

    @property
    def num_batches(self):
        return len(self)

    def on_epoch_begin(self):
        return None

    def on_epoch_end(self):
        return None


Sequence = PyDataset


class Progbar:
    def __init__(
        self,
        target,
        width=20,
        verbose=1,
        interval=0.05,
        stateful_metrics=None,
        stateless_metrics=None,
        unit_name="step",
    ):
        self.target = target

    def update(self, current, values=None, finalize=None):
        return None

    def add(self, n, values=None):
        return None


def pad_sequences(sequences, maxlen=None, dtype="int32", padding="pre", truncating="pre", value=0.0):
    import numpy as np

    if is_unknown(sequences):
        return sequences
    if maxlen is None and isinstance(sequences, (list, tuple)):
        maxlen = max(len(sequence) for sequence in sequences) if len(sequences) else 0
    if maxlen is None or is_unknown(maxlen):
        return unknown("the length of the longest sequence depends on data")
    return np.empty((len(sequences), maxlen), dtype=dtype)


def _dataset(parts, class_names=None):
    """What Keras reads from folders is a tf.data.Dataset."""
    from tensorflow._dataset import Dataset

    made = Dataset(lambda: parts[0] if len(parts) == 1 else parts)
    made.class_names = unknown("names of folders") if class_names is None else list(class_names)
    made.file_paths = unknown("names of files")
    return made


def image_dataset_from_directory(
    directory,
    labels="inferred",
    label_mode="int",
    class_names=None,
    color_mode="rgb",
    batch_size=32,
    image_size=(256, 256),
    shuffle=True,
    seed=None,
    validation_split=None,
    subset=None,
    interpolation="bilinear",
    follow_links=False,
    crop_to_aspect_ratio=False,
    pad_to_aspect_ratio=False,
    data_format=None,
    format="tf",
    verbose=True,
):
    if color_mode not in ("rgb", "rgba", "grayscale"):
        raise ValueError(
            '`color_mode` must be one of {"rgb", "rgba", "grayscale"}. Received: color_mode=' + str(color_mode)
        )
    channels = {"rgb": 3, "rgba": 4, "grayscale": 1}[color_mode]
    batch = () if batch_size is None else (batch_size,)
    shape = (channels, *image_size) if _is_first(data_format) else (*image_size, channels)
    images = torch.empty((*batch, *shape))
    made = _dataset(_labelled(images, labels, label_mode, class_names, batch), class_names)
    return (made, made) if subset == "both" else made


def _labelled(data, labels, label_mode, class_names, batch):
    if labels is None or label_mode is None:
        return (data,)
    if label_mode == "int":
        return (data, torch.empty(batch, dtype=torch.int32))
    if label_mode == "binary":
        return (data, torch.empty((*batch, 1)))
    if class_names is None:
        return (data, unknown("how many folders there are"))
    return (data, torch.empty((*batch, len(class_names))))


def text_dataset_from_directory(
    directory,
    labels="inferred",
    label_mode="int",
    class_names=None,
    batch_size=32,
    max_length=None,
    shuffle=True,
    seed=None,
    validation_split=None,
    subset=None,
    follow_links=False,
    format="tf",
    verbose=True,
):
    batch = () if batch_size is None else (batch_size,)
    texts = torch.empty(batch, dtype=torch_dtype("string"))
    made = _dataset(_labelled(texts, labels, label_mode, class_names, batch), class_names)
    return (made, made) if subset == "both" else made


def audio_dataset_from_directory(
    directory,
    labels="inferred",
    label_mode="int",
    class_names=None,
    batch_size=32,
    sampling_rate=None,
    output_sequence_length=None,
    ragged=False,
    shuffle=True,
    seed=None,
    validation_split=None,
    subset=None,
    follow_links=False,
    verbose=True,
):
    if output_sequence_length is None:
        return unknown("the length of audio files")
    batch = () if batch_size is None else (batch_size,)
    audio = torch.empty((*batch, output_sequence_length, 1))
    made = _dataset(_labelled(audio, labels, label_mode, class_names, batch), class_names)
    return (made, made) if subset == "both" else made


def timeseries_dataset_from_array(
    data,
    targets,
    sequence_length,
    sequence_stride=1,
    sampling_rate=1,
    batch_size=128,
    shuffle=False,
    seed=None,
    start_index=None,
    end_index=None,
    format="tf",
):
    from keras.src.compute.core import convert_to_tensor

    data = convert_to_tensor(data)
    if is_unknown(data):
        return data
    batch = () if batch_size is None else (batch_size,)
    inputs = torch.empty((*batch, sequence_length, *data.shape[1:]), dtype=data.dtype)
    if targets is None:
        return _dataset((inputs,))
    targets = convert_to_tensor(targets)
    return _dataset((inputs, torch.empty((*batch, *targets.shape[1:]), dtype=targets.dtype)))


def split_dataset(
    dataset, left_size=None, right_size=None, shuffle=False, seed=None, preferred_backend=None
):
    return dataset, dataset


class FeatureSpace:
    def __init__(self, *args, **kwargs):
        pass

    def adapt(self, dataset):
        return None

    def __call__(self, data):
        return unknown("a feature space is not modelled")


def __getattr__(name):
    # Modules of Keras 2, whose functions stand here.
    if name not in ("conv_utils", "data_utils", "generic_utils", "layer_utils", "np_utils", "vis_utils"):
        raise AttributeError(f"module 'keras.utils' has no attribute '{name}'")
    import keras

    return keras.utils
