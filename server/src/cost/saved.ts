// What autograd keeps of each op until its backward pass has run, as a row an op, and what shape the gradients then take.
// Source: the formulas of PyTorch's tools/autograd/derivatives.yaml. A tensor is kept where a formula names it; a factor of a
// product only where the other factor needs a gradient. An op without a row keeps its inputs and outputs.

import { hintOf } from "../symbolic/dim.ts";
import type { DType } from "../tensor/dtype.ts";
import type { OpKind, OpRecord, TensorMeta } from "../tensor/trace.ts";

/** Bytes of a tensor of that shape, and of one of its shape in another element size. */
export interface Sizes {
  bytes: (meta: TensorMeta) => number;
  elements: (meta: TensorMeta) => number;
}

export interface Row {
  /**
   * Inputs that stay: by place; those whose partner needs a gradient (`factors`, by place); those of integers and bools;
   * all of them.
   */
  readonly inputs?: readonly number[] | "integers" | "all";
  readonly factors?: readonly number[];
  /** Outputs stay: all of them, or those of integers and bools. */
  readonly outputs?: "all" | "integers";
  /** Bytes of tensors that only the backward pass sees: statistics, masks, indices. */
  readonly own?: (record: OpRecord, sizes: Sizes) => number;
  /** Bytes that are there while the forward kernel runs, even where nothing is kept. */
  readonly scratch?: (record: OpRecord, sizes: Sizes) => number;
  /** The kernel wants this input in another layout: a copy is made, and kept instead of it. */
  readonly copies?: (input: TensorMeta, record: OpRecord) => boolean;
  /** The in-place form, where its formula is another one. */
  readonly inPlace?: Row;
  /**
   * The gradient of an input: a tensor of its own (left out), or the output's gradient itself (`same`), which holds for
   * inputs of the output's size: a broadcast one gets a sum, which is a tensor of its own. `none`: nothing of any size.
   */
  readonly gradient?: "same" | "parts" | "none";
}

const nothing: Row = {};
const passes: Row = { gradient: "same" };
const first: Row = { inputs: [0] };
const result: Row = { outputs: "all" };
const everything: Row = { inputs: "all", outputs: "all" };
const firstTwo: Row = { inputs: [0, 1] };
const integers: Row = { inputs: "integers" };
const factors: Row = { factors: [0, 1] };

const float = 4;
const index = 8;

/** Elements over the last dim, or over all that the scale covers. */
const rows = ({ inputs: [input, weight] }: OpRecord, { elements }: Sizes): number => {
  if (input === undefined) return 0;
  const last = weight === undefined ? elements({ ...input, shape: input.shape.slice(-1) }) : elements(weight);
  return elements(input) / Math.max(last, 1);
};

const channels = ({ inputs: [input] }: OpRecord, { elements }: Sizes): number =>
  input === undefined ? 0 : elements({ ...input, shape: input.shape.slice(1, 2) });

const batch = ({ inputs: [input] }: OpRecord, { elements }: Sizes): number =>
  input === undefined ? 0 : elements({ ...input, shape: input.shape.slice(0, 1) });

const outputElements = ({ outputs: [output] }: OpRecord, { elements }: Sizes): number =>
  output === undefined ? 0 : elements(output);

/** The flat indices of the maxima, where the caller did not ask for them. */
const maxima = (record: OpRecord, sizes: Sizes): number =>
  record.outputs.length > 1 ? 0 : index * outputElements(record, sizes);

const maxPool: Row = { inputs: [0], outputs: "integers", own: maxima, scratch: maxima };

/** To one value a channel it is a mean, whose gradient needs the sizes only. */
const adaptive: Row = { inputs: [0] };

const mask: Row = {
  own: (record, sizes) => outputElements(record, sizes), // bools
  scratch: (record, sizes) => outputElements(record, sizes),
  inPlace: {
    own: ({ inputs: [input] }, { bytes }) => (input === undefined ? 0 : bytes(input)), // numbers: `input.mul_(noise)`
  },
};

/** What a formula in several steps has on the way, as large as its output. */
const oneMore = ({ outputs: [output] }: OpRecord, { bytes }: Sizes): number =>
  output === undefined ? 0 : bytes(output);

/** The mask of whole channels. */
const channelMask: Row = { own: (record, sizes) => float * batch(record, sizes) * channels(record, sizes) };

/** A bool mask is added to the scores as numbers. */
const attentionMask = ({ inputs }: OpRecord, { elements }: Sizes): number => {
  const given = inputs[3];
  return given !== undefined && isWhole(given.dtype) ? float * elements(given) : 0;
};

const logSumExp = ({ outputs: [output] }: OpRecord, { elements }: Sizes): number =>
  output === undefined ? 0 : float * elements({ ...output, shape: output.shape.slice(0, -1) });

