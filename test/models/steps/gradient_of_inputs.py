import torch
from torch import nn

model = nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 4))
x = torch.randn(2, 16, requires_grad=True)
(saliency,) = torch.autograd.grad(model(x).sum(), x)
