import torch
from torch import nn

model = nn.Linear(16, 8)
total = torch.zeros(())
for size in (2, 3, 5):
    total = total + model(torch.randn(size, 16)).pow(2).mean()
torch.autograd.backward([total])
