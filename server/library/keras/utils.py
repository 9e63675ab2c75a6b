"""keras.utils."""

import torch
from _floplens import unknown

from keras.src.dtypes import torch_dtype
from keras.src.trainer import pack_x_y_sample_weight, unpack_x_y_sample_weight


def get_file(fname=None, origin=None, *args, **kwargs):
    return fname or "file"


def img_to_array(img, data_format=None, dtype=None):
    return unknown("an image from a file")


array_to_img = load_img = save_img = img_to_array


def to_categorical(x, num_classes=None):
    from keras.src.compute.core import convert_to_tensor

    x = convert_to_tensor(x)
    if num_classes is None:
        return unknown("the number of classes depends on data")
    shape = tuple(x.shape)
    if len(shape) > 1 and shape[-1] == 1:
        shape = shape[:-1]
    return torch.zeros((*shape, num_classes))


def normalize(x, axis=-1, order=2):
    from keras.src.compute.core import convert_to_tensor

    return convert_to_tensor(x, "float32")


def set_random_seed(seed):
    return None


def clear_session(free_memory=True):
    from keras.src.graph import clear_names

    clear_names()


def plot_model(model, *args, **kwargs):
    return None


model_to_dot = plot_model


def register_keras_serializable(package="Custom", name=None):
    return lambda cls: cls


def get_custom_objects():
    return {}


def get_registered_name(obj):
    return obj.__name__


def get_registered_object(name, *args, **kwargs):
    return None


class custom_object_scope:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


CustomObjectScope = custom_object_scope


def is_keras_tensor(x):
    from keras.src.graph import is_keras_tensor as check

    return check(x)


def get_source_inputs(tensor):
    from keras.src.ops.operation_utils import get_source_inputs as find

    return find(tensor)


def disable_interactive_logging():
    return None


enable_interactive_logging = is_interactive_logging_enabled = disable_interactive_logging


class Sequence:
    def __init__(self, *args, **kwargs):
        pass

    def on_epoch_end(self):
        return None


PyDataset = Sequence


class Progbar:
    def __init__(self, *args, **kwargs):
        pass

    def update(self, *args, **kwargs):
        return None

    add = update


def pad_sequences(sequences, maxlen=None, dtype="int32", padding="pre", truncating="pre", value=0.0):
    from _floplens import is_unknown

    if maxlen is None:
        return unknown("the length of the longest sequence depends on data")
    count = len(sequences) if not is_unknown(sequences) else None
    if count is None:
        return unknown("sequences that are not known")
    return torch.empty((count, maxlen), dtype=torch_dtype(dtype))


class _Batches:
    """A dataset of which one batch is known by its shapes."""

    def __init__(self, element, class_names=None):
        self._parts = element
        self.class_names = unknown("names of folders") if class_names is None else class_names

    def _element(self):
        return self._parts

    def __iter__(self):
        return iter([self._parts])

    def __len__(self):
        return 1

    def map(self, function, *args, **kwargs):
        made = function(*self._parts)
        return _Batches(made if isinstance(made, tuple) else (made,), self.class_names)

    def _same(self, *args, **kwargs):
        return self

    cache = prefetch = shuffle = repeat = take = skip = filter = with_options = apply = _same


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
    **kwargs,
):
    channels = {"rgb": 3, "rgba": 4, "grayscale": 1}[color_mode]
    batch = () if batch_size is None else (batch_size,)
    images = torch.empty((*batch, *image_size, channels))
    made = _Batches(_labelled(images, labels, label_mode, class_names, batch), class_names)
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


def text_dataset_from_directory(directory, labels="inferred", label_mode="int", class_names=None, batch_size=32, *args, **kwargs):
    return unknown("texts from files")


def audio_dataset_from_directory(directory, labels="inferred", label_mode="int", class_names=None, batch_size=32, sampling_rate=None, output_sequence_length=None, *args, **kwargs):
    if output_sequence_length is None:
        return unknown("the length of audio files")
    audio = torch.empty((batch_size, output_sequence_length, 1))
    return _Batches(_labelled(audio, labels, label_mode, class_names, (batch_size,)), class_names)


def timeseries_dataset_from_array(data, targets, sequence_length, sequence_stride=1, sampling_rate=1, batch_size=128, *args, **kwargs):
    from keras.src.compute.core import convert_to_tensor

    data = convert_to_tensor(data)
    inputs = torch.empty((batch_size, sequence_length, *data.shape[1:]), dtype=data.dtype)
    if targets is None:
        return _Batches((inputs,))
    targets = convert_to_tensor(targets)
    return _Batches((inputs, torch.empty((batch_size, *targets.shape[1:]), dtype=targets.dtype)))


def split_dataset(dataset, *args, **kwargs):
    return dataset, dataset
