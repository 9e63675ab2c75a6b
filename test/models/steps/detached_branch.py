import torch
from torch import nn

encoder, decoder = nn.Linear(16, 8), nn.Linear(8, 4)
hidden = encoder(torch.randn(2, 16))
decoder(hidden.detach()).sum().backward()
