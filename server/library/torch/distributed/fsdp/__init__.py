"""torch.distributed.fsdp: a sharded module computes what the module computes."""

from enum import Enum

from torch.nn import Module


class ShardingStrategy(Enum):
    FULL_SHARD = 1
    SHARD_GRAD_OP = 2
    NO_SHARD = 3
    HYBRID_SHARD = 4


class BackwardPrefetch(Enum):
    BACKWARD_PRE = 1
    BACKWARD_POST = 2


class MixedPrecision:
    def __init__(self, **kwargs):
        pass


MixedPrecisionPolicy = CPUOffload = CPUOffloadPolicy = OffloadPolicy = MixedPrecision


class FullyShardedDataParallel(Module):
    def __init__(self, module, *args, **kwargs):
        super().__init__()
        self.module = module

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)


def fully_shard(module, **kwargs):
    return module
