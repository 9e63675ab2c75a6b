import torch
from torch import nn

cell, head = nn.GRUCell(4, 8), nn.Linear(8, 2)
state = torch.zeros(3, 8)
for chunk in range(2):
    loss = 0
    for step in range(3):
        state = cell(torch.randn(3, 4), state)
        loss = loss + head(state).sum()
    loss.backward()
    state = state.detach()
