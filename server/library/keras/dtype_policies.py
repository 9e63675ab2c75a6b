"""keras.dtype_policies."""

from keras.src.policies import DTypePolicy, FloatDTypePolicy, get
