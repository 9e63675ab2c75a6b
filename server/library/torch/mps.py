"""torch.mps: there is no such device."""


def is_available():
    return False


def empty_cache():
    return None


def synchronize():
    return None


def manual_seed(seed):
    return None


def device_count():
    return 0


def current_allocated_memory():
    return 0


def driver_allocated_memory():
    return 0
