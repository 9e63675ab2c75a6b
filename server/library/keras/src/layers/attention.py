"""Attention."""

import math

import torch
import torch.nn.functional as F

from keras.src.compute.core import cast
from keras.src.layer import Layer
from keras.src.layers.activation import Softmax
from keras.src.layers.core import EinsumDense
from keras.src.layers.regularization import Dropout

_letters = "abcdefghijklmnopqrstuvwxyz"


class _HeadAttention(Layer):
    """What attention with heads shares: its masks, and the choice between the fused kernel and two products.

    A subclass has `_num_heads`, `_key_dim` (of one head), `_rate` of dropout and `_score_axes`, how many dims of the
    scores belong to the query.
    """

    def _prepare(self, sliding_window, flash_attention, dropout, seed):
        if sliding_window is not None and (not isinstance(sliding_window, int) or sliding_window <= 0):
            raise ValueError(
                f"`sliding_window` must be `None` or a positive integer. Received: sliding_window={sliding_window}"
            )
        if flash_attention and dropout > 0:
            raise ValueError(
                "Dropout is not supported when flash attention is enabled. Please set dropout to 0.0 to use flash"
                " attention."
            )
        self._sliding_window = sliding_window
        self._flash_attention = flash_attention
        self.seed = seed

    def _projection(self, equation, output_shape, bias_axes, name, shape, **kwargs):
        """A product with weights of its own, built."""
        layer = EinsumDense(
            equation,
            output_shape=output_shape,
            bias_axes=bias_axes if self._use_bias else None,
            name=name,
            dtype=self.dtype_policy,
            kernel_initializer=self.kernel_initializer,
            bias_initializer=self.bias_initializer,
            kernel_regularizer=self.kernel_regularizer,
            bias_regularizer=self.bias_regularizer,
            activity_regularizer=self.activity_regularizer,
            kernel_constraint=self.kernel_constraint,
            bias_constraint=self.bias_constraint,
            **kwargs,
        )
        layer.build(shape)
        layer.built = True
        return layer

    def _compute_attention_mask(
        self,
        query,
        value,
        query_mask=None,
        value_mask=None,
        key_mask=None,
        attention_mask=None,
        use_causal_mask=False,
    ):
        """Where a query may look: all masks together, (batch, query, value); None if it may look everywhere."""
        masks = []
        if attention_mask is not None:
            masks.append(cast(attention_mask, "bool"))
        if query_mask is not None:
            masks.append(cast(query_mask, "bool").unsqueeze(-1))
        for mask in (value_mask, key_mask):
            if mask is not None:
                masks.append(cast(mask, "bool").unsqueeze(-2))
        if use_causal_mask:
            masks.append(self._compute_causal_mask(query, value))
        if self._sliding_window is not None:
            masks.append(self._compute_sliding_window_mask(query, value))
        if not masks:
            return None
        merged = masks[0]
        for mask in masks[1:]:
            merged = merged & mask
        return merged

    def _mask_of_call(self, cls, query, value, masks, use_causal_mask):
        """The mask of a call, and what `_compute_attention` is told further: one that is causal and nothing else is left
        to the kernel, unless a subclass of `cls` has its own way to attend."""
        if (
            use_causal_mask
            and self._sliding_window is None
            and all(mask is None for mask in masks.values())
            and type(self)._compute_attention is cls._compute_attention
        ):
            return None, {"use_causal_mask": True}
        return self._compute_attention_mask(query, value, use_causal_mask=use_causal_mask, **masks), {}

    def _compute_causal_mask(self, query, value=None):
        rows, columns = query.shape[1], (query if value is None else value).shape[1]
        return torch.ones((1, rows, columns), dtype=torch.bool).tril()

    def _compute_sliding_window_mask(self, query, value=None):
        rows, columns = query.shape[1], (query if value is None else value).shape[1]
        distance = torch.arange(rows).reshape(1, rows, 1) - torch.arange(columns).reshape(1, 1, columns)
        return torch.abs(distance) < self._sliding_window

    def _attend(self, query, key, value, mask, training, wants_scores, is_causal):
        if self._flash_attention and wants_scores:
            raise ValueError(
                "Returning attention scores is not supported when flash attention is enabled. Please disable flash"
                " attention to access attention scores."
            )
        if self._rate == 0 and not wants_scores and query.dim() == 4:
            output = F.scaled_dot_product_attention(
                query.transpose(1, 2),
                key.transpose(1, 2),
                value.transpose(1, 2),
                attn_mask=None if mask is None else cast(self._expanded(mask, 4), "bool"),
                is_causal=is_causal and mask is None,
                scale=1 / math.sqrt(self._key_dim),
            )
            return output.transpose(1, 2), None
        if is_causal:
            causal = self._compute_causal_mask(query, value)
            mask = causal if mask is None else cast(mask, "bool") & causal
        scores = self._products(query * (1 / math.sqrt(self._key_dim)), key)
        weights = self._masked_softmax(scores, mask)
        kept = self._dropout_layer(weights, training=training) if self._rate > 0 else weights
        return torch.einsum(self._combine_equation, kept, value), weights

    def _expanded(self, mask, rank):
        """The mask with dims for the heads, and whatever else is behind the batch."""
        while mask.dim() < rank:
            mask = mask.unsqueeze(-2 * self._score_axes - 1)
        return mask

    def _masked_softmax(self, attention_scores, attention_mask=None):
        if attention_mask is not None:
            attention_mask = self._expanded(attention_mask, attention_scores.dim())
        return self._softmax(attention_scores, mask=attention_mask)


