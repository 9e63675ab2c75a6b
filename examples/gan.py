"""DCGAN on 64x64 images, with one step of its training at the end of the file."""

import torch
import torch.nn as nn
import torch.optim as optim

latent_dim = 100
image_channels = 3
feature_maps = 64
batch_size = 128
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def weights_init(m):
    classname = m.__class__.__name__
    if classname.find("Conv") != -1:
        nn.init.normal_(m.weight.data, 0.0, 0.02)
    elif classname.find("BatchNorm") != -1:
        nn.init.normal_(m.weight.data, 1.0, 0.02)
        nn.init.constant_(m.bias.data, 0)


def up(in_channels, out_channels, **kwargs):
    return nn.Sequential(
        nn.ConvTranspose2d(in_channels, out_channels, 4, bias=False, **kwargs),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(True),
    )


def down(in_channels, out_channels, norm=True):
    layers = [nn.Conv2d(in_channels, out_channels, 4, 2, 1, bias=False)]
    if norm:
        layers.append(nn.BatchNorm2d(out_channels))
    layers.append(nn.LeakyReLU(0.2, inplace=True))
    return nn.Sequential(*layers)


class Generator(nn.Module):
    """(N, latent_dim, 1, 1) noise to (N, 3, 64, 64) images in [-1, 1]."""

    def __init__(self, nz=latent_dim, ngf=feature_maps, nc=image_channels):
        super().__init__()
        self.main = nn.Sequential(
            up(nz, ngf * 8, stride=1, padding=0),  # 4 x 4
            up(ngf * 8, ngf * 4, stride=2, padding=1),  # 8 x 8
            up(ngf * 4, ngf * 2, stride=2, padding=1),  # 16 x 16
            up(ngf * 2, ngf, stride=2, padding=1),  # 32 x 32
            nn.ConvTranspose2d(ngf, nc, 4, 2, 1, bias=False),  # 64 x 64
            nn.Tanh(),
        )

    def forward(self, z):
        return self.main(z)


class Discriminator(nn.Module):
    """(N, 3, 64, 64) images to N logits: real or made up."""

    def __init__(self, ndf=feature_maps, nc=image_channels):
        super().__init__()
        self.main = nn.Sequential(
            down(nc, ndf, norm=False),
            down(ndf, ndf * 2),
            down(ndf * 2, ndf * 4),
            down(ndf * 4, ndf * 8),
            nn.Conv2d(ndf * 8, 1, 4, 1, 0, bias=False),
        )

    def forward(self, x):
        return self.main(x).view(-1)


netG = Generator().to(device)
netD = Discriminator().to(device)
netG.apply(weights_init)
netD.apply(weights_init)

criterion = nn.BCEWithLogitsLoss()
optimizerD = optim.Adam(netD.parameters(), lr=2e-4, betas=(0.5, 0.999))
optimizerG = optim.Adam(netG.parameters(), lr=2e-4, betas=(0.5, 0.999))

real = torch.rand(batch_size, image_channels, 64, 64, device=device) * 2 - 1  # put a batch of your images here
noise = torch.randn(batch_size, latent_dim, 1, 1, device=device)
ones = torch.ones(batch_size, device=device)
zeros = torch.zeros(batch_size, device=device)

# The discriminator learns to tell real images from generated ones; detach() keeps the generator out of it.
optimizerD.zero_grad()
lossD_real = criterion(netD(real), ones)
lossD_real.backward()
fake = netG(noise)
lossD_fake = criterion(netD(fake.detach()), zeros)
lossD_fake.backward()
optimizerD.step()

# The generator learns to be taken for real.
optimizerG.zero_grad()
lossG = criterion(netD(fake), ones)
lossG.backward()
optimizerG.step()

print(f"D: {(lossD_real + lossD_fake).item():.3f}   G: {lossG.item():.3f}")
