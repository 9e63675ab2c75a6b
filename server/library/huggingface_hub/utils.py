# A model of `huggingface_hub.utils`.

from _floplens import unknown

from .errors import *  # noqa: F403


def __getattr__(name):
    return unknown(f"huggingface_hub.utils.{name} is not modelled")
