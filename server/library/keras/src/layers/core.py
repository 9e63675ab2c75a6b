"""Core layers."""

import torch

from keras import activations
from keras.src.layer import InputSpec, Layer


class _LoraLayer(Layer):
    """A layer whose weight may be left as it is, and trained through a product of two small matrices beside it."""

    _adapts = "kernel"
    lora_rank = None

    def enable_lora(self, rank, a_initializer="he_uniform", b_initializer="zeros", lora_alpha=None):
        if not self.built:
            raise ValueError("Cannot enable lora on a layer that isn't yet built.")
        if self.lora_rank is not None:
            raise ValueError("lora is already enabled. This can only be done once per layer.")
        self._add_lora(rank)

    def _add_lora(self, rank):
        weight = getattr(self, self._adapts)
        weight.trainable = False
        name = f"lora_{self._adapts.removeprefix('_')}"
        self._lora_a = self.add_weight(name=f"{name}_a", shape=(*weight.shape[:-1], rank))
        self._lora_b = self.add_weight(name=f"{name}_b", shape=(rank, weight.shape[-1]))
        self.lora_rank = rank

    def _adapted(self, weight):
        return weight if self.lora_rank is None else weight + torch.matmul(self._lora_a, self._lora_b)


class Dense(_LoraLayer):
    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        lora_rank=None,
        lora_alpha=None,
        quantization_config=None,
        **kwargs,
    ):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        if not isinstance(units, int) or units <= 0:
            raise ValueError(
                f"Received an invalid value for `units`, expected a positive integer. Received: units={units}"
            )
        self.units = units
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.lora_rank = lora_rank
        self.input_spec = InputSpec(min_ndim=2)
        self.supports_masking = True

    def build(self, input_shape):
        width = input_shape[-1]
        self.kernel = self.add_weight(name="kernel", shape=(width, self.units))
        self.bias = self.add_weight(name="bias", shape=(self.units,)) if self.use_bias else None
        if self.lora_rank is not None:
            self._add_lora(self.lora_rank)
        self.input_spec = InputSpec(min_ndim=2, axes={-1: width})
        self.built = True

    def call(self, inputs, training=None):
        kernel = self._adapted(self.kernel)
        x = torch.matmul(_as_float(inputs, kernel), kernel)
        if self.bias is not None:
            x = x + self.bias
        return x if self.activation is None else self.activation(x)


def _as_float(tensor, like):
    return tensor if tensor.is_floating_point() or tensor.is_complex() else tensor.to(like.dtype)


