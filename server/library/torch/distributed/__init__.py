"""torch.distributed: one process, of rank 0."""

from contextlib import contextmanager


class ReduceOp:
    SUM = 0
    AVG = 1
    PRODUCT = 2
    MIN = 3
    MAX = 4


reduce_op = ReduceOp


class _Group:
    WORLD = None

    def size(self):
        return 1

    def rank(self):
        return 0


ProcessGroup = _Group
group = _Group


class GroupMember:
    WORLD = None
    NON_GROUP_MEMBER = None


class _Work:
    def wait(self, timeout=None):
        return True

    def is_completed(self):
        return True


def is_available():
    return True


def is_initialized():
    return False


def is_nccl_available():
    return False


def is_gloo_available():
    return True


def is_torchelastic_launched():
    return False


def init_process_group(*args, **kwargs):
    return None


def destroy_process_group(group=None):
    return None


def new_group(*args, **kwargs):
    return _Group()


def get_rank(group=None):
    return 0


def get_world_size(group=None):
    return 1


def get_backend(group=None):
    return "gloo"


def barrier(*args, **kwargs):
    return None


def monitored_barrier(*args, **kwargs):
    return None


def all_reduce(tensor, op=ReduceOp.SUM, group=None, async_op=False):
    return _Work() if async_op else None


def reduce(tensor, dst=0, op=ReduceOp.SUM, group=None, async_op=False):
    return _Work() if async_op else None


def broadcast(tensor, src=0, group=None, async_op=False):
    return _Work() if async_op else None


def all_gather(tensor_list, tensor, group=None, async_op=False):
    for index in range(len(tensor_list)):
        tensor_list[index] = tensor
    return _Work() if async_op else None


def all_gather_into_tensor(output_tensor, input_tensor, group=None, async_op=False):
    return _Work() if async_op else None


def gather(tensor, gather_list=None, dst=0, group=None, async_op=False):
    return _Work() if async_op else None


def scatter(tensor, scatter_list=None, src=0, group=None, async_op=False):
    return _Work() if async_op else None


def reduce_scatter(output, input_list, op=ReduceOp.SUM, group=None, async_op=False):
    return _Work() if async_op else None


def all_to_all_single(output, input, *args, **kwargs):
    return None


def all_gather_object(object_list, obj, group=None):
    for index in range(len(object_list)):
        object_list[index] = obj


def broadcast_object_list(object_list, src=0, group=None, device=None):
    return None


def gather_object(obj, object_gather_list=None, dst=0, group=None):
    return None


def send(tensor, dst, group=None, tag=0):
    return None


def recv(tensor, src=None, group=None, tag=0):
    return 0


@contextmanager
def _coalescing_manager(*args, **kwargs):
    yield
