# A model of `thop`.

from _floplens import unknown
from _summary import not_counted, parameter_count, run_once


def profile(model, inputs, custom_ops=None, verbose=True, ret_layer_info=False, report_missing=False):
    run_once(model, inputs)
    counts = (not_counted("thop"), parameter_count(model))
    return (*counts, {}) if ret_layer_info else counts


def clever_format(nums, format="%.2f"):
    if not isinstance(nums, (list, tuple)):
        return unknown("the text of a count is not computed")
    return tuple([unknown("the text of a count is not computed") for _ in nums])


def __getattr__(name):
    return unknown(f"thop.{name} is not modelled")
