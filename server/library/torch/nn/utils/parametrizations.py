"""Weight norm, spectral norm and orthogonal weights as parametrizations."""

import torch

from ..modules.module import Module
from . import parametrize


def _other_dims(weight, dim):
    return [d for d in range(weight.dim()) if d != dim % weight.dim()]


def _lengths(weight, dim):
    """The norm over all dimensions but one; over all of them for -1."""
    if dim == -1:
        return torch.linalg.vector_norm(weight)
    return torch.linalg.vector_norm(weight, dim=_other_dims(weight, dim), keepdim=True)


def _reweight(v, g, dim):
    return v * (g / _lengths(v, dim))


class _WeightNorm(Module):
    def __init__(self, dim=0):
        super().__init__()
        self.dim = -1 if dim is None else dim

    def forward(self, weight_g, weight_v):
        return _reweight(weight_v, weight_g, self.dim)

    def right_inverse(self, weight):
        return _lengths(weight, self.dim), weight


def weight_norm(module, name="weight", dim=0):
    return parametrize.register_parametrization(module, name, _WeightNorm(dim), unsafe=True)


class _SpectralNorm(Module):
    def __init__(self, weight, n_power_iterations=1, dim=0, eps=1e-12):
        super().__init__()
        if n_power_iterations <= 0:
            raise ValueError(
                f"Expected n_power_iterations to be positive, but got n_power_iterations={n_power_iterations}"
            )
        self.dim = dim if dim >= 0 else dim + weight.dim()
        self.eps = eps
        if weight.dim() > 1:
            self.n_power_iterations = n_power_iterations
            h, w = self._matrix(weight).size()
            self.register_buffer("_u", weight.new_empty(h))
            self.register_buffer("_v", weight.new_empty(w))

    def _matrix(self, weight):
        if self.dim != 0:
            order = [self.dim] + [d for d in range(weight.dim()) if d != self.dim]
            weight = weight.permute(*order)
        return weight.flatten(1)

    def forward(self, weight):
        if weight.dim() == 1:
            return torch.nn.functional.normalize(weight, dim=0, eps=self.eps)
        matrix = self._matrix(weight)
        u = self._u
        v = self._v
        if self.training:
            with torch.no_grad():
                for _ in range(self.n_power_iterations):
                    u = torch.nn.functional.normalize(torch.mv(matrix, v), dim=0, eps=self.eps)
                    v = torch.nn.functional.normalize(torch.mv(matrix.t(), u), dim=0, eps=self.eps)
        sigma = torch.dot(u, torch.mv(matrix, v))
        return weight / sigma

    def right_inverse(self, value):
        return value


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    weight = getattr(module, name, None)
    if not isinstance(weight, torch.Tensor):
        raise ValueError(f"Module '{module}' has no parameter or buffer with name '{name}'")
    if dim is None:
        transposed = (torch.nn.ConvTranspose1d, torch.nn.ConvTranspose2d, torch.nn.ConvTranspose3d)
        dim = 1 if isinstance(module, transposed) else 0
    norm = _SpectralNorm(weight, n_power_iterations, dim, eps)
    return parametrize.register_parametrization(module, name, norm)


class _Orthogonal(Module):
    def forward(self, X):
        return X.clone()

    def right_inverse(self, Q):
        return Q


def orthogonal(module, name="weight", orthogonal_map=None, *, use_trivialization=True):
    return parametrize.register_parametrization(module, name, _Orthogonal(), unsafe=True)
