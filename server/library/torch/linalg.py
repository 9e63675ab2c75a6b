"""torch.linalg: native, under other names."""

import math as _math

from _torch import _linalg_cholesky as cholesky
from _torch import _linalg_cholesky_ex as cholesky_ex
from _torch import _linalg_cond as cond
from _torch import _linalg_det as det
from _torch import _linalg_eig as eig
from _torch import _linalg_eigh as eigh
from _torch import _linalg_eigvals as eigvals
from _torch import _linalg_eigvalsh as eigvalsh
from _torch import _linalg_householder_product as householder_product
from _torch import _linalg_inv as inv
from _torch import _linalg_inv_ex as inv_ex
from _torch import _linalg_ldl_factor as ldl_factor
from _torch import _linalg_ldl_factor_ex as ldl_factor_ex
from _torch import _linalg_ldl_solve as ldl_solve
from _torch import _linalg_lstsq as lstsq
from _torch import _linalg_lu as lu
from _torch import _linalg_lu_factor as lu_factor
from _torch import _linalg_lu_factor_ex as lu_factor_ex
from _torch import _linalg_lu_solve as lu_solve
from _torch import _linalg_matmul as matmul
from _torch import _linalg_matrix_exp as matrix_exp
from _torch import _linalg_matrix_norm as matrix_norm
from _torch import _linalg_matrix_power as matrix_power
from _torch import _linalg_matrix_rank as matrix_rank
from _torch import _linalg_multi_dot as multi_dot
from _torch import _linalg_norm as norm
from _torch import _linalg_pinv as pinv
from _torch import _linalg_qr as qr
from _torch import _linalg_slogdet as slogdet
from _torch import _linalg_solve as solve
from _torch import _linalg_solve_ex as solve_ex
from _torch import _linalg_solve_triangular as solve_triangular
from _torch import _linalg_svd as svd
from _torch import _linalg_svdvals as svdvals
from _torch import _linalg_vecdot as vecdot
from _torch import _linalg_vector_norm as vector_norm
from _torch import cross as _cross
from _torch import diagonal as _diagonal
from _torch import vander as _vander


class LinAlgError(RuntimeError):
    pass


def diagonal(A, *, offset=0, dim1=-2, dim2=-1):
    return _diagonal(A, offset, dim1, dim2)


def cross(input, other, *, dim=-1):
    return _cross(input, other, dim)


def vander(x, *, N=None):
    return _vander(x, N, True)


def tensorinv(A, ind=2):
    """The inverse of A as a matrix whose rows are its first `ind` dims."""
    if ind <= 0:
        raise RuntimeError(f"Expected a strictly positive integer for 'ind', but got {ind}")
    rows, columns = A.shape[:ind], A.shape[ind:]
    height, width = _math.prod(rows), _math.prod(columns)
    if height != width:
        raise RuntimeError(
            "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), "
            f"but got {width} != {height}"
        )
    return inv(A.reshape(width, height)).reshape(*columns, *rows)


def tensorsolve(A, B, dims=None):
    """X of A·X = B over as many dims as B has."""
    if dims is not None:
        A = A.movedim(dims, tuple(range(A.dim() - len(dims), A.dim())))
    rest = A.shape[B.dim() :]
    if _math.prod(rest) != B.numel():
        raise RuntimeError(
            "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
            f"prod(self.shape[:other.ndim]), but got {_math.prod(rest)} != {_math.prod(A.shape[: B.dim()])}"
        )
    return solve(A.reshape(-1, B.numel()), B.flatten()).reshape(rest)
