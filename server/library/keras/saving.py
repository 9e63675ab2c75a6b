"""keras.saving."""

from keras.models import load_model, save_model
from keras.utils import (
    CustomObjectScope,
    custom_object_scope,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
)


def serialize_keras_object(obj):
    return obj


def deserialize_keras_object(config, **kwargs):
    return config


def load_weights(*args, **kwargs):
    return None


save_weights = load_weights
