"""tf.GradientTape. A gradient here only has its source's shape; what it costs is counted where the ops stand."""

import torch
from _floplens import unknown
from _keras import flatten, map_structure
from _torch import _backward_pass


class GradientTape:
    def __init__(self, persistent=False, watch_accessed_variables=True):
        self._persistent = persistent
        self._used = False
        self._watched = []

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None

    def watch(self, tensor):
        for leaf in flatten(tensor):
            if isinstance(leaf, torch.Tensor) and leaf.is_floating_point() and not leaf.requires_grad:
                leaf.requires_grad_()
                self._watched.append(leaf)

    def stop_recording(self):
        return self

    def reset(self):
        return None

    def watched_variables(self):
        return tuple(self._watched)

    def gradient(self, target, sources, output_gradients=None, unconnected_gradients=None):
        if self._used and not self._persistent:
            raise RuntimeError(
                "A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)"
            )
        self._used = True
        _backward_pass(flatten(target), flatten(sources))
        return map_structure(_gradient, sources)

    def jacobian(self, target, sources, unconnected_gradients=None, parallel_iterations=None, experimental_use_pfor=True):
        return unknown("tensorflow.GradientTape.jacobian is not modelled")

    batch_jacobian = jacobian


def _gradient(source):
    """None for what has no gradient: whole numbers."""
    if not isinstance(source, torch.Tensor):
        return source
    if not source.is_floating_point() and not source.is_complex():
        return None
    return torch.empty(source.shape, dtype=source.dtype)


def gradients(ys, xs, *args, **kwargs):
    _backward_pass(flatten(ys), flatten(xs))
    return map_structure(_gradient, xs)
