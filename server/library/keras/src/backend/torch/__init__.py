from keras.src.backend.torch import core
