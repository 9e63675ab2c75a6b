"""keras.preprocessing.text."""

from _floplens import unknown


class Tokenizer:
    def __init__(self, num_words=None, *args, **kwargs):
        self.num_words = num_words
        self.word_index = unknown("words of texts")

    def fit_on_texts(self, texts):
        return None

    def texts_to_sequences(self, texts):
        return unknown("words of texts")

    texts_to_matrix = texts_to_sequences


def one_hot(*args, **kwargs):
    return unknown("words of texts")


text_to_word_sequence = one_hot
