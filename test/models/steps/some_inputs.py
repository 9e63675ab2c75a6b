import torch
from torch import nn

first, second = nn.Linear(16, 8), nn.Linear(8, 4)
loss = second(first(torch.randn(2, 16))).sum()
loss.backward(inputs=[second.weight])
