"""keras.regularizers: what they add to a loss is no product."""


class Regularizer:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, x):
        return 0.0

    def get_config(self):
        return {}


class L1(Regularizer):
    pass


class L2(Regularizer):
    pass


class L1L2(Regularizer):
    pass


class OrthogonalRegularizer(Regularizer):
    pass


l1, l2, l1_l2, orthogonal_regularizer = L1, L2, L1L2, OrthogonalRegularizer


def get(identifier):
    if isinstance(identifier, str):
        found = globals().get(identifier)
        if not isinstance(found, type):
            raise ValueError(f"Could not interpret regularizer identifier: {identifier}")
        return found()
    return identifier


def serialize(regularizer):
    return regularizer


def deserialize(config, custom_objects=None):
    return config
