"""A convolutional variational autoencoder for 64×64 images."""

from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional as F


class Output(NamedTuple):
    reconstruction: torch.Tensor
    mean: torch.Tensor
    log_var: torch.Tensor


class Encoder(nn.Module):
    def __init__(self, in_channels: int, channels: list[int], latent_dim: int, image_size: int):
        super().__init__()
        layers: list[nn.Module] = []
        for out_channels in channels:
            layers += [
                nn.Conv2d(in_channels, out_channels, kernel_size=3, stride=2, padding=1),
                nn.BatchNorm2d(out_channels),
                nn.LeakyReLU(0.2),
            ]
            in_channels = out_channels
        self.features = nn.Sequential(*layers)
        side = image_size // 2 ** len(channels)
        self.shape = (channels[-1], side, side)
        self.mean = nn.Linear(channels[-1] * side**2, latent_dim)
        self.log_var = nn.Linear(channels[-1] * side**2, latent_dim)

    def forward(self, x):
        h = torch.flatten(self.features(x), start_dim=1)
        return self.mean(h), self.log_var(h)


class Decoder(nn.Module):
    def __init__(self, out_channels: int, channels: list[int], latent_dim: int, shape: tuple[int, int, int]):
        super().__init__()
        c, h, w = shape
        self.project = nn.Sequential(nn.Linear(latent_dim, c * h * w), nn.Unflatten(1, shape))
        self.blocks = nn.ModuleList()
        for a, b in zip(channels, channels[1:] + channels[-1:]):
            self.blocks.append(
                nn.Sequential(
                    nn.ConvTranspose2d(a, b, kernel_size=3, stride=2, padding=1, output_padding=1),
                    nn.BatchNorm2d(b),
                    nn.LeakyReLU(0.2),
                )
            )
        self.out = nn.Conv2d(channels[-1], out_channels, kernel_size=3, padding=1)

    def forward(self, z):
        x = self.project(z)
        for block in self.blocks:
            x = block(x)
        return torch.sigmoid(self.out(x))


# flops: VAE()(torch.rand(B:=16, 3, 64, 64))
class VAE(nn.Module):
    def __init__(self, in_channels=3, channels=(32, 64, 128, 256), latent_dim=128, image_size=64):
        super().__init__()
        channels = list(channels)
        self.latent_dim = latent_dim
        self.encoder = Encoder(in_channels, channels, latent_dim, image_size)
        self.decoder = Decoder(in_channels, channels[::-1], latent_dim, self.encoder.shape)

    def reparameterize(self, mean, log_var):
        std = torch.exp(0.5 * log_var)
        return mean + torch.randn_like(std) * std

    def forward(self, x) -> Output:
        mean, log_var = self.encoder(x)
        z = self.reparameterize(mean, log_var)
        return Output(self.decoder(z), mean, log_var)

    @torch.no_grad()
    def sample(self, n: int, device="cpu"):
        return self.decoder(torch.randn(n, self.latent_dim, device=device))


def vae_loss(output: Output, target, beta=1.0):
    """Reconstruction plus beta times the divergence from a standard normal, a mean over the batch."""
    rec = F.mse_loss(output.reconstruction, target, reduction="sum")
    kl = -0.5 * (1 + output.log_var - output.mean.pow(2) - output.log_var.exp()).sum()
    return (rec + beta * kl) / target.size(0)
