# What the models of packages that summarise or count a model share: they run it once, so that its cost is recorded,
# and count its parameters. What else they report FlopLens shows beside the lines.

import torch

from _floplens import unknown


def run_once(model, args, kwargs=None, evaluate=True):
    training = model.training
    if evaluate:
        model.eval()
    with torch.no_grad():
        output = model(*args, **({} if kwargs is None else kwargs))
    if evaluate:
        model.train(training)
    return output


def parameter_count(model, trainable=False):
    return sum([p.numel() for p in model.parameters() if p.requires_grad or not trainable])


def not_counted(package):
    return unknown(f"what {package} counts is not computed")


def is_size(size):
    return isinstance(size, (tuple, list, torch.Size)) and all([isinstance(dim, int) for dim in size])
