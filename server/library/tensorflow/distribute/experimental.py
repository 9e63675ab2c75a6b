"""tf.distribute.experimental."""

from tensorflow.distribute import MultiWorkerMirroredStrategy, ParameterServerStrategy, TPUStrategy


class CentralStorageStrategy(TPUStrategy):
    pass
