"""keras.layers.Layer: weights, build and call. A layer is a torch module, as it is on Keras's torch back end."""

import torch
from _floplens import is_symbolic, is_unknown
from _keras import any_symbolic, constructor_arguments, flatten, here, in_graph, kept_arguments, map_structure, missing, names_around, parameter_names, quietly, required_names, track
from torch.nn import Module

from keras import constraints, initializers, regularizers
from keras.src import policies
from keras.src.dtypes import dtype_name, is_float, torch_dtype
from keras.src.graph import auto_name, is_keras_tensor, static_shape, symbolic_call
from keras.src.naming import to_snake_case
from keras.src.serialization import deserialize_keras_object, keras_base, serialize_keras_object
from keras.src.variables import Variable

#: Constructor arguments that a configuration does not have.
_hidden = ("autocast", "activity_regularizer", "name", "trainable", "dtype")

#: What a first layer says about its input, which is no part of its configuration.
_declaring = ("input_shape", "batch_input_shape", "input_dim", "input_length", "batch_size", "weights", "dynamic")

#: Weights that are not called as what regularizes them.
_regularized = {
    "recurrent_kernel": "recurrent_regularizer",
    "depthwise_kernel": "depthwise_regularizer",
    "pointwise_kernel": "pointwise_regularizer",
}

#: Layers that hold losses of a call.
_with_losses = []

#: What `training` is within the calls that run now, innermost last.
_training = [None]

#: Layers that work on data and take more than tensors.
_value_modules = ("keras.src.layers.preprocessing", "keras.src.layers.augmentation")

#: By class: the names of the parameters of `call` and of `build`.
_signatures = {}


class InputSpec:
    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None, optional=False):
        self.dtype = dtype
        self.shape = tuple(shape) if shape is not None else None
        self.ndim = len(shape) if shape is not None else ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.name = name
        self.optional = optional
        self.allow_last_axis_squeeze = allow_last_axis_squeeze
        self.axes = {int(axis): size for axis, size in (axes or {}).items()}


def _declared_shape(kwargs):
    """The batch shape that a first layer states about its input, as Keras 2 wrote it; None without one."""
    batch_size = kwargs.pop("batch_size", None)
    shape = kwargs.pop("input_shape", None)
    batch_shape = kwargs.pop("batch_input_shape", None)
    width = kwargs.pop("input_dim", None)
    length = kwargs.pop("input_length", None)
    if batch_shape is not None:
        return tuple(batch_shape)
    if shape is not None:
        return (batch_size, *(shape if isinstance(shape, (tuple, list)) else (shape,)))
    if width is not None:
        return (batch_size, length, width) if length is not None else (batch_size, width)
    return None


