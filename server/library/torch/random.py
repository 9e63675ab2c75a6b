"""torch.random. Seeds change values only."""

from contextlib import contextmanager

from _floplens import unknown
from _torch import Generator, empty, uint8

default_generator = Generator()


class _Seed:
    given = None


def manual_seed(seed):
    _Seed.given = seed
    return default_generator


def seed():
    _Seed.given = None
    return unknown("a seed that the machine chooses")


def initial_seed():
    return unknown("a seed that the machine chooses") if _Seed.given is None else _Seed.given


def get_rng_state():
    """The state of the generator on a CPU: 5056 bytes."""
    return empty(5056, dtype=uint8)


def set_rng_state(new_state):
    return None


@contextmanager
def fork_rng(devices=None, enabled=True, *args, **kwargs):
    yield
