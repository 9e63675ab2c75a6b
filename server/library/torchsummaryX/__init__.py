# A model of `torchsummaryX`.

from _summary import not_counted, run_once


def summary(model, x, *args, **kwargs):
    run_once(model, (x, *args), kwargs)
    return not_counted("torchsummaryX")