class Layer(Module):
    def __init__(self, *, activity_regularizer=None, trainable=True, dtype=None, autocast=True, name=None, **kwargs):
        super().__init__()
        self._made_at = here()
        declared = _declared_shape(kwargs)
        if declared is not None:
            self._declared = declared
        kwargs.pop("dynamic", None)
        kwargs.pop("weights", None)
        if kwargs:
            raise ValueError(
                f"Unrecognized keyword arguments passed to {type(self).__name__}: {kwargs}"
            )
        if name is not None and not isinstance(name, str):
            raise ValueError(f"Argument `name` must be a string and cannot contain character `/`. Received: name={name} (of type {type(name)})")
        self.name = name if name is not None else auto_name(to_snake_case(type(self).__name__))
        self.built = False
        self.autocast = autocast
        self.activity_regularizer = regularizers.get(activity_regularizer)
        self.dtype_policy = policies.get(dtype)
        self.input_spec = None
        self.supports_masking = type(self).compute_mask is not Layer.compute_mask
        self._trainable = trainable
        self._inbound_nodes = []
        self._arguments = constructor_arguments(self)
        self._losses = []
        self._path = None
        for key, value in kept_arguments(self).items():
            setattr(self, key, _kept(key, value))

    # ── what a user's layer overrides

    def build(self, input_shape):
        self.built = True

    def call(self, *args, **kwargs):
        raise NotImplementedError(f"Layer {type(self).__name__} does not have a `call` method implemented.")

    def compute_mask(self, inputs, previous_mask):
        return previous_mask

    def compute_output_shape(self, *args, **kwargs):
        from keras.src.graph import example

        def examples(shape):
            if shape is None:
                return None
            many = len(shape) > 0 and isinstance(shape[0], (tuple, list))
            return [example(item) for item in shape] if many else example(shape)

        inputs = [examples(shape) for shape in (*args, *kwargs.values())]
        while inputs and inputs[-1] is None:
            inputs.pop()
        return map_structure(static_shape, quietly(self._run, (tuple(inputs), {}), {}))

    def compute_output_spec(self, *args, **kwargs):
        return symbolic_call(self, args, kwargs)

    # ── the call

    def forward(self, *args, **kwargs):
        if args and is_unknown(args[0]):
            return missing(args[0])
        if any_symbolic(args, kwargs):
            return symbolic_call(self, args, kwargs)
        return self._run(args, kwargs)

    def _run(self, args, kwargs):
        facts = self._facts()
        if _with_losses and not names_around(self):
            _clear_losses(self)
        if not facts.takes_values and (len(args) > 1 or (args and not isinstance(args[0], torch.Tensor))):
            if not hasattr(self, "_graph"):
                _check_positional(args)
        args, kwargs = self._converted(args, kwargs)
        if facts.needs > len(args):
            _check_arguments(args, kwargs, facts)
        if self.input_spec is not None and args:
            _check_input(self.input_spec, args[0], self.name)
        if not self.built:
            self._build(args, kwargs, facts)
        explicit = kwargs.get("training")
        if facts.takes_training:
            if explicit is None:
                explicit = _positional(facts.call, args, "training")
            if explicit is None and _training[-1] is not None and len(args) <= facts.training_index:
                kwargs["training"] = _training[-1]
        else:
            kwargs.pop("training", None)
        masks = self._input_masks(args, kwargs, facts)
        if explicit is not None:
            _training.append(explicit)
        if self._computes_in_half():
            with torch.autocast("cpu", torch_dtype(self.compute_dtype)):
                outputs = map_structure(self._cast, self.call(*args, **kwargs))
        else:
            outputs = self.call(*args, **kwargs)
        if explicit is not None:
            _training.pop()
        if self.activity_regularizer is not None:
            for output in flatten(outputs):
                if isinstance(output, torch.Tensor):
                    self.add_loss(self.activity_regularizer(output))
        if self.supports_masking and (masks is not None or facts.makes_masks):
            self._set_masks(args[0] if args else kwargs.get(facts.call[0]), outputs, masks)
        return outputs

    def _facts(self):
        cls = type(self)
        facts = _signatures.get(cls)
        if facts is None:
            facts = _signatures[cls] = _Facts(
                parameter_names(self.call),
                parameter_names(self.build),
                required_names(self.call),
                cls.compute_mask is not Layer.compute_mask,
                any(base.__module__ in _value_modules for base in cls.__mro__),
            )
        return facts

    def _converted(self, args, kwargs):
        """Arrays and numbers become tensors, and floats the dtype that the layer computes in."""
        if args and not isinstance(args[0], torch.Tensor):
            args = (map_structure(_as_tensor, args[0]), *args[1:])
        if self.autocast and args and is_float(self.compute_dtype):
            first = map_structure(self._cast, args[0])
            if first is not args[0]:
                args = (first, *args[1:])
        return args, dict(kwargs)

    def _cast(self, value):
        if isinstance(value, torch.Tensor) and value.is_floating_point():
            wanted = torch_dtype(self.compute_dtype)
            if value.dtype != wanted:
                mask = getattr(value, "_keras_mask", None)
                value = value.to(wanted)
                if mask is not None:
                    value._keras_mask = mask
        return value

    def _computes_in_half(self):
        return self.compute_dtype != self.variable_dtype

    def _build(self, args, kwargs, facts):
        names = [name for name in facts.build if not name.startswith("*")]
        shapes = {}
        if len(names) > 1:
            given = {**dict(zip(facts.call, args)), **kwargs}
            for name in names:
                value = given.get(name.removesuffix("_shape")) if name.endswith("_shape") else None
                if value is not None:
                    shapes[name] = _shapes_of(value)
            if not shapes and args:
                shapes[names[0]] = _shapes_of(args[0])
            self.build(**shapes)
        elif names or facts.build:
            value = args[0] if args else next(iter(kwargs.values()), None)
            self.build(_shapes_of(value))
        else:
            self.build()
        self.built = True
        track(self)

    def _input_masks(self, args, kwargs, facts):
        """The mask that the call is made with. One that `call` asks for is added to its arguments.

        That is `mask` where there is one tensor argument, and `query_mask` for `query` where there are more.
        """
        names = facts.call
        first = args[0] if args else kwargs.get(names[0]) if names else None
        own = _mask_of(first)
        if not facts.takes_masks:
            return own
        given = {**dict(zip(names, args)), **kwargs}
        tensors = [name for name, value in given.items() if name in names and _holds_tensors(value)]
        if len(tensors) == 1:
            if own is not None and "mask" in names and given.get("mask") is None:
                kwargs["mask"] = own
        else:
            for name in tensors:
                wanted = f"{name}_mask"
                found = _mask_of(given[name]) if wanted in names and given.get(wanted) is None else None
                if found is not None:
                    kwargs[wanted] = found
        explicit = kwargs.get("mask")
        return own if explicit is None else explicit

    def _set_masks(self, inputs, outputs, previous):
        made = [output for output in flatten(outputs) if isinstance(output, torch.Tensor)]
        if all(getattr(output, "_keras_mask", None) is not None for output in made):
            return
        masks = self.compute_mask(inputs, previous)
        if masks is None:
            return
        for output, mask in zip(made, flatten(masks)):
            if mask is not None and getattr(output, "_keras_mask", None) is None:
                output._keras_mask = mask

    # ── weights

    def add_weight(self, shape=None, initializer=None, dtype=None, trainable=True, autocast=True, regularizer=None, constraint=None, aggregation="none", overwrite_with_gradient=False, name=None, **kwargs):
        if isinstance(shape, str):
            # Keras 2's order: name first.
            shape, name = (initializer if isinstance(initializer, (tuple, list)) else ()), shape
        shape = () if shape is None else shape
        shape = tuple(shape) if isinstance(shape, (tuple, list, torch.Size)) else (shape,)
        if any(dim is None for dim in shape):
            raise ValueError(
                f"Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape={shape} for variable path='{self.name}/{name}'"
            )
        variable = Variable(
            None, shape=shape, dtype=dtype or self.variable_dtype, trainable=trainable and self._trainable, name=name
        )
        variable._trainable = trainable
        if regularizer is None and name is not None and keras_base(type(self)) is not Layer:
            regularizer = getattr(self, _regularized.get(name, f"{name}_regularizer"), None)
        variable.regularizer = regularizers.get(regularizer)
        variable.constraint = constraints.get(constraint)
        if self._path is None:
            self._path = "/".join([*names_around(self), self.name])
        variable.path = f"{self._path}/{variable.name}"
        key = variable.name
        while key in self._parameters and self._parameters[key] is not variable:
            key = key + "_"
        self._parameters[key] = variable
        return variable

    add_variable = add_weight

    def _variables(self):
        track(self)
        return list(self.parameters())

    @property
    def variables(self):
        return self._variables()

    @property
    def weights(self):
        return self._variables()

    @property
    def trainable_variables(self):
        return [variable for variable in self._variables() if variable.requires_grad]

    @property
    def trainable_weights(self):
        return self.trainable_variables

    @property
    def non_trainable_variables(self):
        return [variable for variable in self._variables() if not variable.requires_grad]

    @property
    def non_trainable_weights(self):
        return self.non_trainable_variables

    @property
    def trainable(self):
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        for layer in self.modules():
            if isinstance(layer, Layer):
                layer._trainable = value
        for variable in self._variables():
            if getattr(variable, "_trainable", True) and variable.is_floating_point():
                variable.requires_grad = value

    def count_params(self):
        if not self.built:
            raise ValueError(f"You tried to call `count_params` on layer '{self.name}', but the layer isn't built. You can build it manually via: `layer.build(input_shape)`.")
        return sum(variable.numel() for variable in self._variables())

    def get_weights(self):
        return [variable.detach() for variable in self._variables()]

    def set_weights(self, weights):
        return None

    def _layers_below(self):
        track(self)
        return [layer for layer in self.children() if isinstance(layer, Layer)]

    # ── dtypes

    @property
    def dtype(self):
        return self.variable_dtype

    @property
    def variable_dtype(self):
        return self.dtype_policy.variable_dtype

    @property
    def compute_dtype(self):
        return self.dtype_policy.compute_dtype

    @property
    def input_dtype(self):
        return self.dtype_policy.compute_dtype

    # ── the graph around it

    @property
    def input(self):
        return self._attribute("input")

    @property
    def output(self):
        return self._attribute("output")

    def _attribute(self, name):
        if not self._inbound_nodes:
            raise AttributeError(f"The layer {self.name} has never been called and thus has no defined {name}.")
        node = self._inbound_nodes[0]
        return node.outputs if name == "output" else node.args[0]

    @property
    def input_shape(self):
        return map_structure(lambda tensor: tensor.shape, self.input)

    @property
    def output_shape(self):
        return map_structure(lambda tensor: tensor.shape, self.output)

    @property
    def path(self):
        return self._path or self.name

    # ── losses, configuration: none costs anything

    @property
    def losses(self):
        """Those of the last call, the layer's own first, and what regularizes weights."""
        layers = [layer for layer in self.modules() if isinstance(layer, Layer)]
        found = [loss for layer in layers for loss in layer._losses]
        regularized = [variable for variable in self.trainable_variables if variable.regularizer is not None]
        return found + [variable.regularizer(variable) for variable in regularized]

    @property
    def metrics(self):
        return []

    def add_loss(self, loss, **kwargs):
        losses = flatten(loss)
        for one in losses:
            if not isinstance(one, torch.Tensor) and not is_unknown(one):
                raise ValueError(
                    "`add_loss()` can only be called from inside `build()` or `call()`, on a tensor input. Received invalid"
                    f" value: {one}"
                )
        if losses and not in_graph():
            if not self._losses:
                _with_losses.append(self)
            self._losses.extend(losses)

    def add_metric(self, *args, **kwargs):
        return None

    def get_config(self):
        config = {"name": self.name, "trainable": self._trainable, "dtype": self.dtype_policy.name}
        if keras_base(type(self)) is not Layer:
            config.update(self._own_config())
        elif type(self).get_config is Layer.get_config:
            if self._arguments.get("name") is None:
                del config["name"]
            config.update({key: value for key, value in self._arguments.items() if key not in _hidden})
        return config

    def _own_config(self):
        """The arguments of a layer of Keras's, as it keeps them."""
        config = {}
        for key, value in self._arguments.items():
            if key in _hidden:
                continue
            kept = self.__dict__.get(key)
            if isinstance(kept, (str, tuple)) and (value is not None or key in ("strides", "data_format")):
                value = kept
            elif key == "activation" and value is None:
                value = "linear"
            elif isinstance(value, (Layer, list, tuple)):
                value = serialize_keras_object(value)
            config[key] = value
        if "_declared" in self.__dict__:
            for key in _declaring:
                if key in config and key not in self.__dict__:
                    del config[key]
        return config

    @classmethod
    def from_config(cls, config):
        if keras_base(cls) is not Layer:
            config = {key: _revived(value) for key, value in config.items()}
        return cls(**config)

    def quantize(self, mode, **kwargs):
        return None

    def stateless_call(self, trainable_variables, non_trainable_variables, *args, **kwargs):
        return self(*args, **kwargs), non_trainable_variables

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"


