"""torch.func: transforms of functions. A gradient is computed by the backward pass, which is counted by itself."""

from _floplens import unknown

from torch.nn.utils.stateless import functional_call


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    def mapped(*args, **kwargs):
        return unknown("torch.vmap is not modelled")

    return mapped


def grad(func, argnums=0, has_aux=False):
    def gradient(*args, **kwargs):
        return unknown("torch.func.grad is not modelled")

    return gradient


def grad_and_value(func, argnums=0, has_aux=False):
    def gradient(*args, **kwargs):
        return unknown("torch.func.grad_and_value is not modelled")

    return gradient


def vjp(func, *primals, has_aux=False):
    return func(*primals), lambda *args: unknown("torch.func.vjp is not modelled")


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    return func(*primals), unknown("torch.func.jvp is not modelled")


def jacrev(func, *args, **kwargs):
    return lambda *args, **kwargs: unknown("torch.func.jacrev is not modelled")


jacfwd = hessian = linearize = jacrev


def functionalize(func, *, remove="mutations"):
    return func


def stack_module_state(models):
    import torch

    first = models[0]
    params = {
        name: torch.stack([dict(model.named_parameters())[name] for model in models])
        for name, _ in first.named_parameters()
    }
    buffers = {
        name: torch.stack([dict(model.named_buffers())[name] for model in models]) for name, _ in first.named_buffers()
    }
    return params, buffers


def replace_all_batch_norm_modules_(root):
    return root
