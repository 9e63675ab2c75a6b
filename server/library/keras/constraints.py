"""keras.constraints."""


class Constraint:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, w):
        return w

    def get_config(self):
        return {}


class MaxNorm(Constraint):
    pass


class MinMaxNorm(Constraint):
    pass


class NonNeg(Constraint):
    pass


class UnitNorm(Constraint):
    pass


max_norm, min_max_norm, non_neg, unit_norm = MaxNorm, MinMaxNorm, NonNeg, UnitNorm


def get(identifier):
    return identifier
