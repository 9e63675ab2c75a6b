import torch
from torch import nn

main, auxiliary = nn.Linear(16, 8), nn.Linear(16, 32)
x = torch.randn(2, 16)
out, unused = main(x), auxiliary(x)
out.mean().backward()
