# A model of `pytorch_model_summary`.

from _summary import not_counted, run_once

_options = ("batch_size", "show_input", "show_hierarchical", "print_summary", "max_depth", "show_parent_layers")


def summary(model, *inputs, **options):
    run_once(model, inputs, {name: value for name, value in options.items() if name not in _options})
    return not_counted("pytorch_model_summary")
