// Resampling of images: interpolate in every mode, its older names, and sampling at given places.

import { PyFloat, PyList, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { hintOf, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { formatDim, formatShape } from "../tensor/shapes.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { flagOr } from "./lenient.ts";
import { lifted } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";
import { scaled } from "./scale.ts";

const kind = "resize";

/** Each mode with the spatial ranks it takes and the input elements that one output element is made of. */
const modes: Readonly<
  Record<string, { readonly ranks: readonly number[]; readonly taps: number; readonly plain?: true }>
> = {
  nearest: { ranks: [1, 2, 3], taps: 1, plain: true },
  "nearest-exact": { ranks: [1, 2, 3], taps: 1, plain: true },
  area: { ranks: [1, 2, 3], taps: 1, plain: true },
  linear: { ranks: [1], taps: 2 },
  bilinear: { ranks: [2], taps: 4 },
  trilinear: { ranks: [3], taps: 8 },
  bicubic: { ranks: [2], taps: 16 },
  lanczos: { ranks: [2], taps: 36 },
};

const modeList = "nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact";

/** torch's names for the ranks that linear modes take: `Got 4D input, but linear mode needs 3D input`. */
function checkMode(args: Args, mode: string, rank: number): number {
  const row = modes[mode];
  if (row?.ranks.includes(rank)) return row.taps;
  if (mode.endsWith("linear") && row !== undefined && rank >= 1 && rank <= 3)
    args.fail(
      "NotImplementedError",
      `Got ${rank + 2}D input, but ${mode} mode needs ${(row.ranks[0] ?? 0) + 2}D input`,
    );
  return args.fail(
    "NotImplementedError",
    `Input Error: Only 3D, 4D and 5D input Tensors supported (got ${rank + 2}D) for the modes: ${modeList} (got ${mode})`,
  );
}

function isSequence(value: Value): value is PyTuple | PyList {
  return value instanceof PyTuple || value instanceof PyList;
}

/** The spatial dims of the output, from `size` or from `scale_factor`. */
function outputSize(args: Args, context: Context, spatial: Shape): readonly Dim[] {
  const rank = spatial.length;
  const [size, factor] = [args.known("size"), args.known("scale_factor")];
  if (size !== null && factor !== null) args.fail("ValueError", "only one of size or scale_factor should be defined");
  if (size === null && factor === null) args.fail("ValueError", "either size or scale_factor should be defined");
  const given = size ?? factor;
  if (isSequence(given) && given.items.length !== rank) {
    const which = size === null ? "scale_factor" : "output";
    const shown = `${size === null ? "scale_factor of shape" : "output size of"} ${context.repr(given)}`;
    const form = size === null ? "scale_factor in (s1, s2, ...,sK)" : "output size in (o1, o2, ...,oK)";
    args.fail(
      "ValueError",
      `Input and ${which} must have the same number of spatial dimensions, but got input with spatial dimensions of ${formatShape(spatial)} and ${shown}. Please provide input tensor in (N, C, d1, d2, ...,dK) format and ${form} format.`,
    );
  }
  if (isSequence(size) && size.items.some((item) => item instanceof PyFloat)) {
    const types = size.items.map((item) => `<class '${item instanceof PyFloat ? "float" : "int"}'>`).join(", ");
    const wanted = "int or Tuple[int] or Tuple[int, int] or Tuple[int, int, int]";
    args.fail("TypeError", `expected size to be one of ${wanted}, but got size with types [${types}]`);
  }
  if (size !== null) return args.ints("size", rank);
  const factors = isSequence(given) ? given.items : Array<Value>(rank).fill(given);
  return spatial.map((dim, i) => scaled(args, dim, factors[i] ?? 1));
}

function interpolateRule(args: Args, context: Context, mode: string, corners: Value): OpResult {
  const input = args.tensor("input");
  const { shape } = input;
  const spatial = shape.slice(2);
  const plain = modes[mode]?.plain === true;
  if (plain && corners !== null && !(corners instanceof Unknown))
    args.fail(
      "ValueError",
      "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear",
    );
  const size = outputSize(args, context, spatial);
  return resized(args, context, input, size, checkMode(args, mode, shape.length - 2));
}

function resized(args: Args, context: Context, input: Tensor, size: readonly Dim[], taps: number): OpResult {
  const spatial = input.shape.slice(2);
  if ([...size, ...spatial].some((dim) => !args.holds(dim, ">=", 1))) {
    const axes = ["D", "H", "W"].slice(3 - spatial.length);
    const named = (dims: readonly Dim[]): string =>
      axes.map((axis, i) => `${spatial.length === 1 ? "W" : axis}: ${formatDim(dims[i] ?? 1)}`).join(", ");
    const sizes = `input (${named(spatial)}) output (${named(size)})`;
    args.fail("RuntimeError", `Input and output sizes should be greater than 0, but got ${sizes}`);
  }
  return {
    outputs: { shape: [...input.shape.slice(0, 2), ...size], dtype: lifted(context, input.dtype) },
    elementwise: taps,
    attributes: { taps },
  };
}

const interpolate = op(
  "interpolate",
  "input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False",
  { kind },
  (args, context) => {
    const mode = args.string("mode");
    const antialias = flagOr(args, "antialias", false);
    if (args.value("recompute_scale_factor") === true && args.known("size") !== null)
      args.fail("ValueError", "recompute_scale_factor is not meaningful with an explicit size.");
    if (antialias && !(["bilinear", "bicubic", "lanczos"].includes(mode) && args.tensor("input").shape.length === 4))
      args.fail(
        "ValueError",
        "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input",
      );
    return interpolateRule(args, context, mode, args.value("align_corners"));
  },
);

/** The deprecated names: `upsample` takes the mode, the others have one. */
const upsample = op(
  "upsample",
  "input, size=None, scale_factor=None, mode='nearest', align_corners=None",
  { kind },
  (args, context) => interpolateRule(args, context, args.string("mode"), args.value("align_corners")),
);
const upsampleNamed = (name: string, mode: string): OpDeclaration =>
  op(name, "input, size=None, scale_factor=None", { kind }, (args, context) =>
    interpolateRule(args, context, mode, null),
  );

/** Samples `input` [N, C, *in] at the places of `grid` [N, *out, rank]. */
function sample(args: Args, taps: number): OpResult {
  const [input, grid] = [args.tensor("input"), args.tensor("grid")];
  const [x, places] = [input.shape, grid.shape];
  const say = (message: string): never => args.fail("RuntimeError", `grid_sampler(): ${message}`);
  if (!args.holds(x[0] ?? 1, "==", places[0] ?? 1))
    say(
      `expected grid and input to have same batch size, but got input with sizes ${formatShape(x)} and grid with sizes ${formatShape(places)}`,
    );
  if (!args.holds(places.at(-1) ?? 1, "==", x.length - 2))
    say(`expected grid to have size ${x.length - 2} in last dimension, but got grid with sizes ${formatShape(places)}`);
  if ((x.length !== 4 && x.length !== 5) || x.length !== places.length)
    say(
      `expected 4D or 5D input and grid with same number of dimensions, but got input with sizes ${formatShape(x)} and grid with sizes ${formatShape(places)}`,
    );
  return {
    outputs: { shape: [...x.slice(0, 2), ...places.slice(1, -1)], dtype: input.dtype },
    elementwise: taps,
    attributes: { taps },
  };
}

const gridSample = op(
  "grid_sample",
  "input, grid, mode='bilinear', padding_mode='zeros', align_corners=None",
  { kind },
  (args) => {
    const [mode, padding] = [args.string("mode"), args.string("padding_mode")];
    const say = (name: string, wanted: string, got: string): never =>
      args.fail("ValueError", `nn.functional.grid_sample(): expected ${name} to be ${wanted}, but got: '${got}'`);
    const taps = { bilinear: 4, nearest: 1, bicubic: 16 }[mode];
    if (taps === undefined) return say("mode", "'bilinear', 'nearest' or 'bicubic'", mode);
    if (!["zeros", "border", "reflection"].includes(padding))
      say("padding_mode", "'zeros', 'border', or 'reflection'", padding);
    return sample(args, taps);
  },
);

const gridSampler = op(
  "grid_sampler",
  "input, grid, interpolation_mode, padding_mode, align_corners",
  { kind },
  (args) => sample(args, [4, 1, 16][args.number("interpolation_mode")] ?? 4),
);

/** A grid of places from one affine matrix an image. PyTorch's counter sees only the product in its gradient. */
const affineGrid = op("affine_grid", "theta, size, align_corners=None", { kind, elementwise: 6 }, (args, context) => {
  const theta = args.tensor("theta");
  const size = args.ints("size");
  const shown = context.repr(args.known("size"));
  const rank = size.length - 2;
  if (rank !== 2 && rank !== 3)
    args.fail(
      "NotImplementedError",
      `affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size ${shown}.`,
    );
  const { shape } = theta;
  const fits = shape.length === 3 && hintOf(shape[1] ?? 1) === rank && hintOf(shape[2] ?? 1) === rank + 1;
  if (!fits)
    args.fail(
      "ValueError",
      `Expected a batch of ${rank}D affine matrices of shape Nx${rank}x${rank + 1} for size ${shown}. Got torch.Size(${formatShape(shape)}).`,
    );
  const [batch = 1, , ...spatial] = size;
  const flops = product([2, batch, ...spatial, rank + 1, rank]);
  return {
    outputs: { shape: [batch, ...spatial, rank], dtype: theta.dtype },
    backward: [[theta, flops]],
  };
});

export function register(registry: Registry): void {
  placeNn(registry, [
    interpolate,
    upsample,
    upsampleNamed("upsample_nearest", "nearest"),
    upsampleNamed("upsample_bilinear", "bilinear"),
    gridSample,
    affineGrid,
  ]);
  placeFunctions(registry, [gridSampler]);
}
