"""Callbacks: none of them computes anything."""


class Callback:
    def __init__(self, *args, **kwargs):
        pass


class ModelCheckpoint(Callback):
    best_model_path = ""
    best_model_score = None


class EarlyStopping(Callback):
    pass


class LearningRateMonitor(Callback):
    pass


class TQDMProgressBar(Callback):
    pass


class RichProgressBar(Callback):
    pass


class ModelSummary(Callback):
    pass


class StochasticWeightAveraging(Callback):
    pass


class Timer(Callback):
    pass


class GradientAccumulationScheduler(Callback):
    pass


class DeviceStatsMonitor(Callback):
    pass
