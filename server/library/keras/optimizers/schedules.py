"""keras.optimizers.schedules: learning rates, whose numbers do not matter here."""


class LearningRateSchedule:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, step):
        return 0.001

    def get_config(self):
        return {}


class ExponentialDecay(LearningRateSchedule):
    pass


class PiecewiseConstantDecay(LearningRateSchedule):
    pass


class PolynomialDecay(LearningRateSchedule):
    pass


class InverseTimeDecay(LearningRateSchedule):
    pass


class CosineDecay(LearningRateSchedule):
    pass


class CosineDecayRestarts(LearningRateSchedule):
    pass
