from keras import backend as _public
from keras.backend import *
from keras.backend import _data_format
from keras.src.backend import torch


def __getattr__(name):
    return getattr(_public, name)
