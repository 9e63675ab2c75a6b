"""What TensorFlow's functions compute, on tensors: torch's ops."""
