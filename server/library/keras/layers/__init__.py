"""keras.layers."""

from keras.src.layer import InputSpec, Layer
from keras.src.layers.core import *
from keras.src.layers.augmentation import *
from keras.src.layers.preprocessing import *
from keras.src.layers.pooling import *
from keras.src.layers.reshaping import *
from keras.src.layers.merging import *
from keras.src.layers.normalization import *
from keras.src.layers.regularization import *
from keras.src.layers.activation import *
from keras.src.layers.rnn import *
from keras.src.layers.conv_lstm import *
from keras.src.layers.attention import *
from keras.src.model import Input, InputLayer
from keras.src.layers.convolutional import *
from keras.src.serialization import deserialize_layer as deserialize, serialize_keras_object as serialize
