// Moving elements to other places: padding, sliding windows as columns and back, and shuffles of channels and pixels.

import { hintOf, add, exactDiv, floorDiv, mul, product, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpResult } from "../tensor/op.ts";
import { divide, formatDim, formatShape, normalizeDim } from "../tensor/shapes.ts";
import type { Shape } from "../tensor/tensor.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "copy";

const tupleOf = (dims: readonly Dim[]): string => `(${dims.map(formatDim).join(", ")})`;

/** Which ranks each number of paddings takes in the modes that look at the input. */
const ranksOf: Readonly<Record<number, readonly number[]>> = { 2: [2, 3], 4: [3, 4], 6: [4, 5] };
const combinations = `Supported combinations for non-constant padding:
  - 2D or 3D input: padding size = 2 (pads last dimension)
  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)
  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)`;

/** `pad` is (left, right) of the last dim, then of the one before it, … */
const pad = op("pad", "input, pad, mode='constant', value=None", { kind }, (args) => padded(args, args.string("mode")));

function padded(args: Args, mode: string): OpResult {
  const input = args.tensor("input");
  const { shape } = input;
  const pads = args.ints("pad", 1);
  if (pads.length % 2 !== 0) args.fail("RuntimeError", "Padding length must be divisible by 2");
  if (pads.length > 2 * shape.length) {
    const lengths = `but got padding length ${pads.length} and input of dimension ${shape.length}`;
    args.fail(
      "RuntimeError",
      `Padding length should be less than or equal to two times the input dimension ${lengths}`,
    );
  }
  if (mode !== "constant") checkMode(args, mode, shape, pads);
  const out = shape.map((size, i) => {
    const at = 2 * (shape.length - 1 - i);
    const padded = add(size, add(pads[at] ?? 0, pads[at + 1] ?? 0));
    if (!args.holds(padded, ">=", 0)) args.fail("RuntimeError", "narrow(): length must be non-negative.");
    return padded;
  });
  return { outputs: { shape: out, dtype: input.dtype } };
}

const constantPad = op("constant_pad_nd", "input, pad, value=0", { kind }, (args) => padded(args, "constant"));

function checkMode(args: Args, mode: string, shape: Shape, pads: readonly Dim[]): void {
  if (!["reflect", "replicate", "circular"].includes(mode))
    args.fail("NotImplementedError", `Unrecognised padding mode ${mode}`);
  if (args.known("value") !== null && args.float("value") !== 0)
    args.fail("RuntimeError", `Padding mode "${mode}" doesn't take in value argument`);
  if (ranksOf[pads.length]?.includes(shape.length) !== true)
    args.fail(
      "NotImplementedError",
      `Padding size ${pads.length} is not supported for ${shape.length}D input tensor.\n${combinations}`,
    );
  for (let at = 0; at < pads.length; at += 2) {
    const dim = shape.length - 1 - at / 2;
    const size = shape[dim] ?? 1;
    const [left, right] = [pads[at] ?? 0, pads[at + 1] ?? 0];
    if (mode === "reflect" && !(args.holds(left, "<", size) && args.holds(right, "<", size))) {
      const where = `padding ${tupleOf([left, right])} at dimension ${dim} of input ${formatShape(shape)}`;
      args.fail(
        "RuntimeError",
        `Argument #${4 + at}: Padding size should be less than the corresponding input dimension, but got: ${where}`,
      );
    }
    if (mode === "circular" && !(args.holds(left, "<=", size) && args.holds(right, "<=", size)))
      args.fail("RuntimeError", "Padding value causes wrapping around more than once.");
  }
}

interface Sliding {
  readonly kernel: readonly Dim[];
  readonly dilation: readonly Dim[];
  readonly padding: readonly Dim[];
  readonly stride: readonly Dim[];
}

