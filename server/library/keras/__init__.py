"""keras: Keras 3 as on its torch back end. Layers are torch modules, and what they compute are torch's ops."""

from keras import (
    activations,
    applications,
    backend,
    callbacks,
    config,
    constraints,
    datasets,
    distribution,
    dtype_policies,
    initializers,
    layers,
    losses,
    metrics,
    mixed_precision,
    models,
    ops,
    optimizers,
    preprocessing,
    quantizers,
    random,
    regularizers,
    saving,
    tree,
    utils,
)
from keras.src.graph import KerasTensor
from keras.initializers import Initializer
from keras.src.layer import InputSpec, Layer
from keras.losses import Loss
from keras.metrics import Metric
from keras.src.model import Functional, Input, Model, Sequential
from keras.optimizers import Optimizer
from keras.src.policies import DTypePolicy, FloatDTypePolicy
from keras.quantizers import Quantizer
from keras.regularizers import Regularizer
from keras.src.variables import Variable

from keras.backend import name_scope
from keras.src.scopes import RematScope, StatelessScope, SymbolicScope, device, remat

Function = Functional
Operation = Layer

__version__ = "3.15.1"


def version():
    return __version__
