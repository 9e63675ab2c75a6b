# A model of `calflops`.

import torch

from _floplens import unknown
from _summary import not_counted, parameter_count, run_once


def calculate_flops(model, input_shape=None, transformer_tokenizer=None, args=(), kwargs={}, *rest, **options):
    args = tuple(args)
    if input_shape is not None:
        args = (torch.zeros(input_shape), *args)
    run_once(model, args, kwargs)
    return not_counted("calflops"), not_counted("calflops"), parameter_count(model)


def __getattr__(name):
    return unknown(f"calflops.{name} is not modelled")
