"""torch.mtia: there is no such device."""


def is_available():
    return False


def device_count():
    return 0


def synchronize(device=None):
    return None


def empty_cache():
    return None
