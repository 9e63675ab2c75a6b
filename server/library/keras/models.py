"""keras.models."""

from keras.src.configurations import model_from_config, model_from_json
from keras.src.model import (
    Functional,
    Input,
    InputLayer,
    Model,
    Sequential,
    clone_model,
    load_model,
)


def save_model(model, filepath, overwrite=True, zipped=None, **kwargs):
    return None
