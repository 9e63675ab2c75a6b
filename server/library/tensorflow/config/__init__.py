"""tf.config: no device is there, and no setting changes a cost."""

from tensorflow.config import experimental


def list_physical_devices(device_type=None):
    return []


list_logical_devices = get_visible_devices = list_physical_devices


def set_visible_devices(devices, device_type=None):
    return None


set_logical_device_configuration = set_soft_device_placement = run_functions_eagerly = set_visible_devices
experimental_run_functions_eagerly = experimental_connect_to_cluster = experimental_connect_to_host = set_visible_devices


def functions_run_eagerly():
    return False


class LogicalDeviceConfiguration:
    def __init__(self, memory_limit=None, experimental_priority=None, **kwargs):
        self.memory_limit = memory_limit


class optimizer:
    @staticmethod
    def set_jit(enabled):
        return None

    @staticmethod
    def set_experimental_options(options):
        return None


class threading:
    @staticmethod
    def set_inter_op_parallelism_threads(num_threads):
        return None

    @staticmethod
    def set_intra_op_parallelism_threads(num_threads):
        return None