class MultiHeadAttention(_HeadAttention):
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
        if not isinstance(num_heads, int) or num_heads <= 0:
            raise ValueError(
                "Received an invalid value for argument `num_heads`, expected a positive integer. Received:"
                f" num_heads={num_heads}"
            )
        if not isinstance(key_dim, int) or key_dim <= 0:
            raise ValueError(
                "Received an invalid value for argument `key_dim`, expected a positive integer. Received:"
                f" key_dim={key_dim}"
            )
        if value_dim is not None and (not isinstance(value_dim, int) or value_dim <= 0):
            raise ValueError(
                "Received an invalid value for argument `value_dim`, expected a positive integer or `None`. Received:"
                f" value_dim={value_dim}"
            )
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.supports_masking = True
        self._num_heads = num_heads
        self._key_dim = key_dim
        self._value_dim = value_dim or key_dim
        self._dropout = self._rate = dropout
        self._use_bias = use_bias
        self._use_gate = use_gate
        if output_shape:
            output_shape = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        self._output_shape = output_shape
        self._attention_axes = (attention_axes,) if isinstance(attention_axes, int) else attention_axes
        self._inverse_sqrt_key_dim = 1.0 / math.sqrt(float(key_dim))
        self._prepare(sliding_window, flash_attention, dropout, seed)

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

    @property
    def use_bias(self):
        return self._use_bias

    @property
    def attention_axes(self):
        return self._attention_axes

    @property
    def query_dense(self):
        return self._query_dense

    @property
    def key_dense(self):
        return self._key_dense

    @property
    def value_dense(self):
        return self._value_dense

    @property
    def output_dense(self):
        return self._output_dense

    def build(self, query_shape, value_shape, key_shape=None):
        key_shape = value_shape if key_shape is None else key_shape
        if value_shape[1:-1] != key_shape[1:-1]:
            raise ValueError(
                f"All dimensions of `value` and `key`, except the last one, must be equal. Received:"
                f" value_shape={value_shape} and key_shape={key_shape}"
            )
        self._query_dense = self._heads("query", query_shape, self._key_dim)
        self._key_dense = self._heads("key", key_shape, self._key_dim)
        if self._use_gate:
            self._gate_dense = self._heads("gate", query_shape, self._value_dim, activation="sigmoid")
        self._value_dense = self._heads("value", value_shape, self._value_dim)
        self._build_attention(len(value_shape) + 1)
        self._output_dense = self._make_output_dense(query_shape)
        self.built = True

    def _heads(self, name, shape, size, **kwargs):
        """A projection to the heads: (…, channels) → (…, heads, size)."""
        free = _letters[: len(shape) - 1]
        last = _letters[len(shape) - 1]
        heads = _letters[len(shape) : len(shape) + 2]
        sizes = [None] * (len(shape) - 2) + [self._num_heads, size]
        return self._projection(f"{free}{last},{last}{heads}->{free}{heads}", sizes, heads, name, shape, **kwargs)

    def _make_output_dense(self, query_shape, common_kwargs=None, name="attention_output"):
        rank = len(query_shape)
        wanted = self._output_shape or (query_shape[-1],)
        free, heads = _letters[: rank - 1], _letters[rank - 1 : rank + 1]
        tail = _letters[rank + 1 : rank + 1 + len(wanted)]
        return self._projection(
            f"{free}{heads},{heads}{tail}->{free}{tail}",
            [None] * (rank - 2) + list(wanted),
            tail,
            name,
            (*query_shape[:-1], self._num_heads, self._value_dim),
        )

    def _build_attention(self, rank):
        """Gets ready for queries, keys and values of this rank."""
        axes = self._attention_axes
        if axes is None:
            axes = tuple(range(1, rank - 2))
        self._attention_axes = tuple(axis if axis >= 0 else rank - 1 + axis for axis in axes)
        self._score_axes = len(self._attention_axes)
        self._dot_product_equation, self._combine_equation, scores = _equations(rank, self._attention_axes)
        self._softmax = Softmax(axis=tuple(range(scores - self._score_axes, scores)), dtype=self.dtype_policy)
        self._dropout_layer = Dropout(rate=self._dropout, dtype=self.dtype_policy, seed=self.seed)

    def _products(self, query, key):
        return torch.einsum(self._dot_product_equation, key, query)

    def _compute_attention(
        self,
        query,
        key,
        value,
        attention_mask=None,
        training=None,
        return_attention_scores=False,
        use_causal_mask=False,
    ):
        return self._attend(query, key, value, attention_mask, training, return_attention_scores, use_causal_mask)

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
        # Keras takes the masks off the tensors here, and asks for the query's only there.
        query_mask = getattr(query, "_keras_mask", None)
        for tensor in (query, value, key):
            if getattr(tensor, "_keras_mask", None) is not None:
                tensor._keras_mask = None
        masks = {
            "query_mask": query_mask,
            "value_mask": value_mask,
            "key_mask": key_mask,
            "attention_mask": attention_mask,
        }
        mask, further = self._mask_of_call(MultiHeadAttention, query, value, masks, use_causal_mask)
        gate = self._gate_dense(query) if self._use_gate else None
        q, k, v = self._query_dense(query), self._key_dense(key), self._value_dense(value)
        output, scores = self._compute_attention(q, k, v, mask, training, return_attention_scores, **further)
        output = self._output_dense(output if gate is None else output * gate)
        if query_mask is not None:
            output._keras_mask = query_mask
        return (output, scores) if return_attention_scores else output


