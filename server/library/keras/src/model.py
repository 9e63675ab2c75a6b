"""keras.Model in its three forms: subclassed, functional (`Model(inputs, outputs)`) and Sequential."""

import torch
from _floplens import is_unknown, unknown
from _keras import call_at, flatten, map_structure, nodes_between, run_nodes

from keras.src.dtypes import torch_dtype
from keras.src.graph import example, input_tensor, is_keras_tensor, static_shape, symbolic_call
from keras.src.layer import Layer, incompatible
from keras.src.trainer import Trainer


def Input(shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, name=None, tensor=None, optional=False):
    if tensor is not None:
        return tensor if is_keras_tensor(tensor) else input_tensor(static_shape(tensor), tensor.dtype, name)
    return InputLayer(shape, batch_size=batch_size, dtype=dtype, batch_shape=batch_shape, name=name).output


class InputLayer(Layer):
    def __init__(self, shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, input_tensor=None, optional=False, name=None, input_shape=None, batch_input_shape=None, **kwargs):
        super().__init__(name=name)
        self._given_name = name
        shape = input_shape if shape is None else shape
        batch_shape = batch_input_shape if batch_shape is None else batch_shape
        if shape is not None and batch_shape is not None:
            raise ValueError("You cannot pass both `shape` and `batch_shape` at the same time.")
        if shape is None and batch_shape is None:
            raise ValueError("You must pass a `shape` argument.")
        if batch_shape is None:
            if not isinstance(shape, (tuple, list, torch.Size)):
                raise ValueError(f"Cannot convert '{shape}' to a shape.")
            batch_shape = (batch_size, *shape)
        for dim in batch_shape:
            if isinstance(dim, float):
                raise ValueError(f"Cannot convert '{batch_shape}' to a shape. Found invalid dimension '{dim}' of type '<class 'float'>'.")
        self._dtype = dtype or "float32"
        self.batch_shape = tuple(batch_shape)
        self.built = True
        self._tensor = input_tensor_of(self)

    @property
    def output(self):
        return self._tensor

    @property
    def input(self):
        return self._tensor

    def get_config(self):
        return {
            "batch_shape": self.batch_shape,
            "dtype": self._dtype,
            "sparse": False,
            "ragged": False,
            "name": self.name,
            "optional": False,
        }

    @property
    def dtype(self):
        return self._dtype

    def call(self, *args, **kwargs):
        return args[0] if args else None


def input_tensor_of(layer):
    made = input_tensor(layer.batch_shape, layer._dtype, layer._given_name)
    made._layer = layer
    return made


def _is_functional(args, kwargs):
    return (
        len(args) == 2
        or (len(args) == 1 and "outputs" in kwargs)
        or ("inputs" in kwargs and "outputs" in kwargs)
    )


