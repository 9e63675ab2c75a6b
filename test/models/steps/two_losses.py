import torch
from torch import nn

trunk, left, right = nn.Linear(16, 8), nn.Linear(8, 4), nn.Linear(8, 2)
hidden = trunk(torch.randn(2, 16))
left(hidden).sum().backward(retain_graph=True)
right(hidden).sum().backward()
