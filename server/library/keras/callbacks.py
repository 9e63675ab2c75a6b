"""keras.callbacks: one step of training calls none of them."""

from keras.src.trainer import History


class Callback:
    def __init__(self, *args, **kwargs):
        self.params = {}

    def set_params(self, params):
        self.params = params

    def set_model(self, model):
        self.model = model


class EarlyStopping(Callback):
    pass


class ModelCheckpoint(Callback):
    pass


class TensorBoard(Callback):
    pass


class ReduceLROnPlateau(Callback):
    pass


class LearningRateScheduler(Callback):
    pass


class CSVLogger(Callback):
    pass


class BackupAndRestore(Callback):
    pass


class LambdaCallback(Callback):
    pass


class RemoteMonitor(Callback):
    pass


class TerminateOnNaN(Callback):
    pass


class SwapEMAWeights(Callback):
    pass


class ProgbarLogger(Callback):
    pass


class CallbackList(Callback):
    pass
