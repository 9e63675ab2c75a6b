"""Convolutions. Inputs with channels last are transposed for torch, which costs nothing; `same` and `causal` pad first."""

import torch
import torch.nn.functional as F

from keras import activations, backend
from keras.src.layer import InputSpec, Layer
from keras.src.layers.core import _LoraLayer


def _tuple(value, rank, name, zero=False):
    """A number, or one for each dim."""
    if isinstance(value, int):
        made = (value,) * rank
    else:
        made = tuple(value) if hasattr(value, "__len__") else ()
        if len(made) != rank:
            raise ValueError(f"The `{name}` argument must be a tuple of {rank} integers. Received {name}={value}")
    for item in made:
        if isinstance(item, float):
            raise ValueError(
                f"The `{name}` argument must be a tuple of {rank} integers. Received {name}={value}, including values"
                f" {{{item}}} of type <class 'float'>"
            )
    wrong = [item for item in made if item < (0 if zero else 1)]
    if wrong:
        bound = ">= 0" if zero else "> 0"
        raise ValueError(
            f"The `{name}` argument must be a tuple of {rank} integers. Received {name}={value}, including values"
            f" {set(wrong)} that do not satisfy `value {bound}`"
        )
    return made


def _padding(value, allowed=("valid", "same")):
    if isinstance(value, (list, tuple)):
        return value
    name = value.lower()
    if name not in allowed and name != "full":
        shown = ", ".join(f"'{item}'" for item in sorted(allowed))
        raise ValueError(f"The `padding` argument must be a list/tuple or one of {{{shown}}}. Received: {name}")
    return name


