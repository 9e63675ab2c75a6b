// Normalisations: shape in, shape out. What conventions need to know of them is in the attributes: whether there is a scale
// and shift (`affine`), and whether a batch norm computes its own statistics (`training`).

import { PyTuple, PyList } from "../python/values.ts";
import type { Context } from "../python/values.ts";
import { hintOf, mul, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { float32, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { divide, formatDim, formatShape, normalizeDims, sameShape } from "../tensor/shapes.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { flagOr, isUnknown, tensorIfKnown } from "./lenient.ts";
import { isFloating, lifted } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "norm";

/** Additions and multiplications an element: statistics (unless they are given), difference and quotient, scale and shift. */
const work = (training: boolean, affine: boolean): number => (training ? 4 : 1) + (affine ? 1 : 0);

/** Each vector that goes with the channels must have as many elements. */
function checkChannels(
  args: Args,
  channels: Dim,
  vectors: readonly (readonly [string, Tensor | null])[],
  copies: Dim = 1,
) {
  for (const [name, vector] of vectors) {
    if (vector === null) continue;
    const size = product(vector.shape);
    if (!args.holds(size, "==", channels)) {
      const [wanted, found] = [mul(copies, channels), mul(copies, size)];
      args.fail("RuntimeError", `${name} should contain ${formatDim(wanted)} elements not ${formatDim(found)}`);
    }
  }
}

/** A float32 scale goes with half precision input; all other mixtures raise. */
function checkMixed(args: Args, dtype: DType, found: readonly (DType | undefined)[]): void {
  for (const own of found)
    if (own !== undefined && own !== dtype && !(dtype.size === 2 && own === float32))
      args.fail("RuntimeError", "mixed dtype (CPU): all inputs must share same datatype.");
}

const dtypesOf = (...tensors: readonly (Tensor | null)[]): (DType | undefined)[] =>
  tensors.map((tensor) => tensor?.dtype);
const liftedDtypes = (context: Context, ...tensors: readonly (Tensor | null)[]): (DType | undefined)[] =>
  tensors.map((tensor) => (tensor === null ? undefined : lifted(context, tensor.dtype)));

function checkFloating(args: Args, dtype: DType, kernel: string): void {
  if (!isFloating(dtype)) args.fail("NotImplementedError", `"${kernel}" not implemented for '${scalarName(dtype)}'`);
}

function batchNormRule(args: Args, training: boolean): OpResult {
  const input = args.tensor("input");
  const { shape, dtype } = input;
  const [mean, variance] = [tensorIfKnown(args, "running_mean"), tensorIfKnown(args, "running_var")];
  const [weight, bias] = [tensorIfKnown(args, "weight"), tensorIfKnown(args, "bias")];
  if (!training)
    for (const [name, vector] of [
      ["running_mean", mean],
      ["running_var", variance],
    ] as const)
      if (vector === null && !isUnknown(args, name))
        args.fail("RuntimeError", `${name} must be defined in evaluation mode`);
  checkChannels(args, shape[1] ?? 0, [
    ["running_mean", mean],
    ["running_var", variance],
    ["weight", weight],
    ["bias", bias],
  ]);
  if (dtype.category !== "int" || weight === null) checkMixed(args, dtype, dtypesOf(mean, variance, weight, bias));
  checkFloating(args, dtype, "batch_norm");
  const affine = weight !== null;
  return {
    outputs: { shape, dtype },
    elementwise: work(training, affine),
    attributes: { affine: Number(affine), training: Number(training) },
  };
}

/** torch.nn.functional's check before the kernel: batch statistics need more than one value a channel. */
function checkCount(args: Args, shape: Shape, shown: string): void {
  const values = product(shape.filter((_, i) => i !== 1));
  if (hintOf(values) === 1)
    args.fail("ValueError", `Expected more than 1 value per channel when training, got input size ${shown}`);
}

const batchNorm = op(
  "batch_norm",
  "input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05",
  { kind },
  (args) => {
    const training = flagOr(args, "training", true);
    const input = args.known("input");
    if (training && isTensorLike(input)) checkCount(args, input.shape, `torch.Size(${formatShape(input.shape)})`);
    return batchNormRule(args, training);
  },
);

const batchNormCore = op(
  "batch_norm",
  "input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled=True",
  { kind },
  (args) => batchNormRule(args, flagOr(args, "training", true)),
);

function isTensorLike(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && "shape" in value && "dtype" in value;
}

const instanceNorm = op(
  "instance_norm",
  "input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05",
  { kind },
  (args) => {
    const input = args.tensor("input");
    const { shape, dtype } = input;
    const [mean, variance] = [tensorIfKnown(args, "running_mean"), tensorIfKnown(args, "running_var")];
    const [weight, bias] = [tensorIfKnown(args, "weight"), tensorIfKnown(args, "bias")];
    const own = flagOr(args, "use_input_stats", true);
    if (own && hintOf(product(shape.slice(2))) === 1)
      args.fail(
        "ValueError",
        `Expected more than 1 spatial element when training, got input size torch.Size(${formatShape(shape)})`,
      );
    if (!own && (args.value("running_mean") === null || args.value("running_var") === null))
      args.fail("RuntimeError", "Expected running_mean and running_var to be defined when use_input_stats is false");
    const vectors = [
      ["running_mean", mean],
      ["running_var", variance],
      ["weight", weight],
      ["bias", bias],
    ] as const;
    checkChannels(args, shape[1] ?? 0, vectors, shape[0] ?? 1); // torch repeats the vectors over the batch
    checkMixed(args, dtype, dtypesOf(mean, variance, weight, bias));
    checkFloating(args, dtype, "batch_norm");
    const affine = weight !== null;
    return {
      outputs: { shape, dtype },
      elementwise: work(true, affine),
      attributes: { affine: Number(affine), training: Number(own) },
    };
  },
);

/** layer_norm and rms_norm: the last dims must be `normalized_shape`, and so must the scale and shift. */
function featureNorm(args: Args, context: Context, name: string, withBias: boolean): OpResult {
  const input = args.tensor("input");
  const given = args.known("normalized_shape");
  if (!(given instanceof PyTuple) && !(given instanceof PyList) && typeof given === "number")
    args.fail("TypeError", `${name}(): argument 'normalized_shape' (position 2) must be tuple of ints, not int`);
  const normalized = args.ints("normalized_shape");
  const weight = tensorIfKnown(args, "weight");
  const bias = withBias ? tensorIfKnown(args, "bias") : null;
  const shown = formatShape(normalized);
  if (normalized.length === 0)
    args.fail(
      "RuntimeError",
      `Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = ${shown}`,
    );
  for (const [which, tensor] of [
    ["weight", weight],
    ["bias", bias],
  ] as const)
    if (tensor !== null && !sameShape(args, tensor.shape, normalized))
      args.fail(
        "RuntimeError",
        `Expected ${which} to be of same shape as normalized_shape, but got ${which} of shape ${formatShape(tensor.shape)} and normalized_shape = ${shown}`,
      );
  const { shape } = input;
  const last = shape.slice(Math.max(shape.length - normalized.length, 0));
  if (shape.length < normalized.length || !sameShape(args, last, normalized)) {
    const sizes = normalized.map(formatDim).join(", ");
    const wanted = withBias ? `[*, ${sizes}]` : `[*${sizes}]`;
    args.fail(
      "RuntimeError",
      `Given normalized_shape=${shown}, expected input with shape ${wanted}, but got input of size${formatShape(shape)}`,
    );
  }
  const dtype = lifted(context, input.dtype);
  if (withBias) checkMixed(args, dtype, liftedDtypes(context, weight, bias));
  if (withBias) checkFloating(args, dtype, "LayerNormKernelImpl");
  const affine = weight !== null;
  return {
    outputs: { shape, dtype },
    elementwise: work(true, affine),
    attributes: { affine: Number(affine) },
  };
}

const layerNorm = op(
  "layer_norm",
  "input, normalized_shape, weight=None, bias=None, eps=1e-05, cudnn_enable=True",
  { kind },
  (args, context) => featureNorm(args, context, "layer_norm", true),
);

const rmsNorm = op("rms_norm", "input, normalized_shape, weight=None, eps=None", { kind }, (args, context) =>
  featureNorm(args, context, "rms_norm", false),
);

function groupNormRule(args: Args, context: Context): OpResult {
  const input = args.tensor("input");
  const { shape } = input;
  const [weight, bias] = [tensorIfKnown(args, "weight"), tensorIfKnown(args, "bias")];
  const groups = args.int("num_groups");
  if (shape.length < 2)
    args.fail("RuntimeError", `Expected at least 2 dimensions for input tensor but received ${shape.length}`);
  const channels = shape[1] ?? 1;
  if (hintOf(groups) <= 0)
    args.fail("RuntimeError", `Expected num groups to be greater than 0, got ${formatDim(groups)}`);
  if (divide(args, channels, groups) === null)
    args.fail(
      "RuntimeError",
      `Expected number of channels in input to be divisible by num_groups, but got input of shape ${formatShape(shape)} and num_groups=${formatDim(groups)}`,
    );
  for (const [which, tensor] of [
    ["weight", weight],
    ["bias", bias],
  ] as const)
    if (tensor !== null && (tensor.shape.length !== 1 || !args.holds(tensor.shape[0] ?? 1, "==", channels))) {
      const found = `got ${which} of shape ${formatShape(weight?.shape ?? tensor.shape)} and input of shape ${formatShape(shape)}`;
      args.fail(
        "RuntimeError",
        `Expected ${which} to be a vector of size equal to the number of channels in input, but ${found}`,
      );
    }
  const dtype = lifted(context, input.dtype);
  checkMixed(args, dtype, liftedDtypes(context, weight, bias));
  checkFloating(args, dtype, "GroupNormKernelImpl");
  const affine = weight !== null;
  return {
    outputs: { shape, dtype },
    elementwise: work(true, affine),
    attributes: { affine: Number(affine), groups: hintOf(groups) },
  };
}

const groupNormSignature = "input, num_groups, weight=None, bias=None, eps=1e-05";

const groupNorm = op("group_norm", groupNormSignature, { kind }, (args, context) => {
  const found = groupNormRule(args, context);
  const { shape } = args.tensor("input");
  const groups = args.int("num_groups");
  // As torch.nn.functional checks it: a group must hold more than one value.
  const values =
    (hintOf(product(shape)) / Math.max(hintOf(shape[1] ?? 1), 1)) * (hintOf(shape[1] ?? 1) / hintOf(groups));
  if (values / hintOf(shape[0] ?? 1) === 1 && hintOf(shape[0] ?? 1) === 1)
    args.fail(
      "ValueError",
      `Expected more than 1 value per channel when training, got input size ${formatShape(shape)}`,
    );
  return found;
});

const groupNormCore = op("group_norm", `${groupNormSignature}, cudnn_enabled=True`, { kind }, groupNormRule);

const localResponseNorm = op("local_response_norm", "input, size, alpha=0.0001, beta=0.75, k=1.0", { kind }, (args) => {
  const input = args.tensor("input");
  const { shape, dtype } = input;
  if (shape.length < 3) {
    // The gap is in torch's message, too.
    const wanted = `Expected 3D or higher dimensionality${" ".repeat(26)}input`;
    args.fail("ValueError", `${wanted} (got ${shape.length} dimensions)`);
  }
  return { outputs: { shape, dtype }, elementwise: args.number("size") + 5 };
});

const normalize = op("normalize", "input, p=2.0, dim=1, eps=1e-12, out=None", { kind }, (args) => {
  const input = args.tensor("input");
  const { shape, dtype } = input;
  normalizeDims(args, args.ints("dim"), shape.length);
  if (!isFloating(dtype))
    args.fail(
      "RuntimeError",
      `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${scalarName(dtype)}`,
    );
  return { outputs: { shape, dtype }, elementwise: 3, attributes: { affine: 0 } };
});

export function register(registry: Registry): void {
  const shared: readonly OpDeclaration[] = [layerNorm, rmsNorm];
  placeNn(registry, [batchNorm, instanceNorm, groupNorm, localResponseNorm, normalize, ...shared]);
  placeFunctions(registry, [batchNormCore, groupNormCore, ...shared]);
}
