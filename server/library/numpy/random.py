# A model of `numpy.random`: shapes of what is drawn.

from _floplens import unknown

from ._array import ndarray
from ._types import float64, int64


def _draw(size, kind=float64):
    if size is None or size == ():
        return unknown("a random number is not known")
    return ndarray(tuple(size) if isinstance(size, (tuple, list)) else (size,), None, kind)


class RandomState:
    def __init__(self, seed=None):
        pass

    def seed(self, seed=None):
        pass

    def get_state(self, legacy=True):
        return ("MT19937", (), 0, 0, 0.0)

    def set_state(self, state):
        pass

    def rand(self, *size):
        return _draw(size)

    def randn(self, *size):
        return _draw(size)

    def random(self, size=None, dtype=float64, out=None):
        return _draw(size, dtype)

    random_sample = ranf = sample = standard_normal = random

    def randint(self, low, high=None, size=None, dtype=int64):
        return _draw(size, dtype)

    def integers(self, low, high=None, size=None, dtype=int64, endpoint=False):
        return _draw(size, dtype)

    def uniform(self, low=0.0, high=1.0, size=None):
        return _draw(size)

    def normal(self, loc=0.0, scale=1.0, size=None):
        return _draw(size)

    def beta(self, a, b, size=None):
        return _draw(size)

    def gamma(self, shape, scale=1.0, size=None):
        return _draw(size)

    def binomial(self, n, p, size=None):
        return _draw(size, int64)

    def poisson(self, lam=1.0, size=None):
        return _draw(size, int64)

    def exponential(self, scale=1.0, size=None):
        return _draw(size)

    def laplace(self, loc=0.0, scale=1.0, size=None):
        return _draw(size)

    def choice(self, a, size=None, replace=True, p=None):
        return _draw(size, int64 if isinstance(a, int) else getattr(a, "dtype", int64))

    def permutation(self, x):
        if isinstance(x, int):
            return _draw(x, int64)
        array = ndarray._of(x)
        return ndarray(array.shape, None, array.dtype)

    def shuffle(self, x):
        # The given order is one of those that may come out.
        pass

    def dirichlet(self, alpha, size=None):
        return unknown("a random number is not known")

    def multinomial(self, n, pvals, size=None):
        return unknown("a random number is not known")

    def spawn(self, n_children):
        return [type(self)() for _ in range(n_children)]


class Generator(RandomState):
    pass


def default_rng(seed=None):
    return Generator()


_state = RandomState()
seed, get_state, set_state = _state.seed, _state.get_state, _state.set_state
rand, randn, random, random_sample, ranf = _state.rand, _state.randn, _state.random, _state.random, _state.random
sample, standard_normal, randint, uniform, normal = (
    *(_state.random, _state.random, _state.randint, _state.uniform, _state.normal),
)
beta, gamma, binomial, poisson, exponential = (
    *(_state.beta, _state.gamma, _state.binomial, _state.poisson, _state.exponential),
)
laplace, choice, permutation, shuffle = _state.laplace, _state.choice, _state.permutation, _state.shuffle
dirichlet, multinomial = _state.dirichlet, _state.multinomial


def __getattr__(name):
    return unknown(f"numpy.random.{name} is not modelled")