class EinsumDense(_LoraLayer):
    def __init__(
        self,
        equation,
        output_shape,
        activation=None,
        bias_axes=None,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        lora_rank=None,
        lora_alpha=None,
        gptq_unpacked_column_size=None,
        quantization_config=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.equation = equation
        self.partial_output_shape = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        self.bias_axes = bias_axes
        self.activation = activations.get(activation)
        self.lora_rank = lora_rank

    def build(self, input_shape):
        kernel, bias, out = _einsum_shapes(self.equation, self.bias_axes, input_shape, self.partial_output_shape)
        self.full_output_shape = out
        self.kernel = self.add_weight(name="kernel", shape=kernel)
        self.bias = self.add_weight(name="bias", shape=bias) if bias is not None else None
        if self.lora_rank is not None:
            self._add_lora(self.lora_rank)
        self.built = True

    def call(self, inputs, training=None):
        kernel = self._adapted(self.kernel)
        x = torch.einsum(self.equation, _as_float(inputs, kernel), kernel)
        if self.bias is not None:
            x = x + self.bias
        return x if self.activation is None else self.activation(x)


def _einsum_shapes(equation, bias_axes, input_shape, output_shape):
    """Shapes of the kernel, of the bias (or None) and of the output, from an equation such as `abc,cd->abd`."""
    text = equation.replace(" ", "")
    if "->" not in text or "," not in text.split("->")[0]:
        raise ValueError(
            f"Invalid einsum equation '{equation}'. Equations must be in the form [X],[Y]->[Z], ...[X],[Y]->...[Z], or"
            " [X]...,[Y]->[Z]...."
        )
    left, output = text.split("->")
    inputs, weight = left.split(",")
    rank = len(input_shape)
    dims = {}
    if inputs.startswith("..."):
        names = inputs[3:]
        for index, name in enumerate(names):
            dims[name] = input_shape[rank - len(names) + index]
        head, tail = input_shape[: rank - len(names)], ()
        names_out = output[3:]
    elif inputs.endswith("..."):
        names = inputs[:-3]
        for index, name in enumerate(names):
            dims[name] = input_shape[index]
        head, tail = (), input_shape[len(names) :]
        names_out = output[:-3]
    else:
        for index, name in enumerate(inputs):
            dims[name] = input_shape[index]
        head, tail = (), ()
        names_out = output
    if inputs.startswith("..."):
        given = names_out[len(names_out) - len(output_shape) :]
    elif inputs.endswith("..."):
        given = names_out[1:] if len(names_out) > len(output_shape) else names_out
    else:
        given = names_out[1:]
    for name, size in zip(given, output_shape):
        if size is not None:
            if dims.get(name) is not None and dims[name] != size:
                raise ValueError(
                    f"Input shape and output shape do not match at shared dimension '{name}'. Input shape is"
                    f" {dims[name]}, and output shape is {size}."
                )
            dims[name] = size
    for name in output.replace(".", ""):
        if name not in inputs and name not in weight:
            raise ValueError(
                f"Dimension '{name}' was specified in the output '{output}' but has no corresponding dim in the input"
                f" spec '{inputs}' or weight spec '{output}'"
            )
    kernel = []
    for name in weight:
        if name not in dims:
            raise ValueError(
                f"Weight dimension '{name}' did not have a match in either the input spec '{inputs}' or the output spec"
                f" '{output}'. For this layer, the weight must be fully specified."
            )
        kernel.append(dims[name])
    out = (*head, *(dims[name] for name in names_out), *tail)
    bias = None
    stated = dict(zip(given, output_shape))
    if bias_axes is not None:
        plain = output.replace(".", "")
        for name in bias_axes:
            if name not in plain:
                raise ValueError(
                    f"Bias dimension '{name}' was requested, but is not part of the output spec '{output}'"
                )
        first = min(plain.index(name) for name in bias_axes)
        bias = tuple(stated.get(name, dims[name]) if name in bias_axes else 1 for name in plain[first:])
        if output.endswith("..."):
            bias = bias + (1,) * len(tail)
    return tuple(kernel), bias, out


class Embedding(_LoraLayer):
    _adapts = "_embeddings"

    def __init__(
        self,
        input_dim,
        output_dim,
        embeddings_initializer="uniform",
        embeddings_regularizer=None,
        embeddings_constraint=None,
        mask_zero=False,
        weights=None,
        lora_rank=None,
        lora_alpha=None,
        quantization_config=None,
        **kwargs,
    ):
        length = kwargs.pop("input_length", None)
        super().__init__(**kwargs)
        if length is not None:
            self._declared = (None, *(length if isinstance(length, (tuple, list)) else (length,)))
        for name, size in (("input_dim", input_dim), ("output_dim", output_dim)):
            if not isinstance(size, int) or size <= 0:
                raise ValueError(
                    f"`{name}` must be a positive integer. Received: {name}={size} (of type {type(size).__name__})."
                )
        self.input_dim = input_dim
        self.output_dim = output_dim
        self.mask_zero = mask_zero
        self.supports_masking = mask_zero
        self.autocast = False
        self.lora_rank = lora_rank

    def build(self, input_shape=None):
        self._embeddings = self.add_weight(name="embeddings", shape=(self.input_dim, self.output_dim))
        if self.lora_rank is not None:
            self._add_lora(self.lora_rank)
        self.built = True

    @property
    def embeddings(self):
        return self._adapted(self._embeddings)

    def call(self, inputs):
        if inputs.dtype not in (torch.int32, torch.int64):
            inputs = inputs.to(torch.int32)
        return torch.nn.functional.embedding(inputs, self.embeddings)

    def compute_mask(self, inputs, previous_mask=None):
        return torch.ne(inputs, 0) if self.mask_zero else None


class ReversibleEmbedding(Embedding):
    def __init__(
        self,
        input_dim,
        output_dim,
        tie_weights=True,
        embeddings_initializer="uniform",
        embeddings_regularizer=None,
        embeddings_constraint=None,
        mask_zero=False,
        reverse_dtype=None,
        logit_soft_cap=None,
        **kwargs,
    ):
        super().__init__(
            input_dim,
            output_dim,
            embeddings_initializer,
            embeddings_regularizer,
            embeddings_constraint,
            mask_zero,
            **kwargs,
        )
        self.tie_weights = tie_weights
        self.logit_soft_cap = logit_soft_cap

    def build(self, inputs_shape=None):
        super().build(inputs_shape)
        if not self.tie_weights:
            self.reverse_embeddings = self.add_weight(
                name="reverse_embeddings", shape=(self.output_dim, self.input_dim)
            )

    def call(self, inputs, reverse=False):
        if not reverse:
            return super().call(inputs)
        kernel = self.embeddings.transpose(0, 1) if self.tie_weights else self.reverse_embeddings
        logits = torch.matmul(inputs, kernel)
        if self.logit_soft_cap is not None:
            logits = torch.tanh(logits / self.logit_soft_cap) * self.logit_soft_cap
        return logits


class Identity(Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs):
        return inputs


class Lambda(Layer):
    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        super().__init__(**kwargs)
        if not callable(function):
            raise TypeError("unsupported callable")
        self.function = function
        self.arguments = arguments or {}
        self._output_shape = output_shape
        if mask is not None:
            self.supports_masking = True
        self.mask = mask

    def call(self, inputs, mask=None, training=None):
        from _keras import parameter_names

        kwargs = dict(self.arguments)
        names = parameter_names(self.function)
        if "mask" in names and mask is not None:
            kwargs["mask"] = mask
        if "training" in names:
            kwargs["training"] = training
        return self.function(inputs, **kwargs)

    def compute_mask(self, inputs, mask=None):
        return self.mask(inputs, mask) if callable(self.mask) else self.mask


class Masking(Layer):
    def __init__(self, mask_value=0.0, **kwargs):
        super().__init__(**kwargs)
        self.mask_value = mask_value
        self.supports_masking = True

    def call(self, inputs):
        mask = torch.any(torch.ne(inputs, self.mask_value), dim=-1, keepdim=True)
        return inputs * mask.to(inputs.dtype)

    def compute_mask(self, inputs, previous_mask=None):
        return torch.any(torch.ne(inputs, self.mask_value), dim=-1)


class Wrapper(Layer):
    def __init__(self, layer, **kwargs):
        if not isinstance(layer, Layer):
            raise ValueError(
                f"Layer {layer} supplied to Wrapper isn't a supported layer type. Please ensure wrapped layer is a"
                " valid Keras layer."
            )
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape=None):
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True
        self.built = True


class TorchModuleWrapper(Layer):
    def __init__(self, module, name=None, output_shape=None, **kwargs):
        super().__init__(name=name)
        self.module = module
        self.built = True

    def call(self, *args, training=None, **kwargs):
        return self.module(*args, **kwargs)
