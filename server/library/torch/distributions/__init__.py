"""torch.distributions, those that models and losses use."""

import math

import torch
from _floplens import unknown

from . import constraints
from .distribution import Distribution, ExponentialFamily, _as_tensor, broadcast_all


class _Located(Distribution):
    """Distributions with a place and a width: Normal, Laplace and so on."""

    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(self.loc.shape)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @property
    def stddev(self):
        return self.scale

    @property
    def variance(self):
        return self.scale**2

    def rsample(self, sample_shape=()):
        noise = torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype, device=self.loc.device)
        return self.loc + noise * self.scale

    def log_prob(self, value):
        return -((value - self.loc) ** 2) / (2 * self.scale**2) - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def entropy(self):
        return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)

    def cdf(self, value):
        return 0.5 * (1 + torch.erf((value - self.loc) / self.scale / math.sqrt(2)))

    def icdf(self, value):
        return self.loc + self.scale * torch.erfinv(2 * value - 1) * math.sqrt(2)


class Normal(_Located):
    pass


class LogNormal(_Located):
    def rsample(self, sample_shape=()):
        return super().rsample(sample_shape).exp()


class Laplace(_Located):
    pass


class Cauchy(_Located):
    pass


class Gumbel(_Located):
    pass


class HalfNormal(_Located):
    def __init__(self, scale, validate_args=None):
        super().__init__(0, scale)


class HalfCauchy(HalfNormal):
    pass


class Uniform(Distribution):
    has_rsample = True

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = broadcast_all(low, high)
        super().__init__(self.low.shape)

    @property
    def mean(self):
        return (self.high + self.low) / 2

    @property
    def stddev(self):
        return (self.high - self.low) / 12**0.5

    def rsample(self, sample_shape=()):
        noise = torch.rand(self._extended_shape(sample_shape), dtype=self.low.dtype, device=self.low.device)
        return self.low + noise * (self.high - self.low)

    def log_prob(self, value):
        return -torch.log(self.high - self.low) + torch.zeros_like(value)

    def entropy(self):
        return torch.log(self.high - self.low)


class _FromProbs(Distribution):
    """Distributions over numbers, given by probabilities or by logits."""

    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        self._param = _as_tensor(probs if probs is not None else logits)
        self._is_probs = probs is not None
        super().__init__(self._param.shape)

    @property
    def probs(self):
        return self._param if self._is_probs else torch.sigmoid(self._param)

    @property
    def logits(self):
        return torch.log(self._param) if self._is_probs else self._param

    @property
    def mean(self):
        return self.probs

    def rsample(self, sample_shape=()):
        return torch.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        return value * self.logits - torch.nn.functional.softplus(self.logits)

    def entropy(self):
        return torch.nn.functional.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")


class Bernoulli(_FromProbs):
    pass


class Geometric(_FromProbs):
    pass


class ContinuousBernoulli(_FromProbs):
    has_rsample = True


class RelaxedBernoulli(_FromProbs):
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        super().__init__(probs, logits)
        self.temperature = temperature


class Binomial(_FromProbs):
    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        super().__init__(probs, logits)
        self.total_count = total_count


class NegativeBinomial(Binomial):
    pass


class Categorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        if probs is not None:
            if probs.dim() < 1:
                raise ValueError("`probs` parameter must be at least one-dimensional.")
            self.probs = probs / probs.sum(-1, keepdim=True)
            self.logits = torch.log(self.probs)
        else:
            if logits.dim() < 1:
                raise ValueError("`logits` parameter must be at least one-dimensional.")
            self.logits = logits - logits.logsumexp(dim=-1, keepdim=True)
            self.probs = torch.softmax(self.logits, dim=-1)
        self._num_events = self.logits.size(-1)
        super().__init__(self.logits.shape[:-1])

    @property
    def param_shape(self):
        return self.logits.shape

    @property
    def mode(self):
        return self.probs.argmax(dim=-1)

    def sample(self, sample_shape=()):
        return torch.empty(self._extended_shape(sample_shape), dtype=torch.int64, device=self.probs.device)

    def log_prob(self, value):
        value = value.long().unsqueeze(-1)
        value, log_pmf = torch.broadcast_tensors(value, self.logits)
        return log_pmf.gather(-1, value[..., :1]).squeeze(-1)

    def entropy(self):
        return -(self.logits * self.probs).sum(-1)


class OneHotCategorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self._categorical = Categorical(probs, logits)
        super().__init__(self._categorical.batch_shape, self._categorical.param_shape[-1:])

    @property
    def probs(self):
        return self._categorical.probs

    @property
    def logits(self):
        return self._categorical.logits

    def rsample(self, sample_shape=()):
        return self.probs.new_empty(self._extended_shape(sample_shape)) + (self.probs - self.probs.detach())

    def log_prob(self, value):
        return (self.logits * value).sum(-1)

    def entropy(self):
        return self._categorical.entropy()


class OneHotCategoricalStraightThrough(OneHotCategorical):
    has_rsample = True


class RelaxedOneHotCategorical(OneHotCategorical):
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        super().__init__(probs, logits)
        self.temperature = temperature


class Multinomial(OneHotCategorical):
    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        super().__init__(probs, logits)
        self.total_count = total_count


