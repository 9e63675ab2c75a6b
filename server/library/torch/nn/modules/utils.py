"""torch.nn.modules.utils: numbers that may be given once or for each dimension."""

from _torch_nn import _pair, _quadruple, _single, _triple


def _ntuple(n, name="parse"):
    def parse(x):
        if isinstance(x, (tuple, list)):
            return tuple(x)
        if hasattr(x, "__iter__"):
            return tuple(x)
        return (x,) * n

    parse.__name__ = name
    return parse


def _reverse_repeat_tuple(t, n):
    """(1, 2) twice is (2, 2, 1, 1): padding as F.pad wants it."""
    return tuple(x for x in reversed(t) for _ in range(n))


def _list_with_default(out_size, defaults):
    if isinstance(out_size, (int,)):
        return out_size
    if len(defaults) <= len(out_size):
        raise ValueError(f"Input dimension should be at least {len(out_size) + 1}")
    return [v if v is not None else d for v, d in zip(out_size, defaults[-len(out_size) :])]


def consume_prefix_in_state_dict_if_present(state_dict, prefix):
    for key in list(state_dict.keys()):
        if key.startswith(prefix):
            state_dict[key[len(prefix) :]] = state_dict.pop(key)
