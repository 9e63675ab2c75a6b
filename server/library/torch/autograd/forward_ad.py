"""torch.autograd.forward_ad: not modelled."""
