"""Additions written out, "535+61" to "596", character by character: an LSTM reads, another one writes."""

import keras
import numpy as np
from keras import layers

digits = 3
characters = "0123456789+ "
start = len(characters)
num_tokens = len(characters) + 1
question_length = 2 * digits + 1
answer_length = digits + 1
latent_dim = 256
num_samples = 20_000


def encode(text, length):
    return [characters.index(character) for character in text.ljust(length)]


def make_data(count):
    rng = np.random.default_rng(0)
    numbers = rng.integers(0, 10**digits, size=(count, 2))
    questions = np.zeros((count, question_length), dtype="int32")
    answers = np.zeros((count, answer_length), dtype="int32")
    for row in range(count):
        a, b = numbers[row]
        questions[row] = encode(f"{a}+{b}", question_length)
        answers[row] = encode(str(a + b), answer_length)
    shifted = np.concatenate([np.full((count, 1), start, dtype="int32"), answers[:, :-1]], axis=1)
    return questions, shifted, answers


def build_model():
    encoder_inputs = keras.Input(shape=(None,), dtype="int32", name="question")
    x = layers.Embedding(num_tokens, 64)(encoder_inputs)
    _, state_h, state_c = layers.LSTM(latent_dim, return_state=True, name="encoder")(x)

    decoder_inputs = keras.Input(shape=(None,), dtype="int32", name="shifted_answer")
    y = layers.Embedding(num_tokens, 64)(decoder_inputs)
    y, _, _ = layers.LSTM(latent_dim, return_sequences=True, return_state=True, name="decoder")(
        y, initial_state=[state_h, state_c]
    )
    outputs = layers.Dense(num_tokens, activation="softmax", name="characters")(y)
    return keras.Model([encoder_inputs, decoder_inputs], outputs, name="seq2seq")


if __name__ == "__main__":
    questions, shifted, answers = make_data(num_samples)
    model = build_model()
    model.summary()
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit([questions, shifted], answers, batch_size=64, epochs=30, validation_split=0.2)
