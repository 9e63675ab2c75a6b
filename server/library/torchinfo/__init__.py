# A model of `torchinfo`.

import torch

from _floplens import unknown
from _summary import is_size, not_counted, parameter_count, run_once

__all__ = ["summary", "ModelStatistics", "ColumnSettings", "Mode", "RowSettings", "Units", "Verbosity"]


class ModelStatistics:
    def __init__(self, model, input_size):
        self.input_size = input_size
        self.summary_list = []
        self.total_params = parameter_count(model)
        self.trainable_params = parameter_count(model, True)
        self.total_mult_adds = self.total_output_bytes = self.total_param_bytes = self.total_input = not_counted(
            "torchinfo"
        )

    def __str__(self):
        return f"{self.input_size}"


def summary(
    model,
    input_size=None,
    input_data=None,
    batch_dim=None,
    cache_forward_pass=None,
    col_names=None,
    col_width=25,
    depth=3,
    device=None,
    dtypes=None,
    mode=None,
    row_settings=None,
    verbose=None,
    **kwargs,
):
    args, named = (), dict(kwargs)
    if input_data is not None:
        if isinstance(input_data, dict):
            named.update(input_data)
        else:
            args = tuple(input_data) if isinstance(input_data, (list, tuple)) else (input_data,)
    elif input_size is not None:
        sizes = [input_size] if is_size(input_size) else list(input_size)
        kinds = [torch.float] * len(sizes) if dtypes is None else dtypes
        made = []
        for size, kind in zip(sizes, kinds):
            size = list(size)
            if batch_dim is not None:
                size.insert(batch_dim, 1)
            made.append(torch.zeros(size, dtype=kind))
        args = tuple(made)
    if args or named:
        run_once(model, args, named, mode != "train")
    return ModelStatistics(model, input_size)


def __getattr__(name):
    return unknown(f"torchinfo.{name} is not modelled")
