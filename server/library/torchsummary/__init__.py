# A model of `torchsummary`: it runs the model on a batch of two.

import torch

from _summary import is_size


def summary(model, input_size, batch_size=-1, device="cuda", *args, **kwargs):
    sizes = [input_size] if is_size(input_size) else list(input_size)
    model(*[torch.zeros(2, *size) for size in sizes])


def summary_string(model, input_size, batch_size=-1, device="cuda", dtypes=None):
    from _floplens import unknown
    from _summary import parameter_count

    summary(model, input_size)
    return unknown("the text of a summary is not computed"), (parameter_count(model), parameter_count(model, True))
