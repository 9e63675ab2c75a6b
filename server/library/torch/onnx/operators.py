"""torch.onnx.operators."""


def shape_as_tensor(x):
    import torch

    return torch.tensor(list(x.shape))


def reshape_from_tensor_shape(x, shape):
    return x.reshape(tuple(shape.tolist()))
