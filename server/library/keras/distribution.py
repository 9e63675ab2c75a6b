"""keras.distribution: one device is what is counted."""


class DeviceMesh:
    def __init__(self, *args, **kwargs):
        pass


class LayoutMap(dict):
    def __init__(self, *args, **kwargs):
        super().__init__()


class DataParallel:
    def __init__(self, *args, **kwargs):
        pass


class ModelParallel(DataParallel):
    pass


class TensorLayout(DataParallel):
    pass


def set_distribution(value):
    return None


def distribution():
    return None


def list_devices(device_type=None):
    return ["cpu:0"]


def initialize(*args, **kwargs):
    return None