class Model(Trainer, Layer):
    def __new__(cls, *args, **kwargs):
        if cls is Model and _is_functional(args, kwargs):
            return object.__new__(Functional)
        return object.__new__(cls)

    def __init__(self, *args, **kwargs):
        if _is_functional(args, kwargs):
            # A subclass that hands the ends of a graph to its base.
            self._init_graph(*args, **kwargs)
            return
        super().__init__(*args, **kwargs)

    def _init_graph(self, inputs, outputs, name=None, trainable=True, **kwargs):
        # Keras looks at no other argument.
        Layer.__init__(self, name=name, trainable=trainable)
        for tensor in flatten(inputs):
            if not is_keras_tensor(tensor):
                raise ValueError(f"All `inputs` values must be KerasTensors. Received: inputs={inputs} including invalid value {tensor} of type {type(tensor)}")
        for tensor in flatten(outputs):
            if not is_keras_tensor(tensor):
                raise ValueError(f"All `outputs` values must be KerasTensors. Received: outputs={outputs} including invalid value {tensor} of type {type(tensor)}")
        self._graph = (inputs, outputs, nodes_between(inputs, outputs))
        self.built = True
        for tensor in flatten(inputs):
            layer = getattr(tensor, "_layer", None)
            if layer is not None:
                self._add_member(layer)
        for node in self._graph[2]:
            if isinstance(node.operation, Layer):
                self._add_member(node.operation)

    def _computes_in_half(self):
        return False  # its layers do

    def _add_member(self, layer):
        if self._modules.get(layer.name) is not layer:
            self._modules[layer.name] = layer

    def call(self, *args, **kwargs):
        if hasattr(self, "_graph"):
            return self._run_graph(args[0] if args else kwargs["inputs"])
        raise NotImplementedError(f"Model {type(self).__name__} does not have a `call()` method implemented.")

    def _run_graph(self, given):
        inputs, outputs, nodes = self._graph
        if isinstance(inputs, dict) and isinstance(given, dict):
            missing = [key for key in inputs if key not in given]
            if missing:
                raise ValueError(f"Missing data for input \"{missing[0]}\". You passed a data dictionary with keys {list(given)}. Expected the following keys: {list(inputs)}")
            given = {key: given[key] for key in inputs}
        elif isinstance(given, dict):
            given = [given[tensor.name] for tensor in flatten(inputs)]
        wanted, found = flatten(inputs), flatten(given)
        if len(wanted) != len(found):
            names = [_input_name(tensor) for tensor in wanted]
            keys = ", ".join(f"'{name}': ..." for name in names)
            raise ValueError(
                f'Layer "{self.name}" expects {len(wanted)} named input(s) with keys {names}, but it received {len(found)}'
                f" input tensors. Pass inputs as a dict, e.g. `layer({{{keys}}})`."
            )
        for index, (tensor, value) in enumerate(zip(wanted, found)):
            _check_shape(self.name, index, tensor, value)
        given = [_as_declared(tensor, value) for tensor, value in zip(wanted, found)]
        return run_nodes(nodes, wanted, given, outputs)

    # ── its parts

    @property
    def layers(self):
        return self._layers_below()

    def get_layer(self, name=None, index=None):
        if index is not None and name is not None:
            raise ValueError(f"Provide only a layer name or a layer index. Received: index={index}, name={name}.")
        if index is not None:
            if len(self.layers) <= index:
                raise ValueError(f"Was asked to retrieve layer at index {index} but model only has {len(self.layers)} layers.")
            return self.layers[index]
        if name is not None:
            for layer in self.layers:
                if layer.name == name:
                    return layer
            raise ValueError(f"No such layer: {name}. Existing layers are: {[layer.name for layer in self.layers]}.")
        raise ValueError("Provide either a layer name or layer index at `get_layer`.")

    @property
    def inputs(self):
        return flatten(self._graph[0]) if hasattr(self, "_graph") else None

    @property
    def outputs(self):
        return flatten(self._graph[1]) if hasattr(self, "_graph") else None

    @property
    def input(self):
        return self._graph[0] if hasattr(self, "_graph") else super().input

    @property
    def output(self):
        return self._graph[1] if hasattr(self, "_graph") else super().output

    @property
    def input_names(self):
        return [tensor.name for tensor in self.inputs]

    def _example_inputs(self):
        """Tensors of the declared input shapes; None where none are declared."""
        if not hasattr(self, "_graph"):
            declared = getattr(self, "_built_with", None)
            return None if declared is None else (_examples(declared),)
        return (map_structure(lambda tensor: example(*_declaration(tensor)), self._graph[0]),)

    def build(self, input_shape=None):
        if input_shape is not None:
            self._built_with = input_shape
        self.built = True

    # ── files and text: none costs anything

    def summary(self, *args, **kwargs):
        return None

    def save(self, *args, **kwargs):
        return None

    save_weights = export = save

    def load_weights(self, *args, **kwargs):
        return None

    def to_json(self, **kwargs):
        from keras.src.configurations import to_json

        return to_json(self, **kwargs)

    def get_config(self):
        if not hasattr(self, "_graph"):
            return super().get_config()
        from keras.src.configurations import graph_config

        config = graph_config(self)
        return unknown("the configuration of a part of a graph") if config is None else config

    @classmethod
    def from_config(cls, config, custom_objects=None):
        from keras.src.configurations import graph_from, is_graph_config

        if is_unknown(config):
            return unknown("a model made from a configuration")
        if is_graph_config(config) and (cls is Model or cls is Functional):
            return graph_from(cls, config, custom_objects)
        return cls(**config)