def _same(size, kernel, stride, dilation):
    """How much `same` pads before and after a dim."""
    wide = (kernel - 1) * dilation + 1
    out = -(-size // stride)
    total = max((out - 1) * stride + wide - size, 0)
    return (total // 2, total - total // 2)


def pad_for(x, padding, kernel, strides, dilations):
    """An input with channels first, padded as `same` or `causal` ask."""
    if padding == "valid" or padding == "full":
        return x
    if isinstance(padding, (tuple, list)):
        raise ValueError(f"`padding` must be either `'valid'` or `'same'`. Received {padding}.")
    rank = len(kernel)
    pads = []
    for dim in range(rank - 1, -1, -1):
        if padding == "causal":
            pads.extend(((kernel[dim] - 1) * dilations[dim], 0))
        else:
            pads.extend(_same(x.shape[dim + 2], kernel[dim], strides[dim], dilations[dim]))
    return x if all(pad == 0 for pad in pads) else F.pad(x, pads)


def _first(x, data_format):
    return x.movedim(-1, 1) if data_format == "channels_last" else x


def _last(x, data_format):
    return x.movedim(1, -1) if data_format == "channels_last" else x


_convolutions = {1: "conv1d", 2: "conv2d", 3: "conv3d"}


def convolve(x, kernel, strides, padding, data_format, dilations):
    """`kernel` is (*window, in/groups, out)."""
    rank = kernel.dim() - 2
    if kernel.dim() != x.dim():
        raise ValueError(
            f"Kernel shape must have the same length as input, but received kernel of shape {tuple(kernel.shape)} and"
            f" input of shape {tuple(x.shape)}."
        )
    x = _first(x, data_format)
    channels, inner = x.shape[1], kernel.shape[-2]
    if channels % inner != 0:
        raise ValueError(
            f"The number of input channels must be evenly divisible by kernel's in_channels. Received input channels"
            f" {channels} and kernel in_channels {inner}. "
        )
    x = pad_for(x, padding, tuple(kernel.shape[:rank]), strides, dilations)
    weight = kernel.permute(rank + 1, rank, *range(rank))
    out = getattr(F, _convolutions[rank])(
        x, weight, stride=strides, dilation=dilations, groups=channels // inner
    )
    return _last(out, data_format)


class _Conv(_LoraLayer):
    _rank = 2
    _paddings = ("valid", "same")
    _takes_both = False  # strides and dilation

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        groups=1,
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
        **kwargs,
    ):
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        rank = self._rank
        self.rank = rank
        self.filters = filters
        self.groups = groups
        self.kernel_size = _tuple(kernel_size, rank, "kernel_size")
        self.strides = _tuple(strides, rank, "strides")
        self.dilation_rate = _tuple(dilation_rate, rank, "dilation_rate")
        self.padding = _padding(padding, self._paddings)
        self.data_format = backend.standardize_data_format(data_format)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.lora_rank = lora_rank
        self.input_spec = InputSpec(min_ndim=rank + 2)
        if filters is not None and filters <= 0:
            raise ValueError(
                f"Invalid value for argument `filters`. Expected a strictly positive value. Received filters={filters}."
            )
        if self.groups <= 0:
            raise ValueError(
                f"The number of groups must be a positive integer. Received: groups={groups}."
            )
        if filters is not None and filters % self.groups != 0:
            raise ValueError(
                "The number of filters must be evenly divisible by the number of groups. Received:"
                f" groups={self.groups}, filters={filters}."
            )
        if not self._takes_both and max(self.strides) > 1 and max(self.dilation_rate) > 1:
            raise ValueError(
                "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received:"
                f" strides={self.strides} and dilation_rate={self.dilation_rate}"
            )

    def _channels(self, input_shape):
        axis = -1 if self.data_format == "channels_last" else 1
        channels = input_shape[axis]
        self.input_spec = InputSpec(min_ndim=self.rank + 2, axes={axis: channels})
        return channels

    def build(self, input_shape):
        channels = self._channels(input_shape)
        if len(input_shape) != self.rank + 2:
            raise ValueError(
                "Kernel shape must have the same length as input, but received kernel of shape"
                f" {(*self.kernel_size, channels, self.filters)} and input of shape {tuple(input_shape)}."
            )
        if channels % self.groups != 0:
            raise ValueError(
                "The number of input channels must be evenly divisible by the number of groups. Received"
                f" groups={self.groups}, but the input has {channels} channels (full input shape is {input_shape})."
            )
        self.kernel = self.add_weight(name="kernel", shape=(*self.kernel_size, channels // self.groups, self.filters))
        self.bias = self.add_weight(name="bias", shape=(self.filters,)) if self.use_bias else None
        _check_window(self, input_shape)
        if self.lora_rank is not None:
            self._add_lora(self.lora_rank)
        self.built = True

    def convolution_op(self, inputs, kernel):
        return convolve(inputs, kernel, self.strides, self.padding, self.data_format, self.dilation_rate)

    def call(self, inputs):
        return self._finish(self.convolution_op(inputs, self._adapted(self.kernel)))

    def _finish(self, outputs):
        if self.use_bias:
            bias = self.bias
            if self.data_format == "channels_first":
                bias = bias.reshape((1, -1) + (1,) * self.rank)
            outputs = outputs + bias
        return outputs if self.activation is None else self.activation(outputs)


def _check_known(layer, kwargs):
    """Refuses what a plain convolution takes and these do not."""
    wrong = {key: value for key, value in kwargs.items() if key in ("groups", "lora_rank", "lora_alpha")}
    if wrong:
        raise ValueError(f"Unrecognized keyword arguments passed to {type(layer).__name__}: {wrong}")


def _check_window(layer, input_shape):
    """An output without elements is an error when the layer is built."""
    spatial = input_shape[1:-1] if layer.data_format == "channels_last" else input_shape[2:]
    if layer.padding != "valid" or len(spatial) != layer.rank:
        return
    out = []
    for size, kernel, stride, dilation in zip(spatial, layer.kernel_size, layer.strides, layer.dilation_rate):
        out.append(None if size is None else (size - (kernel - 1) * dilation - 1) // stride + 1)
    if any(size is not None and size <= 0 for size in out):
        channels = input_shape[-1] if layer.data_format == "channels_last" else input_shape[1]
        filters = getattr(layer, "filters", None) or channels * layer.depth_multiplier
        kernel = (*layer.kernel_size, channels, filters)
        rates = " ".join(str(rate) for rate in layer.dilation_rate)
        raise ValueError(
            f"Computed output size would be zero or negative. Received `inputs shape={tuple(input_shape)}`, `kernel"
            f" shape={kernel}`, `dilation_rate=[{rates}]`, `strides={layer.strides}`, `padding={layer.padding}`."
        )


class Conv1D(_Conv):
    _rank = 1
    _paddings = ("valid", "same", "causal")


class Conv2D(_Conv):
    pass


class Conv3D(_Conv):
    _rank = 3


class _ConvTranspose(_Conv):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        output_padding=None,
        data_format=None,
        dilation_rate=1,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        **kwargs,
    ):
        _check_known(self, kwargs)
        super().__init__(
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            use_bias=use_bias,
            kernel_initializer=kernel_initializer,
            bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint,
            **kwargs,
        )
        self.output_padding = None if output_padding is None else _tuple(output_padding, self.rank, "output_padding", True)
        for dim, (extra, stride) in enumerate(zip(self.output_padding or (), self.strides)):
            if extra >= stride:
                raise ValueError(
                    f"`output_padding` must be strictly less than `strides` for all dimensions. At dimension {dim},"
                    f" `output_padding` is {extra} but `strides` is {stride}. Received:"
                    f" output_padding={self.output_padding}, strides={self.strides}"
                )

    def build(self, input_shape):
        channels = self._channels(input_shape)
        self.kernel = self.add_weight(name="kernel", shape=(*self.kernel_size, self.filters, channels))
        self.bias = self.add_weight(name="bias", shape=(self.filters,)) if self.use_bias else None
        self.built = True

    def call(self, inputs):
        return self._finish(
            convolve_transposed(
                inputs, self.kernel, self.strides, self.padding, self.output_padding, self.data_format, self.dilation_rate
            )
        )


_transposed = {1: "conv_transpose1d", 2: "conv_transpose2d", 3: "conv_transpose3d"}


def _transposed_size(size, kernel, stride, dilation, padding, output_padding):
    wide = (kernel - 1) * dilation + 1
    if output_padding is None:
        return size * stride if padding == "same" else size * stride + max(wide - stride, 0)
    cut = wide // 2 if padding == "same" else 0
    return (size - 1) * stride + wide - 2 * cut + output_padding


def convolve_transposed(x, kernel, strides, padding, output_padding, data_format, dilations):
    """`kernel` is (*window, out, in). torch's runs without padding; the result is cut, or filled up with zeros."""
    rank = kernel.dim() - 2
    x = _first(x, data_format)
    sizes = []
    for dim in range(rank):
        extra = None if output_padding is None else output_padding[dim]
        sizes.append(
            _transposed_size(x.shape[dim + 2], kernel.shape[dim], strides[dim], dilations[dim], padding, extra)
        )
    weight = kernel.permute(rank + 1, rank, *range(rank))
    out = getattr(F, _transposed[rank])(x, weight, stride=strides, dilation=dilations)
    for dim in range(rank):
        made, wanted = out.shape[dim + 2], sizes[dim]
        before = (made - wanted) // 2 if padding == "same" else 0
        if made > wanted:
            out = out.narrow(dim + 2, before, wanted)
        elif made < wanted:
            out = F.pad(out, [0, 0] * (rank - 1 - dim) + [0, wanted - made])
    return _last(out, data_format)


class Conv1DTranspose(_ConvTranspose):
    _rank = 1


class Conv2DTranspose(_ConvTranspose):
    pass


class Conv3DTranspose(_ConvTranspose):
    _rank = 3


def _positive_multiplier(value):
    if value is not None and value <= 0:
        raise ValueError(
            "Invalid value for argument `depth_multiplier`. Expected a strictly positive value. Received"
            f" depth_multiplier={value}."
        )
    return value


class _Depthwise(_Conv):
    def __init__(
        self,
        kernel_size,
        strides=1,
        padding="valid",
        depth_multiplier=1,
        data_format=None,
        dilation_rate=1,
        activation=None,
        use_bias=True,
        depthwise_initializer="glorot_uniform",
        bias_initializer="zeros",
        depthwise_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        depthwise_constraint=None,
        bias_constraint=None,
        **kwargs,
    ):
        Layer.__init__(self, activity_regularizer=activity_regularizer, **kwargs)
        rank = self.rank = self._rank
        self.depth_multiplier = _positive_multiplier(depth_multiplier)
        self.kernel_size = _tuple(kernel_size, rank, "kernel_size")
        self.strides = _tuple(strides, rank, "strides")
        self.dilation_rate = _tuple(dilation_rate, rank, "dilation_rate")
        self.padding = _padding(padding)
        self.data_format = backend.standardize_data_format(data_format)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.input_spec = InputSpec(min_ndim=rank + 2)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        shape = (*self.kernel_size, channels, self.depth_multiplier)
        self.kernel = self.add_weight(name="kernel", shape=shape, regularizer=self.depthwise_regularizer)
        width = channels * self.depth_multiplier
        _check_window(self, input_shape)
        self.bias = self.add_weight(name="bias", shape=(width,)) if self.use_bias else None
        self.built = True

    def call(self, inputs):
        return self._finish(
            convolve_depthwise(
                inputs, self.kernel, self.strides, self.padding, self.data_format, self.dilation_rate
            )
        )


def convolve_depthwise(x, kernel, strides, padding, data_format, dilations):
    """`kernel` is (*window, in, multiplier)."""
    window, inner, multiplier = tuple(kernel.shape[:-2]), kernel.shape[-2], kernel.shape[-1]
    return convolve(x, kernel.reshape((*window, 1, inner * multiplier)), strides, padding, data_format, dilations)


class DepthwiseConv1D(_Depthwise):
    _rank = 1


class DepthwiseConv2D(_Depthwise):
    pass


class _Separable(_Conv):
    _takes_both = True

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        depth_multiplier=1,
        activation=None,
        use_bias=True,
        depthwise_initializer="glorot_uniform",
        pointwise_initializer="glorot_uniform",
        bias_initializer="zeros",
        depthwise_regularizer=None,
        pointwise_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        depthwise_constraint=None,
        pointwise_constraint=None,
        bias_constraint=None,
        **kwargs,
    ):
        _check_known(self, kwargs)
        super().__init__(
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            use_bias=use_bias,
            bias_initializer=bias_initializer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            bias_constraint=bias_constraint,
            **kwargs,
        )
        self.depth_multiplier = _positive_multiplier(depth_multiplier)

    def build(self, input_shape):
        channels = self._channels(input_shape)
        multiplier = self.depth_multiplier
        _check_window(self, input_shape)
        self.depthwise_kernel = self.add_weight(
            name="depthwise_kernel", shape=(*self.kernel_size, channels, multiplier)
        )
        self.pointwise_kernel = self.add_weight(
            name="pointwise_kernel", shape=(1,) * self.rank + (channels * multiplier, self.filters)
        )
        self.bias = self.add_weight(name="bias", shape=(self.filters,)) if self.use_bias else None
        self.built = True

    def call(self, inputs):
        x = convolve_depthwise(
            inputs, self.depthwise_kernel, self.strides, self.padding, self.data_format, self.dilation_rate
        )
        ones = (1,) * self.rank
        return self._finish(convolve(x, self.pointwise_kernel, ones, "valid", self.data_format, ones))


class SeparableConv1D(_Separable):
    _rank = 1


class SeparableConv2D(_Separable):
    pass


Convolution1D = Conv1D
Convolution2D = Conv2D
Convolution3D = Conv3D
Convolution1DTranspose = Deconvolution1D = Conv1DTranspose
Convolution2DTranspose = Deconvolution2D = Conv2DTranspose
Convolution3DTranspose = Deconvolution3D = Conv3DTranspose
SeparableConvolution1D = SeparableConv1D
SeparableConvolution2D = SeparableConv2D
DepthwiseConvolution2D = DepthwiseConv2D
