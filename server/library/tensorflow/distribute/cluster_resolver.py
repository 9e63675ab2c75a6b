"""tf.distribute.cluster_resolver."""


class TPUClusterResolver:
    """There is no TPU: scripts fall back to another strategy when the resolver says so."""

    def __init__(self, tpu=None, **kwargs):
        raise ValueError("Please provide a TPU Name to connect to.")

    @staticmethod
    def connect(tpu=None, **kwargs):
        raise ValueError("Please provide a TPU Name to connect to.")
