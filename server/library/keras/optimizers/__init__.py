"""keras.optimizers: a step is done when gradients are applied."""

from _floplens import step_done
from keras.optimizers import schedules


class Optimizer:
    def __init__(self, learning_rate=0.001, *args, **kwargs):
        self.learning_rate = kwargs.get("lr", learning_rate)
        self.name = kwargs.get("name") or type(self).__name__.lower()
        self.iterations = 0

    @property
    def lr(self):
        return self.learning_rate

    @property
    def variables(self):
        return []

    def build(self, variables):
        return None

    def apply_gradients(self, grads_and_vars, **kwargs):
        for _ in grads_and_vars:
            pass
        step_done()

    def apply(self, grads, trainable_variables=None):
        step_done()

    def minimize(self, loss, var_list=None, tape=None):
        if callable(loss):
            loss()
        step_done()

    def update_step(self, gradient, variable, learning_rate):
        return None

    def assign(self, variable, value):
        return None

    assign_add = assign_sub = assign

    def scale_loss(self, loss):
        return loss

    get_scaled_loss = scale_loss

    def get_unscaled_gradients(self, grads):
        return grads

    def exclude_from_weight_decay(self, *args, **kwargs):
        return None

    def finalize_variable_values(self, variables):
        return None

    def get_config(self):
        return {"name": self.name, "learning_rate": self.learning_rate}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class SGD(Optimizer):
    pass


class RMSprop(Optimizer):
    pass


class Adam(Optimizer):
    pass


class AdamW(Optimizer):
    pass


class Adadelta(Optimizer):
    pass


class Adagrad(Optimizer):
    pass


class Adamax(Optimizer):
    pass


class Adafactor(Optimizer):
    pass


class Nadam(Optimizer):
    pass


class Ftrl(Optimizer):
    pass


class Lion(Optimizer):
    pass


class Lamb(Optimizer):
    pass


class Muon(Optimizer):
    pass


class LossScaleOptimizer(Optimizer):
    def __init__(self, inner_optimizer, *args, **kwargs):
        super().__init__()
        self.inner_optimizer = inner_optimizer


_by_name = {
    "sgd": SGD,
    "rmsprop": RMSprop,
    "adam": Adam,
    "adamw": AdamW,
    "adadelta": Adadelta,
    "adagrad": Adagrad,
    "adamax": Adamax,
    "adafactor": Adafactor,
    "nadam": Nadam,
    "ftrl": Ftrl,
    "lion": Lion,
    "lamb": Lamb,
    "muon": Muon,
}


def get(identifier):
    if isinstance(identifier, str):
        if identifier.lower() not in _by_name:
            raise ValueError(f"Could not interpret optimizer identifier: {identifier}")
        return _by_name[identifier.lower()]()
    if isinstance(identifier, dict):
        return get(identifier.get("class_name", "adam"))
    return identifier


def serialize(optimizer):
    return optimizer


deserialize = get
