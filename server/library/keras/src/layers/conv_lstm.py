"""Recurrent layers whose products are convolutions."""

import torch

from keras import activations, backend
from keras.src.layer import InputSpec, Layer
from keras.src.layers.convolutional import _padding, _tuple, convolve
from keras.src.layers.rnn import RNN, _split


class ConvLSTMCell(Layer):
    def __init__(
        self,
        rank,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        activation="tanh",
        recurrent_activation="sigmoid",
        use_bias=True,
        kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal",
        bias_initializer="zeros",
        unit_forget_bias=True,
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        kernel_constraint=None,
        recurrent_constraint=None,
        bias_constraint=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        seed=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.rank = rank
        self.filters = filters
        self.kernel_size = _tuple(kernel_size, rank, "kernel_size")
        self.strides = _tuple(strides, rank, "strides")
        self.dilation_rate = _tuple(dilation_rate, rank, "dilation_rate")
        self.padding = _padding(padding)
        self.data_format = backend.standardize_data_format(data_format)
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.use_bias = use_bias
        self.dropout = dropout
        self.recurrent_dropout = recurrent_dropout
        self.state_size = filters
        self.output_size = filters

    def build(self, input_shape):
        channels = input_shape[-1] if self.data_format == "channels_last" else input_shape[1]
        width = 4 * self.filters
        self.kernel = self.add_weight(name="kernel", shape=(*self.kernel_size, channels, width))
        self.recurrent_kernel = self.add_weight(
            name="recurrent_kernel", shape=(*self.kernel_size, self.filters, width)
        )
        self.bias = self.add_weight(name="bias", shape=(width,)) if self.use_bias else None
        self.built = True

    def call(self, inputs, states, training=False):
        h, c = states
        if training and self.dropout > 0:
            inputs = torch.nn.functional.dropout(inputs, self.dropout)
        parts = [
            convolve(inputs, kernel, self.strides, self.padding, self.data_format, self.dilation_rate)
            for kernel in self.kernel.chunk(4, dim=-1)
        ]
        if self.bias is not None:
            shape = (-1,) if self.data_format == "channels_last" else (-1,) + (1,) * self.rank
            parts = [part + bias.reshape(shape) for part, bias in zip(parts, self.bias.chunk(4, dim=0))]
        ones = (1,) * self.rank
        i, f, g, o = [
            part + convolve(h, kernel, ones, "same", self.data_format, ones)
            for part, kernel in zip(parts, self.recurrent_kernel.chunk(4, dim=-1))
        ]
        c = self.recurrent_activation(f) * c + self.recurrent_activation(i) * self.activation(g)
        h = self.recurrent_activation(o) * self.activation(c)
        return h, [h, c]


class _ConvLSTM(RNN):
    _rank = 2

    def __init__(self, filters, kernel_size, *args, **kwargs):
        own, rest = _split(kwargs)
        super().__init__(ConvLSTMCell(self._rank, filters, kernel_size, *args, **rest), **own)
        self.input_spec = InputSpec(ndim=self._rank + 3)

    @property
    def filters(self):
        return self.cell.filters

    def call(self, sequences, initial_state=None, mask=None, training=False):
        if initial_state is None:
            shape = self._state_shape(sequences)
            initial_state = [torch.zeros(shape), torch.zeros(shape)]
        return super().call(sequences, initial_state, mask, training)

    def _state_shape(self, sequences):
        cell = self.cell
        first = cell.data_format == "channels_first"
        spatial = sequences.shape[3:] if first else sequences.shape[2:-1]
        out = []
        for size, kernel, stride, dilation in zip(spatial, cell.kernel_size, cell.strides, cell.dilation_rate):
            wide = (kernel - 1) * dilation + 1
            out.append(-(-size // stride) if cell.padding == "same" else (size - wide) // stride + 1)
        batch = sequences.shape[0]
        return (batch, cell.filters, *out) if first else (batch, *out, cell.filters)


class ConvLSTM1D(_ConvLSTM):
    _rank = 1


class ConvLSTM2D(_ConvLSTM):
    pass


class ConvLSTM3D(_ConvLSTM):
    _rank = 3
