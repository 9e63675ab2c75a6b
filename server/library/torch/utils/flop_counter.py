"""torch.utils.flop_counter: a model runs inside it as it does outside; its totals are what FlopLens shows."""

from _floplens import unknown


class FlopCounterMode:
    def __init__(self, mods=None, depth=2, display=True, custom_mapping=None):
        self.depth = depth

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None

    def get_total_flops(self):
        return unknown("the total is not known while the model runs")

    def get_flop_counts(self):
        return unknown("the counts are not known while the model runs")

    def get_table(self, depth=None):
        return ""


def register_flop_formula(targets, get_raw=False):
    return lambda formula: formula


flop_registry = {}