/** Of each step and layer its gates, its state and, between layers, its output; the cell's formula is written with these. */
const recurrent = (gates: number, states: number): Row => ({
  inputs: "all",
  outputs: "all",
  own: ({ inputs: [input], outputs: [output], attributes }, { elements, bytes }) => {
    if (input === undefined || output === undefined) return 0;
    const { layers = 1, directions = 1, hidden = 1 } = attributes;
    const steps = elements({ ...input, shape: input.shape.slice(0, -1) });
    const size = bytes(output) / Math.max(elements(output), 1);
    const between = (layers - 1) * directions * hidden;
    return size * steps * (layers * directions * hidden * (gates + states) + between);
  },
});

const cell = (gates: number): Row => ({
  inputs: "all",
  outputs: "all",
  own: ({ outputs: [output] }, { bytes }) => (output === undefined ? 0 : gates * bytes(output)),
});

/**
 * Products of stacks of matrices run as one `bmm`: the stack's dims become one, which takes a copy where their strides do not
 * fit (heads that were split off a wider dim).
 */
const batched: Row = {
  factors: [0, 1],
  copies: ({ shape, tensor: { strides } }, { inputs }) => {
    if (typeof strides === "string" || inputs.some((input) => input.shape.length < 3)) return false;
    let expected: number | null = null;
    for (let dim = shape.length - 3; dim >= 0; dim--) {
      const [size, stride] = [hintOf(shape[dim] ?? 1), hintOf(strides[dim] ?? 0)];
      if (size === 1) continue;
      if (expected !== null && stride !== expected) return true;
      expected = size * stride;
    }
    return false;
  },
  scratch: (record, { bytes }) =>
    record.inputs.reduce((sum, input) => sum + (batched.copies?.(input, record) === true ? bytes(input) : 0), 0),
};

/** Of a number as the exponent only the base is kept. */
const power: Row = { inputs: "all" };

/** Over a dim its places are kept, over everything the input. */
const largest: Row = { outputs: "integers" };

const table: Readonly<Record<string, Row>> = {
  // products
  ...each("matmul linalg_matmul", batched),
  ...each("mm bmm mv dot inner outer ger linear bilinear einsum tensordot linalg_vecdot", factors),
  ...each("addmm addbmm baddbmm addmv addr", { factors: [1, 2] }),
  ...each("conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d convolution conv_tbc", firstTwo),

  // element by element
  ...each("add sub subtract rsub positive", passes),
  ...each("neg negative conj real imag deg2rad rad2deg", nothing),
  ...each("sign sgn floor ceil round trunc fix frac", nothing),
  ...each("mul multiply __mul__", factors),
  ...each("div divide true_divide", { factors: [0, 1], inputs: [1] }),
  ...each("pow float_power", power),
  ...each("exp exp2 expm1 sqrt rsqrt reciprocal tanh sigmoid tan", result),
  ...each("log log2 log10 log1p sin cos sinh cosh asin acos atan asinh acosh atanh abs absolute square sinc", first),
  ...each("arcsin arccos arctan arcsinh arccosh arctanh erf erfc erfinv lgamma digamma i0 logit", first),
  ...each("maximum minimum fmax fmin atan2 fmod remainder", firstTwo),
  ...each("logaddexp logaddexp2 xlogy", firstTwo),
  ...each("clamp clip clamp_min clamp_max", first),
  ...each("addcmul", { factors: [1, 2] }),
  ...each("addcdiv", { inputs: [1, 2] }),
  lerp: integers,
  ...each("where masked_fill masked_scatter", integers),

  // activations
  relu: result,
  ...each("leaky_relu elu celu selu", { inputs: [0], inPlace: result }),
  ...each("relu6 hardtanh gelu silu mish hardswish hardsigmoid softplus logsigmoid threshold", first),
  ...each("softshrink hardshrink glu prelu", first),
  ...each("softsign rrelu", { inputs: [0], own: oneMore }),
  tanhshrink: { own: oneMore },
  ...each("softmax log_softmax softmin gumbel_softmax", result),

  // norms
  batch_norm: { inputs: [0], own: (record, sizes) => 2 * float * channels(record, sizes) },
  // Its scale is repeated over the batch.
  instance_norm: {
    inputs: [0],
    own: (record, sizes) =>
      (2 + (record.attributes["affine"] ?? 0)) * float * batch(record, sizes) * channels(record, sizes),
  },
  group_norm: {
    inputs: [0],
    own: (record, sizes) => 2 * float * batch(record, sizes) * (record.attributes["groups"] ?? 1),
  },
  layer_norm: { inputs: [0], own: (record, sizes) => 2 * float * rows(record, sizes) },
  normalize: first,
  rms_norm: { inputs: [0], own: (record, sizes) => float * rows(record, sizes) },

  // pooling and resizing
  ...each("max_pool1d max_pool2d max_pool3d adaptive_max_pool1d adaptive_max_pool2d adaptive_max_pool3d", maxPool),
  ...each("fractional_max_pool2d fractional_max_pool3d", maxPool),
  ...each("avg_pool1d avg_pool2d avg_pool3d", first),
  ...each("adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d", adaptive),
  ...each("interpolate upsample", nothing),
  grid_sample: firstTwo,
  ...each("pixel_shuffle pixel_unshuffle channel_shuffle", nothing),

  // dropout
  dropout: mask,
  alpha_dropout: { own: oneMore },
  feature_alpha_dropout: channelMask,
  ...each("dropout1d dropout2d dropout3d", channelMask),

  // attention and recurrent networks
  scaled_dot_product_attention: {
    inputs: [0, 1, 2],
    outputs: "all",
    own: (record, sizes) => logSumExp(record, sizes) + attentionMask(record, sizes),
    scratch: attentionMask,
  },
  lstm: recurrent(4, 1),
  gru: recurrent(5, 0),
  rnn: recurrent(0, 0),
  lstm_cell: cell(4),
  gru_cell: cell(5),
  ...each("rnn_tanh_cell rnn_relu_cell", cell(0)),

  // look-ups
  ...each("embedding embedding_bag index_select take getitem masked_select", integers),
  ...each("gather take_along_dim", { inputs: "all" }),
  ...each("scatter scatter_add index_add index_copy index_fill index_put repeat_interleave", integers),

  // sums and the like
  ...each("sum sum_to_size", { gradient: "none" }),
  ...each("mean cumsum trace", nothing),
  ...each("var nansum", first),
  ...each("std norm linalg_norm linalg_vector_norm logsumexp prod cumprod amax amin", { inputs: [0], outputs: "all" }),
  ...each("sort topk mode kthvalue cummax cummin msort", { outputs: "integers" }),
  ...each("max min median nanmedian", largest),
  ...each("argmax argmin argsort", nothing),

  // copies
  ...each("clone contiguous reshape alias setitem copy_", passes),
  ...each("cat concat concatenate stack hstack vstack dstack", { gradient: "parts" }),
  ...each("to type float half double bfloat16 cuda cpu type_as", nothing),
  ...each("pad constant_pad_nd roll flip rot90 fliplr flipud repeat tile tril triu unfold fold flatten", nothing),
  ...each("diag_embed block_diag", nothing),

  // losses
  nll_loss: { inputs: [0, 1], own: () => float }, // the sum of the weights
  ...each("mse_loss smooth_l1_loss huber_loss binary_cross_entropy kl_div", firstTwo),
  l1_loss: {
    own: ({ inputs: [input] }, { bytes }) => (input === undefined ? 0 : bytes(input)), // the difference
  },
  binary_cross_entropy_with_logits: { inputs: "all" },
};