class Functional(Model):
    def __init__(self, inputs=None, outputs=None, name=None, **kwargs):
        self._init_graph(inputs, outputs, name, **kwargs)


def _declaration(tensor):
    declared = getattr(tensor, "_declared", None)
    return declared if declared is not None else (tensor.shape, tensor.dtype)


def _examples(shape):
    if isinstance(shape, dict):
        return {key: example(value) for key, value in shape.items()}
    if len(shape) > 0 and isinstance(shape[0], (tuple, list)):
        return [example(one) for one in shape]
    return example(tuple(shape))


def _input_name(tensor):
    """That of the layer which made it."""
    layer = getattr(tensor, "_layer", None) or getattr(tensor._node, "operation", None)
    return getattr(layer, "name", tensor.name)


def _check_shape(name, index, tensor, value):
    if not isinstance(value, torch.Tensor):
        return
    wanted, shape = tensor.shape, static_shape(value)
    fits = len(wanted) == len(shape) and all(
        a is None or b is None or a == b for a, b in zip(wanted[1:], shape[1:])
    )
    flexible = abs(len(wanted) - len(shape)) == 1 and (shape[-1:] == (1,) or wanted[-1:] == (1,))
    if not fits and not flexible:
        start = incompatible(index, _input_name(tensor), name)
        raise ValueError(f"{start}expected shape={(None, *wanted[1:])}, found shape={shape}")


def _as_declared(tensor, value):
    """In the declared dtype; Keras adds a last dim of 1 where data lacks the declared one, and drops one too many."""
    if not isinstance(value, torch.Tensor):
        return value
    dtype = torch_dtype(tensor.dtype)
    if value.dtype != dtype:
        value = value.to(dtype)
    rank, wanted = value.dim(), tensor.shape
    if rank == len(wanted) - 1 and wanted[-1] == 1:
        return value.unsqueeze(-1)
    return value.squeeze(-1) if rank == len(wanted) + 1 and value.shape[-1] == 1 else value


