"""U-Net for segmentation: a contracting path, an expanding path, and skip connections that are concatenated."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class DoubleConv(nn.Sequential):
    """Two times (3x3 convolution, batch norm, ReLU)."""

    def __init__(self, in_channels, out_channels, mid_channels=None):
        mid_channels = mid_channels or out_channels
        super().__init__(
            nn.Conv2d(in_channels, mid_channels, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(mid_channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(mid_channels, out_channels, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
        )


class Down(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.pool = nn.MaxPool2d(2)
        self.conv = DoubleConv(in_channels, out_channels)

    def forward(self, x):
        return self.conv(self.pool(x))


class Up(nn.Module):
    """Doubles the resolution, then mixes in what the contracting path saw at that resolution."""

    def __init__(self, in_channels, out_channels, bilinear=False):
        super().__init__()
        if bilinear:
            self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
            self.conv = DoubleConv(in_channels, out_channels, in_channels // 2)
        else:
            self.up = nn.ConvTranspose2d(in_channels, in_channels // 2, kernel_size=2, stride=2)
            self.conv = DoubleConv(in_channels, out_channels)

    def forward(self, x, skip):
        x = self.up(x)
        # An odd size lost a row or a column in pooling: pad it back.
        dy = skip.size(2) - x.size(2)
        dx = skip.size(3) - x.size(3)
        x = F.pad(x, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
        return self.conv(torch.cat([skip, x], dim=1))


# flops: UNet()(torch.randn(N:=1, 3, H:=572, W:=572))
class UNet(nn.Module):
    def __init__(self, in_channels=3, num_classes=21, width=64, depth=4, bilinear=False):
        super().__init__()
        factor = 2 if bilinear else 1
        channels = [width * 2**i for i in range(depth + 1)]
        channels[-1] //= factor

        self.stem = DoubleConv(in_channels, width)
        self.downs = nn.ModuleList(Down(a, b) for a, b in zip(channels[:-1], channels[1:]))
        self.ups = nn.ModuleList()
        for i in reversed(range(depth)):
            below = width * 2 ** (i + 1)
            out = channels[i] // (factor if i > 0 else 1)
            self.ups.append(Up(below, out, bilinear))
        self.head = nn.Conv2d(width, num_classes, kernel_size=1)

    def forward(self, x):
        skips = []
        x = self.stem(x)
        for down in self.downs:
            skips.append(x)
            x = down(x)
        for up in self.ups:
            x = up(x, skips.pop())
        return self.head(x)


def dice_loss(logits, target, eps=1e-6):
    """1 - overlap of prediction and target, averaged over classes."""
    probs = logits.softmax(dim=1)
    onehot = F.one_hot(target, logits.size(1)).permute(0, 3, 1, 2).to(probs.dtype)
    overlap = (probs * onehot).sum(dim=(0, 2, 3))
    total = probs.sum(dim=(0, 2, 3)) + onehot.sum(dim=(0, 2, 3))
    return 1 - ((2 * overlap + eps) / (total + eps)).mean()
