# A model of `statistics`.

import math


class StatisticsError(ValueError):
    pass


def _values(data, least, message):
    values = list(data)
    if len(values) < least:
        raise StatisticsError(message)
    return values


def mean(data):
    values = _values(data, 1, "mean requires at least one data point")
    total = sum(values)
    return total // len(values) if isinstance(total, int) and total % len(values) == 0 else total / len(values)


def fmean(data, weights=None):
    values = _values(data, 1, "fmean requires at least one data point")
    if weights is not None:
        weights = list(weights)
        return sum([value * weight for value, weight in zip(values, weights)]) / sum(weights)
    return float(sum(values) / len(values))


def geometric_mean(data):
    values = _values(data, 1, "geometric_mean requires a non-empty dataset")
    return math.exp(sum([math.log(value) for value in values]) / len(values))


def harmonic_mean(data, weights=None):
    values = _values(data, 1, "harmonic_mean requires at least one data point")
    return len(values) / sum([1 / value for value in values])


def median(data):
    values = sorted(_values(data, 1, "no median for empty data"))
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def median_low(data):
    values = sorted(_values(data, 1, "no median for empty data"))
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = sorted(_values(data, 1, "no median for empty data"))
    return values[len(values) // 2]


def mode(data):
    values = _values(data, 1, "no mode for empty data")
    return max(values, key=values.count)


def multimode(data):
    values = list(data)
    most = max([values.count(value) for value in values], default=0)
    return list({value: None for value in values if values.count(value) == most})


def _spread(values):
    middle = sum(values) / len(values)
    return sum([(value - middle) ** 2 for value in values])


def pvariance(data, mu=None):
    values = _values(data, 1, "pvariance requires at least one data point")
    return _spread(values) / len(values)


def variance(data, xbar=None):
    values = _values(data, 2, "variance requires at least two data points")
    return _spread(values) / (len(values) - 1)


def pstdev(data, mu=None):
    return math.sqrt(pvariance(data))


def stdev(data, xbar=None):
    return math.sqrt(variance(data))
