"""keras.preprocessing.image."""

import torch

from keras.utils import _Batches, array_to_img, img_to_array, load_img, save_img


class ImageDataGenerator:
    def __init__(self, *args, **kwargs):
        pass

    def fit(self, x, *args, **kwargs):
        return None

    def flow(self, x, y=None, batch_size=32, *args, **kwargs):
        images = torch.empty((batch_size, *x.shape[1:]))
        if y is None:
            return _Batches((images,))
        return _Batches((images, torch.empty((batch_size, *y.shape[1:]))))

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
        from _floplens import unknown

        channels = {"rgb": 3, "rgba": 4, "grayscale": 1}[color_mode]
        images = torch.empty((batch_size, *target_size, channels))
        if class_mode is None:
            return _Batches((images,))
        if class_mode == "categorical":
            labels = unknown("how many folders there are") if classes is None else torch.empty((batch_size, len(classes)))
            return _Batches((images, labels))
        return _Batches((images, torch.empty((batch_size,))))

    flow_from_dataframe = flow_from_directory
