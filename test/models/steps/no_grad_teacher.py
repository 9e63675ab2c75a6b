import torch
import torch.nn.functional as F
from torch import nn

teacher, student = nn.Linear(16, 8), nn.Linear(16, 8)
x = torch.randn(2, 16)
with torch.no_grad():
    target = teacher(x)
F.mse_loss(student(x), target).backward()
validation = student(torch.randn(5, 16))
