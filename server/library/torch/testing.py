"""torch.testing: comparisons of values, which are not known."""


def assert_close(actual, expected, **kwargs):
    return None


def assert_allclose(actual, expected, **kwargs):
    return None


def make_tensor(*shape, dtype, device="cpu", low=None, high=None, requires_grad=False, **kwargs):
    import torch

    return torch.empty(*shape, dtype=dtype, device=device, requires_grad=requires_grad)
