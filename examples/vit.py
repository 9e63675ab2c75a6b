"""Vision transformer: an image as a sequence of patches. Base size, patches of 16 by default."""

from collections import OrderedDict
from functools import partial

import torch
from torch import Tensor, nn


class PatchEmbedding(nn.Module):
    """Cuts the image into patches and projects each; a convolution whose stride is its kernel does both."""

    def __init__(self, image_size: int, patch_size: int, in_channels: int, dim: int):
        super().__init__()
        if image_size % patch_size:
            raise ValueError(f"patches of {patch_size} do not tile an image of {image_size}")
        self.num_patches = (image_size // patch_size) ** 2
        self.proj = nn.Conv2d(in_channels, dim, kernel_size=patch_size, stride=patch_size)

    def forward(self, x: Tensor) -> Tensor:
        return self.proj(x).flatten(2).transpose(1, 2)


class EncoderBlock(nn.Module):
    def __init__(self, dim: int, num_heads: int, mlp_ratio: float, dropout: float, norm_layer):
        super().__init__()
        self.norm1 = norm_layer(dim)
        self.attention = nn.MultiheadAttention(dim, num_heads, dropout=dropout, batch_first=True)
        self.norm2 = norm_layer(dim)
        hidden = int(dim * mlp_ratio)
        self.mlp = nn.Sequential(
            nn.Linear(dim, hidden),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, dim),
            nn.Dropout(dropout),
        )

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm1(x)
        y, _ = self.attention(y, y, y, need_weights=False)
        x = x + y
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):  # flops: vit_base()(torch.randn(B:=1, 3, 224, 224))
    def __init__(
        self,
        image_size: int = 224,
        patch_size: int = 16,
        in_channels: int = 3,
        num_classes: int = 1000,
        dim: int = 768,
        depth: int = 12,
        num_heads: int = 12,
        mlp_ratio: float = 4.0,
        dropout: float = 0.0,
        norm_layer=partial(nn.LayerNorm, eps=1e-6),
    ):
        super().__init__()
        self.patches = PatchEmbedding(image_size, patch_size, in_channels, dim)
        self.class_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.position = nn.Parameter(torch.empty(1, self.patches.num_patches + 1, dim))
        self.dropout = nn.Dropout(dropout)
        self.encoder = nn.Sequential(
            *[EncoderBlock(dim, num_heads, mlp_ratio, dropout, norm_layer) for _ in range(depth)]
        )
        self.head = nn.Sequential(
            OrderedDict(
                norm=norm_layer(dim),
                fc=nn.Linear(dim, num_classes),
            )
        )
        nn.init.trunc_normal_(self.position, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        x = self.patches(x)
        cls = self.class_token.expand(x.shape[0], -1, -1)
        x = torch.cat((cls, x), dim=1) + self.position
        x = self.encoder(self.dropout(x))
        return self.head(x[:, 0])


def vit_tiny(**kwargs):
    return VisionTransformer(dim=192, num_heads=3, **kwargs)


def vit_base(**kwargs):
    return VisionTransformer(dim=768, num_heads=12, **kwargs)
