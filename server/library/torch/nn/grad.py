"""torch.nn.grad: gradients of convolutions by hand; not modelled."""

from _floplens import unknown


def _not_modelled(*args, **kwargs):
    return unknown("torch.nn.grad is not modelled")


conv1d_input = conv1d_weight = conv2d_input = conv2d_weight = conv3d_input = conv3d_weight = _not_modelled
