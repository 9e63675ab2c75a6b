"""Scopes that change nothing of what a model costs here, and remat, which has it run as it is."""


class _Scope:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


class device(_Scope):
    def __init__(self, device_name):
        self.device_name = device_name


class StatelessScope(_Scope):
    def __init__(self, state_mapping=None, collect_losses=False, initialize_variables=True):
        self.state_mapping = state_mapping

    def get_current_value(self, variable):
        return variable

    def add_update(self, update):
        return None

    def add_loss(self, loss):
        return None


class SymbolicScope(_Scope):
    pass


class RematScope(_Scope):
    def __init__(self, mode="full", output_size_threshold=1024, layer_names=None):
        self.mode = mode
        self.output_size_threshold = output_size_threshold
        self.layer_names = layer_names


def remat(f):
    # What is computed once more in the backward pass is not counted.
    return f
