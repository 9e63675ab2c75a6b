"""Recurrent layers. A step of the loop over time is run twice: the first one, whose states are zeros, and one for all others."""

import torch
from _keras import flatten, repeated

from keras import activations
from keras.src.layer import InputSpec, Layer, _training
from keras.src.layers.core import Wrapper


class _Cell(Layer):
    """What the cells share. `_gates` is how many times `units` wide the kernels are."""

    _gates = 1

    def __init__(
        self,
        units,
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
        kwargs.pop("implementation", None)
        super().__init__(**kwargs)
        if units <= 0:
            raise ValueError(
                f"Received an invalid value for argument `units`, expected a positive integer, got {units}."
            )
        self.units = units
        self.activation = activations.get(activation)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.use_bias = use_bias
        self.dropout = min(1.0, max(0.0, dropout))
        self.recurrent_dropout = min(1.0, max(0.0, recurrent_dropout))
        self.state_size = units
        self.output_size = units

    def build(self, input_shape):
        width = self._gates * self.units
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], width))
        self.recurrent_kernel = self.add_weight(name="recurrent_kernel", shape=(self.units, width))
        self.bias = self.add_weight(name="bias", shape=self._bias_shape(width)) if self.use_bias else None
        self.built = True

    def _bias_shape(self, width):
        return (width,)

    def get_initial_state(self, batch_size=None):
        sizes = self.state_size if isinstance(self.state_size, (list, tuple)) else [self.state_size]
        return [torch.zeros((batch_size, size)) for size in sizes]

    def _dropped(self, inputs, training):
        if training and self.dropout > 0:
            inputs = torch.nn.functional.dropout(inputs, self.dropout)
        return inputs

    def _applied(self, function, x):
        return x if function is None else function(x)


def _states(states):
    return list(states) if isinstance(states, (list, tuple)) else [states]


def _like(new, given):
    return list(new) if isinstance(given, list) else tuple(new) if isinstance(given, tuple) else new[0]


