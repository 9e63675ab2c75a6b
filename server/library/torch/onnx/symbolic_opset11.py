"""torch.onnx.symbolic_opset11: exports are not made."""
