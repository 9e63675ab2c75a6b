"""Recurrent layers. Steps of the loop over time that cost the same are run once, and count as often as they are made."""

import torch
from _keras import flatten, kept_arguments, map_structure, parameter_names, repeated
from _torch_nn import _gru, _lstm

from keras import activations
from keras.src.dtypes import torch_dtype
from keras.src.layer import InputSpec, Layer
from keras.src.layers.core import Wrapper


class _Cell(Layer):
    """What the cells share. `_gates` is how many times `units` wide the kernels are."""

    _gates = 1

    def _configure(self, units, activation, recurrent_activation, use_bias, dropout, recurrent_dropout):
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
        return [torch.zeros((batch_size, size), dtype=torch_dtype(self.compute_dtype)) for size in sizes]

    def _dropped(self, inputs, training):
        if not inputs.is_floating_point():
            inputs = inputs.to(self.kernel.dtype)
        if training and self.dropout > 0:
            inputs = torch.nn.functional.dropout(inputs, self.dropout)
        return inputs

    def _kept(self, h, training):
        if training and self.recurrent_dropout > 0:
            h = torch.nn.functional.dropout(h, self.recurrent_dropout)
        return h


def _first(states):
    return states[0] if isinstance(states, (list, tuple)) else states


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
        super().__init__(**kwargs)
        self._configure(units, activation, None, use_bias, dropout, recurrent_dropout)

    def call(self, sequence, states, training=False):
        h = torch.matmul(self._dropped(sequence, training), self.kernel)
        if self.bias is not None:
            h = h + self.bias
        output = h + torch.matmul(self._kept(_first(states), training), self.recurrent_kernel)
        if self.activation is not None:
            output = self.activation(output)
        return output, [output] if isinstance(states, (list, tuple)) else output


class LSTMCell(_Cell):
    _gates = 4

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
        self.implementation = kwargs.pop("implementation", 2)
        super().__init__(**kwargs)
        self._configure(units, activation, recurrent_activation, use_bias, dropout, recurrent_dropout)
        self.unit_forget_bias = unit_forget_bias
        self.state_size = [units, units]

    def call(self, inputs, states, training=False):
        z = torch.matmul(self._dropped(inputs, training), self.kernel)
        return self._step(z, self._kept(states[0], training), states[1])

    def _step(self, z, h, c):
        z = z + torch.matmul(h, self.recurrent_kernel)
        if self.bias is not None:
            z = z + self.bias
        i, f, g, o = z.chunk(4, dim=1)
        c = self.recurrent_activation(f) * c + self.recurrent_activation(i) * self.activation(g)
        h = self.recurrent_activation(o) * self.activation(c)
        return h, [h, c]


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
        self.implementation = kwargs.pop("implementation", 2)
        super().__init__(**kwargs)
        self._configure(units, activation, recurrent_activation, use_bias, dropout, recurrent_dropout)
        self.reset_after = reset_after

    def _bias_shape(self, width):
        return (2, width) if self.reset_after else (width,)

    def call(self, inputs, states, training=False):
        x = torch.matmul(self._dropped(inputs, training), self.kernel)
        h, _ = self._step(x, self._kept(_first(states), training))
        return h, [h] if isinstance(states, (list, tuple)) else h

    def _step(self, x, h):
        if self.bias is not None:
            x = x + (self.bias[0] if self.reset_after else self.bias)
        xz, xr, xh = x.chunk(3, dim=-1)
        if self.reset_after:
            inner = torch.matmul(h, self.recurrent_kernel)
            if self.bias is not None:
                inner = inner + self.bias[1]
            hz, hr, hh = inner.chunk(3, dim=-1)
            z, r = self.recurrent_activation(xz + hz), self.recurrent_activation(xr + hr)
            candidate = self.activation(xh + r * hh)
        else:
            hz, hr = torch.matmul(h, self.recurrent_kernel[:, : 2 * self.units]).chunk(2, dim=-1)
            z, r = self.recurrent_activation(xz + hz), self.recurrent_activation(xr + hr)
            candidate = self.activation(xh + torch.matmul(r * h, self.recurrent_kernel[:, 2 * self.units :]))
        h = z * h + (1 - z) * candidate
        return h, [h]


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
        return _output_size(self.cells[-1])

    def get_initial_state(self, batch_size=None):
        return [_initial(cell, batch_size, self.compute_dtype) for cell in self.cells]

    def build(self, input_shape):
        for cell in self.cells:
            if isinstance(cell, Layer) and not cell.built:
                cell.build(input_shape)
                cell.built = True
            input_shape = (input_shape[0], _output_size(cell))
        self.built = True

    def call(self, inputs, states, training=False, **kwargs):
        made = []
        for cell, state in zip(self.cells, states):
            nested = isinstance(state, (list, tuple))
            inputs, state = _called(cell, inputs, list(state) if nested else [state], training)
            if isinstance(state, (list, tuple)) and len(state) == 1 and not nested:
                state = state[0]
            made.append(state)
        return inputs, made[0] if len(made) == 1 else made


