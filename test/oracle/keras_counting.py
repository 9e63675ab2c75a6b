"""Real Keras 3 on PyTorch, counted: sets up Keras, and a Counter that leaves out what Keras runs only to learn shapes.

Import this before keras. A call of a layer with concrete arrays costs what the counter of counting.py sees on the CPU.
Keras also runs layers on made-up tensors, to build them and to connect a functional model: such runs are in its
symbolic scope, and cost nothing here. Attention counts as the fused kernel of a GPU, as in counting.py.
"""

import math
import os
import re
import tempfile
import warnings

os.environ["KERAS_BACKEND"] = "torch"
os.environ["KERAS_TORCH_DEVICE"] = "cpu"
_home = tempfile.TemporaryDirectory(prefix="keras-home-")  # no ~/.keras/keras.json of the user decides
os.environ["KERAS_HOME"] = _home.name
warnings.simplefilter("ignore")

import keras
import numpy as np
import torch
from keras.src.backend.common.symbolic_scope import in_symbolic_scope
from torch.utils._python_dispatch import _disable_current_modes

from counting import REPOSITORY, Counter, write

torch.set_num_threads(1)
VERSIONS = {"keras": keras.__version__, "torch": torch.__version__.split("+")[0]}


class KerasCounter(Counter):
    def _count_flops(self, func_packet, out, args, kwargs):
        if in_symbolic_scope():
            return out
        return super()._count_flops(func_packet, out, args, kwargs)

    def __enter__(self):
        torch.nn.functional.scaled_dot_product_attention = self._attention
        return super().__enter__()

    def __exit__(self, *args):
        torch.nn.functional.scaled_dot_product_attention = _scaled_dot_product_attention
        return super().__exit__(*args)

    def _attention(self, query, key, value, **kwargs):
        if in_symbolic_scope():
            return _scaled_dot_product_attention(query, key, value, **kwargs)
        return _FusedAttention.apply(self, query, key, value, kwargs)


class _FusedAttention(torch.autograd.Function):
    """Attention in one kernel, as a GPU has it: 2·B·H·Sq·Sk·(dq + dv) forward, 2·B·H·Sq·Sk·(3·dq + 2·dv) backward.

    The numbers come from the CPU, uncounted; there are no gradients, only their cost.
    """

    @staticmethod
    def forward(context, counter, query, key, value, kwargs):
        context.save_for_backward(query, key, value)
        context.counter = counter
        with _disable_current_modes():
            output = _scaled_dot_product_attention(query, key, value, **kwargs)
        context.products = 2 * math.prod(output.shape[:-1]) * key.shape[-2]
        counter.forward += context.products * (query.shape[-1] + value.shape[-1])
        return output

    @staticmethod
    def backward(context, _):
        query, key, value = context.saved_tensors
        context.counter.backward += context.products * (3 * query.shape[-1] + 2 * value.shape[-1])
        return None, torch.zeros_like(query), torch.zeros_like(key), torch.zeros_like(value), None


_scaled_dot_product_attention = torch.nn.functional.scaled_dot_product_attention


class Weights:
    """The weights of every layer that is called while it is in force; of those constructed, if none is called."""

    def __enter__(self):
        self.called, self.made = [], []
        self.call, self.new = keras.Layer.__call__, keras.Layer.__new__
        call, new = self.call, self.new

        def recorded_call(layer, *args, **kwargs):
            output = call(layer, *args, **kwargs)
            self.called.append(layer)
            return output

        def recorded_new(cls, *args, **kwargs):
            layer = new(cls, *args, **kwargs)
            self.made.append(layer)
            return layer

        keras.Layer.__call__, keras.Layer.__new__ = recorded_call, recorded_new
        return self

    def __exit__(self, *_):
        keras.Layer.__call__, keras.Layer.__new__ = self.call, self.new

    def total(self):
        """(all, those that are trained): numbers, each variable once; None if no layer was made."""
        layers = self.called or self.made
        if not layers:
            return None
        return count_weights(layers)


def count_weights(layers):
    weights = {id(w): w for layer in layers if isinstance(layer, keras.Layer) for w in layer.weights}
    trainable = {id(w): w for layer in layers if isinstance(layer, keras.Layer) for w in layer.trainable_weights}
    size = lambda found: sum(int(np.prod(w.shape)) for w in found.values())
    return size(weights), size(trainable)


def answer(value):
    """A result as data: tensors, symbolic or not, by shape and dtype, lists and tuples as lists, all else by value."""
    if isinstance(value, (torch.Tensor, keras.KerasTensor, keras.Variable)):
        row = {"shape": list(value.shape), "dtype": keras.backend.standardize_dtype(value.dtype)}
        return {**row, "symbolic": True} if isinstance(value, keras.KerasTensor) else row
    if isinstance(value, np.ndarray):
        return {"shape": list(value.shape), "dtype": str(value.dtype), "numpy": True}
    if isinstance(value, (tuple, list)):
        return [answer(item) for item in value]
    if isinstance(value, dict):
        return {"items": {str(key): answer(item) for key, item in value.items()}}
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value != value or value in (float("inf"), float("-inf")):
        return {"value": str(value)}
    return {"value": value if value is None or isinstance(value, (bool, int, float, str)) else type(value).__name__}


def message(error):
    """An error's text: no colours, no C++ frames, no addresses, sets sorted."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", str(error)).partition("\nException raised from")[0]
    text = re.sub(r"\{('\w+'(?:, '\w+')*)\}", lambda m: "{" + ", ".join(sorted(m[1].split(", "))) + "}", text)
    return re.sub(r"0x[0-9a-f]{6,}", "0x…", text)
