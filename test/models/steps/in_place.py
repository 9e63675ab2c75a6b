import torch
from torch import nn

first, second, third = nn.Linear(16, 8), nn.Linear(16, 8), nn.Linear(8, 8)
x = torch.randn(2, 16)
out = first(x)
out += second(x)
whole = torch.zeros(2, 8)
whole[:, :4] = third(out)[:, :4]
whole.view(-1)[:2].add_(1)
whole.sum().backward()
