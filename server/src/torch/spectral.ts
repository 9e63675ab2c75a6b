// torch.fft and short-time Fourier transforms. PyTorch's counter does not know them: their FLOPs are 0, what is worked out is the
// shape and the dtype.

import type { Context } from "../python/values.ts";
import { add, floorDiv, hintOf, mul, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { complex128, complex32, complex64, float16, float32, float64, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { op, tensorState } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpRule } from "../tensor/op.ts";
import { formatDim, formatShape, normalizeDim, normalizeDims } from "../tensor/shapes.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { place, placeBoth } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** The complex dtypes and the dtype of their parts. */
export const parts: readonly (readonly [DType, DType])[] = [
  [complex32, float16],
  [complex64, float32],
  [complex128, float64],
];

/** The complex dtype for a real one; ints count as the default float. */
function complexOf(context: Context, dtype: DType): DType {
  if (dtype.category === "complex") return dtype;
  const real = dtype.category === "float" ? dtype : tensorState(context).defaultDtype;
  return parts.find(([, part]) => part === real)?.[0] ?? complex64;
}

function realOf(context: Context, dtype: DType): DType {
  const complex = dtype.category === "complex" ? dtype : complexOf(context, dtype);
  return parts.find(([candidate]) => candidate === complex)?.[1] ?? float32;
}

/**
 * `complex`: as many numbers as before; `half`: of real input the half of the spectrum that says it all; `real`: back from
 * that half. Each over one dim, two, or any; with two or more the half is that of the last dim.
 */
type Transform = "complex" | "half" | "real";

const transforms: readonly (readonly [name: string, kind: Transform, real?: string])[] = [
  ["fft", "complex"],
  ["ifft", "complex"],
  ["rfft", "half", "rfft expects a real input tensor, but got "],
  ["irfft", "real"],
  ["hfft", "real"],
  ["ihfft", "half", "ihfft expects a real input tensor, but got "],
];

/** The sizes, after a transform over `dims` to the `given` ones (null or -1: as they are). */
function transformed(
  args: Args,
  input: Tensor,
  { kind, dims, given }: { kind: Transform; dims: readonly number[]; given: readonly (Dim | null)[] },
): Dim[] {
  const shape = [...input.shape];
  for (const [i, dim] of dims.entries()) {
    const isLast = i === dims.length - 1;
    const size = shape[dim] ?? 1;
    const wanted = given[i] ?? -1;
    const points = wanted !== -1 ? wanted : kind === "real" && isLast ? mul(2, sub(size, 1)) : size;
    if (!args.holds(points, ">=", 1))
      args.fail("RuntimeError", `Invalid number of data points (${formatDim(points)}) specified`);
    shape[dim] = kind === "half" && isLast ? add(floorDiv(points, 2), 1) : points;
  }
  checkNorm(args);
  return shape;
}

function checkNorm(args: Args): void {
  const norm = args.optionalString("norm");
  if (norm !== null && !["forward", "backward", "ortho"].includes(norm))
    args.fail("RuntimeError", `Invalid normalization mode: "${norm}"`);
}

function resultOf(context: Context, input: Tensor, kind: Transform): DType {
  return kind === "real" ? realOf(context, input.dtype) : complexOf(context, input.dtype);
}

const along =
  (kind: Transform, refusal: string | undefined): OpRule =>
  (args, context) => {
    const input = args.tensor("input");
    if (refusal !== undefined && input.dtype.category === "complex")
      args.fail("RuntimeError", refusal + scalarName(input.dtype));
    const given = args.number("dim");
    if (input.shape.length === 0)
      args.fail("IndexError", `Dimension specified as ${given} but tensor has no dimensions`);
    const dim = normalizeDim(args, given, input.shape.length);
    const shape = transformed(args, input, { kind, dims: [dim], given: [args.optionalInt("n")] });
    return { outputs: { shape, dtype: resultOf(context, input, kind) } };
  };

const over =
  (name: string, kind: Transform, usual: readonly number[] | null): OpRule =>
  (args, context) => {
    const input = args.tensor("input");
    if (kind === "half" && input.dtype.category === "complex")
      args.fail(
        "RuntimeError",
        name === "rfft"
          ? `rfftn expects a real-valued input tensor, but got ${scalarName(input.dtype)}`
          : `Only supports floating-point dtypes, but found: ${scalarName(input.dtype)}`,
      );
    const { dims, given } = dimsOf(args, input, usual);
    if (dims.length === 0 && kind !== "complex") args.fail("RuntimeError", `${name}n must transform at least one axis`);
    const shape = transformed(args, input, { kind, dims, given });
    return { outputs: { shape, dtype: resultOf(context, input, kind) } };
  };

function dimsOf(
  args: Args,
  input: Tensor,
  usual: readonly number[] | null,
): { dims: number[]; given: readonly (Dim | null)[] } {
  const rank = input.shape.length;
  const [sizes, wanted] = [args.optionalInts("s"), args.optionalInts("dim") ?? usual];
  if (wanted !== null) {
    const dims = wanted.map((dim) => normalizeDim(args, hintOf(dim), rank));
    if (new Set(dims).size < dims.length) args.fail("RuntimeError", "FFT dims must be unique");
    if (sizes !== null && sizes.length !== dims.length)
      args.fail("RuntimeError", "When given, dim and shape arguments must have the same length");
    return { dims, given: sizes ?? [] };
  }
  if (sizes === null) return { dims: [...input.shape.keys()], given: [] };
  if (sizes.length > rank) {
    const got = `Got shape with ${sizes.length} values but input tensor only has ${rank} dimensions.`;
    args.fail("RuntimeError", got);
  }
  return { dims: sizes.map((_, i) => rank - sizes.length + i), given: sizes };
}

const shift = (name: string): OpDeclaration =>
  op(`fft_${name}`, "input, dim=None", { kind: "copy" }, (args) => {
    const input = args.tensor("input");
    normalizeDims(args, args.optionalInts("dim") ?? [], input.shape.length);
    return { outputs: { shape: input.shape, dtype: input.dtype } };
  });

/** The frequencies of `n` points, or of the half of them. */
const frequencies = (name: string, isHalf: boolean): OpDeclaration =>
  op(
    `fft_${name}`,
    "n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False",
    { kind: "creation" },
    (args, context) => {
      const n = args.int("n");
      const dtype = args.optionalDtype("dtype") ?? tensorState(context).defaultDtype;
      return {
        outputs: { shape: [isHalf ? add(floorDiv(n, 2), 1) : n], dtype, requiresGrad: args.bool("requires_grad") },
      };
    },
  );

/** The call as stft's errors show it. */
function described(args: Args, { shape, dtype }: { shape: Shape; dtype: DType }, hop: Dim, length: Dim): string {
  const flag = (name: string): string => {
    const value = args.known(name);
    return value === null ? "None" : value === true ? "1" : "0";
  };
  const window = args.optionalTensor("window");
  const windowText = window === null ? "None" : `torch.${scalarName(window.dtype)}Tensor{${formatShape(window.shape)}}`;
  return (
    `stft(torch.${scalarName(dtype)}Tensor${formatShape(shape)}, n_fft=${formatDim(args.int("n_fft"))}, ` +
    `hop_length=${formatDim(hop)}, win_length=${formatDim(length)}, window=${windowText}, ` +
    `normalized=${flag("normalized")}, onesided=${flag("onesided")}, return_complex=${flag("return_complex")}, ` +
    `align_to_window=${flag("align_to_window")}) : `
  );
}

/** stft: `frames` windows, each with its half spectrum. */
const stftRule: OpRule = (args, context) => {
  const input = args.tensor("input");
  const window = args.optionalTensor("window");
  const isComplex = input.dtype.category === "complex" || window?.dtype.category === "complex";
  const wanted = args.known("return_complex");
  if (!isComplex && wanted !== true)
    args.fail(
      "RuntimeError",
      "stft requires the return_complex parameter be given for real inputs, and will further require that return_complex=True in a future PyTorch release.",
    );
  const size = args.int("n_fft");
  const hop = args.optionalInt("hop_length") ?? floorDiv(size, 4);
  const width = args.optionalInt("win_length") ?? size;
  const length = input.shape[input.shape.length - 1] ?? 1;
  const padded = args.bool("center") ? add(length, mul(2, floorDiv(size, 2))) : length;
  const shown = { shape: [...input.shape.slice(0, -1), padded], dtype: input.dtype };
  const fail = (message: string): never => args.fail("RuntimeError", described(args, shown, hop, width) + message);
  if (input.shape.length !== 1 && input.shape.length !== 2) fail("expected a 1D or 2D tensor");
  if (!args.holds(size, ">=", 1) || !args.holds(size, "<=", padded))
    fail(`expected 0 < n_fft < ${formatDim(padded)}, but got n_fft=${formatDim(size)}`);
  if (!args.holds(hop, ">=", 1)) fail(`expected hop_length > 0, but got hop_length=${formatDim(hop)}`);
  if (!args.holds(width, ">=", 1) || !args.holds(width, "<=", size))
    fail(`expected 0 < win_length <= n_fft, but got win_length=${formatDim(width)}`);
  if (window !== null && (window.shape.length !== 1 || !args.holds(window.shape[0] ?? 1, "==", width)))
    fail(
      `expected a 1D window tensor of size equal to win_length=${formatDim(width)}, ` +
        `but got window with size ${formatShape(window.shape)}`,
    );
  const oneSided = args.known("onesided") ?? !isComplex;
  const frames = add(floorDiv(sub(padded, size), hop), 1);
  const bins = oneSided === true ? add(floorDiv(size, 2), 1) : size;
  return {
    outputs: { shape: [...input.shape.slice(0, -1), bins, frames], dtype: complexOf(context, input.dtype) },
  };
};

const istftRule: OpRule = (args, context) => {
  const input = args.tensor("input");
  args.optionalTensor("window");
  if (input.dtype.category !== "complex")
    args.fail(
      "RuntimeError",
      "istft requires a complex-valued input tensor matching the output from stft with return_complex=True.",
    );
  const rank = input.shape.length;
  const size = args.int("n_fft");
  const hop = args.optionalInt("hop_length") ?? floorDiv(size, 4);
  const frames = input.shape[rank - 1] ?? 1;
  const whole = add(size, mul(hop, sub(frames, 1)));
  const trimmed = args.bool("center") ? sub(whole, mul(2, floorDiv(size, 2))) : whole;
  const length = args.optionalInt("length") ?? trimmed;
  const dtype = args.known("return_complex") === true ? input.dtype : realOf(context, input.dtype);
  return { outputs: { shape: [...input.shape.slice(0, -2), length], dtype } };
};

const shortTime: readonly OpDeclaration[] = [
  op(
    "stft",
    "input, n_fft, hop_length=None, win_length=None, window=None, center=True, pad_mode='reflect', normalized=False, onesided=None, return_complex=None, align_to_window=None",
    { kind: "reduce" },
    stftRule,
  ),
  op(
    "istft",
    "input, n_fft, hop_length=None, win_length=None, window=None, center=True, normalized=False, onesided=None, length=None, return_complex=False",
    { kind: "reduce" },
    istftRule,
  ),
];

/** As `_fft_<name>`: torch.fft takes them from there. */
export function register(registry: Registry): void {
  placeBoth(registry, shortTime);
  const options = { kind: "reduce" } as const;
  for (const [name, kind, refusal] of transforms)
    for (const declaration of [
      op(`fft_${name}`, "input, n=None, dim=-1, norm=None, *, out=None", options, along(kind, refusal)),
      op(`fft_${name}2`, "input, s=None, dim=None, norm=None, *, out=None", options, over(name, kind, [-2, -1])),
      op(`fft_${name}n`, "input, s=None, dim=None, norm=None, *, out=None", options, over(name, kind, null)),
    ])
      place(registry, declaration, { torch: [`_${declaration.name}`] });
  for (const declaration of [
    shift("fftshift"),
    shift("ifftshift"),
    frequencies("fftfreq", false),
    frequencies("rfftfreq", true),
  ])
    place(registry, declaration, { torch: [`_${declaration.name}`] });
}
