"""A vision transformer on CIFAR-10: pictures are augmented, cut into patches, and each patch is a token."""

import keras
from keras import layers, ops

num_classes = 10
input_shape = (32, 32, 3)
image_size = 72
patch_size = 6
num_patches = (image_size // patch_size) ** 2
projection_dim = 64
num_heads = 4
transformer_layers = 4

augmentation = keras.Sequential(
    [
        layers.Rescaling(1.0 / 255),
        layers.Resizing(image_size, image_size),
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(factor=0.02),
        layers.RandomZoom(height_factor=0.2, width_factor=0.2),
    ],
    name="augmentation",
)


class Patches(layers.Layer):
    def __init__(self, patch_size):
        super().__init__()
        self.patch_size = patch_size

    def call(self, images):
        patches = ops.image.extract_patches(images, size=self.patch_size)
        batch, rows, columns, width = ops.shape(patches)
        return ops.reshape(patches, (batch, rows * columns, width))


class PatchEncoder(layers.Layer):
    def __init__(self, num_patches, projection_dim):
        super().__init__()
        self.num_patches = num_patches
        self.projection = layers.Dense(units=projection_dim)
        self.position_embedding = layers.Embedding(input_dim=num_patches, output_dim=projection_dim)

    def call(self, patches):
        positions = ops.expand_dims(ops.arange(0, self.num_patches, 1), axis=0)
        return self.projection(patches) + self.position_embedding(positions)


def mlp(x, hidden_units, dropout_rate):
    for units in hidden_units:
        x = layers.Dense(units, activation="gelu")(x)
        x = layers.Dropout(dropout_rate)(x)
    return x


def build_classifier():
    inputs = keras.Input(shape=input_shape)
    patches = Patches(patch_size)(augmentation(inputs))
    x = PatchEncoder(num_patches, projection_dim)(patches)
    for _ in range(transformer_layers):
        normed = layers.LayerNormalization(epsilon=1e-6)(x)
        attended = layers.MultiHeadAttention(num_heads=num_heads, key_dim=projection_dim, dropout=0.1)(normed, normed)
        x = layers.Add()([attended, x])
        normed = layers.LayerNormalization(epsilon=1e-6)(x)
        x = layers.Add()([mlp(normed, [projection_dim * 2, projection_dim], 0.1), x])
    x = layers.LayerNormalization(epsilon=1e-6)(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.5)(x)
    features = mlp(x, [1024, 512], dropout_rate=0.5)
    return keras.Model(inputs, layers.Dense(num_classes)(features))


if __name__ == "__main__":
    (x_train, y_train), (x_test, y_test) = keras.datasets.cifar10.load_data()
    model = build_classifier()
    model.compile(
        optimizer=keras.optimizers.AdamW(learning_rate=1e-3, weight_decay=1e-4),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    model.fit(x_train, y_train, batch_size=256, epochs=10, validation_split=0.1)
    model.evaluate(x_test, y_test)
