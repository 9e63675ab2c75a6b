# A model of `huggingface_hub`: nothing is fetched, and nothing is cached. What a file of the hub holds is not known.

from _floplens import unknown

__version__ = "1.0.0"


def hf_hub_download(repo_id, filename, **options):
    return f"/{repo_id}/{filename}"


def snapshot_download(repo_id, **options):
    return f"/{repo_id}"


cached_download = hf_hub_download


def try_to_load_from_cache(repo_id, filename, **options):
    return None


def is_offline_mode():
    return False


def login(*args, **options):
    pass


logout = notebook_login = interpreter_login = login


def get_token():
    return None


class ModelHubMixin:
    def __init_subclass__(cls, **options):
        pass

    def save_pretrained(self, save_directory, **options):
        pass

    def push_to_hub(self, repo_id, **options):
        pass

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path, *args, **options):
        return unknown("the configuration of a model on the hub is not known")


class PyTorchModelHubMixin(ModelHubMixin):
    pass


def __getattr__(name):
    return unknown(f"huggingface_hub.{name} is not modelled")
