# A model of `ptflops`.

import torch

from _floplens import unknown
from _summary import not_counted, parameter_count, run_once


def get_model_complexity_info(
    model,
    input_res,
    print_per_layer_stat=True,
    as_strings=True,
    input_constructor=None,
    *args,
    **options,
):
    made = torch.zeros(1, *input_res) if input_constructor is None else input_constructor(input_res)
    if isinstance(made, dict):
        run_once(model, (), made)
    else:
        run_once(model, (made,))
    parameters = parameter_count(model)
    return not_counted("ptflops"), unknown("the text of a count is not computed") if as_strings else parameters


def __getattr__(name):
    return unknown(f"ptflops.{name} is not modelled")
