"""torch.utils.checkpoint: the function runs; its outputs are computed again for the backward pass."""

from contextlib import contextmanager
from enum import Enum


class CheckpointPolicy(Enum):
    MUST_SAVE = 0
    PREFER_SAVE = 1
    MUST_RECOMPUTE = 2
    PREFER_RECOMPUTE = 3


def checkpoint(
    function,
    *args,
    use_reentrant=None,
    context_fn=None,
    determinism_check="default",
    debug=False,
    preserve_rng_state=True,
    **kwargs,
):
    return function(*args, **kwargs)


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    for function in functions:
        input = function(input)
    return input


def create_selective_checkpoint_contexts(policy_fn_or_list, allow_cache_entry_mutation=False):
    return noop_context_fn()


@contextmanager
def _nothing():
    yield


def noop_context_fn():
    return _nothing(), _nothing()


@contextmanager
def set_checkpoint_early_stop(enable):
    yield


@contextmanager
def set_checkpoint_debug_enabled(enabled):
    yield


class CheckpointFunction:
    @staticmethod
    def apply(run_function, preserve_rng_state, *args):
        return run_function(*args)