class Sequential(Model):
    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def __init__(self, layers=None, trainable=True, name=None):
        Layer.__init__(self, trainable=trainable, name=name)
        self._sequence = []
        self._ends = None
        for layer in layers or []:
            self.add(layer)

    def add(self, layer, rebuild=True):
        if is_keras_tensor(layer):
            layer = layer._layer
        if callable(layer) and not isinstance(layer, Layer):
            from keras.src.layers import Lambda

            layer = Lambda(layer)
        if not isinstance(layer, Layer):
            raise ValueError(f"Only instances of `keras.Layer` can be added to a Sequential model. Received: {layer} (of type {type(layer)})")
        if any(one.name == layer.name for one in self._sequence):
            raise ValueError(f"All layers added to a Sequential model should have unique names. Name '{layer.name}' is already the name of a layer in this model. Update the `name` argument to pass a unique name.")
        if isinstance(layer, InputLayer):
            if self._sequence:
                raise ValueError(f"Sequential model '{self.name}' has already been configured to use input shape {self._sequence[0].batch_shape}. You cannot add a different Input layer to it.")
        elif not self._sequence:
            declared = getattr(layer, "_declared", None)
            if declared is not None:
                dtype = "int32" if type(layer).__name__ == "Embedding" else None
                self._append(InputLayer(batch_shape=declared, dtype=dtype))
            elif isinstance(layer, Model) and layer._example_inputs() and layer.inputs:
                self._append(InputLayer(batch_shape=layer.inputs[0].shape, dtype=layer.inputs[0].dtype))
        self._append(layer)

    def _append(self, layer):
        self._sequence.append(layer)
        self._add_member(layer)
        if isinstance(layer, InputLayer):
            self._ends = (layer.output, layer.output)
            self.built = True
        elif self._ends is not None:
            self._ends = (self._ends[0], call_at(layer._made_at, layer, (self._ends[1],), {}))

    def pop(self, rebuild=True):
        if not self._sequence:
            raise IndexError("list index out of range")
        layer = self._sequence.pop()
        del self._modules[layer.name]
        if self._ends is not None and self._sequence:
            last = self._sequence[-1]
            self._ends = (self._ends[0], last.output)
        return layer

    def call(self, inputs, training=None, mask=None, **kwargs):
        if self._ends is not None:
            inputs = _as_declared(self._ends[0], inputs)
        elif self._sequence and isinstance(inputs, torch.Tensor) and not inputs.is_floating_point():
            inputs = inputs.to(torch_dtype(self._sequence[0].compute_dtype))
        for layer in self._sequence:
            if not isinstance(layer, InputLayer):
                inputs = call_at(layer._made_at, layer, (inputs,), {})
        return inputs

    def build(self, input_shape=None):
        if self._ends is None and input_shape is not None:
            first = InputLayer(batch_shape=tuple(input_shape))
            rest, self._sequence = self._sequence, []
            self._append(first)
            for layer in rest:
                self._append(layer)
        self.built = True

    @property
    def layers(self):
        return [layer for layer in self._sequence if not isinstance(layer, InputLayer)]

    # A property that raises AttributeError is looked for once more by `__getattr__`, whose words stand.

    @property
    def inputs(self):
        return [self._end("inputs", 0)]

    @property
    def outputs(self):
        return flatten(self._end("outputs", 1))

    @property
    def input(self):
        return self._end("input", 0)

    @property
    def output(self):
        return self._end("output", 1)

    @property
    def input_shape(self):
        return self._end("input_shape", 0).shape

    @property
    def output_shape(self):
        return map_structure(lambda tensor: tensor.shape, self._end("output_shape", 1))

    def _end(self, name, index):
        if self._ends is None:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return self._ends[index]

    def get_config(self):
        from keras.src.configurations import sequential_config

        return sequential_config(self)

    @classmethod
    def from_config(cls, config, custom_objects=None):
        from keras.src.configurations import sequential_from

        return unknown("a model made from a configuration") if is_unknown(config) else sequential_from(cls, config, custom_objects)

    def _example_inputs(self):
        return None if self._ends is None else (example(*_declaration(self._ends[0])),)


class _Step:
    """A call of the graph with another layer in its place."""

    def __init__(self, node, operation):
        self.place = node.place
        self.operation = operation
        self.args = node.args
        self.kwargs = node.kwargs
        self.outputs = node.outputs


def clone_model(model, input_tensors=None, clone_function=None, **kwargs):
    made = {}

    def cloned(layer):
        if layer.name not in made:
            if clone_function is not None:
                made[layer.name] = clone_function(layer)
            elif isinstance(layer, Model):
                made[layer.name] = clone_model(layer)
            else:
                made[layer.name] = type(layer).from_config(layer.get_config())
        return made[layer.name]

    if isinstance(model, Sequential):
        return Sequential([cloned(layer) for layer in model._sequence], name=model.name)
    if not hasattr(model, "_graph"):
        return type(model).from_config(model.get_config())
    inputs, outputs, nodes = model._graph
    steps = [
        _Step(node, cloned(node.operation) if isinstance(node.operation, Layer) else node.operation) for node in nodes
    ]
    given = map_structure(lambda tensor: Input(batch_shape=tensor.shape, dtype=tensor.dtype), inputs)
    return Model(given, run_nodes(steps, inputs, given, outputs), name=model.name)


def load_model(*args, **kwargs):
    return unknown("a model from a file")
