"""Recurrent layers whose products are convolutions."""

import torch

from keras import activations, backend
from keras.src.dtypes import torch_dtype
from keras.src.layer import InputSpec, Layer
from keras.src.layers.convolutional import _padding, _tuple, convolve
from keras.src.layers.rnn import RNN, share_kept


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
        self.padding = _padding(padding)
        self.data_format = backend.standardize_data_format(data_format)
        self.dilation_rate = _tuple(dilation_rate, rank, "dilation_rate")
        if max(self.strides) > 1 and max(self.dilation_rate) > 1:
            raise ValueError(
                "Specifying `strides > 1` is not compatible with `dilation_rate > 1`. Please provide `strides=1` or"
                f" `dilation_rate=1`. Received: strides={self.strides} and dilation_rate={self.dilation_rate}"
            )
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.use_bias = use_bias
        self.unit_forget_bias = unit_forget_bias
        self.dropout = min(1.0, max(0.0, dropout))
        self.recurrent_dropout = min(1.0, max(0.0, recurrent_dropout))
        self.state_size = -1  # states are images, whose sizes `build` finds out

    def build(self, inputs_shape, states_shape=None):
        last = self.data_format == "channels_last"
        channels = inputs_shape[-1] if last else inputs_shape[1]
        self.spatial_dims = tuple(inputs_shape[1:-1] if last else inputs_shape[2:])
        if None in self.spatial_dims:
            raise ValueError(
                "ConvLSTM layers only support static input shapes for the spatial dimension. Received invalid input"
                f" shape: input_shape={inputs_shape}"
            )
        if channels is None:
            raise ValueError(
                "The channel dimension of the inputs (last axis) should be defined. Found None. Full input shape"
                f" received: input_shape={inputs_shape}"
            )
        width = 4 * self.filters
        self.kernel = self.add_weight(name="kernel", shape=(*self.kernel_size, channels, width))
        self.recurrent_kernel = self.add_weight(
            name="recurrent_kernel", shape=(*self.kernel_size, self.filters, width)
        )
        self.bias = self.add_weight(name="bias", shape=(width,)) if self.use_bias else None
        self.built = True

    def get_initial_state(self, batch_size=None):
        out = []
        for size, kernel, stride, dilation in zip(
            self.spatial_dims, self.kernel_size, self.strides, self.dilation_rate
        ):
            wide = (kernel - 1) * dilation + 1
            out.append(-(-size // stride) if self.padding == "same" else (size - wide) // stride + 1)
        first = self.data_format == "channels_first"
        shape = (batch_size, self.filters, *out) if first else (batch_size, *out, self.filters)
        return [torch.zeros(shape, dtype=torch_dtype(self.compute_dtype)) for _ in range(2)]

    def call(self, inputs, states, training=False):
        h, c = states[0], states[1]
        if training and self.dropout > 0:
            inputs = torch.nn.functional.dropout(inputs, self.dropout)
        if training and self.recurrent_dropout > 0:
            h = torch.nn.functional.dropout(h, self.recurrent_dropout)
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

    def __init__(
        self,
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
        activity_regularizer=None,
        kernel_constraint=None,
        recurrent_constraint=None,
        bias_constraint=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        seed=None,
        return_sequences=False,
        return_state=False,
        go_backwards=False,
        stateful=False,
        **kwargs,
    ):
        cell = ConvLSTMCell(
            self._rank,
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            recurrent_activation=recurrent_activation,
            use_bias=use_bias,
            unit_forget_bias=unit_forget_bias,
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            name="conv_lstm_cell",
            dtype=kwargs.get("dtype"),
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )
        self.input_spec = InputSpec(ndim=self._rank + 3)
        share_kept(self)

    def compute_mask(self, _, mask):
        mask = mask[0] if isinstance(mask, (list, tuple)) else mask
        output = mask if self.return_sequences else None
        return [output, None, None] if self.return_state else output

    @property
    def filters(self):
        return self.cell.filters

    @property
    def kernel_size(self):
        return self.cell.kernel_size

    @property
    def strides(self):
        return self.cell.strides

    @property
    def padding(self):
        return self.cell.padding

    @property
    def data_format(self):
        return self.cell.data_format

    @property
    def dilation_rate(self):
        return self.cell.dilation_rate


class ConvLSTM1D(_ConvLSTM):
    _rank = 1


class ConvLSTM2D(_ConvLSTM):
    pass


class ConvLSTM3D(_ConvLSTM):
    _rank = 3
