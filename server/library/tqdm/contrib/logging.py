# A model of `tqdm.contrib.logging`.

from contextlib import nullcontext


def logging_redirect_tqdm(loggers=None, tqdm_class=None):
    return nullcontext()
