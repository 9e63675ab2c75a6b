"""Loggers: a log that nobody keeps."""


class Logger:
    experiment = None

    def __init__(self, *args, **kwargs):
        self.log_dir = "logs"

    def log_metrics(self, metrics, step=None):
        return None

    def log_hyperparams(self, *args, **kwargs):
        return None

    def watch(self, *args, **kwargs):
        return None


class TensorBoardLogger(Logger):
    pass


class WandbLogger(Logger):
    pass


class CSVLogger(Logger):
    pass


class MLFlowLogger(Logger):
    pass


class CometLogger(Logger):
    pass


class NeptuneLogger(Logger):
    pass
