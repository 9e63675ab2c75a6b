// Convolutions of 1 to 3 spatial dims, and their transposes. One multiply-add a weight and output position, padding counted
// as real work; a transposed one multiplies at every input position instead. The gradient of the input and that of the
// weight each take as much as the forward pass, grouped or not.

import type { Context } from "../python/values.ts";
import { add, floorDiv, hintOf, mul, product, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { float32, scalarName } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { divide, formatDim, formatShape } from "../tensor/shapes.ts";
import { numel } from "../tensor/tensor.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { tensorIfKnown } from "./lenient.ts";
import { lowered, nativeName } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "conv";

interface Convolution {
  readonly input: Tensor;
  readonly weight: Tensor;
  readonly bias: Tensor | null;
  readonly stride: readonly Dim[];
  readonly padding: readonly Dim[];
  readonly dilation: readonly Dim[];
  readonly groups: Dim;
  /** null: not transposed. */
  readonly outputPadding: readonly Dim[] | null;
}

const cross = (dims: readonly Dim[]): string => `(${dims.map(formatDim).join(" x ")})`;

/** `input` in `[N,] C, *spatial`; null where no batch dim was given. */
function batched(args: Args, input: Tensor, name: string, rank: number): Shape {
  const { shape } = input;
  if (shape.length === rank + 2) return shape;
  if (shape.length === rank + 1) return [1, ...shape];
  const wanted = `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to ${name}`;
  return args.fail("RuntimeError", `${wanted}, but got input of size: ${formatShape(shape)}`);
}

/** One size for each spatial dim; a single one holds for all. */
function perDim(args: Args, name: string, rank: number): readonly Dim[] {
  const found = args.ints(name, rank);
  if (found.length !== rank) wrongCount(args, name, found, rank);
  return found;
}

function wrongCount(args: Args, name: string, found: readonly Dim[], rank: number): never {
  const wanted = `a single integer value or a list of ${rank} values to match the convolution dimensions`;
  return args.fail("RuntimeError", `expected ${name} to be ${wanted}, but got ${name}=${formatShape(found)}`);
}

const anyBelow = (dims: readonly Dim[], least: number): boolean => dims.some((dim) => hintOf(dim) < least);

function checkWeight(args: Args, given: Convolution, x: Shape): void {
  const { bias, groups, outputPadding } = given;
  const w = given.weight.shape;
  const transposed = outputPadding !== null;
  if (hintOf(groups) <= 0) args.fail("RuntimeError", "non-positive groups is not supported");
  if (anyBelow(given.padding, 0)) args.fail("RuntimeError", "negative padding is not supported");
  if (anyBelow(given.stride, 1)) args.fail("RuntimeError", "non-positive stride is not supported");
  if (anyBelow(given.dilation, 0)) args.fail("RuntimeError", "dilation should be greater than zero");
  if (anyBelow(given.dilation, 1)) args.fail("RuntimeError", "non-positive dilation is not supported");
  const [first, second] = [w[0] ?? 1, w[1] ?? 1];
  const shownWeight = `weight of size ${formatShape(w)}`;
  const shownGroups = formatDim(groups);
  if (hintOf(first) < hintOf(groups))
    args.fail(
      "RuntimeError",
      `Given groups=${shownGroups}, expected weight to be at least ${shownGroups} at dimension 0, but got ${shownWeight} instead`,
    );
  if (groups !== 1 && divide(args, first, groups) === null)
    args.fail(
      "RuntimeError",
      `Given groups=${shownGroups}, expected weight to be divisible by ${shownGroups} at dimension 0, but got weight of size [${formatShape(w)}] instead`,
    );
  const wanted = transposed ? first : mul(second, groups);
  const channels = x[1] ?? 1;
  if (!args.holds(channels, "==", wanted)) {
    const how = transposed ? `Given transposed=1, ` : `Given groups=${shownGroups}, `;
    const counts = `to have ${formatDim(wanted)} channels, but got ${formatDim(channels)} channels instead`;
    args.fail("RuntimeError", `${how}${shownWeight}, expected input${formatShape(x)} ${counts}`);
  }
  const out = transposed ? mul(second, groups) : first;
  if (bias !== null && (bias.shape.length !== 1 || !args.holds(bias.shape[0] ?? 1, "==", out)))
    args.fail(
      "RuntimeError",
      `Given ${transposed ? "transposed=1, " : ""}${shownWeight}, expected bias to be 1-dimensional with ${formatDim(out)} elements, but got bias of size ${formatShape(bias.shape)} instead`,
    );
}

/** An input of more numbers than this is convolved by oneDNN. */
const mkldnnLeast = 20480;

function checkDtypes(args: Args, context: Context, { input, weight, bias }: Convolution): void {
  const x = lowered(context, input.dtype);
  const w = lowered(context, weight.dtype);
  const b = bias === null ? x : lowered(context, bias.dtype);
  if (b !== x)
    args.fail("RuntimeError", `Input type (${nativeName(x)}) and bias type (${nativeName(b)}) should be the same`);
  if (w === x) return;
  // One image of few numbers goes to another kernel, which has other words.
  if (x === float32 && (hintOf(input.shape[0] ?? 1) > 1 || hintOf(numel(input)) > mkldnnLeast))
    args.fail(
      "RuntimeError",
      `Input type (torch.${scalarName(x)}Tensor) and weight type (torch.${scalarName(w)}Tensor) should be the same or input should be a MKLDNN tensor and weight is a dense tensor`,
    );
  args.fail("RuntimeError", `expected scalar type ${scalarName(x)} but found ${scalarName(w)}`);
}

/** ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 along each spatial dim. */
function forwardSpatial(args: Args, { stride, padding, dilation }: Convolution, x: Shape, kernel: Shape): Dim[] {
  const padded = x.slice(2).map((size, i) => add(size, mul(2, padding[i] ?? 0)));
  const reach = kernel.map((size, i) => add(mul(dilation[i] ?? 1, sub(size, 1)), 1));
  if (padded.some((size, i) => !args.holds(size, ">=", reach[i] ?? 1)))
    args.fail(
      "RuntimeError",
      `Calculated padded input size per channel: ${cross(padded)}. Kernel size: ${cross(reach)}. Kernel size can't be greater than actual input size`,
    );
  return padded.map((size, i) => add(floorDiv(sub(size, reach[i] ?? 1), stride[i] ?? 1), 1));
}

/** (size − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1 along each spatial dim. */
function transposedSpatial(args: Args, given: Convolution, extra: readonly Dim[], x: Shape, kernel: Shape): Dim[] {
  const { stride, padding, dilation } = given;
  if (extra.some((dim, i) => hintOf(dim) >= Math.max(hintOf(stride[i] ?? 1), hintOf(dilation[i] ?? 1)))) {
    const axes = ["depth", "height", "width"].slice(3 - Math.max(extra.length, 2));
    const named = (name: string, list: readonly Dim[], missing: number): string =>
      axes.map((axis, i) => `${name}_${axis}: ${formatDim(list[i - axes.length + list.length] ?? missing)}`).join(" ");
    const values = `${named("output_padding", extra, 0)} ${named("stride", stride, 1)} ${named("dilation", dilation, 1)}`;
    args.fail("RuntimeError", `output padding must be smaller than either stride or dilation, but got ${values}`);
  }
  const out = x.slice(2).map((size, i) => {
    const spread = sub(mul(sub(size, 1), stride[i] ?? 1), mul(2, padding[i] ?? 0));
    const reach = mul(dilation[i] ?? 1, sub(kernel[i] ?? 1, 1));
    return add(add(spread, reach), add(extra[i] ?? 0, 1));
  });
  // A 1-D convolution is a 2-D one of height 1. What kernels of more dims say to an empty output differs; they give it.
  const flat = out.length === 1 ? [1] : [];
  if (out.some((size) => !args.holds(size, ">=", out.length === 1 ? 1 : 0)))
    args.fail(
      "RuntimeError",
      `Given input size per channel: ${cross([...flat, ...x.slice(2)])}. Calculated output size per channel: ${cross([...flat, ...out])}. Output size is too small`,
    );
  return out;
}

function convolve(args: Args, context: Context, given: Convolution, x: Shape): OpResult {
  const { input, weight, groups, outputPadding } = given;
  checkDtypes(args, context, given);
  checkWeight(args, given, x);
  const kernel = weight.shape.slice(2);
  const batch = x[0] ?? 1;
  const [out, channels, positions] =
    outputPadding === null
      ? forward(forwardSpatial(args, given, x, kernel), weight)
      : transposed(transposedSpatial(args, given, outputPadding, x, kernel), weight, groups, x);
  const flops = product([2, batch, ...weight.shape, positions]);
  const shape = [...(input.shape.length === x.length ? [batch] : []), channels, ...out];
  return {
    outputs: { shape, dtype: lowered(context, input.dtype) },
    flops,
    backward: [
      [input, flops],
      [weight, flops],
    ],
    attributes: { groups: hintOf(groups), transposed: outputPadding === null ? 0 : 1 },
  };
}

type Placed = readonly [spatial: Dim[], channels: Dim, positions: Dim];

function forward(spatial: Dim[], weight: Tensor): Placed {
  return [spatial, weight.shape[0] ?? 1, product(spatial)];
}

function transposed(spatial: Dim[], weight: Tensor, groups: Dim, x: Shape): Placed {
  return [spatial, mul(weight.shape[1] ?? 1, groups), product(x.slice(2))];
}

/** `padding="same"` and `"valid"`, or numbers. */
function paddingOf(args: Args, rank: number, stride: readonly Dim[]): readonly Dim[] | "same" {
  const padding = args.known("padding");
  if (typeof padding !== "string") return perDim(args, "padding", rank);
  if (padding === "valid") return Array<Dim>(rank).fill(0);
  if (padding !== "same") args.fail("RuntimeError", `Invalid padding string: '${padding}'`);
  if (stride.some((step) => hintOf(step) !== 1))
    args.fail("RuntimeError", "padding='same' is not supported for strided convolutions");
  return "same";
}

function conv(rank: number): OpDeclaration {
  const name = `conv${rank}d`;
  const signature = "input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1";
  return op(name, signature, { kind }, (args, context) => {
    const [input, weight, bias] = [args.tensor("input"), args.tensor("weight"), tensorIfKnown(args, "bias")];
    const x = batched(args, input, name, rank);
    const spatial = weight.shape.length - 2;
    const stride = perDim(args, "stride", rank);
    const dilation = perDim(args, "dilation", rank);
    if (spatial !== rank) wrongCount(args, "stride", stride, spatial);
    const padding = paddingOf(args, rank, stride);
    const given = { input, weight, bias, stride, dilation, groups: args.int("groups"), outputPadding: null };
    if (padding !== "same") return convolve(args, context, { ...given, padding }, x);
    // The padding that keeps the size may be uneven; torch then pads the input first, so only the sum matters here.
    const total = weight.shape.slice(2).map((size, i) => mul(dilation[i] ?? 1, sub(size, 1)));
    const grown = x.map((size, i) => (i < 2 ? size : add(size, total[i - 2] ?? 0)));
    checkWeight(args, { ...given, padding: [] }, x);
    return convolve(args, context, { ...given, padding: Array<Dim>(rank).fill(0) }, grown);
  });
}

function convTranspose(rank: number): OpDeclaration {
  const name = `conv_transpose${rank}d`;
  const signature = "input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1";
  return op(name, signature, { kind }, (args, context) => {
    const [input, weight, bias] = [args.tensor("input"), args.tensor("weight"), tensorIfKnown(args, "bias")];
    const x = batched(args, input, name, rank);
    const stride = perDim(args, "stride", rank);
    if (weight.shape.length - 2 !== rank) wrongCount(args, "stride", stride, weight.shape.length - 2);
    const given = {
      input,
      weight,
      bias,
      stride,
      padding: perDim(args, "padding", rank),
      dilation: perDim(args, "dilation", rank),
      groups: args.int("groups"),
      outputPadding: perDim(args, "output_padding", rank),
    };
    return convolve(args, context, given, x);
  });
}

/** The general form below all of them; the rank is the weight's. */
const convolution = op(
  "convolution",
  "input, weight, bias, stride, padding, dilation, transposed, output_padding, groups",
  { kind },
  (args, context) => {
    const [input, weight, bias] = [args.tensor("input"), args.tensor("weight"), tensorIfKnown(args, "bias")];
    const rank = weight.shape.length - 2;
    const given = {
      input,
      weight,
      bias,
      stride: perDim(args, "stride", rank),
      padding: perDim(args, "padding", rank),
      dilation: perDim(args, "dilation", rank),
      groups: args.int("groups"),
      outputPadding: args.bool("transposed") ? perDim(args, "output_padding", rank) : null,
    };
    return convolve(args, context, given, batched(args, input, "convolution", rank));
  },
);

/** Time first, then batch and channels: input [T, N, C], weight [k, C, out]. */
const convTbc = op("conv_tbc", "input, weight, bias, pad=0", { kind }, (args, context) => {
  const [input, weight] = [args.tensor("input"), args.tensor("weight")];
  args.tensor("bias");
  if (input.shape.length !== 3) args.fail("RuntimeError", "Input must have 3 dims: time, batch, in_channel");
  if (weight.shape.length !== 3)
    args.fail("RuntimeError", "Weight tensor must have 3 dims: kernel_width, in_channels, out_channels.");
  const [time = 1, batch = 1, channels = 1] = input.shape;
  const [width = 1, inside = 1, out = 1] = weight.shape;
  if (!args.holds(channels, "==", inside))
    args.fail("RuntimeError", "Input dim 2 (input channels) is not == dim 1 in the weight tensor");
  const length = add(sub(add(time, mul(2, args.int("pad"))), width), 1);
  const flops = product([2, batch, width, inside, out, length]);
  return {
    outputs: { shape: [length, batch, out], dtype: lowered(context, input.dtype) },
    flops,
    backward: [
      [input, flops],
      [weight, flops],
    ],
  };
});

export function register(registry: Registry): void {
  const all = [1, 2, 3].flatMap((rank) => [conv(rank), convTranspose(rank)]).concat(convTbc);
  placeNn(registry, all);
  placeFunctions(registry, [...all, convolution]);
}