function slidingOf(args: Args): Sliding {
  const sliding = {
    kernel: args.ints("kernel_size", 2),
    dilation: args.ints("dilation", 2),
    padding: args.ints("padding", 2),
    stride: args.ints("stride", 2),
  };
  for (const [name, list] of [
    ["kernel_size", sliding.kernel],
    ["dilation", sliding.dilation],
    ["stride", sliding.stride],
  ] as const) {
    const [height = 1, width = 1] = list;
    if (hintOf(height) > 0 && hintOf(width) > 0) continue;
    const which = name === "kernel_size" ? "kernel" : name;
    const named = `${which}_height: ${formatDim(height)} ${which}_width: ${formatDim(width)}`;
    args.fail(
      "RuntimeError",
      `${name === "kernel_size" ? "kernel size" : name} should be greater than zero, but got ${named}`,
    );
  }
  return sliding;
}

/** How many windows fit, along each of the two dims. */
function blocks({ kernel, dilation, padding, stride }: Sliding, spatial: Shape): Dim[] {
  return spatial.map((size, i) => {
    const reach = add(mul(dilation[i] ?? 1, sub(kernel[i] ?? 1, 1)), 1);
    return add(floorDiv(sub(add(size, mul(2, padding[i] ?? 0)), reach), stride[i] ?? 1), 1);
  });
}

/** Sliding windows as columns: [N, C, H, W] → [N, C·kh·kw, windows]. */
const unfold = op("unfold", "input, kernel_size, dilation=1, padding=0, stride=1", { kind }, (args) => {
  const input = args.tensor("input");
  const { shape } = input;
  const sliding = slidingOf(args);
  if (shape.length < 3) normalizeDim(args, 2, shape.length); // what is read first, as its error says
  if (shape.length !== 3 && shape.length !== 4)
    args.fail(
      "RuntimeError",
      `Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: ${formatShape(shape)}`,
    );
  const found = blocks(sliding, shape.slice(-2));
  if (!found.every((count) => args.holds(count, ">=", 1))) {
    const { kernel, dilation, padding } = sliding;
    const given = `kernel_size=${tupleOf(kernel)}, dilation=${tupleOf(dilation)}, padding=${tupleOf(padding)}`;
    args.fail(
      "RuntimeError",
      `Given input with spatial size ${tupleOf(shape.slice(-2))}, ${given}, calculated shape of the array of sliding blocks as ${tupleOf(found)}, but its components must be at least one.`,
    );
  }
  const rows = product([shape.at(-3) ?? 1, ...sliding.kernel]);
  return { outputs: { shape: [...shape.slice(0, -3), rows, product(found)], dtype: input.dtype } };
});

/** Columns back into an image, where windows overlap summed: [N, C·kh·kw, windows] → [N, C, H, W]. */
const fold = op("fold", "input, output_size, kernel_size, dilation=1, padding=0, stride=1", { kind }, (args) => {
  const input = args.tensor("input");
  const { shape } = input;
  const size = args.ints("output_size", 2);
  const sliding = slidingOf(args);
  const { kernel, dilation, padding, stride } = sliding;
  if (shape.length !== 2 && shape.length !== 3)
    args.fail(
      "RuntimeError",
      `Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: ${formatShape(shape)}`,
    );
  const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const channels = divide(args, rows, product(kernel));
  if (channels === null) {
    const got = `input.size(1)=${formatDim(rows)} and kernel_size=${tupleOf(kernel)}`;
    return args.fail(
      "RuntimeError",
      `Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got ${got}.`,
    );
  }
  const found = blocks(sliding, size);
  if (!args.holds(columns, "==", product(found))) {
    const lists = { output_size: size, kernel_size: kernel, dilation, padding, stride };
    const given = Object.entries(lists)
      .map(([name, list]) => `${name}=${tupleOf(list)}`)
      .join(", ");
    const count = `${found.map(formatDim).join(" * ")} = ${formatDim(product(found))}`;
    args.fail(
      "RuntimeError",
      `Given ${given}, expected size of input's dimension 2 to match the calculated number of sliding blocks ${count}, but got input.size(2)=${formatDim(columns)}.`,
    );
  }
  return { outputs: { shape: [...shape.slice(0, -2), channels, ...size], dtype: input.dtype }, elementwise: 1 };
});

