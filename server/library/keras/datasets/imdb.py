"""keras.datasets.imdb."""

from keras.datasets._data import texts, word_index

load_data = texts(50000, 0.5)
get_word_index = word_index
