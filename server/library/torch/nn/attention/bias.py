"""Causal biases that a fused attention takes as a mask."""

import torch


def causal_upper_left(*size):
    return torch.ones(size[-2], size[-1], dtype=torch.bool)


def causal_lower_right(*size):
    return torch.ones(size[-2], size[-1], dtype=torch.bool)
