"""Sentiment of a text: word embeddings, a bidirectional LSTM, pooling over time, a small classifier."""

import torch
import torch.nn as nn


class AttentionPool(nn.Module):
    """A weighted mean over time, with the weights learned and padding left out."""

    def __init__(self, features: int):
        super().__init__()
        self.score = nn.Linear(features, 1)

    def forward(self, x, mask):
        scores = self.score(x).squeeze(-1)
        scores = scores.masked_fill(~mask, float("-inf"))
        weights = torch.softmax(scores, dim=1)
        return torch.bmm(weights.unsqueeze(1), x).squeeze(1)


# flops: LSTMClassifier()(torch.ones(B:=32, T:=256, dtype=torch.long))
class LSTMClassifier(nn.Module):
    def __init__(
        self,
        vocab_size: int = 20_000,
        embedding_dim: int = 128,
        hidden_size: int = 256,
        num_layers: int = 2,
        num_classes: int = 2,
        dropout: float = 0.3,
        pool: str = "mean",
        pad_index: int = 0,
    ):
        super().__init__()
        self.pad_index = pad_index
        self.pool = pool
        self.embedding = nn.Embedding(vocab_size, embedding_dim, padding_idx=pad_index)
        self.lstm = nn.LSTM(
            embedding_dim,
            hidden_size,
            num_layers=num_layers,
            batch_first=True,
            bidirectional=True,
            dropout=dropout if num_layers > 1 else 0.0,
        )
        features = 2 * hidden_size
        if pool == "attention":
            self.attention = AttentionPool(features)
        elif pool not in ("mean", "max", "last"):
            raise ValueError(f"unknown pooling: {pool!r}")
        self.classifier = nn.Sequential(
            nn.LayerNorm(features),
            nn.Dropout(dropout),
            nn.Linear(features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, tokens):
        mask = tokens != self.pad_index
        x = self.embedding(tokens)
        output, (hidden, _) = self.lstm(x)

        if self.pool == "last":
            # the last layer's two directions, each at the end of its own way through the text
            features = torch.cat([hidden[-2], hidden[-1]], dim=-1)
        elif self.pool == "max":
            features = output.masked_fill(~mask.unsqueeze(-1), float("-inf")).amax(dim=1)
        elif self.pool == "mean":
            lengths = mask.sum(dim=1, keepdim=True).clamp(min=1)
            features = (output * mask.unsqueeze(-1)).sum(dim=1) / lengths
        else:
            features = self.attention(output, mask)
        return self.classifier(features)
