import torch
from torch import nn

generator = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 12))
discriminator = nn.Sequential(nn.Linear(12, 8), nn.ReLU(), nn.Linear(8, 1))
loss = nn.BCEWithLogitsLoss()
real, noise = torch.rand(6, 12), torch.randn(6, 4)
loss(discriminator(real), torch.ones(6, 1)).backward()
fake = generator(noise)
loss(discriminator(fake.detach()), torch.zeros(6, 1)).backward()
loss(discriminator(fake), torch.ones(6, 1)).backward()