class _Shaped(Distribution):
    """Distributions of positive numbers with one or two parameters, of which only the shapes are modelled."""

    has_rsample = True

    def __init__(self, *params, validate_args=None, **named):
        self._params = broadcast_all(*params, *named.values())
        super().__init__(self._params[0].shape)

    @property
    def mean(self):
        return self._params[0]

    def rsample(self, sample_shape=()):
        made = self._params[0].new_empty(self._extended_shape(sample_shape))
        return made + self._params[0] - self._params[0].detach()

    def log_prob(self, value):
        return value.log() * self._params[0]

    def entropy(self):
        return self._params[0].log()


class Exponential(_Shaped):
    pass


class Gamma(_Shaped):
    pass


class Beta(_Shaped):
    pass


class Chi2(_Shaped):
    pass


class Poisson(_Shaped):
    pass


class StudentT(_Shaped):
    pass


class Weibull(_Shaped):
    pass


class Pareto(_Shaped):
    pass


class VonMises(_Shaped):
    pass


class Dirichlet(Distribution):
    has_rsample = True

    def __init__(self, concentration, validate_args=None):
        self.concentration = concentration
        super().__init__(concentration.shape[:-1], concentration.shape[-1:])

    @property
    def mean(self):
        return self.concentration / self.concentration.sum(-1, keepdim=True)

    def rsample(self, sample_shape=()):
        made = self.concentration.new_empty(self._extended_shape(sample_shape))
        return made + self.concentration - self.concentration.detach()

    def log_prob(self, value):
        return (value.log() * (self.concentration - 1.0)).sum(-1)

    def entropy(self):
        return self.concentration.log().sum(-1)


class MultivariateNormal(Distribution):
    has_rsample = True

    def __init__(
        self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None
    ):
        self.loc = loc
        if scale_tril is not None:
            self.scale_tril = scale_tril
        elif covariance_matrix is not None:
            self.scale_tril = torch.linalg.cholesky(covariance_matrix)
        else:
            self.scale_tril = torch.linalg.cholesky(torch.linalg.inv(precision_matrix))
        super().__init__(loc.shape[:-1], loc.shape[-1:])

    @property
    def mean(self):
        return self.loc

    def rsample(self, sample_shape=()):
        noise = torch.randn(self._extended_shape(sample_shape), dtype=self.loc.dtype, device=self.loc.device)
        return self.loc + torch.matmul(self.scale_tril, noise.unsqueeze(-1)).squeeze(-1)

    def log_prob(self, value):
        return unknown("the log-probability of a multivariate normal is not modelled")

    def entropy(self):
        return unknown("the entropy of a multivariate normal is not modelled")


class Independent(Distribution):
    """The last dimensions of a batch as one event."""

    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        shape = tuple(base_distribution.batch_shape) + tuple(base_distribution.event_shape)
        events = reinterpreted_batch_ndims + len(base_distribution.event_shape)
        super().__init__(shape[: len(shape) - events], shape[len(shape) - events :])

    @property
    def mean(self):
        return self.base_dist.mean

    @property
    def stddev(self):
        return self.base_dist.stddev

    @property
    def variance(self):
        return self.base_dist.variance

    @property
    def mode(self):
        return self.base_dist.mode

    def sample(self, sample_shape=()):
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape=()):
        return self.base_dist.rsample(sample_shape)

    def _sum(self, value):
        for _ in range(self.reinterpreted_batch_ndims):
            value = value.sum(-1)
        return value

    def log_prob(self, value):
        return self._sum(self.base_dist.log_prob(value))

    def entropy(self):
        return self._sum(self.base_dist.entropy())


class TransformedDistribution(Distribution):
    def __init__(self, base_distribution, transforms, validate_args=None):
        self.base_dist = base_distribution
        self.transforms = transforms if isinstance(transforms, list) else [transforms]
        super().__init__(base_distribution.batch_shape, base_distribution.event_shape)

    def rsample(self, sample_shape=()):
        return self.base_dist.rsample(sample_shape)

    def log_prob(self, value):
        return self.base_dist.log_prob(value)


class MixtureSameFamily(Distribution):
    def __init__(self, mixture_distribution, component_distribution, validate_args=None):
        self.mixture_distribution = mixture_distribution
        self.component_distribution = component_distribution
        super().__init__(component_distribution.batch_shape[:-1], component_distribution.event_shape)

    def rsample(self, sample_shape=()):
        return torch.empty(self._extended_shape(sample_shape))

    def log_prob(self, value):
        logs = self.component_distribution.log_prob(value.unsqueeze(-1))
        return torch.logsumexp(logs + self.mixture_distribution.logits, dim=-1)


def kl_divergence(p, q):
    """How far a distribution is from another, an element of their batch each."""
    if isinstance(p, Independent):
        return p._sum(kl_divergence(p.base_dist, q.base_dist))
    if isinstance(p, _Located):
        ratio = (p.scale / q.scale) ** 2
        shift = ((p.loc - q.loc) / q.scale) ** 2
        return 0.5 * (ratio + shift - 1 - ratio.log())
    if isinstance(p, Categorical):
        return (p.probs * (p.logits - q.logits)).sum(-1)
    if isinstance(p, _FromProbs):
        return p.probs * (p.logits - q.logits)
    return unknown("this divergence is not modelled")


def register_kl(type_p, type_q):
    return lambda function: function
