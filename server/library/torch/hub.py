"""torch.hub: what is downloaded is not known."""

from _floplens import unknown

_hub_dir = "~/.cache/torch/hub"


def load(repo_or_dir, model, *args, **kwargs):
    return unknown("a model of torch.hub is not in the source")


def list(github, *args, **kwargs):
    return unknown("torch.hub is not read")


def help(github, model, *args, **kwargs):
    return unknown("torch.hub is not read")


def load_state_dict_from_url(url, *args, **kwargs):
    return unknown("a checkpoint's contents are not known")


def download_url_to_file(url, dst, hash_prefix=None, progress=True):
    return None


def get_dir():
    return _hub_dir


def set_dir(d):
    return None


def _get_torch_home():
    return "~/.cache/torch"
