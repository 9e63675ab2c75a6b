"""torch.special: functions of one number, under their other names."""

from _torch import (
    _depends,
    digamma,
    empty_like,
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
    round,
    sigmoid,
    sinc,
    softmax,
    xlogy,
)
from _torch import lgamma as gammaln

psi = digamma
expit = sigmoid


def entr(input):
    return -input * input.log()


def ndtr(input):
    return erfc(-input) * 0.5


def ndtri(input):
    return erfinv(2 * input - 1)


def xlog1py(input, other):
    return input * log1p(other)


def _of_one(input, *args):
    """A function that is not computed: only the shape is known."""
    return _depends(empty_like(input), input)


i1 = i0e = i1e = erfcx = multigammaln = log_ndtr = polygamma = zeta = gammainc = gammaincc = _of_one
bessel_j0 = bessel_j1 = airy_ai = spherical_bessel_j0 = _of_one
