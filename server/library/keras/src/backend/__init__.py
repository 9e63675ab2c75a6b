from keras.backend import *
from keras.backend import _data_format