def _output_size(cell):
    size = getattr(cell, "output_size", None)
    size = cell.state_size if size is None else size
    return size[0] if isinstance(size, (list, tuple)) else size


def _initial(cell, batch_size, dtype):
    """The states that a cell begins with: zeros, where it has no own word on them."""
    method = getattr(cell, "get_initial_state", None)
    if method is not None:
        return method(batch_size=batch_size)

    def zeros(size):
        shape = size if isinstance(size, (list, tuple)) else (size,)
        return torch.zeros((batch_size, *shape), dtype=torch_dtype(dtype))

    return [zeros(size) for size in cell.state_size] if isinstance(cell.state_size, (list, tuple)) else zeros(cell.state_size)


def _called(cell, inputs, states, training):
    if isinstance(cell, Layer) and "training" in parameter_names(cell.call):
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
        if isinstance(cell, (list, tuple)):
            cell = StackedRNNCells(cell)
        if not hasattr(cell, "call"):
            raise ValueError(f"Argument `cell` should have a `call` method. Received: cell={cell}")
        if not hasattr(cell, "state_size"):
            raise ValueError(
                "The RNN cell should have a `state_size` attribute (single integer or list of integers, one integer per"
                f" RNN state). Received: cell={cell}"
            )
        super().__init__(**kwargs)
        self.zero_output_for_mask = zero_output_for_mask
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.supports_masking = True
        self.states = None
        self._expected_batch_size = None
        size = cell.state_size
        self.single_state = isinstance(size, int)
        self.state_size = [size] if self.single_state else list(size)

    def build(self, sequences_shape, initial_state_shape=None):
        if isinstance(self.cell, Layer) and not self.cell.built:
            self.cell.build((sequences_shape[0], *sequences_shape[2:]))
            self.cell.built = True
        if self.stateful and self.states is None:
            if sequences_shape[0] is None:
                raise ValueError(
                    "When using `stateful=True` in a RNN, the batch size must be static. Found dynamic batch size:"
                    f" sequence.shape={sequences_shape}"
                )
            self.states = self.get_initial_state(sequences_shape[0])
            self._expected_batch_size = sequences_shape[0]
        self.built = True

    def get_initial_state(self, batch_size):
        made = _initial(self.cell, batch_size, self.compute_dtype)
        return list(made) if isinstance(made, (list, tuple)) else [made]

    def reset_state(self):
        return None

    def reset_states(self):
        return None

    def compute_mask(self, _, mask):
        mask = mask[0] if isinstance(mask, (list, tuple)) else mask
        output = mask if self.return_sequences else None
        return [output] + [None for _ in self.state_size] if self.return_state else output

    def call(self, sequences, initial_state=None, mask=None, training=False):
        batch = sequences.shape[0]
        if initial_state is None:
            initial_state = self.states if self.stateful else self.get_initial_state(batch_size=batch)
        if self.stateful and self._expected_batch_size not in (None, batch):
            raise ValueError(
                "If an RNN is stateful, the batch size of the input sequences must be the same as the batch size of the"
                f" initial state. \n- Expected batch size: {self._expected_batch_size}\n- Received batch size: {batch}"
            )
        states = list(initial_state) if isinstance(initial_state, (list, tuple)) else [initial_state]
        dtype = torch_dtype(getattr(self.cell, "compute_dtype", self.compute_dtype))
        states = map_structure(lambda state: state if state.dtype == dtype else state.to(dtype), states)
        x = sequences[:, 0, :]
        if isinstance(self.cell, StackedRNNCells):
            self._rehearse(x, states)
        mask = mask[0] if isinstance(mask, (list, tuple)) else mask
        last, states = self._loop(sequences, x, states, mask, training)
        output = _sequence(last, sequences.shape[1]) if self.return_sequences else last
        return (output, *states) if self.return_state else output

    def _rehearse(self, x, states):
        """Keras runs stacked cells once to find out the shapes of their dropout masks. Nothing is made of the result."""
        with torch.no_grad():
            for cell, state in zip(self.cell.cells, states):
                x, _ = cell(x, list(state) if isinstance(state, (list, tuple)) else [state])

    def _loop(self, sequences, x, states, mask, training):
        """The loop over time. Unless it is unrolled, Keras makes its first step twice: once for the output's shape."""

        def step(now):
            output, made = _called(self.cell, x, tuple(now), training)
            leaves = iter(flatten(made))
            return output, map_structure(lambda _: next(leaves), states)

        if not self.unroll:
            with torch.no_grad():
                step(states)
        return _steps(step, states, sequences.shape[1])


