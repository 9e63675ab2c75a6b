"""Tomorrow's temperature from a week of hourly weather: convolutions, then recurrent layers."""

import keras
import numpy as np
from keras import layers

num_features = 6
window = 24 * 7
horizon = 24
batch_size = 64


def make_series(hours=20_000):
    """Made-up weather: daily and yearly waves with noise."""
    t = np.arange(hours)[:, np.newaxis]
    phases = np.linspace(0, np.pi, num_features)[np.newaxis, :]
    daily = np.sin(2 * np.pi * t / 24 + phases)
    yearly = np.sin(2 * np.pi * t / (24 * 365) + phases)
    noise = np.random.normal(scale=0.1, size=(hours, num_features))
    return (daily + 3 * yearly + noise).astype("float32")


def make_windows(series):
    starts = np.arange(len(series) - window - horizon)
    index = starts[:, np.newaxis] + np.arange(window)[np.newaxis, :]
    return series[index], series[starts + window + horizon, 0]


def build_model():
    inputs = keras.Input(shape=(window, num_features))
    x = layers.Conv1D(32, 5, padding="causal", activation="relu")(inputs)
    x = layers.Conv1D(64, 5, strides=2, activation="relu")(x)
    x = layers.MaxPooling1D(2)(x)
    x = layers.Bidirectional(layers.LSTM(64, return_sequences=True))(x)
    x = layers.Dropout(0.2)(x)
    x = layers.GRU(32)(x)
    x = layers.Dense(16, activation="relu")(x)
    outputs = layers.Dense(1)(x)
    return keras.Model(inputs, outputs, name="forecast")


if __name__ == "__main__":
    x, y = make_windows(make_series())
    split = int(0.8 * len(x))

    model = build_model()
    model.summary()
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mse", metrics=["mae"])
    model.fit(x[:split], y[:split], batch_size=batch_size, epochs=10, validation_data=(x[split:], y[split:]))
