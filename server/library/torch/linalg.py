"""torch.linalg: native, under other names."""

from _floplens import unknown
from _torch import _linalg_cholesky as cholesky
from _torch import _linalg_cholesky_ex as cholesky_ex
from _torch import _linalg_cond as cond
from _torch import _linalg_det as det
from _torch import _linalg_eig as eig
from _torch import _linalg_eigh as eigh
from _torch import _linalg_eigvals as eigvals
from _torch import _linalg_eigvalsh as eigvalsh
from _torch import _linalg_inv as inv
from _torch import _linalg_inv_ex as inv_ex
from _torch import _linalg_lstsq as lstsq
from _torch import _linalg_lu as lu
from _torch import _linalg_lu_factor as lu_factor
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
from _torch import _linalg_solve_triangular as solve_triangular
from _torch import _linalg_svd as svd
from _torch import _linalg_svdvals as svdvals
from _torch import _linalg_vecdot as vecdot
from _torch import _linalg_vector_norm as vector_norm
from _torch import diagonal as _diagonal


class LinAlgError(RuntimeError):
    pass


def diagonal(A, *, offset=0, dim1=-2, dim2=-1):
    return _diagonal(A, offset, dim1, dim2)


def cross(input, other, *, dim=-1):
    """The vector product of vectors of three numbers: its shape, and products as many."""
    if input.size(dim) != 3 or other.size(dim) != 3:
        raise RuntimeError(
            "linalg.cross: inputs dimension " + f"{dim} must have length 3. Got {input.size(dim)} and {other.size(dim)}"
        )
    return input * other - other * input


def _not_modelled(*args, **kwargs):
    return unknown("this function of torch.linalg is not modelled")


householder_product = ldl_factor = ldl_factor_ex = ldl_solve = lu_factor_ex = lu_solve = _not_modelled
solve_ex = tensorinv = tensorsolve = vander = _not_modelled
