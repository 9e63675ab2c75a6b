import torch
from torch import nn

backbone, head = nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 8)), nn.Linear(8, 4)
for parameter in backbone.parameters():
    parameter.requires_grad = False
head(backbone(torch.randn(2, 16))).sum().backward()
