"""Language models written out op by op, as libraries run them without fused attention: what published times are compared with.

Sizes: hidden width, layers, heads, vocabulary, positions. Input: token ids (N, T).
"""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class Attention(nn.Module):
    """Scores and weights as tensors of their own; `joined` takes queries, keys and values from one product."""

    def __init__(self, width, heads, dropout, causal, joined):
        super().__init__()
        self.heads, self.causal, self.joined = heads, causal, joined
        if joined:
            self.qkv = nn.Linear(width, 3 * width)
        else:
            self.q, self.k, self.v = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.out = nn.Linear(width, width)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).split(width, dim=2) if self.joined else (self.q(x), self.k(x), self.v(x))
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = q.view(shape).transpose(1, 2), k.view(shape).transpose(1, 2), v.view(shape).transpose(1, 2)
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(width // self.heads)
        if self.causal:
            scores = torch.where(mask, scores, torch.full([], -1e9))
        else:
            scores = scores + mask
        weights = self.drop(F.softmax(scores, dim=-1))
        mixed = torch.matmul(weights, v).transpose(1, 2).contiguous()
        return self.out(mixed.view(batch, length, width))


class TanhGELU(nn.Module):
    """GELU's approximation, an op at a time."""

    def forward(self, x):
        return 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))))


class Block(nn.Module):
    def __init__(self, width, heads, dropout, activation, causal, joined, before):
        super().__init__()
        self.before = before  # norms before the layers, not after the sums
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads, dropout, causal, joined)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.activation = activation
        self.drop = nn.Dropout(dropout)

    def forward(self, x, mask):
        if self.before:
            x = x + self.drop(self.attention(self.norm1(x), mask))
            return x + self.drop(self.down(self.activation(self.up(self.norm2(x)))))
        x = self.norm1(x + self.drop(self.attention(x, mask)))
        return self.norm2(x + self.drop(self.down(self.activation(self.up(x)))))


class Decoder(nn.Module):
    def __init__(self, width, layers, heads, vocabulary, positions, activation, joined=True, dropout=0.1):
        super().__init__()
        self.tokens, self.places = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.blocks = nn.ModuleList(
            [Block(width, heads, dropout, activation, True, joined, True) for _ in range(layers)]
        )
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)
        self.drop = nn.Dropout(dropout)
        self.register_buffer("mask", torch.ones(1, 1, positions, positions, dtype=torch.bool).tril())

    def forward(self, ids):
        length = ids.shape[1]
        x = self.drop(self.tokens(ids) + self.places(torch.arange(length)))
        for block in self.blocks:
            x = block(x, self.mask[:, :, :length, :length])
        return self.head(self.norm(x))


class Encoder(nn.Module):
    """`head`: scores of two classes from the first token; else of the vocabulary for each token, and of two classes."""

    def __init__(self, width, layers, heads, vocabulary, positions, classify, dropout=0.1):
        super().__init__()
        self.tokens, self.places = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.kinds, self.norm = nn.Embedding(2, width), nn.LayerNorm(width)
        self.blocks = nn.ModuleList(
            [Block(width, heads, dropout, nn.GELU(), False, False, False) for _ in range(layers)]
        )
        self.pool, self.classes = nn.Linear(width, width), nn.Linear(width, 2)
        self.drop = nn.Dropout(dropout)
        if not classify:
            self.transform = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
            self.head = nn.Linear(width, vocabulary)
        self.classify = classify

    def forward(self, ids):
        length = ids.shape[1]
        x = self.tokens(ids) + self.places(torch.arange(length)) + self.kinds(torch.zeros_like(ids))
        x = self.drop(self.norm(x))
        mask = torch.zeros(ids.shape[0], 1, 1, length)
        for block in self.blocks:
            x = block(x, mask)
        classes = self.classes(self.drop(torch.tanh(self.pool(x[:, 0]))))
        return classes if self.classify else (self.head(self.transform(x)), classes)


def bert_large(classify):
    return Encoder(1024, 24, 16, 30522, 512, classify)


def gpt2_large():
    return Decoder(1280, 36, 20, 50257, 1024, TanhGELU())


def gpt3_xl():
    return Decoder(3072, 24, 24, 50257, 2048, TanhGELU())


def gpt3_27():
    return Decoder(2560, 32, 32, 50257, 2048, TanhGELU())


def opt_13():
    return Decoder(2048, 24, 32, 50272, 2048, nn.ReLU(), joined=False)