def _kept(name, value):
    """What an argument is made into that a layer keeps, by how its name ends."""
    if name.endswith("_initializer"):
        return initializers.get(value)
    return regularizers.get(value) if name.endswith("_regularizer") else constraints.get(value)


def _clear_losses(outermost):
    for layer in outermost.modules():
        if isinstance(layer, Layer) and layer._losses:
            layer._losses = []
            _with_losses.remove(layer)


def _revived(value):
    """A layer in the place of its configuration."""
    if isinstance(value, (list, tuple)):
        return type(value)(_revived(item) for item in value)
    if isinstance(value, dict) and "class_name" in value and "config" in value:
        return deserialize_keras_object(value)
    return value


class _Facts:
    def __init__(self, call, build, required, makes_masks, takes_values):
        self.takes_values = takes_values
        self.required = required
        self.needs = len(required)
        self.call = call
        self.build = build
        self.takes_training = "training" in call
        self.takes_masks = any(name.endswith("mask") for name in call)
        self.makes_masks = makes_masks
        self.training_index = call.index("training") if self.takes_training else 0


def _check_positional(args):
    for value in flatten(args):
        if is_unknown(value) or value is None or isinstance(value, torch.Tensor) or is_symbolic(value):
            continue
        if isinstance(value, (int, float, str)):
            raise ValueError(
                "Only input tensors may be passed as positional arguments. The following argument value should be passed"
                f" as a keyword argument: {value} (of type {type(value)})"
            )