class SimpleRNNCell(_Cell):
    def __init__(
        self,
        units,
        activation="tanh",
        use_bias=True,
        kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal",
        bias_initializer="zeros",
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
        super().__init__(
            units, activation, use_bias=use_bias, dropout=dropout, recurrent_dropout=recurrent_dropout, **kwargs
        )

    def call(self, sequence, states, training=False):
        (previous,) = _states(states)
        h = torch.matmul(self._dropped(sequence, training), self.kernel)
        if self.bias is not None:
            h = h + self.bias
        output = self._applied(self.activation, h + torch.matmul(previous, self.recurrent_kernel))
        return output, _like([output], states)


class LSTMCell(_Cell):
    _gates = 4

    def __init__(self, units, *args, **kwargs):
        super().__init__(units, *args, **kwargs)
        self.state_size = [units, units]

    def call(self, inputs, states, training=False):
        h, c = _states(states)
        z = torch.matmul(self._dropped(inputs, training), self.kernel)
        return self._step(z, h, c, states)

    def _step(self, z, h, c, states):
        z = z + torch.matmul(h, self.recurrent_kernel)
        if self.bias is not None:
            z = z + self.bias
        i, f, g, o = z.chunk(4, dim=1)
        c = self._applied(self.recurrent_activation, f) * c + self._applied(
            self.recurrent_activation, i
        ) * self._applied(self.activation, g)
        h = self._applied(self.recurrent_activation, o) * self._applied(self.activation, c)
        return h, _like([h, c], states)


class GRUCell(_Cell):
    _gates = 3

    def __init__(
        self,
        units,
        activation="tanh",
        recurrent_activation="sigmoid",
        use_bias=True,
        kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal",
        bias_initializer="zeros",
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        kernel_constraint=None,
        recurrent_constraint=None,
        bias_constraint=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        reset_after=True,
        seed=None,
        **kwargs,
    ):
        super().__init__(
            units,
            activation,
            recurrent_activation,
            use_bias=use_bias,
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            **kwargs,
        )
        self.reset_after = reset_after

    def _bias_shape(self, width):
        return (2, width) if self.reset_after else (width,)

    def call(self, inputs, states, training=False):
        (h,) = _states(states)
        x = torch.matmul(self._dropped(inputs, training), self.kernel)
        return self._step(x, h, states)

    def _step(self, x, h, states):
        inner_bias = None
        if self.bias is not None:
            x = x + (self.bias[0] if self.reset_after else self.bias)
            inner_bias = self.bias[1] if self.reset_after else None
        xz, xr, xh = x.chunk(3, dim=-1)
        if self.reset_after:
            inner = torch.matmul(h, self.recurrent_kernel)
            if inner_bias is not None:
                inner = inner + inner_bias
            hz, hr, hh = inner.chunk(3, dim=-1)
            z = self._applied(self.recurrent_activation, xz + hz)
            r = self._applied(self.recurrent_activation, xr + hr)
            candidate = self._applied(self.activation, xh + r * hh)
        else:
            hz, hr = torch.matmul(h, self.recurrent_kernel[:, : 2 * self.units]).chunk(2, dim=-1)
            z = self._applied(self.recurrent_activation, xz + hz)
            r = self._applied(self.recurrent_activation, xr + hr)
            candidate = self._applied(
                self.activation, xh + torch.matmul(r * h, self.recurrent_kernel[:, 2 * self.units :])
            )
        h = z * h + (1 - z) * candidate
        return h, _like([h], states)


class StackedRNNCells(Layer):
    def __init__(self, cells, **kwargs):
        super().__init__(**kwargs)
        for cell in cells:
            if not hasattr(cell, "call"):
                raise ValueError(f"All cells must have a `call` method. Received cell without a `call` method: {cell}")
            if not hasattr(cell, "state_size"):
                raise ValueError(
                    f"All cells must have a `state_size` attribute. Received cell without a `state_size`: {cell}"
                )
        self.cells = cells

    @property
    def state_size(self):
        return [cell.state_size for cell in self.cells]

    @property
    def output_size(self):
        last = self.cells[-1]
        size = getattr(last, "output_size", None)
        if size is not None:
            return size
        return last.state_size[0] if isinstance(last.state_size, (list, tuple)) else last.state_size

    def get_initial_state(self, batch_size=None):
        return [_initial(cell, batch_size) for cell in self.cells]

    def build(self, input_shape):
        for cell in self.cells:
            if isinstance(cell, Layer) and not cell.built:
                cell.build(input_shape)
                cell.built = True
            size = getattr(cell, "output_size", None) or cell.state_size
            size = size[0] if isinstance(size, (list, tuple)) else size
            input_shape = (input_shape[0], size)
        self.built = True

    def call(self, inputs, states, training=False, **kwargs):
        made = []
        for cell, state in zip(self.cells, states):
            inputs, state = _called(cell, inputs, state if isinstance(state, (list, tuple)) else [state], training)
            made.append(state)
        return inputs, made


def _initial(cell, batch_size):
    method = getattr(cell, "get_initial_state", None)
    if method is not None:
        return method(batch_size=batch_size)
    sizes = cell.state_size if isinstance(cell.state_size, (list, tuple)) else [cell.state_size]
    return [torch.zeros((batch_size, *(size if isinstance(size, (list, tuple)) else (size,)))) for size in sizes]


def _called(cell, inputs, states, training):
    from _keras import parameter_names

    if "training" in parameter_names(cell.call):
        return cell(inputs, states, training=training)
    return cell(inputs, states)


class RNN(Layer):
    def __init__(
        self,
        cell,
        return_sequences=False,
        return_state=False,
        go_backwards=False,
        stateful=False,
        unroll=False,
        zero_output_for_mask=False,
        **kwargs,
    ):
        kwargs.pop("implementation", None)
        kwargs.pop("time_major", None)
        super().__init__(**kwargs)
        if isinstance(cell, (list, tuple)):
            cell = StackedRNNCells(cell)
        if "call" not in dir(cell) and not hasattr(cell, "call"):
            raise ValueError(
                "Argument `cell` should have a `call` method. Received: cell=" f"{cell}"
            )
        if not hasattr(cell, "state_size"):
            raise ValueError(
                "The RNN cell should have a `state_size` attribute (single integer or list of integers, one integer per"
                f" RNN state). Received: cell={cell}"
            )
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.supports_masking = True
        self.input_spec = None
        self.states = None

    def build(self, sequences_shape, initial_state_shape=None):
        if len(sequences_shape) < 3:
            raise ValueError(
                f"expected ndim=3, found ndim={len(sequences_shape)}. Full shape received: {sequences_shape}"
            )
        shape = (sequences_shape[0], *sequences_shape[2:])
        if isinstance(self.cell, Layer) and not self.cell.built:
            self.cell.build(shape)
            self.cell.built = True
        if self.stateful and sequences_shape[0] is None:
            raise ValueError(
                "When using `stateful=True` in a RNN, the batch size must be static. Found dynamic batch size:"
                f" sequence.shape={sequences_shape}"
            )
        self.built = True

    def get_initial_state(self, batch_size):
        made = _initial(self.cell, batch_size)
        return list(made) if isinstance(made, (list, tuple)) else [made]

    def reset_states(self):
        return None

    reset_state = reset_states

    def compute_mask(self, _, mask):
        mask = mask[0] if isinstance(mask, (list, tuple)) else mask
        if not self.return_state:
            return mask if self.return_sequences else None
        return [mask if self.return_sequences else None] + [None for _ in flatten(self.cell.state_size)]

    def call(self, sequences, initial_state=None, mask=None, training=False):
        batch = sequences.shape[0]
        if initial_state is None:
            initial_state = self.get_initial_state(batch)
        elif not isinstance(initial_state, (list, tuple)):
            initial_state = [initial_state]
        if self.unroll and isinstance(sequences.shape[1], int) is False:
            raise ValueError("Cannot unroll a RNN if the time dimension is undefined.")
        last, states = self._loop(sequences, list(initial_state), mask, training)
        output = _sequence(last, sequences.shape[1]) if self.return_sequences else last
        return (output, *states) if self.return_state else output

    def _loop(self, sequences, states, mask, training):
        """The loop of Keras: it works out the first step's shape before it starts, which the counter sees."""
        steps = sequences.shape[1]
        x = sequences[:, 0]
        if not self.unroll:
            with torch.no_grad():
                _called(self.cell, x, states, training)
        return _steps(lambda now: _called(self.cell, x, now, training), states, steps)


def _steps(step, states, steps):
    """The output and the states after `steps` steps. The first has states that need no gradient, others have."""
    output, states = step(states)
    if steps == 1:
        return output, states
    return repeated(steps - 1, step, (states,))


def _sequence(last, steps):
    """The outputs of all steps side by side."""
    return last.unsqueeze(1).expand(last.shape[0], steps, *last.shape[1:])


class _Recurrent(RNN):
    """A layer around its own kind of cell; its attributes are the cell's."""

    def __init__(self, cell, options):
        run = {}
        for name in ("return_sequences", "return_state", "go_backwards", "stateful", "unroll"):
            if name in options:
                run[name] = options.pop(name)
        super().__init__(cell, **run, **options)
        self.input_spec = InputSpec(ndim=3)

    @property
    def units(self):
        return self.cell.units

    @property
    def use_bias(self):
        return self.cell.use_bias

    @property
    def activation(self):
        return self.cell.activation

    @property
    def dropout(self):
        return self.cell.dropout

    @property
    def recurrent_dropout(self):
        return self.cell.recurrent_dropout

    @property
    def kernel(self):
        return self.cell.kernel

    def _fused(self, sequences, states, mask, training):
        """All products of the inputs at once, then the loop over the states."""
        cell = self.cell
        projected = torch.matmul(cell._dropped(sequences, training), cell.kernel)[:, 0]
        return _steps(lambda now: cell._step(projected, *now, now), states, sequences.shape[1])


_run_options = ("return_sequences", "return_state", "go_backwards", "stateful", "unroll")
_layer_options = ("name", "dtype", "trainable", "activity_regularizer", "input_shape", "batch_input_shape", "input_dim", "input_length", "implementation", "time_major", "batch_size")


def _split(kwargs):
    """Options of the layer, and those that are left for the cell."""
    own = {key: value for key, value in kwargs.items() if key in _run_options or key in _layer_options}
    return own, {key: value for key, value in kwargs.items() if key not in own}


class SimpleRNN(_Recurrent):
    def __init__(self, units, activation="tanh", use_bias=True, **kwargs):
        own, rest = _split(kwargs)
        super().__init__(SimpleRNNCell(units, activation, use_bias, name="simple_rnn_cell", **rest), own)


class LSTM(_Recurrent):
    def __init__(
        self, units, activation="tanh", recurrent_activation="sigmoid", use_bias=True, use_cudnn="auto", **kwargs
    ):
        own, rest = _split(kwargs)
        cell = LSTMCell(units, activation, recurrent_activation, use_bias, name="lstm_cell", **rest)
        super().__init__(cell, own)
        self.use_cudnn = use_cudnn

    def _loop(self, sequences, states, mask, training):
        plain = self.use_cudnn in ("auto", True) and self.cell.recurrent_dropout == 0 and mask is None
        return (self._fused if plain else super()._loop)(sequences, states, mask, training)


class GRU(_Recurrent):
    def __init__(
        self,
        units,
        activation="tanh",
        recurrent_activation="sigmoid",
        use_bias=True,
        reset_after=True,
        use_cudnn="auto",
        **kwargs,
    ):
        own, rest = _split(kwargs)
        cell = GRUCell(
            units, activation, recurrent_activation, use_bias, reset_after=reset_after, name="gru_cell", **rest
        )
        super().__init__(cell, own)
        self.use_cudnn = use_cudnn

    def _loop(self, sequences, states, mask, training):
        plain = (
            self.use_cudnn in ("auto", True)
            and self.cell.recurrent_dropout == 0
            and self.cell.reset_after
            and mask is None
        )
        return (self._fused if plain else super()._loop)(sequences, states, mask, training)


CuDNNLSTM = LSTM
CuDNNGRU = GRU


class Bidirectional(Layer):
    def __init__(self, layer, merge_mode="concat", weights=None, backward_layer=None, **kwargs):
        if not isinstance(layer, Layer):
            raise ValueError(
                f"Please initialize `Bidirectional` layer with a `keras.layers.Layer` instance. Received: {layer}"
            )
        if backward_layer is not None and not isinstance(backward_layer, Layer):
            raise ValueError(
                "`backward_layer` need to be a `keras.layers.Layer` instance. Received: " f"{backward_layer}"
            )
        if merge_mode not in ("sum", "mul", "ave", "concat", None):
            raise ValueError(
                f"Invalid merge mode. Received: {merge_mode}. Merge mode should be one of"
                ' {"sum", "mul", "ave", "concat", None}'
            )
        super().__init__(**kwargs)
        declared = getattr(layer, "_declared", None)
        if declared is not None and not hasattr(self, "_declared"):
            self._declared = declared
        self.forward_layer = layer
        self.layer = layer
        self.backward_layer = _reversed(layer) if backward_layer is None else backward_layer
        if backward_layer is not None and backward_layer.go_backwards == layer.go_backwards:
            raise ValueError(
                "Forward layer and backward layer should have different `go_backwards` value. Received:"
                f" forward_layer.go_backwards {layer.go_backwards},"
                f" backward_layer.go_backwards={backward_layer.go_backwards}"
            )
        for key in ("return_sequences", "return_state"):
            if getattr(self.backward_layer, key) != getattr(layer, key):
                raise ValueError(
                    "Forward layer and backward layer are expected to have the same value for attribute "
                    f'"{key}", got "{getattr(layer, key)}" for forward layer and'
                    f' "{getattr(self.backward_layer, key)}" for backward layer'
                )
        self.merge_mode = merge_mode
        self.stateful = layer.stateful
        self.return_sequences = layer.return_sequences
        self.return_state = layer.return_state
        self.supports_masking = True
        self.input_spec = layer.input_spec

    def build(self, sequences_shape, initial_state_shape=None):
        for layer in (self.forward_layer, self.backward_layer):
            if not layer.built:
                layer.build(sequences_shape)
                layer.built = True
        self.built = True

    def call(self, sequences, initial_state=None, mask=None, training=None):
        ahead, back = None, None
        if initial_state is not None:
            half = len(initial_state) // 2
            ahead, back = list(initial_state[:half]), list(initial_state[half:])
        y = _recur(self.forward_layer, sequences, ahead, mask, training)
        y_back = _recur(self.backward_layer, sequences, back, mask, training)
        states = ()
        if self.return_state:
            states = (*y[1:], *y_back[1:])
            y, y_back = y[0], y_back[0]
        if self.return_sequences:
            y_back = torch.flip(y_back, [1])
        if self.merge_mode == "concat":
            output = torch.cat([y, y_back], dim=-1)
        elif self.merge_mode == "sum":
            output = y + y_back
        elif self.merge_mode == "ave":
            output = (y + y_back) / 2
        elif self.merge_mode == "mul":
            output = y * y_back
        else:
            output = (y, y_back)
        if self.return_state:
            return (*output, *states) if isinstance(output, tuple) else (output, *states)
        return output

    def compute_mask(self, _, mask):
        mask = mask[0] if isinstance(mask, list) else mask
        output = (mask if self.merge_mode else [mask, mask]) if self.return_sequences else (
            None if self.merge_mode else [None, None]
        )
        if self.return_state and mask is not None:
            states = [None for _ in flatten(self.forward_layer.cell.state_size)]
            return (output if isinstance(output, list) else [output]) + states * 2
        return output


def _reversed(layer):
    config = layer.get_config()
    config["go_backwards"] = not layer.go_backwards
    config["name"] = f"backward_{layer.name}"
    if "cell" in config:
        from copy import deepcopy

        config["cell"] = deepcopy(config["cell"])
    layer.name = f"forward_{layer.name}"
    for key in ("input_shape", "batch_input_shape", "input_dim", "input_length", "batch_size"):
        config.pop(key, None)
    return type(layer).from_config(config)


def _recur(layer, sequences, states, mask, training):
    kwargs = {}
    if mask is not None:
        kwargs["mask"] = mask
    if training is not None:
        kwargs["training"] = training
    if states is not None:
        kwargs["initial_state"] = states
    return layer(sequences, **kwargs)


class TimeDistributed(Wrapper):
    def __init__(self, layer, **kwargs):
        if not isinstance(layer, Layer):
            raise ValueError(
                f"Please initialize `TimeDistributed` layer with a `keras.layers.Layer` instance. Received: {layer}"
            )
        super().__init__(layer, **kwargs)
        self.supports_masking = True

    def build(self, input_shape):
        if not isinstance(input_shape, (tuple, list)) or len(input_shape) < 3:
            raise ValueError(
                "`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: "
                f"{input_shape}"
            )
        super().build((input_shape[0], *input_shape[2:]))

    def call(self, inputs, training=None, mask=None):
        batch, steps = inputs.shape[0], inputs.shape[1]
        flat = inputs.reshape((batch * steps, *inputs.shape[2:]))
        made = self.layer(flat) if training is None else _with_training(self.layer, flat, training)
        return made.reshape((batch, steps, *made.shape[1:]))


def _with_training(layer, inputs, training):
    from _keras import parameter_names

    return layer(inputs, training=training) if "training" in parameter_names(layer.call) else layer(inputs)
