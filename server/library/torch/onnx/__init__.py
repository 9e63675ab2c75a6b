"""torch.onnx: an export runs the model once and writes a file."""


def export(model, args=(), f=None, *rest, **kwargs):
    if isinstance(args, tuple):
        model(*args)
    elif isinstance(args, dict):
        model(**args)
    else:
        model(args)
    return None


def is_in_onnx_export():
    return False


def register_custom_op_symbolic(*args, **kwargs):
    return None


def unregister_custom_op_symbolic(*args, **kwargs):
    return None


class OperatorExportTypes:
    ONNX = 0
    ONNX_ATEN = 1
    ONNX_ATEN_FALLBACK = 2
    RAW = 3


class TrainingMode:
    EVAL = 0
    PRESERVE = 1
    TRAINING = 2