def _check_arguments(args, kwargs, facts):
    for index, name in enumerate(facts.required):
        if index >= len(args) and name not in kwargs:
            raise TypeError(f"missing a required argument: '{name}'")


def _mask_of(value):
    """The mask of a tensor; of a list of tensors a list, if one of them has a mask."""
    if isinstance(value, torch.Tensor):
        return getattr(value, "_keras_mask", None)
    if isinstance(value, (list, tuple)):
        masks = [_mask_of(item) for item in value]
        return masks if any(mask is not None for mask in masks) else None
    return None


def _holds_tensors(value):
    if isinstance(value, torch.Tensor):
        return True
    return isinstance(value, (list, tuple, dict)) and len(value) > 0 and all(
        item is None or isinstance(item, torch.Tensor) for item in flatten(value)
    )


def _positional(names, args, name):
    index = names.index(name) if name in names else len(args)
    return args[index] if index < len(args) else None


def _as_tensor(value):
    if isinstance(value, torch.Tensor) or value is None or isinstance(value, (str, bool)):
        return value
    from keras.src.compute import convert_to_tensor

    return convert_to_tensor(value)


def _shapes_of(structure):
    if isinstance(structure, torch.Tensor):
        return static_shape(structure)
    return map_structure(lambda leaf: static_shape(leaf) if isinstance(leaf, torch.Tensor) else None, structure)


