"""keras.saving."""

from keras.models import load_model, save_model
from keras.utils import (
    CustomObjectScope,
    custom_object_scope,
    deserialize_keras_object,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
    serialize_keras_object,
)


def load_weights(model, filepath, skip_mismatch=False, **kwargs):
    return None


def save_weights(model, filepath, overwrite=True, max_shard_size=None, **kwargs):
    return None


class KerasFileEditor:
    def __init__(self, filepath):
        self.filepath = filepath
