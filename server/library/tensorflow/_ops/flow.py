"""Functions that take functions: loops, branches, calls of Python."""

import torch
from _floplens import is_unknown, unknown
from _keras import flatten, map_structure

from tensorflow._ops.convert import remade, tensor


def cond(pred, true_fn=None, false_fn=None, name=None):
    if pred:
        result = true_fn()
    else:
        result = false_fn()
    return result


def case(pred_fn_pairs, default=None, exclusive=False, strict=False, name="case"):
    for pred, compute in pred_fn_pairs:
        chosen = bool(pred)
        if is_unknown(chosen):
            return unknown("which branch of tensorflow.case runs")
        if chosen:
            return compute()
    return default()


def switch_case(branch_index, branch_fns, default=None, name="switch_case"):
    index = int(branch_index)
    if is_unknown(index):
        return unknown("which branch of tensorflow.switch_case runs")
    return dict(branch_fns)[index]() if isinstance(branch_fns, dict) else branch_fns[index]()


def while_loop(cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, maximum_iterations=None, name=None):
    state = loop_vars
    many = isinstance(loop_vars, (list, tuple))
    count = 0
    while cond(*state) if many else cond(state):
        if maximum_iterations is not None and count >= maximum_iterations:
            break
        made = body(*state) if many else body(state)
        state = made if not many or isinstance(made, (list, tuple)) else (made,)
        count = count + 1
    return state


def _count(elems):
    return flatten(elems)[0].shape[0]


def _at(elems, index):
    return map_structure(lambda leaf: leaf[index], elems)


def _stacked(results):
    """The results of all turns, joined along a new first axis."""
    first = results[0]
    if isinstance(first, (tuple, list)):
        return type(first)([_stacked([result[index] for result in results]) for index in range(len(first))])
    if isinstance(first, dict):
        return {key: _stacked([result[key] for result in results]) for key in first}
    return torch.stack([tensor(result) for result in results])


def map_fn(fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, name=None, fn_output_signature=None):
    elems = map_structure(tensor, elems)
    return _stacked([fn(_at(elems, index)) for index in range(_count(elems))])


def vectorized_map(fn, elems, fallback_to_while_loop=True, warn=True):
    return map_fn(fn, elems)


def scan(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False, name=None):
    elems = map_structure(tensor, elems)
    start = 0 if initializer is not None else 1
    state = initializer if initializer is not None else _at(elems, 0)
    results = [state] if start == 1 else []
    for index in range(start, _count(elems)):
        state = fn(state, _at(elems, index))
        results.append(state)
    return _stacked(results)


def foldl(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    elems = map_structure(tensor, elems)
    state = initializer if initializer is not None else _at(elems, 0)
    for index in range(0 if initializer is not None else 1, _count(elems)):
        state = fn(state, _at(elems, index))
    return state


def foldr(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    elems = map_structure(lambda leaf: torch.flip(tensor(leaf), [0]), elems)
    return foldl(fn, elems, initializer)


def py_function(func=None, inp=None, Tout=None, name=None):
    return unknown("what a Python function within a TensorFlow graph gives")


def numpy_function(func=None, inp=None, Tout=None, stateful=True, name=None):
    return unknown("what a Python function within a TensorFlow graph gives")


def clip_by_norm(t, clip_norm, axes=None, name=None):
    return remade(tensor(t))


def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    return [None if item is None else remade(item) for item in t_list], torch.empty((), dtype=torch.float32)
