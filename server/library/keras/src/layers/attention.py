"""Attention."""

import math

import torch
import torch.nn.functional as F

from keras.src.layer import Layer
from keras.src.layers.core import EinsumDense


def _project(x_names, weight, out, shape, bias, use_bias, name):
    return EinsumDense(f"{x_names},{weight}->{out}", output_shape=shape, bias_axes=bias if use_bias else None, name=name)


_letters = "abcdefghijklmnopqrstuvwxyz"


class MultiHeadAttention(Layer):
    def __init__(
        self,
        num_heads,
        key_dim,
        value_dim=None,
        dropout=0.0,
        use_bias=True,
        output_shape=None,
        attention_axes=None,
        sliding_window=None,
        flash_attention=None,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        use_gate=False,
        seed=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.supports_masking = True
        self._num_heads = num_heads
        self._key_dim = key_dim
        self._value_dim = value_dim or key_dim
        self._dropout = dropout
        self._use_bias = use_bias
        self._use_gate = use_gate
        if output_shape is not None:
            output_shape = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        self._output_shape = output_shape
        if isinstance(attention_axes, int):
            attention_axes = (attention_axes,)
        self._attention_axes = attention_axes

    @property
    def num_heads(self):
        return self._num_heads

    @property
    def key_dim(self):
        return self._key_dim

    @property
    def value_dim(self):
        return self._value_dim

    @property
    def dropout(self):
        return self._dropout

    def build(self, query_shape, value_shape, key_shape=None):
        key_shape = value_shape if key_shape is None else key_shape
        if value_shape[1:-1] != key_shape[1:-1]:
            raise ValueError(
                f"All dimensions of `value` and `key`, except the last one, must be equal. Received:"
                f" value_shape={value_shape} and key_shape={key_shape}"
            )
        rank = len(query_shape)
        free = _letters[: rank - 1]
        x, out = free + "x", free + "yz"
        for attribute, shape, size in (
            ("_query_dense", query_shape, self._key_dim),
            ("_key_dense", key_shape, self._key_dim),
            ("_value_dense", value_shape, self._value_dim),
        ):
            names = _letters[: len(shape) - 1]
            layer = _project(
                names + "x",
                "xyz",
                names + "yz",
                [None] * (len(shape) - 2) + [self._num_heads, size],
                "yz",
                self._use_bias,
                attribute[1:].replace("_dense", ""),
            )
            layer.build(shape)
            setattr(self, attribute, layer)
        if self._use_gate:
            self._gate_dense = _project(
                x, "xyz", out, [None] * (rank - 2) + [self._num_heads, self._value_dim], "yz", self._use_bias, "gate"
            )
            self._gate_dense.build(query_shape)
        wanted = self._output_shape or (query_shape[-1],)
        tail = "uvwst"[: len(wanted)]
        self._output_dense = _project(
            free + "yz",
            f"yz{tail}",
            free + tail,
            [None] * (rank - 2) + list(wanted),
            tail,
            self._use_bias,
            "attention_output",
        )
        self._output_dense.build((*query_shape[:-1], self._num_heads, self._value_dim))
        if self._attention_axes is None:
            self._attention_axes = tuple(range(1, rank - 1))
        self.built = True

    def call(
        self,
        query,
        value,
        key=None,
        query_mask=None,
        value_mask=None,
        key_mask=None,
        attention_mask=None,
        return_attention_scores=False,
        training=None,
        use_causal_mask=False,
    ):
        key = value if key is None else key
        gate = torch.sigmoid(self._gate_dense(query)) if self._use_gate else None
        q, k, v = self._query_dense(query), self._key_dense(key), self._value_dense(value)
        output, scores = self._attend(q, k, v, return_attention_scores, training)
        if gate is not None:
            output = output * gate
        output = self._output_dense(output)
        return (output, scores) if return_attention_scores else output

    def _attend(self, query, key, value, wants_scores, training):
        if self._dropout == 0 and not wants_scores and query.dim() == 4:
            output = F.scaled_dot_product_attention(
                query.transpose(1, 2), key.transpose(1, 2), value.transpose(1, 2), scale=1 / math.sqrt(self._key_dim)
            )
            return output.transpose(1, 2), None
        query = query * (1 / math.sqrt(self._key_dim))
        scores, combined = _equations(query.dim(), self._attention_axes)
        weights = torch.softmax(torch.einsum(scores, key, query), dim=-1)
        if training and self._dropout > 0:
            weights = F.dropout(weights, self._dropout)
        return torch.einsum(combined, weights, value), weights

    def compute_mask(self, query, value=None, query_mask=None, value_mask=None, key=None, key_mask=None, **kwargs):
        return query_mask


def _equations(rank, axes):
    """The two products of attention over `axes` of tensors that end in (heads, dim): key·query, and weights·value."""
    query = list(_letters[:rank])
    key = list(query)
    for position, axis in enumerate(axes):
        key[axis] = _letters[rank + position]
    heads, depth = query[-2], query[-1]
    batch = [name for index, name in enumerate(query[:-2]) if index not in axes]
    weights = batch + [heads] + [query[axis] for axis in axes] + [key[axis] for axis in axes]
    first = f"{''.join(key)},{''.join(query)}->{''.join(weights)}"
    value = key[:-1] + [depth]
    output = query[:-1] + [depth]
    return first, f"{''.join(weights)},{''.join(value)}->{''.join(output)}"


class GroupQueryAttention(Layer):
    def __init__(
        self,
        head_dim,
        num_query_heads,
        num_key_value_heads,
        dropout=0.0,
        use_bias=True,
        sliding_window=None,
        flash_attention=None,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        use_gate=False,
        seed=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.head_dim = head_dim
        self.num_query_heads = num_query_heads
        self.num_key_value_heads = num_key_value_heads
        if num_query_heads % num_key_value_heads != 0:
            raise ValueError("`num_query_heads` must be divisible by `num_key_value_heads`.")
        self.num_repeats = num_query_heads // num_key_value_heads
        self.dropout = dropout
        self.use_bias = use_bias
        self.use_gate = use_gate

    def build(self, query_shape, value_shape, key_shape=None):
        key_shape = value_shape if key_shape is None else key_shape
        heads, groups, dim = self.num_query_heads, self.num_key_value_heads, self.head_dim
        for attribute, shape, count in (
            ("_query_dense", query_shape, heads),
            ("_key_dense", key_shape, groups),
            ("_value_dense", value_shape, groups),
        ):
            layer = _project("btm", "muh", "btuh", (None, count, dim), "uh", self.use_bias, attribute[1:-6])
            layer.build(shape)
            setattr(self, attribute, layer)
        if self.use_gate:
            self._gate_dense = _project("btm", "muh", "btuh", (None, heads, dim), "uh", self.use_bias, "gate")
            self._gate_dense.build(query_shape)
        self._output_dense = _project(
            "btuh", "uhm", "btm", (None, query_shape[-1]), "m", self.use_bias, "attention_output"
        )
        self._output_dense.build((*query_shape[:-1], heads, dim))
        self.built = True

    def call(
        self,
        query,
        value,
        key=None,
        query_mask=None,
        value_mask=None,
        key_mask=None,
        attention_mask=None,
        return_attention_scores=False,
        training=None,
        use_causal_mask=False,
    ):
        key = value if key is None else key
        gate = torch.sigmoid(self._gate_dense(query)) if self.use_gate else None
        q, k, v = self._query_dense(query), self._key_dense(key), self._value_dense(value)
        if self.num_repeats > 1:
            k = k.repeat_interleave(self.num_repeats, dim=2)
            v = v.repeat_interleave(self.num_repeats, dim=2)
        scale = 1 / math.sqrt(self.head_dim)
        scores = None
        if self.dropout == 0 and not return_attention_scores and q.dim() == 4:
            output = F.scaled_dot_product_attention(
                q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), scale=scale
            ).transpose(1, 2)
        else:
            scores = torch.softmax(torch.einsum("bquh,bkuh->buqk", q * scale, k), dim=-1)
            if training and self.dropout > 0:
                scores = F.dropout(scores, self.dropout)
            output = torch.einsum("buqk,bkuh->bquh", scores, v)
        if gate is not None:
            output = output * gate
        output = self._output_dense(output)
        return (output, scores) if return_attention_scores else output

    def compute_mask(self, query, *args, **kwargs):
        return None


class Attention(Layer):
    def __init__(self, use_scale=False, score_mode="dot", dropout=0.0, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.use_scale = use_scale
        self.score_mode = score_mode
        self.dropout = dropout
        self.supports_masking = True
        if score_mode not in ("dot", "concat"):
            raise ValueError(
                "Invalid value for argument score_mode. Expected one of {'dot', 'concat'}. Received:"
                f" score_mode={score_mode}"
            )

    def build(self, input_shape):
        _check_shapes(type(self).__name__, input_shape)
        self.scale = self.add_weight(name="scale", shape=()) if self.use_scale else None
        self.concat_score_weight = (
            self.add_weight(name="concat_score_weight", shape=()) if self.score_mode == "concat" else None
        )
        self.built = True

    def _scores(self, query, key):
        if self.score_mode == "dot":
            scores = torch.matmul(query, key.transpose(1, 2))
            return scores if self.scale is None else scores * self.scale
        summed = query.unsqueeze(-2) + key.unsqueeze(-3)
        if self.scale is not None:
            summed = summed * self.scale
        return self.concat_score_weight * torch.sum(torch.tanh(summed), dim=-1)

    def call(self, inputs, mask=None, training=False, return_attention_scores=False, use_causal_mask=False):
        if not isinstance(inputs, (list, tuple)):
            raise ValueError(
                f"{type(self).__name__} layer must be called on a list of inputs, namely [query, value] or [query,"
                f" value, key]. Received: inputs={inputs}."
            )
        query, value = inputs[0], inputs[1]
        key = inputs[2] if len(inputs) > 2 else value
        weights = torch.softmax(self._scores(query, key), dim=-1)
        if training and self.dropout > 0:
            weights = F.dropout(weights, self.dropout)
        result = torch.matmul(weights, value)
        return (result, weights) if return_attention_scores else result

    def compute_mask(self, inputs, mask=None):
        return mask[0] if isinstance(mask, (list, tuple)) else None


class AdditiveAttention(Attention):
    def __init__(self, use_scale=True, dropout=0.0, **kwargs):
        super().__init__(use_scale=use_scale, dropout=dropout, **kwargs)

    def build(self, input_shape):
        _check_shapes(type(self).__name__, input_shape)
        self.scale = self.add_weight(name="scale", shape=(input_shape[0][-1],)) if self.use_scale else None
        self.built = True

    def _scores(self, query, key):
        summed = torch.tanh(query.unsqueeze(2) + key.unsqueeze(1))
        return torch.sum(summed if self.scale is None else self.scale * summed, dim=-1)


def _check_shapes(name, shapes):
    if not isinstance(shapes, (list, tuple)) or not isinstance(shapes[0], (list, tuple)):
        raise ValueError(
            f"{name} layer must be called on a list of inputs, namely [query, value] or [query, value, key]. Received:"
            f" inputs={shapes}."
        )
    if len(shapes) < 2 or len(shapes) > 3:
        raise ValueError(
            f"{name} layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key]. Received"
            f" length: {len(shapes)}."
        )
