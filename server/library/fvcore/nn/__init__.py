# A model of `fvcore.nn`: counting runs the model once, when a count is first asked for.

from _floplens import unknown
from _summary import not_counted, run_once


class FlopCountAnalysis:
    def __init__(self, model, inputs):
        self._model = model
        self._inputs = inputs if isinstance(inputs, tuple) else (inputs,)
        self._ran = False

    def _count(self, *args, **options):
        if not self._ran:
            self._ran = True
            run_once(self._model, self._inputs, None, False)
        return not_counted("fvcore")

    total = by_module = by_operator = by_module_and_operator = unsupported_ops = uncalled_modules = _count

    def _configure(self, *args, **options):
        return self

    unsupported_ops_warnings = uncalled_modules_warnings = tracer_warnings = set_op_handle = clear_op_handles = (
        _configure
    )
    ancestor_mode = _configure


class ActivationCountAnalysis(FlopCountAnalysis):
    pass


def flop_count_table(flops, *args, **options):
    flops.total()
    return not_counted("fvcore")


flop_count_str = flop_count_table


def flop_count(model, inputs, *args, **options):
    run_once(model, tuple(inputs), None, False)
    return not_counted("fvcore"), {}


activation_count = flop_count


def parameter_count(model):
    counts = {}
    for name, module in model.named_modules():
        counts[name] = sum([parameter.numel() for parameter in module.parameters()])
    for name, parameter in model.named_parameters():
        counts[name] = parameter.numel()
    return counts


def parameter_count_table(model, max_depth=3):
    return not_counted("fvcore")


def __getattr__(name):
    return unknown(f"fvcore.nn.{name} is not modelled")