def _check_input(spec, inputs, name):
    specs = list(spec.values()) if isinstance(spec, dict) else spec if isinstance(spec, (list, tuple)) else [spec]
    if isinstance(spec, dict) and isinstance(inputs, dict):
        inputs = [inputs[key] for key in spec if key in inputs]
    tensors = flatten(inputs)
    if any(is_unknown(tensor) for tensor in tensors):
        return
    if len(specs) != len(tensors):
        raise ValueError(
            f'Layer "{name}" expects {len(specs)} input(s), but it received {len(tensors)} input tensors. Inputs received: {inputs}'
        )
    for tensor, one in zip(tensors, specs):
        if not isinstance(tensor, torch.Tensor) and not (tensor is None and one is not None and one.optional):
            raise ValueError(
                f"Inputs to a layer should be tensors. Got '{tensor}' (of type {type(tensor)}) as input for layer '{name}'."
            )
    for index, (one, tensor) in enumerate(zip(specs, tensors)):
        if one is not None and tensor is not None:
            _check_one(one, tensor, incompatible(index, None, name))


def incompatible(index, input_name, name):
    return f"Input {index} with name '{input_name}' of layer '{name}' is incompatible with the layer: "


def _check_one(spec, tensor, start):
    shape = static_shape(tensor)
    ndim = len(shape)
    if spec.ndim is not None and not spec.allow_last_axis_squeeze and ndim != spec.ndim:
        raise ValueError(f"{start}expected ndim={spec.ndim}, found ndim={ndim}. Full shape received: {shape}")
    if spec.max_ndim is not None and ndim > spec.max_ndim:
        raise ValueError(f"{start}expected max_ndim={spec.max_ndim}, found ndim={ndim}")
    if spec.min_ndim is not None and ndim < spec.min_ndim:
        raise ValueError(f"{start}expected min_ndim={spec.min_ndim}, found ndim={ndim}. Full shape received: {shape}")
    for axis, size in spec.axes.items():
        if size is not None and -ndim <= axis < ndim and shape[axis] not in (size, None):
            raise ValueError(
                f"{start}expected axis {axis} of input shape to have value {size}, but received input with shape {shape}"
            )
    if spec.shape is not None and ndim == len(spec.shape):
        for wanted, dim in zip(spec.shape, shape):
            if wanted is not None and dim is not None and wanted != dim:
                raise ValueError(f"{start}expected shape={spec.shape}, found shape={shape}")
