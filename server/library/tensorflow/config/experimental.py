"""tf.config.experimental."""


def list_physical_devices(device_type=None):
    return []


list_logical_devices = get_visible_devices = list_physical_devices


def set_memory_growth(device, enable):
    return None


set_visible_devices = set_virtual_device_configuration = set_synchronous_execution = set_memory_growth


def enable_tensor_float_32_execution(enabled):
    return None


enable_op_determinism = enable_tensor_float_32_execution


class VirtualDeviceConfiguration:
    def __init__(self, memory_limit=None, **kwargs):
        self.memory_limit = memory_limit
