"""Which pixels belong to which shape? A U-Net of separable convolutions with residuals and skips, fed by a PyDataset."""

import keras
import numpy as np
from keras import layers

image_size = (160, 160)
num_classes = 3
batch_size = 32


class Shapes(keras.utils.PyDataset):
    """Pictures of a square and a disc on noise, and the class of each pixel."""

    def __init__(self, count, **kwargs):
        super().__init__(**kwargs)
        self.count = count

    def __len__(self):
        return self.count // batch_size

    def __getitem__(self, index):
        rng = np.random.default_rng(index)
        images = rng.random((batch_size, *image_size, 3)).astype("float32")
        masks = np.zeros((batch_size, *image_size, 1), dtype="uint8")
        rows, columns = np.ogrid[: image_size[0], : image_size[1]]
        for i in range(batch_size):
            top, left = rng.integers(0, 80, size=2)
            masks[i, top : top + 60, left : left + 60] = 1
            disc = (rows - 100) ** 2 + (columns - left) ** 2 < 900
            masks[i, disc] = 2
        return images + masks, keras.utils.to_categorical(masks, num_classes)


def build_model():
    inputs = keras.Input(shape=(*image_size, 3))
    x = layers.Conv2D(32, 3, strides=2, padding="same")(inputs)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)

    skips = [x]
    for filters in [64, 128, 256]:
        residual = layers.Conv2D(filters, 1, strides=2, padding="same")(x)
        x = layers.Activation("relu")(x)
        x = layers.SeparableConv2D(filters, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
        x = layers.SeparableConv2D(filters, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
        x = layers.add([x, residual])
        skips.append(x)

    for filters, skip in zip([256, 128, 64], reversed(skips)):
        x = layers.Concatenate()([x, skip])
        x = layers.Conv2DTranspose(filters, 3, padding="same", activation="relu")(x)
        x = layers.BatchNormalization()(x)
        x = layers.UpSampling2D(2)(x)
    x = layers.Concatenate()([x, skips[0]])
    x = layers.UpSampling2D(2)(x)

    outputs = layers.Conv2D(num_classes, 3, activation="softmax", padding="same")(x)
    return keras.Model(inputs, outputs, name="unet")


if __name__ == "__main__":
    model = build_model()
    model.compile(optimizer=keras.optimizers.Adam(1e-4), loss="categorical_crossentropy")
    callbacks = [keras.callbacks.ModelCheckpoint("unet.keras", save_best_only=True)]
    model.fit(Shapes(1600), epochs=20, validation_data=Shapes(160), callbacks=callbacks)