def _steps(step, states, steps):
    """The output and the states after so many steps.

    What a step costs in training depends on which of its states need a gradient: none do at first. As soon as they
    are the same before and after a step, the rest are alike.
    """
    done = 0
    needs = _needs_of(states)
    while all(needs) is False:
        output, states = step(states)
        done += 1
        before, needs = needs, _needs_of(states)
        if done == steps:
            return output, states
        if needs == before:
            break
    return repeated(steps - done, step, (states,))


def _needs_of(states):
    return [state.requires_grad for state in flatten(states)]


def _sequence(last, steps):
    """The outputs of all steps side by side."""
    return last.unsqueeze(1).expand(last.shape[0], steps, *last.shape[1:])


def _cell_options(kwargs, names=("dtype", "trainable", "implementation")):
    """What a layer's further arguments say about its cell; `implementation` is about nothing else."""
    found = {name: kwargs[name] for name in names if name in kwargs}
    if "implementation" in names:
        kwargs.pop("implementation", None)
    return found


def share_kept(layer):
    """Initializers, regularizers and constraints of a layer are its cell's."""
    for key in kept_arguments(layer):
        setattr(layer.cell, key, getattr(layer, key))


class _Recurrent(RNN):
    """A layer around a cell of its own; its attributes are the cell's."""

    def __init__(self, cell, **kwargs):
        super().__init__(cell, **kwargs)
        share_kept(self)

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
    def recurrent_activation(self):
        return self.cell.recurrent_activation

    @property
    def dropout(self):
        return self.cell.dropout

    @property
    def recurrent_dropout(self):
        return self.cell.recurrent_dropout

    def _choose(self, use_cudnn):
        if use_cudnn not in ("auto", True, False):
            raise ValueError(
                "Invalid valid received for argument `use_cudnn`. Expected one of {'auto', True, False}. Received:"
                f" use_cudnn={use_cudnn}"
            )
        self.use_cudnn = use_cudnn
        self.input_spec = InputSpec(ndim=3)

    def _fits(self, mask):
        """Whether all products of the inputs are made at once, before the loop over the states."""
        return self.use_cudnn in ("auto", True) and self.cell.recurrent_dropout == 0 and mask is None

    def _loop(self, sequences, x, states, mask, training):
        if not self._fits(mask):
            if self.use_cudnn is True:
                raise ValueError(
                    "use_cudnn=True was specified, but cuDNN is not supported for this layer configuration with this"
                    " backend. Pass use_cudnn='auto' to fallback to a non-cuDNN implementation."
                )
            return super()._loop(sequences, x, states, mask, training)
        cell = self.cell
        states = [states[index] for index in range(len(self.state_size))]
        sequences = cell._dropped(sequences, training)
        if self._is_kernel(sequences, states):
            return self._kernel_run(sequences, states)
        projected = torch.matmul(sequences, cell.kernel)[:, 0]
        return _steps(lambda now: cell._step(projected, *now), states, sequences.shape[1])

    def _is_kernel(self, sequences, states):
        """Whether a GPU has one kernel for the whole loop. It makes the same products."""
        cell = self.cell
        shape = (sequences.shape[0], cell.units)
        return (
            cell.use_bias
            and not self.unroll
            and getattr(cell.activation, "__name__", None) == "tanh"
            and getattr(cell.recurrent_activation, "__name__", None) == "sigmoid"
            and sequences.shape[-1] == cell.kernel.shape[0]
            and all(tuple(state.shape) == shape for state in states)
        )

    def _kernel_run(self, sequences, states):
        cell = self.cell
        bias = cell.bias
        biases = [bias[0], bias[1]] if bias.dim() == 2 else [bias, torch.zeros_like(bias)]
        weights = [cell.kernel.t(), cell.recurrent_kernel.t(), *biases]
        before = [state.unsqueeze(0) for state in states]
        options = (weights, True, 1, 0.0, torch.is_grad_enabled(), False, True)
        if len(states) == 1:
            outputs, *after = _gru(sequences, before[0], *options)
        else:
            outputs, *after = _lstm(sequences, before, *options)
        return outputs[:, -1], [state.squeeze(0) for state in after]


