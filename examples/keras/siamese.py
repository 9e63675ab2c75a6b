"""Do two pictures show the same digit? One network looks at both, and their distance tells."""

import keras
import numpy as np
from keras import layers, ops


def make_pairs(images, labels):
    """As many pairs of the same digit as of different ones."""
    rng = np.random.default_rng(0)
    order = rng.permutation(len(labels))
    by_label = np.argsort(labels, kind="stable")
    left = np.concatenate([images, images[by_label[:-1]]])
    right = np.concatenate([images[order], images[by_label[1:]]])
    same = np.concatenate([labels == labels[order], labels[by_label[:-1]] == labels[by_label[1:]]])
    return left, right, same.astype("float32")


class EuclideanDistance(layers.Layer):
    def call(self, x, y):
        total = ops.sum(ops.square(x - y), axis=1, keepdims=True)
        return ops.sqrt(ops.maximum(total, keras.backend.epsilon()))


def contrastive_loss(margin=1.0):
    def loss(y_true, y_pred):
        near = ops.square(y_pred)
        far = ops.square(ops.maximum(margin - y_pred, 0))
        return ops.mean((1 - y_true) * near + y_true * far)

    return loss


def build_embedding():
    inputs = keras.Input((28, 28, 1))
    x = layers.BatchNormalization()(inputs)
    x = layers.Conv2D(4, (5, 5), activation="tanh")(x)
    x = layers.AveragePooling2D(pool_size=(2, 2))(x)
    x = layers.Conv2D(16, (5, 5), activation="tanh")(x)
    x = layers.AveragePooling2D(pool_size=(2, 2))(x)
    x = layers.Flatten()(x)
    x = layers.BatchNormalization()(x)
    return keras.Model(inputs, layers.Dense(10, activation="tanh")(x), name="embedding")


def build_siamese():
    embedding = build_embedding()
    left = keras.Input((28, 28, 1), name="left")
    right = keras.Input((28, 28, 1), name="right")
    distance = EuclideanDistance()(embedding(left), embedding(right))
    distance = layers.BatchNormalization()(distance)
    return keras.Model(inputs=[left, right], outputs=layers.Dense(1, activation="sigmoid")(distance))


def main():
    (images, labels), _ = keras.datasets.mnist.load_data()
    images = images[..., np.newaxis].astype("float32") / 255
    left, right, same = make_pairs(images, labels)

    siamese = build_siamese()
    siamese.compile(loss=contrastive_loss(margin=1.0), optimizer="RMSprop", metrics=["accuracy"])
    siamese.fit([left, right], 1 - same, batch_size=16, epochs=10, validation_split=0.1)


if __name__ == "__main__":
    main()
