"""torch.autograd. What a backward pass costs is counted where the ops stand; gradients themselves are not known."""

from _floplens import unknown
from _torch import _backward_pass

from . import forward_ad, functional, grad_mode, graph, profiler
from .function import Function
from .grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled


def backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, inputs=None):
    if inputs is not None and len(inputs) == 0:
        raise RuntimeError("`inputs` argument to `torch.autograd.backward()` cannot be empty.")
    _backward_pass(tensors, inputs, create_graph)


def grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, *args, **kwargs):
    """Gradients have the shapes of their inputs."""
    import torch

    if isinstance(inputs, torch.Tensor):
        inputs = (inputs,)
    _backward_pass(outputs, inputs, create_graph)
    return tuple([_gradient(tensor, create_graph) for tensor in inputs])


def _gradient(tensor, create_graph):
    made = tensor.new_empty(tensor.shape)
    return made.requires_grad_() if create_graph else made


def set_detect_anomaly(mode, check_nan=True):
    return detect_anomaly()


class detect_anomaly:
    def __init__(self, check_nan=True):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


def gradcheck(*args, **kwargs):
    return True


gradgradcheck = gradcheck


def Variable(data=None, requires_grad=None, volatile=None):
    """Tensors and variables have been one for long."""
    if requires_grad:
        data.requires_grad_(True)
    return data
