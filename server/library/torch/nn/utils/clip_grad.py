"""Clipping of gradients. Gradients are not known; what comes back is their norm, a scalar."""

import torch


def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    return torch.empty(())


def clip_grad_norm(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    return torch.empty(())


def clip_grad_value_(parameters, clip_value, foreach=None):
    return None


def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    return None


def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    return torch.empty(())
