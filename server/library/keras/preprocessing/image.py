"""keras.preprocessing.image."""

import torch
from _floplens import is_unknown, unknown

from keras.utils import array_to_img, img_to_array, load_img, save_img


def smart_resize(x, size, interpolation="bilinear", data_format="channels_last", backend_module=None):
    from keras.src.compute.image import resize

    return resize(x, size, interpolation, crop_to_aspect_ratio=True, data_format=data_format)


class _Flow:
    """Batches without end, one of which is known by its shapes."""

    def __init__(self, parts, batch_size, count=None, class_names=None):
        self._parts = parts
        self._count = count
        self.batch_size = batch_size
        self.samples = self.n = unknown("how many files there are") if count is None else count
        known = isinstance(class_names, (list, tuple))
        names = class_names if known else unknown("names of folders")
        self.class_indices = {name: index for index, name in enumerate(names)} if known else names
        self.num_classes = len(class_names) if known else names
        self.classes = self.labels = self.filenames = unknown("what is in folders")
        self.image_shape = tuple(parts[0].shape[1:])

    def _element(self):
        return self._parts[0] if len(self._parts) == 1 else self._parts

    def __iter__(self):
        return iter([self._element()])

    def __next__(self):
        return self._element()

    next = __next__

    def __getitem__(self, index):
        return self._element()

    def __len__(self):
        if self._count is None:
            return unknown("how many files there are")
        return -(-self._count // self.batch_size)

    def reset(self):
        return None

    on_epoch_end = reset


class ImageDataGenerator:
    def __init__(self, *args, **kwargs):
        self.data_format = kwargs.get("data_format")

    def fit(self, x, *args, **kwargs):
        return None

    def standardize(self, x):
        return x

    random_transform = apply_transform = standardize

    def flow(self, x, y=None, batch_size=32, *args, **kwargs):
        if is_unknown(x):
            return x
        size = min(batch_size, x.shape[0]) if isinstance(x.shape[0], int) else batch_size
        images = torch.empty((size, *x.shape[1:]))
        if y is None:
            return _Flow((images,), batch_size, x.shape[0])
        labels = y if is_unknown(y) else torch.empty((size, *y.shape[1:]))
        return _Flow((images, labels), batch_size, x.shape[0])

    def flow_from_directory(
        self,
        directory,
        target_size=(256, 256),
        color_mode="rgb",
        classes=None,
        class_mode="categorical",
        batch_size=32,
        *args,
        **kwargs,
    ):
        channels = {"rgb": 3, "rgba": 4, "grayscale": 1}[color_mode]
        first = self.data_format == "channels_first"
        images = torch.empty((batch_size, channels, *target_size) if first else (batch_size, *target_size, channels))
        if class_mode is None:
            parts = (images,)
        elif class_mode == "categorical":
            many = isinstance(classes, (list, tuple))
            parts = (images, torch.empty((batch_size, len(classes))) if many else unknown("how many folders there are"))
        else:
            parts = (images, images if class_mode == "input" else torch.empty((batch_size,)))
        return _Flow(parts, batch_size, None, classes)

    def flow_from_dataframe(
        self,
        dataframe,
        directory=None,
        x_col="filename",
        y_col="class",
        weight_col=None,
        target_size=(256, 256),
        color_mode="rgb",
        classes=None,
        class_mode="categorical",
        batch_size=32,
        *args,
        **kwargs,
    ):
        if class_mode in ("raw", "multi_output") or class_mode not in (None, "categorical", "binary", "sparse", "input"):
            width = len(y_col) if isinstance(y_col, (list, tuple)) else None
            made = self.flow_from_directory(directory, target_size, color_mode, None, None, batch_size)
            labels = torch.empty((batch_size,) if width is None else (batch_size, width))
            return _Flow((*made._parts, labels), batch_size)
        return self.flow_from_directory(directory, target_size, color_mode, classes, class_mode, batch_size)