def _equations(rank, axes):
    """The products of attention over `axes` of tensors that end in a dim of channels: key·query, weights·value.

    Letters that the two share are the batch; the weights have them first, then the query's axes, then the key's.
    """
    query = list(_letters[:rank])
    key = list(query)
    for position, axis in enumerate(axes):
        key[axis] = _letters[rank + position]
    batch = [name for index, name in enumerate(query[:-1]) if index not in axes]
    weights = "".join(batch + [query[axis] for axis in axes] + [key[axis] for axis in axes])
    query, key = "".join(query), "".join(key)
    return f"{key},{query}->{weights}", f"{weights},{key}->{query}", len(weights)


class GroupQueryAttention(_HeadAttention):
    _score_axes = 1

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
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.supports_masking = True
        self.head_dim = self._key_dim = head_dim
        self.num_query_heads = num_query_heads
        self.num_key_value_heads = num_key_value_heads
        if num_query_heads % num_key_value_heads != 0:
            raise ValueError("`num_query_heads` must be divisible by `num_key_value_heads`.")
        self.num_repeats = num_query_heads // num_key_value_heads
        self.dropout = self._rate = dropout
        self.use_bias = self._use_bias = use_bias
        self.use_gate = use_gate
        self._prepare(sliding_window, flash_attention, dropout, seed)

    def build(self, query_shape, value_shape, key_shape=None):
        key_shape = value_shape if key_shape is None else key_shape
        heads, groups, dim = self.num_query_heads, self.num_key_value_heads, self.head_dim
        self.feature_dim = query_shape[-1]

        def projection(name, shape, count, **kwargs):
            return self._projection("btm,muh->btuh", (None, count, dim), "uh", name, shape, **kwargs)

        self._query_dense = projection("query", query_shape, heads)
        self._key_dense = projection("key", key_shape, groups)
        if self.use_gate:
            self._gate_dense = projection("gate", query_shape, heads, activation="sigmoid")
        self._value_dense = projection("value", value_shape, groups)
        self._softmax = Softmax(axis=-1, dtype=self.dtype_policy)
        self._dropout_layer = Dropout(rate=self.dropout, dtype=self.dtype_policy, seed=self.seed)
        self._dot_product_equation = "bquh,bkuh->buqk"
        self._combine_equation = "buqk,bkuh->bquh"
        self._output_dense = self._projection(
            "btuh,uhm->btm", (None, self.feature_dim), "m", "attention_output", (*query_shape[:-1], heads, dim)
        )
        self.built = True

    def _products(self, query, key):
        return torch.einsum(self._dot_product_equation, query, key)

    def _compute_attention(
        self, query, key, value, attention_mask=None, training=None, use_causal_mask=False
    ):
        return self._attend(
            query, key, value, attention_mask, training, self._return_attention_scores, use_causal_mask
        )

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
        self._return_attention_scores = return_attention_scores
        key = value if key is None else key
        masks = {
            "query_mask": query_mask,
            "value_mask": value_mask,
            "key_mask": key_mask,
            "attention_mask": attention_mask,
        }
        mask, further = self._mask_of_call(GroupQueryAttention, query, value, masks, use_causal_mask)
        gate = self._gate_dense(query) if self.use_gate else None
        q, k, v = self._query_dense(query), self._key_dense(key), self._value_dense(value)
        if self.num_repeats > 1:
            k = k.repeat_interleave(self.num_repeats, dim=2)
            v = v.repeat_interleave(self.num_repeats, dim=2)
        output, scores = self._compute_attention(q, k, v, attention_mask=mask, training=training, **further)
        output = self._output_dense(output if gate is None else output * gate)
        return (output, scores) if return_attention_scores else output


