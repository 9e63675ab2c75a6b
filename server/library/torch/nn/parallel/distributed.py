"""DistributedDataParallel: the module as it is, on one process's batch."""

from contextlib import contextmanager

from ..modules.module import Module


class DistributedDataParallel(Module):
    def __init__(self, module, device_ids=None, output_device=None, dim=0, *args, **kwargs):
        super().__init__()
        self.module = module
        self.device_ids = device_ids
        self.output_device = output_device
        self.dim = dim
        self.require_backward_grad_sync = True

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)

    @contextmanager
    def no_sync(self):
        yield

    @contextmanager
    def join(self, *args, **kwargs):
        yield

    def register_comm_hook(self, state, hook):
        return None

    def _set_static_graph(self):
        return None
