"""What keras.ops computes, on tensors: torch's ops, as on Keras's torch back end."""

from keras.src.compute.core import *
from keras.src.compute.elementwise import *
from keras.src.compute.linalg import *
from keras.src.compute.nn import *
from keras.src.compute.numpy import *
from keras.src.compute.reductions import *
