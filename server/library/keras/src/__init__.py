"""Where Keras's own source, such as that of its applications, finds the rest of Keras."""

from keras import (
    activations,
    callbacks,
    constraints,
    datasets,
    initializers,
    layers,
    losses,
    metrics,
    models,
    ops,
    optimizers,
    regularizers,
    tree,
    utils,
)
from keras.src import backend
