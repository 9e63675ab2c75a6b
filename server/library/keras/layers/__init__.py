"""keras.layers."""

from keras.src.layer import InputSpec, Layer
from keras.src.layers.core import *
from keras.src.model import Input, InputLayer
