"""torch.special: functions of one number, native, some under other names."""

from _torch import _special_airy_ai as airy_ai
from _torch import _special_bessel_j0 as bessel_j0
from _torch import _special_bessel_j1 as bessel_j1
from _torch import _special_bessel_y0 as bessel_y0
from _torch import _special_bessel_y1 as bessel_y1
from _torch import _special_chebyshev_polynomial_t as chebyshev_polynomial_t
from _torch import _special_chebyshev_polynomial_u as chebyshev_polynomial_u
from _torch import _special_chebyshev_polynomial_v as chebyshev_polynomial_v
from _torch import _special_chebyshev_polynomial_w as chebyshev_polynomial_w
from _torch import _special_entr as entr
from _torch import _special_erfcx as erfcx
from _torch import _special_hermite_polynomial_h as hermite_polynomial_h
from _torch import _special_hermite_polynomial_he as hermite_polynomial_he
from _torch import _special_i0e as i0e
from _torch import _special_i1 as i1
from _torch import _special_i1e as i1e
from _torch import _special_laguerre_polynomial_l as laguerre_polynomial_l
from _torch import _special_legendre_polynomial_p as legendre_polynomial_p
from _torch import _special_log_ndtr as log_ndtr
from _torch import _special_modified_bessel_i0 as modified_bessel_i0
from _torch import _special_modified_bessel_i1 as modified_bessel_i1
from _torch import _special_modified_bessel_k0 as modified_bessel_k0
from _torch import _special_modified_bessel_k1 as modified_bessel_k1
from _torch import _special_ndtr as ndtr
from _torch import _special_ndtri as ndtri
from _torch import _special_scaled_modified_bessel_k0 as scaled_modified_bessel_k0
from _torch import _special_scaled_modified_bessel_k1 as scaled_modified_bessel_k1
from _torch import _special_shifted_chebyshev_polynomial_t as shifted_chebyshev_polynomial_t
from _torch import _special_shifted_chebyshev_polynomial_u as shifted_chebyshev_polynomial_u
from _torch import _special_shifted_chebyshev_polynomial_v as shifted_chebyshev_polynomial_v
from _torch import _special_shifted_chebyshev_polynomial_w as shifted_chebyshev_polynomial_w
from _torch import _special_spherical_bessel_j0 as spherical_bessel_j0
from _torch import _special_xlog1py as xlog1py
from _torch import _special_zeta as zeta
from _torch import (
    digamma,
    erf,
    erfc,
    erfinv,
    exp2,
    expm1,
    i0,
    log1p,
    log_softmax,
    logit,
    logsumexp,
    polygamma,
    round,
    sigmoid,
    sinc,
    softmax,
    xlogy,
)
from _torch import igamma as gammainc
from _torch import igammac as gammaincc
from _torch import lgamma as gammaln
from _torch import mvlgamma as multigammaln

psi = digamma
expit = sigmoid
