"""torch.cuda. There is no such device: the usual `"cuda" if torch.cuda.is_available() else "cpu"` goes on."""

from contextlib import contextmanager

from . import amp


def is_available():
    return False


def is_initialized():
    return False


def is_bf16_supported(including_emulation=True):
    return True


def is_current_stream_capturing():
    return False


def device_count():
    return 0


def current_device():
    return 0


def init():
    return None


def set_device(device):
    return None


def get_device_name(device=None):
    return "cuda"


def get_device_capability(device=None):
    return (8, 0)


class _DeviceProperties:
    name = "cuda"
    major = 8
    minor = 0
    total_memory = 80 * 1024**3
    multi_processor_count = 108


def get_device_properties(device=None):
    return _DeviceProperties()


def get_arch_list():
    return []


def synchronize(device=None):
    return None


def empty_cache():
    return None


def ipc_collect():
    return None


def manual_seed(seed):
    return None


def manual_seed_all(seed):
    return None


def seed():
    return None


def seed_all():
    return None


def initial_seed():
    return 0


def get_rng_state(device="cuda"):
    return None


def set_rng_state(new_state, device="cuda"):
    return None


def get_rng_state_all():
    return []


def set_rng_state_all(new_states):
    return None


def memory_allocated(device=None):
    return 0


def max_memory_allocated(device=None):
    return 0


def memory_reserved(device=None):
    return 0


def max_memory_reserved(device=None):
    return 0


def memory_summary(device=None, abbreviated=False):
    return ""


def memory_stats(device=None):
    return {}


def mem_get_info(device=None):
    return (0, 0)


def reset_peak_memory_stats(device=None):
    return None


def reset_max_memory_allocated(device=None):
    return None


def set_per_process_memory_fraction(fraction, device=None):
    return None


class Event:
    def __init__(self, enable_timing=False, blocking=False, interprocess=False):
        pass

    def record(self, stream=None):
        return None

    def synchronize(self):
        return None

    def wait(self, stream=None):
        return None

    def query(self):
        return True

    def elapsed_time(self, end_event):
        return 1.0


class Stream:
    def __init__(self, device=None, priority=0, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None

    def synchronize(self):
        return None

    def wait_stream(self, stream):
        return None

    def wait_event(self, event):
        return None

    def record_event(self, event=None):
        return Event()


def current_stream(device=None):
    return Stream()


def default_stream(device=None):
    return Stream()


@contextmanager
def stream(stream):
    yield


@contextmanager
def device(device):
    yield


@contextmanager
def device_of(obj):
    yield


class CUDAGraph:
    def replay(self):
        return None

    def reset(self):
        return None


@contextmanager
def graph(cuda_graph, pool=None, stream=None, capture_error_mode="global"):
    yield


class nvtx:
    @staticmethod
    def range_push(msg):
        return 0

    @staticmethod
    def range_pop():
        return 0

    @staticmethod
    def mark(msg):
        return None
