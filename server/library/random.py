# A model of `random`: a draw is not known unless there is only one thing to draw.

from _floplens import unknown


def _draw():
    return unknown("a random number is not known")


class Random:
    def __init__(self, x=None):
        pass

    def seed(self, a=None, version=2):
        pass

    def getstate(self):
        return (3, (), None)

    def setstate(self, state):
        pass

    def random(self):
        return _draw()

    def getrandbits(self, k):
        return 0 if k == 0 else _draw()

    def randbytes(self, n):
        return _draw()

    def randrange(self, start, stop=None, step=1):
        choices = range(start) if stop is None else range(start, stop, step)
        if len(choices) == 0:
            raise ValueError(f"empty range for randrange() ({choices.start}, {choices.stop}, {len(choices)})")
        return choices[0] if len(choices) == 1 else _draw()

    def randint(self, a, b):
        if a > b:
            raise ValueError(f"empty range for randrange() ({a}, {b + 1}, {b + 1 - a})")
        return a if a == b else _draw()

    def choice(self, seq):
        if len(seq) == 0:
            raise IndexError("Cannot choose from an empty sequence")
        first = seq[0]
        return first if len(seq) == 1 or all([other is first for other in seq]) else _draw()

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        return [self.choice(population) for _ in range(k)]

    def sample(self, population, k, *, counts=None):
        if k < 0 or counts is None and k > len(population):
            raise ValueError("Sample larger than population or is negative")
        return [self.choice(population) for _ in range(k)]

    def shuffle(self, x):
        # The given order is one of those that may come out, and no cost depends on which.
        pass

    def uniform(self, a, b):
        return _draw()

    def triangular(self, low=0.0, high=1.0, mode=None):
        return _draw()

    def gauss(self, mu=0.0, sigma=1.0):
        return _draw()

    def normalvariate(self, mu=0.0, sigma=1.0):
        return _draw()

    def lognormvariate(self, mu, sigma):
        return _draw()

    def expovariate(self, lambd=1.0):
        return _draw()

    def vonmisesvariate(self, mu, kappa):
        return _draw()

    def gammavariate(self, alpha, beta):
        return _draw()

    def betavariate(self, alpha, beta):
        return _draw()

    def paretovariate(self, alpha):
        return _draw()

    def weibullvariate(self, alpha, beta):
        return _draw()


class SystemRandom(Random):
    pass


_inst = Random()
seed = _inst.seed
random = _inst.random
uniform = _inst.uniform
triangular = _inst.triangular
randint = _inst.randint
choice = _inst.choice
randrange = _inst.randrange
sample = _inst.sample
shuffle = _inst.shuffle
choices = _inst.choices
normalvariate = _inst.normalvariate
lognormvariate = _inst.lognormvariate
expovariate = _inst.expovariate
vonmisesvariate = _inst.vonmisesvariate
gammavariate = _inst.gammavariate
gauss = _inst.gauss
betavariate = _inst.betavariate
paretovariate = _inst.paretovariate
weibullvariate = _inst.weibullvariate
getstate = _inst.getstate
setstate = _inst.setstate
getrandbits = _inst.getrandbits
randbytes = _inst.randbytes
