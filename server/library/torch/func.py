"""torch.func: transforms of functions. A gradient is computed by the backward pass, which is counted by itself."""

import torch
from _floplens import unknown

from torch.nn.utils.stateless import functional_call


# A mapped function runs once for each element; more elements than this are not run.
_most_runs = 64


def _leaves(value):
    """The tensors and numbers in tuples, lists and dicts."""
    if isinstance(value, (tuple, list)):
        return [leaf for item in value for leaf in _leaves(item)]
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    return [value]


def _with_dims(value, dim):
    """Pairs of a tensor and the dim to map over, in the structure of `value`."""
    if isinstance(value, (tuple, list)):
        dims = dim if isinstance(dim, (tuple, list)) else [dim] * len(value)
        return type(value)([_with_dims(item, at) for item, at in zip(value, dims)])
    if isinstance(value, dict):
        return {key: _with_dims(item, dim[key] if isinstance(dim, dict) else dim) for key, item in value.items()}
    return _Mapped(value, dim)


class _Mapped:
    def __init__(self, value, dim):
        self.value = value
        self.dim = dim


def _at(value, index):
    if isinstance(value, (tuple, list)):
        return type(value)([_at(item, index) for item in value])
    if isinstance(value, dict):
        return {key: _at(item, index) for key, item in value.items()}
    return value.value if value.dim is None else value.value.select(value.dim, index)


def _stacked(values, dim):
    """One result out of one for each element."""
    first = values[0]
    if isinstance(first, (tuple, list)):
        dims = dim if isinstance(dim, (tuple, list)) else [dim] * len(first)
        return type(first)([_stacked([value[i] for value in values], dims[i]) for i in range(len(first))])
    if isinstance(first, dict):
        return {key: _stacked([value[key] for value in values], dim) for key in first}
    if not isinstance(first, torch.Tensor):
        raise ValueError(
            f"vmap({first!r}, ...): `{first!r}` must only return Tensors, got type {type(first)}. "
            "Did you mean to set out_dims= to None for output?"
        )
    return first if dim is None else torch.stack(values, dim)


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    """`func` over a dim of its arguments: the work is that of a run for each element."""

    def mapped(*args, **kwargs):
        name = getattr(func, "__name__", "function")
        if isinstance(in_dims, (tuple, list)) and len(in_dims) != len(args):
            raise ValueError(
                f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): in_dims is not compatible with the structure of inputs. "
                f"in_dims has structure {in_dims} but inputs has structure {args}."
            )
        taken = _with_dims(args, in_dims)
        named = _with_dims(kwargs, 0)
        found = [leaf for leaf in _leaves((taken, named)) if leaf.dim is not None]
        if not found:
            raise ValueError("vmap: Expected at least one Tensor to vmap over")
        for leaf in found:
            if not isinstance(leaf.value, torch.Tensor):
                raise ValueError(
                    f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): Got in_dim={leaf.dim} for an input but the input is "
                    f"of type {type(leaf.value)}. We cannot vmap over non-Tensor arguments, please use None as the "
                    "respective in_dim"
                )
        sizes = [leaf.value.size(leaf.dim) for leaf in found]
        for size in sizes:
            if size != sizes[0]:
                raise ValueError(
                    "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes "
                    f"{sizes} for the mapped dimension"
                )
        if sizes[0] > _most_runs:
            return unknown(f"torch.vmap over more than {_most_runs} elements is not run")
        return _stacked([func(*_at(taken, i), **_at(named, i)) for i in range(int(sizes[0]))], out_dims)

    return mapped


def _input(value):
    """A tensor cut off from what it was made of, of which a gradient is asked."""
    if isinstance(value, (tuple, list)):
        return type(value)([_input(item) for item in value])
    if isinstance(value, dict):
        return {key: _input(item) for key, item in value.items()}
    if torch.is_grad_enabled() and value.requires_grad:
        return unknown("a gradient of a gradient is not modelled")
    return value.detach().requires_grad_()


def _gradient(value):
    if isinstance(value, (tuple, list)):
        return type(value)([_gradient(item) for item in value])
    if isinstance(value, dict):
        return {key: _gradient(item) for key, item in value.items()}
    return torch.empty_like(value)


def grad_and_value(func, argnums=0, has_aux=False):
    """The gradient by the arguments at `argnums`, and the value. Its backward pass is that of the ops in `func`."""

    def both(*args, **kwargs):
        wanted = argnums if isinstance(argnums, tuple) else (argnums,)
        inputs = [_input(arg) if i in wanted else arg for i, arg in enumerate(args)]
        with torch.enable_grad():
            result = func(*inputs, **kwargs)
        output, aux = result if has_aux else (result, None)
        if not isinstance(output, torch.Tensor):
            raise RuntimeError(
                f"grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got {type(output)}"
            )
        if output.dim() != 0:
            raise RuntimeError(
                "grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, "
                f"got tensor with {output.dim()} dims. Maybe you wanted to use the vjp or jacrev APIs instead?"
            )
        gradients = tuple(_gradient(inputs[i]) for i in wanted)
        gradients = gradients if isinstance(argnums, tuple) else gradients[0]
        value = output.detach()
        return (gradients, (value, aux)) if has_aux else (gradients, value)

    return both


def grad(func, argnums=0, has_aux=False):
    compute = grad_and_value(func, argnums, has_aux)

    def gradient(*args, **kwargs):
        gradients, value = compute(*args, **kwargs)
        return (gradients, value[1]) if has_aux else gradients

    return gradient


def vjp(func, *primals, has_aux=False):
    """The value, and a function that gives the gradients by `primals`."""
    inputs = [_input(primal) for primal in primals]
    with torch.enable_grad():
        result = func(*inputs)
    output, aux = result if has_aux else (result, None)

    def pulled(*cotangents, **kwargs):
        return tuple(_gradient(value) for value in inputs)

    return (output.detach(), pulled, aux) if has_aux else (output.detach(), pulled)


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    return func(*primals), unknown("torch.func.jvp is not modelled")


def jacrev(func, *args, **kwargs):
    return lambda *args, **kwargs: unknown("torch.func.jacrev is not modelled")


jacfwd = hessian = linearize = jacrev


def functionalize(func, *, remove="mutations"):
    return func


def stack_module_state(models):
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
