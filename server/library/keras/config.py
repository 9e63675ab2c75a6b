"""keras.config."""

from keras.backend import (
    backend,
    epsilon,
    floatx,
    image_data_format,
    set_epsilon,
    set_floatx,
    set_image_data_format,
)
from keras.src.policies import dtype_policy, set_dtype_policy


def _setting(*args, **kwargs):
    return None


def is_traceback_filtering_enabled():
    return True


def is_interactive_logging_enabled():
    return True


enable_unsafe_deserialization = enable_interactive_logging = disable_interactive_logging = _setting
enable_traceback_filtering = disable_traceback_filtering = _setting
enable_flash_attention = disable_flash_attention = is_flash_attention_enabled = _setting
set_backend = set_max_epochs = set_max_steps_per_epoch = set_nnx_enabled = is_nnx_enabled = _setting
max_epochs = max_steps_per_epoch = _setting