class SimpleRNN(_Recurrent):
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
        activity_regularizer=None,
        kernel_constraint=None,
        recurrent_constraint=None,
        bias_constraint=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        return_sequences=False,
        return_state=False,
        go_backwards=False,
        stateful=False,
        unroll=False,
        seed=None,
        **kwargs,
    ):
        cell = SimpleRNNCell(
            units,
            activation=activation,
            use_bias=use_bias,
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            name="simple_rnn_cell",
            **_cell_options(kwargs, ("dtype", "trainable")),
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            unroll=unroll,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )
        self._choose(False)


class LSTM(_Recurrent):
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
        unroll=False,
        use_cudnn="auto",
        **kwargs,
    ):
        cell = LSTMCell(
            units,
            activation=activation,
            recurrent_activation=recurrent_activation,
            use_bias=use_bias,
            unit_forget_bias=unit_forget_bias,
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            name="lstm_cell",
            **_cell_options(kwargs),
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            unroll=unroll,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )
        self._choose(use_cudnn)


class GRU(_Recurrent):
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
        unroll=False,
        reset_after=True,
        use_cudnn="auto",
        **kwargs,
    ):
        cell = GRUCell(
            units,
            activation=activation,
            recurrent_activation=recurrent_activation,
            use_bias=use_bias,
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            reset_after=reset_after,
            name="gru_cell",
            **_cell_options(kwargs),
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            unroll=unroll,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )
        self._choose(use_cudnn)

    @property
    def reset_after(self):
        return self.cell.reset_after

    def _fits(self, mask):
        return self.cell.reset_after and super()._fits(mask)


# Names of Keras 2, for the kernel that LSTM and GRU choose by themselves.
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
        base = layer.name
        self.backward_layer = _copied(layer, "backward", True) if backward_layer is None else backward_layer
        if layer.built or base.startswith("forward_"):
            layer = _copied(layer, "forward", layer.go_backwards)
        layer.name = f"forward_{base.removeprefix('forward_')}"
        self.forward_layer = layer
        backward_layer = self.backward_layer
        if backward_layer.go_backwards == layer.go_backwards:
            raise ValueError(
                "Forward layer and backward layer should have different `go_backwards` value. Received:"
                f" forward_layer.go_backwards {layer.go_backwards},"
                f" backward_layer.go_backwards={backward_layer.go_backwards}"
            )
        for key in ("stateful", "return_sequences", "return_state"):
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


def _copied(layer, direction, go_backwards):
    """A layer of the same configuration, with weights of its own."""
    config = layer.get_config()
    config["go_backwards"] = go_backwards
    config["name"] = f"{direction}_{layer.name.removeprefix(direction + '_')}"
    if "cell" in config:
        from copy import deepcopy

        config["cell"] = deepcopy(config["cell"])
    for key in ("input_shape", "batch_input_shape", "input_dim", "input_length", "batch_size"):
        config.pop(key, None)
    try:
        return type(layer).from_config(config)
    except ValueError as error:
        raise TypeError(str(error))


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
        steps = inputs.shape[1]
        if mask is not None and (mask.dim() < 2 or mask.shape[0] != inputs.shape[0] or mask.shape[1] != steps):
            raise ValueError(
                f"The `mask` passed to the `TimeDistributed` layer has a shape {mask.shape} that is incompatible with"
                f" the input shape {inputs.shape}. The first two dimensions of the mask (batch size and timesteps) must"
                " match the input's first two dimensions. Expected mask shape prefix:"
                f" ({inputs.shape[0]}, {steps})."
            )
        names = parameter_names(self.layer.call)
        kwargs = {}
        if "mask" in names and mask is not None:
            kwargs["mask"] = mask[:, 0]
        if "training" in names:
            kwargs["training"] = training
        return _sequence(repeated(steps, lambda x: self.layer(x, **kwargs), (inputs[:, 0],)), steps)