const byKind: Partial<Readonly<Record<OpKind, Row>>> = { view: passes, creation: nothing, random: nothing };

function each(names: string, row: Row): Record<string, Row> {
  return Object.fromEntries(names.split(" ").map((name) => [name, row]));
}

/** The row of a record's op. `mul_` is `mul` that writes into its input. */
export function rowOf(record: OpRecord, inPlace: boolean): Row {
  const { op } = record;
  if (record.kind === "view") return passes;
  const row = table[op] ?? (op.endsWith("_") ? table[op.slice(0, -1)] : undefined) ?? byKind[record.kind] ?? everything;
  if (row === adaptive) {
    const spatial = Number(op.charAt(op.length - 2));
    return record.outputs[0]?.shape.slice(-spatial).every((dim) => dim === 1) === true ? nothing : adaptive;
  }
  if (row === power && record.inputs.length > 1) return everything;
  if (row === largest && record.outputs.length === 1) return everything;
  return inPlace && row.inPlace !== undefined ? row.inPlace : row;
}

export function isWhole(dtype: DType): boolean {
  return dtype.category === "int" || dtype.category === "bool";
}

/** What of an op's inputs and outputs stays, parameters among it. */
export function keptTensors({ inputs, outputs }: OpRecord, row: Row): TensorMeta[] {
  const found: TensorMeta[] = [];
  if (row.inputs === "all") found.push(...inputs);
  else if (row.inputs === "integers") found.push(...inputs.filter(({ dtype }) => isWhole(dtype)));
  else for (const place of row.inputs ?? []) pushIf(found, inputs[place]);
  if (row.factors !== undefined)
    for (const place of row.factors)
      if (row.factors.some((other) => other !== place && inputs[other]?.requiresGrad === true))
        pushIf(found, inputs[place]);
  if (row.outputs === "all") found.push(...outputs);
  else if (row.outputs === "integers") found.push(...outputs.filter(({ dtype }) => isWhole(dtype)));
  return found;
}

function pushIf(found: TensorMeta[], meta: TensorMeta | undefined): void {
  if (meta !== undefined && !found.includes(meta)) found.push(meta);
}
