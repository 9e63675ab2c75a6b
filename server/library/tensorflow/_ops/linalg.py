"""tf.linalg."""

import torch

from tensorflow._ops.array import eye
from tensorflow._ops.convert import axes_of, remade, tensor
from tensorflow._ops.math import einsum, l2_normalize, matmul, tensordot


def matvec(a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, name=None):
    return torch.squeeze(matmul(a, torch.unsqueeze(tensor(b), -1), transpose_a, adjoint_a=adjoint_a), -1)


def matrix_transpose(a, name=None, conjugate=False):
    return torch.transpose(tensor(a), -2, -1)


def adjoint(matrix, name=None):
    return torch.transpose(tensor(matrix), -2, -1)


def norm(tensor, ord="euclidean", axis=None, keepdims=None, name=None, keep_dims=False):
    x, keep = _tensor(tensor), bool(keepdims or keep_dims)
    if axis is None and ord in ("euclidean", "fro", 1, 2):
        return torch.linalg.vector_norm(x, 1 if ord == 1 else 2, keepdim=keep)
    axes = axes_of(axis, x.dim())
    if len(axes) == 2 and ord not in ("euclidean", "fro"):
        return torch.linalg.matrix_norm(x, ord, dim=axes, keepdim=keep)
    return torch.linalg.vector_norm(x, 2 if ord in ("euclidean", "fro") else ord, dim=axes, keepdim=keep)


def _tensor(value):
    return tensor(value)


def normalize(tensor, ord="euclidean", axis=None, name=None):
    size = norm(tensor, ord, axis, True)
    return tensor / size, size


def global_norm(t_list, name=None):
    return torch.empty((), dtype=torch.float32)


def diag(diagonal, name=None, k=0, num_rows=-1, num_cols=-1, padding_value=0, align="RIGHT_LEFT"):
    return torch.diag_embed(tensor(diagonal), k)


def diag_part(input, name=None, k=0, padding_value=0, align="RIGHT_LEFT"):
    return torch.diagonal(tensor(input), k, -2, -1)


tensor_diag_part = diag_part


def tensor_diag(diagonal, name=None):
    return torch.diag_embed(tensor(diagonal))


def set_diag(input, diagonal, name=None, k=0, align="RIGHT_LEFT"):
    return remade(tensor(input))


def band_part(input, num_lower, num_upper, name=None):
    return remade(tensor(input))


def trace(x, name=None):
    return torch.sum(torch.diagonal(tensor(x), 0, -2, -1), -1)


def cross(a, b, name=None):
    return torch.linalg.cross(tensor(a), tensor(b))


def det(input, name=None):
    return torch.linalg.det(tensor(input))


def logdet(matrix, name=None):
    return torch.logdet(tensor(matrix))


def slogdet(input, name=None):
    return torch.linalg.slogdet(tensor(input))


def inv(input, adjoint=False, name=None):
    return torch.linalg.inv(tensor(input))


def pinv(a, rcond=None, validate_args=False, name=None):
    return torch.linalg.pinv(tensor(a))


def cholesky(input, name=None):
    return torch.linalg.cholesky(tensor(input))


def cholesky_solve(chol, rhs, name=None):
    return torch.cholesky_solve(tensor(rhs), tensor(chol))


def qr(input, full_matrices=False, name=None):
    return torch.linalg.qr(tensor(input), mode="complete" if full_matrices else "reduced")


def svd(tensor, full_matrices=False, compute_uv=True, name=None):
    x = _tensor(tensor)
    if not compute_uv:
        return torch.linalg.svdvals(x)
    u, s, vh = torch.linalg.svd(x, full_matrices=full_matrices)
    return s, u, torch.transpose(vh, -2, -1)


def eigh(tensor, name=None):
    return torch.linalg.eigh(_tensor(tensor))


def eig(tensor, name=None):
    return torch.linalg.eig(_tensor(tensor))


def eigvalsh(tensor, name=None):
    return torch.linalg.eigvalsh(_tensor(tensor))


def solve(matrix, rhs, adjoint=False, name=None):
    return torch.linalg.solve(tensor(matrix), tensor(rhs))


def triangular_solve(matrix, rhs, lower=True, adjoint=False, name=None):
    return torch.linalg.solve_triangular(tensor(matrix), tensor(rhs), upper=not lower)


def lstsq(matrix, rhs, l2_regularizer=0.0, fast=True, name=None):
    matrix, rhs = tensor(matrix), tensor(rhs)
    return torch.empty((*matrix.shape[:-2], matrix.shape[-1], rhs.shape[-1]), dtype=matrix.dtype)


def expm(input, name=None):
    return torch.linalg.matrix_exp(tensor(input))


def matrix_rank(a, tol=None, validate_args=False, name=None):
    return torch.linalg.matrix_rank(tensor(a)).to(torch.int32)
