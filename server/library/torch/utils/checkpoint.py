"""torch.utils.checkpoint: the function runs; its outputs are computed again for the backward pass."""

from contextlib import contextmanager
from enum import Enum

from _torch import _enter_checkpoint, _leave_checkpoint


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
    whole = use_reentrant is None or use_reentrant
    if kwargs and whole:
        raise ValueError("Unexpected keyword arguments: " + ",".join(arg for arg in kwargs))
    # Without early stopping the other variant runs to the end, too.
    _enter_checkpoint(whole or not _early_stop[0])
    try:
        return function(*args, **kwargs)
    finally:
        _leave_checkpoint()


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    """Segments of equal length; the last one, which may be longer, keeps what it computes."""

    def run(start, end):
        def forward(input):
            for function in functions[start:end]:
                input = function(input)
            return input

        return forward

    functions = list(functions.children() if hasattr(functions, "children") else functions)
    size = len(functions) // segments
    end = 0
    for start in range(0, size * (segments - 1), size):
        end = start + size
        input = checkpoint(run(start, end), input, use_reentrant=use_reentrant)
    return run(end, len(functions))(input)


def create_selective_checkpoint_contexts(policy_fn_or_list, allow_cache_entry_mutation=False):
    return noop_context_fn()


@contextmanager
def _nothing():
    yield


def noop_context_fn():
    return _nothing(), _nothing()


_early_stop = [True]


@contextmanager
def set_checkpoint_early_stop(enable):
    before = _early_stop[0]
    _early_stop[0] = enable
    try:
        yield
    finally:
        _early_stop[0] = before


@contextmanager
def set_checkpoint_debug_enabled(enabled):
    yield


class CheckpointFunction:
    @staticmethod
    def apply(run_function, preserve_rng_state, *args):
        return checkpoint(run_function, *args, use_reentrant=True)
