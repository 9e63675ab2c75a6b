"""torch.optim.Optimizer: groups of parameters. A step changes values only."""

from _floplens import step_done

from collections import OrderedDict, defaultdict

import torch
from torch.utils.hooks import RemovableHandle


class _RequiredParameter:
    def __repr__(self):
        return "<required parameter>"


required = _RequiredParameter()


def _use_grad_for_differentiable(function):
    return function


class Optimizer:
    def __init__(self, params, defaults):
        self.defaults = defaults
        if isinstance(params, torch.Tensor):
            raise TypeError(
                "params argument given to the optimizer should be "
                "an iterable of Tensors or dicts, but got " + torch.typename(params)
            )
        self.state = defaultdict(dict)
        self.param_groups = []
        groups = list(params)
        if len(groups) == 0:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def add_param_group(self, param_group):
        params = param_group["params"]
        if isinstance(params, torch.Tensor):
            params = [params]
        params = list(params)
        for index, param in enumerate(params):
            if isinstance(param, tuple) and len(param) == 2 and isinstance(param[0], str):
                params[index] = param[1]
        for param in params:
            if not isinstance(param, torch.Tensor):
                raise TypeError(
                    "optimizer can only optimize Tensors, but one of the params is " + torch.typename(param)
                )
        group = {"params": params}
        for name, value in param_group.items():
            if name != "params":
                group[name] = value
        for name, default in self.defaults.items():
            group.setdefault(name, default)
        self.param_groups.append(group)

    def step(self, closure=None):
        # One step shows what training costs: the loops around it need no further turn.
        step_done()
        if closure is None:
            return None
        with torch.enable_grad():
            return closure()

    def zero_grad(self, set_to_none=True):
        return None

    def state_dict(self):
        return {"state": {}, "param_groups": self.param_groups}

    def load_state_dict(self, state_dict):
        return None

    def register_step_pre_hook(self, hook):
        return RemovableHandle(OrderedDict())

    def register_step_post_hook(self, hook):
        return RemovableHandle(OrderedDict())

    def register_state_dict_pre_hook(self, hook, prepend=False):
        return RemovableHandle(OrderedDict())

    def register_state_dict_post_hook(self, hook, prepend=False):
        return RemovableHandle(OrderedDict())

    def register_load_state_dict_pre_hook(self, hook, prepend=False):
        return RemovableHandle(OrderedDict())

    def register_load_state_dict_post_hook(self, hook, prepend=False):
        return RemovableHandle(OrderedDict())

    def __repr__(self):
        text = self.__class__.__name__ + " ("
        for index, group in enumerate(self.param_groups):
            text += f"\nParameter Group {index}\n"
            for key in sorted(group.keys()):
                if key != "params":
                    text += f"    {key}: {group[key]}\n"
        return text + ")"


def _check_rate(lr):
    """Raises torch's error for a rate that cannot be."""
    if isinstance(lr, (int, float)) and not 0.0 <= lr:
        raise ValueError(f"Invalid learning rate: {lr}")


def _check_betas(betas):
    for index, beta in enumerate(betas):
        if isinstance(beta, (int, float)) and not 0.0 <= beta < 1.0:
            raise ValueError(f"Invalid beta parameter at index {index}: {beta}")
