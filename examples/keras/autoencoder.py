"""Takes the noise out of handwritten digits: a convolutional autoencoder, the model added to layer by layer."""

import keras
import numpy as np
from keras import layers


def preprocess(images):
    return np.reshape(images.astype("float32") / 255.0, (len(images), 28, 28, 1))


def add_noise(images, factor=0.4):
    noise = np.random.normal(loc=0.0, scale=1.0, size=images.shape)
    return np.clip(images + factor * noise, 0.0, 1.0).astype("float32")


def build_autoencoder():
    inputs = keras.Input(shape=(28, 28, 1))

    # Encoder
    x = layers.Conv2D(32, (3, 3), activation="relu", padding="same")(inputs)
    x = layers.MaxPooling2D((2, 2), padding="same")(x)
    x = layers.Conv2D(32, (3, 3), activation="relu", padding="same")(x)
    x = layers.MaxPooling2D((2, 2), padding="same")(x)

    # Decoder
    x = layers.Conv2DTranspose(32, (3, 3), strides=2, activation="relu", padding="same")(x)
    x = layers.Conv2DTranspose(32, (3, 3), strides=2, activation="relu", padding="same")(x)
    outputs = layers.Conv2D(1, (3, 3), activation="sigmoid", padding="same")(x)

    return keras.Model(inputs, outputs, name="autoencoder")


def main():
    (train, _), (test, _) = keras.datasets.mnist.load_data()
    train, test = preprocess(train), preprocess(test)
    noisy_train, noisy_test = add_noise(train), add_noise(test)

    autoencoder = build_autoencoder()
    autoencoder.compile(optimizer=keras.optimizers.Adam(), loss="binary_crossentropy")
    autoencoder.summary()
    autoencoder.fit(
        x=noisy_train,
        y=train,
        epochs=50,
        batch_size=128,
        shuffle=True,
        validation_data=(noisy_test, test),
        callbacks=[keras.callbacks.EarlyStopping(patience=3)],
    )


if __name__ == "__main__":
    main()
