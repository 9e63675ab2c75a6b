"""torch.fx._compatibility."""


def compatibility(is_backward_compatible):
    return lambda function: function
