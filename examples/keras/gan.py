"""A DCGAN that draws digits: two networks, two optimizers, and a train_step that teaches both."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch
from keras import layers

latent_dim = 128
batch_size = 64

discriminator = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(64, kernel_size=3, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Conv2D(128, kernel_size=3, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.GlobalMaxPooling2D(),
        layers.Dense(1),
    ],
    name="discriminator",
)

generator = keras.Sequential(
    [
        keras.Input(shape=(latent_dim,)),
        layers.Dense(7 * 7 * 128),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Reshape((7, 7, 128)),
        layers.Conv2DTranspose(128, kernel_size=4, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Conv2DTranspose(128, kernel_size=4, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        layers.Conv2D(1, kernel_size=7, padding="same", activation="sigmoid"),
    ],
    name="generator",
)


class GAN(keras.Model):
    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator = discriminator
        self.generator = generator
        self.latent_dim = latent_dim
        self.seed_generator = keras.random.SeedGenerator(1337)
        self.built = True

    def compile(self, d_optimizer, g_optimizer, loss_fn):
        super().compile()
        self.d_optimizer = d_optimizer
        self.g_optimizer = g_optimizer
        self.loss_fn = loss_fn

    def update(self, network, optimizer, loss):
        self.zero_grad()
        loss.backward()
        weights = network.trainable_weights
        with torch.no_grad():
            optimizer.apply([weight.value.grad for weight in weights], weights)

    def train_step(self, real_images):
        count = real_images.shape[0]
        noise = keras.random.normal((count, self.latent_dim), seed=self.seed_generator)
        fake_images = self.generator(noise).detach()
        labels = torch.cat([torch.ones((count, 1)), torch.zeros((count, 1))])
        d_loss = self.loss_fn(labels, self.discriminator(torch.cat([fake_images, real_images])))
        self.update(self.discriminator, self.d_optimizer, d_loss)

        noise = keras.random.normal((count, self.latent_dim), seed=self.seed_generator)
        g_loss = self.loss_fn(torch.zeros((count, 1)), self.discriminator(self.generator(noise)))
        self.update(self.generator, self.g_optimizer, g_loss)
        return {"d_loss": d_loss, "g_loss": g_loss}


if __name__ == "__main__":
    (x_train, _), (x_test, _) = keras.datasets.mnist.load_data()
    digits = np.concatenate([x_train, x_test]).astype("float32") / 255.0
    gan = GAN(discriminator, generator, latent_dim)
    gan.compile(
        d_optimizer=keras.optimizers.Adam(learning_rate=3e-4),
        g_optimizer=keras.optimizers.Adam(learning_rate=3e-4),
        loss_fn=keras.losses.BinaryCrossentropy(from_logits=True),
    )
    gan.fit(np.reshape(digits, (-1, 28, 28, 1)), batch_size=batch_size, epochs=20)
