# A model of `huggingface_hub.constants`.

from _floplens import unknown

HF_HUB_OFFLINE = False
HF_HOME = "/huggingface"
HF_HUB_CACHE = HUGGINGFACE_HUB_CACHE = "/huggingface/hub"
ENDPOINT = "https://huggingface.co"


def __getattr__(name):
    return unknown(f"huggingface_hub.constants.{name} is not modelled")
