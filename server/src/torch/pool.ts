// Pooling over 1 to 3 spatial dims: windows of a fixed size, and adaptive windows that give a fixed number of outputs.

import { PyList, PyTuple, Unknown } from "../python/values.ts";
import type { Value } from "../python/values.ts";
import { Expr, add, floorDiv, hintOf, mul, product, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { int64, scalarName } from "../tensor/dtype.ts";
import { NotKnown, op, tensorState } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { formatDim, formatShape, normalizeDim, sameShape } from "../tensor/shapes.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import { scaled } from "./scale.ts";
import type { Registry } from "./registry.ts";

const kind = "pool";

interface Window {
  readonly kernel: readonly Dim[];
  readonly stride: readonly Dim[];
  readonly padding: readonly Dim[];
  readonly dilation: readonly Dim[];
  readonly ceil: boolean;
}

const words = ["zero", "one", "two", "three"];
const cross = (dims: readonly Dim[]): string => dims.map(formatDim).join("x");

/** One int for each spatial dim; one holds for all. `fallback` is what None and () mean. */
function each(args: Args, op: string, name: string, rank: number, fallback: readonly Dim[]): readonly Dim[] {
  const value = args.known(name);
  if (value === null || (isSequence(value) && value.items.length === 0)) return fallback;
  const found = args.ints(name, rank);
  if (found.length !== rank)
    args.fail("RuntimeError", `${op}: ${name} must either be a single int, or a tuple of ${words[rank] ?? rank} ints`);
  return found;
}

function isSequence(value: Value): value is PyTuple | PyList {
  return value instanceof PyTuple || value instanceof PyList;
}

function windowOf(args: Args, name: string, rank: number, dilated: boolean): Window {
  const kernel = each(args, name, "kernel_size", rank, []);
  const ones = Array<Dim>(rank).fill(1);
  return {
    kernel,
    stride: each(args, name, "stride", rank, kernel),
    padding: each(args, name, "padding", rank, Array<Dim>(rank).fill(0)),
    dilation: dilated ? each(args, name, "dilation", rank, ones) : ones,
    ceil: args.bool("ceil_mode"),
  };
}

/** ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, or ⌈…⌉ where no window may start in the right padding. */
function positions(args: Args, size: Dim, window: Window, i: number): Dim {
  const [kernel, stride] = [window.kernel[i] ?? 1, window.stride[i] ?? 1];
  const [padding, dilation] = [window.padding[i] ?? 0, window.dilation[i] ?? 1];
  if (hintOf(stride) === 0) args.fail("RuntimeError", "stride should not be zero");
  if (hintOf(padding) < 0) args.fail("RuntimeError", `pad must be non-negative, but got pad: ${formatDim(padding)}`);
  const reach = add(mul(dilation, sub(kernel, 1)), 1);
  if (!args.holds(padding, "<=", floorDiv(reach, 2))) {
    const values = `pad=${formatDim(padding)}, kernel_size=${formatDim(kernel)} and dilation=${formatDim(dilation)}`;
    args.fail("RuntimeError", `pad should be at most half of effective kernel size, but got ${values}`);
  }
  const room = sub(add(size, mul(2, padding)), reach);
  if (!window.ceil) return add(floorDiv(room, stride), 1);
  const rounded = add(floorDiv(add(room, sub(stride, 1)), stride), 1);
  const fits = args.holds(mul(sub(rounded, 1), stride), "<", add(size, padding));
  return fits ? rounded : sub(rounded, 1);
}

/** The output's shape. The shapes of messages have no batch dim, and a 1-D pool is a 2-D one of height 1. */
function pooledShape(args: Args, name: string, input: Tensor, window: Window): Shape {
  const rank = window.kernel.length;
  const { shape } = input;
  checkRank(args, name, shape, rank);
  const spatial = shape.slice(-rank);
  const out = spatial.map((size, i) => positions(args, size, window, i));
  if (rank > 1) checkPadding(args, window);
  if (name === "avg_pool3d") checkImage(args, spatial, window);
  if (out.some((size) => !args.holds(size, ">=", 1))) {
    const [channels, height] = [shape.slice(-rank - 1, -rank), rank === 1 ? [1] : []];
    const [before, after] = [cross([...channels, ...height, ...spatial]), cross([...channels, ...height, ...out])];
    args.fail(
      "RuntimeError",
      `Given input size: (${before}). Calculated output size: (${after}). Output size is too small`,
    );
  }
  return [...shape.slice(0, -rank), ...out];
}

/** A dilated window reaches further than its kernel; then this second check of torch is the stricter one. */
function checkPadding(args: Args, { kernel, padding }: Window): void {
  if (padding.every((size, i) => args.holds(size, "<=", floorDiv(kernel[i] ?? 1, 2)))) return;
  const [depth, height, width] = kernel.length === 3 ? [0, 1, 2] : [-1, 0, 1];
  const at = (list: readonly Dim[], i: number): string => formatDim(list[i] ?? 1);
  const sizes =
    kernel.length === 3
      ? `kT: ${at(kernel, depth)} kW: ${at(kernel, width)} kH: ${at(kernel, height)} padT: ${at(padding, depth)} padW: ${at(padding, width)} padH: ${at(padding, height)}`
      : `padW = ${at(padding, width)}, padH = ${at(padding, height)}, kW = ${at(kernel, width)}, kH = ${at(kernel, height)}`;
  args.fail("RuntimeError", `pad should be smaller than or equal to half of kernel size, but got ${sizes}`);
}

function checkRank(args: Args, name: string, shape: Shape, rank: number): void {
  const fits = shape.length === rank + 1 || shape.length === rank + 2;
  if (rank === 1) {
    if (fits) return;
    if (name === "max_pool1d")
      args.fail(
        "RuntimeError",
        `max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatShape(shape)}`,
      );
    wantDimensions(args, name, shape);
  }
  // avg_pool2d reads the channels before it looks at the rank.
  if (name === "avg_pool2d" && shape.length < 3) normalizeDim(args, -3, shape.length);
  if (!fits && name !== "avg_pool2d")
    args.fail("RuntimeError", `non-empty ${rank + 1}D or ${rank + 2}D (batch mode) tensor expected for input`);
  const filled = shape.slice(-rank - 1).every((size) => hintOf(size) !== 0);
  if (!fits || !filled)
    args.fail(
      "RuntimeError",
      `Expected ${rank + 1}D or ${rank + 2}D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatShape(shape)}`,
    );
}

function wantDimensions(args: Args, name: string, shape: Shape): never {
  return args.fail(
    "RuntimeError",
    `Expected 2 to 3 dimensions, but got ${shape.length}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`,
  );
}

/** max_pool1d has words of its own where no gradient is needed. */
function checkMaxPool1d(args: Args, input: Tensor, window: Window): void {
  const [kernel = 1, stride = 1, padding = 0] = [window.kernel[0], window.stride[0], window.padding[0]];
  checkRank(args, "max_pool1d", input.shape, 1);
  if (hintOf(stride) <= 0)
    args.fail("RuntimeError", `max_pool1d() stride must be greater than zero, but got ${formatDim(stride)}`);
  if (!args.holds(padding, "<=", floorDiv(kernel, 2)))
    args.fail(
      "RuntimeError",
      `max_pool1d() padding should be at most half of kernel size, but got padding=${formatDim(padding)} and kernel_size=${formatDim(kernel)}`,
    );
  const size = positions(args, input.shape.at(-1) ?? 1, window, 0);
  if (!args.holds(size, ">=", 1))
    args.fail("RuntimeError", `max_pool1d() Invalid computed output size: ${formatDim(size)}`);
}

/** Values, and where asked for the positions they came from. */
function withIndices(input: Tensor, shape: Shape, elementwise: number, wanted: boolean): OpResult {
  const values = { shape, dtype: input.dtype };
  return { outputs: wanted ? [values, { shape, dtype: int64, requiresGrad: false }] : values, elementwise };
}

function maxPool(rank: number, indices: "argument" | "never" | "always", name = `max_pool${rank}d`): OpDeclaration {
  const asked = indices === "argument" ? ", return_indices=False" : "";
  const signature = `input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False${asked}`;
  const pool = `max_pool${rank}d`;
  return op(name, signature, { kind }, (args, context) => {
    const input = args.tensor("input");
    const window = windowOf(args, pool, rank, true);
    const wanted = indices === "always" || (indices === "argument" && args.bool("return_indices"));
    const learns = tensorState(context).gradEnabled && input.requiresGrad;
    if (rank === 1 && !wanted && !learns) checkMaxPool1d(args, input, window);
    return withIndices(input, pooledShape(args, pool, input, window), hintOf(product(window.kernel)), wanted);
  });
}

function avgPool(rank: number): OpDeclaration {
  const name = `avg_pool${rank}d`;
  const divisor = rank === 1 ? "" : ", divisor_override=None";
  const signature = `input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True${divisor}`;
  return op(name, signature, { kind }, (args) => {
    const input = args.tensor("input");
    const window = windowOf(args, name, rank, false);
    if (rank > 1 && args.optionalNumber("divisor_override") === 0)
      args.fail("RuntimeError", "divisor must be not zero");
    return {
      outputs: { shape: pooledShape(args, name, input, window), dtype: input.dtype },
      elementwise: hintOf(product(window.kernel)),
    };
  });
}

/** avg_pool3d says first that the kernel is larger than the image. */
function checkImage(args: Args, image: Shape, { kernel }: Window): void {
  if (image.every((size, i) => args.holds(size, ">=", kernel[i] ?? 1))) return;
  const axes = ["T", "H", "W"];
  const sizes = axes.map((axis, i) => `${axis}: ${formatDim(image[i] ?? 1)}`).join(" ");
  const kernels = axes.map((axis, i) => `k${axis}: ${formatDim(kernel[i] ?? 1)}`).join(" ");
  args.fail("RuntimeError", `input image (${sizes}) smaller than kernel size (${kernels})`);
}

/** A power average: an average pool between two powers. */
function lpPool(rank: number): OpDeclaration {
  const name = `lp_pool${rank}d`;
  return op(name, "input, norm_type, kernel_size, stride=None, ceil_mode=False", { kind }, (args) => {
    const input = args.tensor("input");
    const kernel = each(args, name, "kernel_size", rank, []);
    const window = {
      kernel,
      stride: each(args, name, "stride", rank, kernel),
      padding: Array<Dim>(rank).fill(0),
      dilation: Array<Dim>(rank).fill(1),
      ceil: args.bool("ceil_mode"),
    };
    const shape = pooledShape(args, `avg_pool${rank}d`, input, window);
    return { outputs: { shape, dtype: input.dtype }, elementwise: 2 * hintOf(product(kernel)) + 2 };
  });
}

/** `output_size` of an adaptive pool: one int for all dims, or a list in which None keeps the input's size. */
function adaptiveSize(args: Args, name: string, shape: Shape, rank: number): readonly Dim[] {
  const given = args.known("output_size");
  const items = isSequence(given) ? given.items : Array<Value>(rank).fill(given);
  if (isSequence(given) && rank > 1 && shape.length <= items.length)
    args.fail("ValueError", `Input dimension should be at least ${items.length + 1}`);
  if (items.length !== rank) args.fail("RuntimeError", `${name}: output_size must be ${rank}`);
  const kept = shape.slice(-items.length);
  if (!items.includes(null)) return args.ints("output_size", rank);
  return items.map((item, i) => (item === null ? (kept[i] ?? 1) : dimOf(args, item)));
}

function adaptiveShape(args: Args, name: string, input: Tensor, rank: number): Shape {
  const { shape } = input;
  const fits = shape.length === rank + 1 || shape.length === rank + 2;
  if (rank === 1 && !fits) wantDimensions(args, name, shape);
  const size = adaptiveSize(args, name, shape, rank);
  const average = name.includes("avg");
  if (average && size.some((dim) => hintOf(dim) < 0)) {
    const shown = size.map(formatDim).join(", ");
    args.fail(
      "RuntimeError",
      `${name}: elements of output_size must be greater than or equal to 0 but received {${shown}}`,
    );
  }
  // An average over everything is a mean, which takes any rank.
  if (average && rank > 1 && size.every((dim) => dim === 1)) {
    for (let i = 1; i <= rank; i++) normalizeDim(args, -i, shape.length);
  } else if (!fits) {
    const wanted = `${name}(): Expected ${rank + 1}D or ${rank + 2}D tensor, but got${average ? "" : ":"}`;
    args.fail("RuntimeError", `${wanted} ${formatShape(shape)}`);
  }
  return [...shape.slice(0, -rank), ...size];
}

function dimOf(args: Args, value: Value): Dim {
  if (value instanceof Unknown) throw new NotKnown(value);
  if (typeof value === "number" || value instanceof Expr) return value;
  return args.fail("TypeError", "adaptive pool: argument 'output_size' must be tuple of ints");
}

/** Every input element is read about once: the work an output element is their quotient. */
function share(input: Shape, output: Shape): number {
  return hintOf(product(input)) / Math.max(hintOf(product(output)), 1);
}

function adaptiveAvgPool(rank: number): OpDeclaration {
  const name = `adaptive_avg_pool${rank}d`;
  return op(name, "input, output_size", { kind }, (args) => {
    const input = args.tensor("input");
    const shape = adaptiveShape(args, name, input, rank);
    return {
      outputs: { shape, dtype: input.dtype },
      elementwise: share(input.shape, shape),
      attributes: { adaptive: 1 },
    };
  });
}

function adaptiveMaxPool(rank: number, indices: "argument" | "always", alias?: string): OpDeclaration {
  const name = `adaptive_max_pool${rank}d`;
  const asked = indices === "argument" ? ", return_indices=False" : "";
  return op(alias ?? name, `input, output_size${asked}`, { kind }, (args) => {
    const input = args.tensor("input");
    const shape = adaptiveShape(args, name, input, rank);
    const wanted = indices === "always" || args.bool("return_indices");
    return { ...withIndices(input, shape, share(input.shape, shape), wanted), attributes: { adaptive: 1 } };
  });
}

/** Puts each value back where max_pool found it; `output_size` decides between the sizes that pool to the same. */
function maxUnpool(rank: number): OpDeclaration {
  const name = `max_unpool${rank}d`;
  const signature = "input, indices, kernel_size, stride=None, padding=0, output_size=None";
  return op(name, signature, { kind, elementwise: 0 }, (args, context) => {
    const [input, indices] = [args.tensor("input"), args.tensor("indices")];
    const kernel = each(args, name, "kernel_size", rank, []);
    const stride = each(args, name, "stride", rank, kernel);
    const padding = each(args, name, "padding", rank, Array<Dim>(rank).fill(0));
    const { shape } = input;
    const usual = shape.slice(-rank).map((size, i) => {
      const spread = add(mul(sub(size, 1), stride[i] ?? 1), kernel[i] ?? 1);
      return sub(spread, mul(2, padding[i] ?? 0));
    });
    const asked = args.optionalInts("output_size");
    const size = asked === null ? usual : asked.length === rank + 2 ? asked.slice(2) : asked;
    if (size.length !== rank)
      args.fail(
        "ValueError",
        `output_size should be a sequence containing ${rank} or ${rank + 2} elements, but it has a length of '${size.length}'`,
      );
    for (const [i, dim] of size.entries()) {
      const [least, most] = [sub(usual[i] ?? 1, stride[i] ?? 1), add(usual[i] ?? 1, stride[i] ?? 1)];
      if (args.holds(least, "<", dim) && args.holds(dim, "<", most)) continue;
      const shown = context.repr(new PyTuple(size));
      args.fail(
        "ValueError",
        `invalid output_size "${shown}" (dim ${i} must be between ${formatDim(least)} and ${formatDim(most)})`,
      );
    }
    if (indices.dtype !== int64)
      args.fail("RuntimeError", `elements in indices should be type int64 but got: ${scalarName(indices.dtype)}`);
    if (!sameShape(args, indices.shape, shape))
      args.fail(
        "RuntimeError",
        `Expected shape of indices to be same as that of the input tensor (${formatShape(shape)}) but got indices tensor with shape: ${formatShape(indices.shape)}`,
      );
    return { outputs: { shape: [...shape.slice(0, -rank), ...size], dtype: input.dtype } };
  });
}

/** Windows at random places, as many as asked for: a number, or a part of the input's size. */
function fractionalMaxPool(rank: number, output: "argument" | "always"): OpDeclaration {
  const base = `fractional_max_pool${rank}d`;
  const name = output === "always" ? `${base}_with_indices` : base;
  const signature =
    "input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None";
  return op(name, signature, { kind }, (args) => {
    const input = args.tensor("input");
    const { shape } = input;
    const kernel = each(args, name, "kernel_size", rank, []);
    const ratio = args.known("output_ratio");
    const size = args.known("output_size");
    if (size === null && ratio === null)
      args.fail("ValueError", `${base} requires specifying either an output_size or an output_ratio`);
    const ratios = isSequence(ratio) ? ratio.items : Array<Value>(rank).fill(ratio);
    const out =
      size !== null
        ? args.ints("output_size", rank)
        : shape.slice(-rank).map((dim, i) => scaled(args, dim, ratios[i] ?? 1));
    const sides = ["time", "height", "width"].slice(-rank);
    for (const [i, side] of sides.entries()) {
      const [whole, window] = [shape.at(i - rank) ?? 1, kernel[i] ?? 1];
      if (args.holds(sub(add(out[i] ?? 1, window), 1), "<=", whole)) continue;
      const sizes = `pool ${side} ${formatDim(window)} too large relative to input ${side} ${formatDim(whole)}`;
      args.fail("RuntimeError", `${base}${rank === 3 ? "_out" : ""}(): ${sizes}`);
    }
    const wanted = output === "always" || args.bool("return_indices");
    return withIndices(input, [...shape.slice(0, -rank), ...out], hintOf(product(kernel)), wanted);
  });
}

export function register(registry: Registry): void {
  const ranks = [1, 2, 3];
  const averages = ranks.flatMap((rank) => [avgPool(rank), adaptiveAvgPool(rank)]);
  placeNn(registry, [
    ...averages,
    ...ranks.flatMap((rank) => [
      maxPool(rank, "argument"),
      maxPool(rank, "always", `max_pool${rank}d_with_indices`),
      adaptiveMaxPool(rank, "argument"),
      adaptiveMaxPool(rank, "always", `adaptive_max_pool${rank}d_with_indices`),
      lpPool(rank),
      maxUnpool(rank),
    ]),
    ...[2, 3].flatMap((rank) => [fractionalMaxPool(rank, "argument"), fractionalMaxPool(rank, "always")]),
  ]);
  placeFunctions(registry, [
    ...averages.filter(({ name }) => name.endsWith("1d")),
    ...ranks.map((rank) => maxPool(rank, "never")),
    maxPool(1, "always", "max_pool1d_with_indices"),
    adaptiveMaxPool(1, "always"),
  ]);
}
