# A model of `einops.layers.torch`.

from einops import EinopsError, einsum, rearrange, reduce
from einops._pattern import side

import torch
from torch import nn


class Rearrange(nn.Module):
    def __init__(self, pattern, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.axes_lengths = axes_lengths

    def forward(self, input):
        return rearrange(input, self.pattern, **self.axes_lengths)

    def extra_repr(self):
        lengths = "".join([f", {name}={length}" for name, length in self.axes_lengths.items()])
        return f"{self.pattern!r}{lengths}"


class Reduce(nn.Module):
    def __init__(self, pattern, reduction, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.reduction = reduction
        self.axes_lengths = axes_lengths

    def forward(self, input):
        return reduce(input, self.pattern, self.reduction, **self.axes_lengths)

    def extra_repr(self):
        lengths = "".join([f", {name}={length}" for name, length in self.axes_lengths.items()])
        return f"{self.pattern!r}, {self.reduction!r}{lengths}"


class EinMix(nn.Module):
    def __init__(self, pattern, weight_shape, bias_shape=None, **axes_lengths):
        super().__init__()
        left_text, right_text = pattern.split("->")
        left, right = side(left_text), side(right_text)
        weight = side(weight_shape)
        self.pattern = pattern
        self.axes_lengths = axes_lengths
        for axis in weight.axes:
            if axis not in axes_lengths:
                raise EinopsError(f"Dimension {axis} of weight should be specified")
        before = _flat(left)
        after = _flat(right)
        own = " ".join(weight.axes)
        # Groups are taken apart before the product and put together after it.
        self.pre = None if _is_flat(left) else f"{left_text} -> {before}"
        self.post = None if _is_flat(right) else f"{after} -> {right_text}"
        self.product = f"{before}, {own} -> {after}"
        self.left_lengths = {name: size for name, size in axes_lengths.items() if name in left.axes}
        self.right_lengths = {name: size for name, size in axes_lengths.items() if name in right.axes}
        self.weight = nn.Parameter(torch.empty([axes_lengths[axis] for axis in weight.axes]))
        self.bias = None
        if bias_shape is not None:
            biased = side(bias_shape).axes
            sizes = [axes_lengths[axis] if axis in biased else 1 for axis in right.axes if axis != "..."]
            self.bias = nn.Parameter(torch.empty(sizes))

    def forward(self, input):
        if self.pre is not None:
            input = rearrange(input, self.pre, **self.left_lengths)
        result = einsum(input, self.weight, self.product)
        if self.bias is not None:
            result = result + self.bias
        if self.post is not None:
            result = rearrange(result, self.post, **self.right_lengths)
        return result


def _flat(part):
    return " ".join(part.axes)


def _is_flat(part):
    return all(group == "..." or len(group) == 1 for group in part.groups)