function wantImage(args: Args, name: string, shape: Shape, factor: Dim, which: string): void {
  if (shape.length < 3)
    args.fail(
      "RuntimeError",
      `${name} expects input to have at least 3 dimensions, but got input with ${shape.length} dimension(s)`,
    );
  if (hintOf(factor) <= 0)
    args.fail("RuntimeError", `${name} expects a positive ${which}, but got ${formatDim(factor)}`);
}

/** [*, C·r², H, W] → [*, C, H·r, W·r] */
const pixelShuffle = op("pixel_shuffle", "input, upscale_factor", { kind }, (args) => {
  const input = args.tensor("input");
  const { shape } = input;
  const factor = args.int("upscale_factor");
  wantImage(args, "pixel_shuffle", shape, factor, "upscale_factor");
  const [channels, height, width] = [shape.at(-3) ?? 1, shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const square = mul(factor, factor);
  const out = divide(args, channels, square);
  if (out === null) {
    const sizes = `input.size(-3)=${formatDim(channels)} is not divisible by ${formatDim(square)}`;
    const wanted = "'channel' dimension to be divisible by the square of upscale_factor";
    return args.fail("RuntimeError", `pixel_shuffle expects its input's ${wanted}, but ${sizes}`);
  }
  const made = [...shape.slice(0, -3), out, mul(height, factor), mul(width, factor)];
  return { outputs: { shape: made, dtype: input.dtype } };
});

/** [*, C, H·r, W·r] → [*, C·r², H, W] */
const pixelUnshuffle = op("pixel_unshuffle", "input, downscale_factor", { kind }, (args) => {
  const input = args.tensor("input");
  const { shape } = input;
  const factor = args.int("downscale_factor");
  wantImage(args, "pixel_unshuffle", shape, factor, "downscale_factor");
  const [height, width] = (["height", "width"] as const).map((axis, i) => {
    const size = shape.at(i - 2) ?? 1;
    const sizes = `input.size(${i - 2})=${formatDim(size)} is not divisible by ${formatDim(factor)}`;
    const part = divide(args, size, factor);
    return (
      part ??
      args.fail("RuntimeError", `pixel_unshuffle expects ${axis} to be divisible by downscale_factor, but ${sizes}`)
    );
  });
  const channels = product([shape.at(-3) ?? 1, factor, factor]);
  return { outputs: { shape: [...shape.slice(0, -3), channels, height ?? 1, width ?? 1], dtype: input.dtype } };
});

function shuffleChannels(args: Args): OpResult {
  const input = args.tensor("input");
  const { shape } = input;
  const groups = args.int("groups");
  if (shape.length <= 2)
    args.fail(
      "RuntimeError",
      `channel_shuffle expects input with > 2 dims, but got input with sizes ${formatShape(shape)}`,
    );
  if (hintOf(groups) <= 0)
    args.fail(
      "RuntimeError",
      `Number of groups to divide channels in must be positive. Value of groups:${formatDim(groups)}`,
    );
  const channels = shape[1] ?? 1;
  if (exactDiv(channels, groups) === null && divide(args, channels, groups) === null)
    args.fail(
      "RuntimeError",
      `Number of channels must be divisible by groups. Got ${formatDim(channels)} channels and ${formatDim(groups)} groups.`,
    );
  return { outputs: { shape, dtype: input.dtype } };
}

const channelShuffle = op("channel_shuffle", "input, groups", { kind }, shuffleChannels);
const nativeChannelShuffle = op("native_channel_shuffle", "input, groups", { kind }, shuffleChannels);

export function register(registry: Registry): void {
  const shuffles = [pixelShuffle, pixelUnshuffle, channelShuffle, nativeChannelShuffle];
  placeNn(registry, [pad, unfold, fold, ...shuffles]);
  placeFunctions(registry, [...shuffles, constantPad]);
}
