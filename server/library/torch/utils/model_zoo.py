"""torch.utils.model_zoo: checkpoints by address."""

from _floplens import unknown


def load_url(url, *args, **kwargs):
    return unknown("a checkpoint's contents are not known")


def tqdm(iterable=None, *args, **kwargs):
    return iterable