class Attention(Layer):
    def __init__(self, use_scale=False, score_mode="dot", dropout=0.0, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.use_scale = use_scale
        self.score_mode = score_mode
        self.dropout = dropout
        self.seed = seed
        if score_mode not in ("dot", "concat"):
            raise ValueError(
                "Invalid value for argument score_mode. Expected one of {'dot', 'concat'}. Received:"
                f" score_mode={score_mode}"
            )

    def build(self, input_shape):
        self._validate_inputs(input_shape)
        self.scale = self.add_weight(name="scale", shape=()) if self.use_scale else None
        self.concat_score_weight = (
            self.add_weight(name="concat_score_weight", shape=()) if self.score_mode == "concat" else None
        )
        self.built = True

    def _calculate_scores(self, query, key):
        if self.score_mode == "dot":
            scores = torch.matmul(query, key.transpose(-2, -1))
            return scores if self.scale is None else scores * self.scale
        summed = query.unsqueeze(-2) + key.unsqueeze(-3)
        if self.scale is not None:
            summed = summed * self.scale
        return self.concat_score_weight * torch.sum(torch.tanh(summed), dim=-1)

    def _apply_scores(self, scores, value, scores_mask=None, training=False):
        if scores_mask is not None:
            mask = cast(scores_mask, "bool")
            scores = torch.where(mask.unsqueeze(-2) if mask.dim() == 2 else mask, scores, scores - 1.0e9)
        weights = torch.softmax(scores, dim=-1)
        if training and self.dropout > 0:
            weights = F.dropout(weights, self.dropout)
        return torch.matmul(weights, value), weights

    def _calculate_score_mask(self, scores, v_mask, use_causal_mask):
        if not use_causal_mask:
            return v_mask
        causal = torch.ones((1, scores.shape[-2], scores.shape[-1]), dtype=torch.bool).tril()
        return causal if v_mask is None else v_mask.unsqueeze(-2) & causal

    def call(self, inputs, mask=None, training=False, return_attention_scores=False, use_causal_mask=False):
        self._validate_inputs(inputs, mask)
        query, value = inputs[0], inputs[1]
        key = inputs[2] if len(inputs) > 2 else value
        q_mask = mask[0] if mask else None
        v_mask = mask[1] if mask else None
        scores = self._calculate_scores(query=query, key=key)
        scores_mask = self._calculate_score_mask(scores, v_mask, use_causal_mask)
        result, weights = self._apply_scores(
            scores=scores, value=value, scores_mask=scores_mask, training=training
        )
        if q_mask is not None:
            result = torch.where(cast(q_mask, "bool").unsqueeze(-1), result, 0)
        return (result, weights) if return_attention_scores else result

    def compute_mask(self, inputs, mask=None):
        self._validate_inputs(inputs, mask)
        return None if mask is None else mask[0]

    def _validate_inputs(self, inputs, mask=None):
        name = type(self).__name__
        if not isinstance(inputs, list):
            raise ValueError(
                f"{name} layer must be called on a list of inputs, namely [query, value] or [query, value, key]."
                f" Received: inputs={inputs}."
            )
        if len(inputs) < 2 or len(inputs) > 3:
            raise ValueError(
                f"{name} layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key]."
                f" Received length: {len(inputs)}."
            )
        if mask is not None:
            if not isinstance(mask, list):
                raise ValueError(
                    f"{name} layer mask must be a list, namely [query_mask, value_mask]. Received: mask={mask}."
                )
            if len(mask) < 2 or len(mask) > 3:
                raise ValueError(
                    f"{name} layer accepts mask list of length 2 or 3. Received: inputs={inputs}, mask={mask}."
                )


class AdditiveAttention(Attention):
    def __init__(self, use_scale=True, dropout=0.0, **kwargs):
        super().__init__(use_scale=use_scale, dropout=dropout, **kwargs)

    def build(self, input_shape):
        self._validate_inputs(input_shape)
        self.scale = self.add_weight(name="scale", shape=(input_shape[0][-1],)) if self.use_scale else None
        self.built = True

    def _calculate_scores(self, query, key):
        summed = torch.tanh(query.unsqueeze(-2) + key.unsqueeze(-3))
        return torch.sum(summed if self.scale is None else self.scale * summed, dim=-1)
