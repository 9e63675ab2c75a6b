// Known contents: what a tensor of few elements holds, in row-major order. Everything here works on plain numbers; a
// tensor with a symbolic dim has no known contents.

import type { Dim } from "../symbolic/dim.ts";
import type { DType } from "./dtype.ts";
import { contiguousStrides } from "./shapes.ts";
import { knownLimit } from "./tensor.ts";
import type { Shape } from "./tensor.ts";

export type Contents = readonly number[] | null;

/** The number of elements where it is a plain number that contents may be kept for, else null. */
export function knownSize(shape: Shape): number | null {
  let size = 1;
  for (const dim of shape) {
    if (typeof dim !== "number") return null;
    size *= dim;
  }
  return size <= knownLimit ? size : null;
}

/** Contents of that shape, made from each flat index. */
export function generate(shape: Shape, at: (index: number) => number): Contents {
  const size = knownSize(shape);
  return size === null ? null : Array.from({ length: size }, (_, index) => at(index));
}

/** The elements of a strided view over `data`. */
export function gather(data: Contents, shape: Shape, strides: readonly Dim[], offset: Dim = 0): Contents {
  if (data === null || typeof offset !== "number" || knownSize(shape) === null) return null;
  let positions = [offset];
  for (const [i, size] of shape.entries()) {
    const stride = strides[i];
    if (typeof size !== "number" || typeof stride !== "number") return null;
    positions = positions.flatMap((position) => Array.from({ length: size }, (_, k) => position + k * stride));
  }
  return positions.map((position) => data[position] ?? Number.NaN);
}

/** Contents of `shape`, repeated to fill `target`, which it broadcasts to. */
export function spread(data: Contents, shape: Shape, target: Shape): Contents {
  if (data === null) return null;
  if (shape.length === target.length && shape.every((dim, i) => dim === target[i])) return data;
  const strides = contiguousStrides(shape);
  const lead = target.length - shape.length;
  const spreading = target.map((_, i): Dim => (i < lead || shape[i - lead] === 1 ? 0 : (strides[i - lead] ?? 0)));
  return gather(data, target, spreading);
}

/** The indices of a flat position, by dim. */
export function unravel(position: number, shape: readonly number[]): number[] {
  const indices = Array<number>(shape.length).fill(0);
  let rest = position;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] ?? 1;
    indices[i] = rest % size;
    rest = Math.floor(rest / size);
  }
  return indices;
}

/** The shape as plain numbers, or null. */
export function plainShape(shape: Shape): readonly number[] | null {
  const plain = shape.filter((dim) => typeof dim === "number");
  return plain.length === shape.length ? plain : null;
}

const integerBits: Readonly<Record<string, number>> = { uint8: 8, int8: 8, int16: 16, int32: 32 };
/** Mantissa bits and the smallest normal exponent. */
const floatBits: Readonly<Record<string, readonly [number, number]>> = {
  float16: [10, -14],
  bfloat16: [7, -126],
  float8_e4m3fn: [3, -6],
  float8_e5m2: [2, -14],
};

/** What is left of a number when it is stored as that dtype. */
export function stored(value: number, dtype: DType): number {
  if (dtype.category === "bool") return value !== 0 ? 1 : 0;
  if (dtype.category === "int") {
    const whole = Math.trunc(value);
    const bits = integerBits[dtype.name];
    if (bits === undefined || !Number.isFinite(whole)) return whole;
    return Number(dtype.name === "uint8" ? BigInt.asUintN(bits, BigInt(whole)) : BigInt.asIntN(bits, BigInt(whole)));
  }
  const bits = floatBits[dtype.name];
  if (bits === undefined) return dtype.name === "float32" ? Math.fround(value) : value;
  return roundTo(value, bits[0], bits[1], dtype.name === "float16" ? 65504 : Number.POSITIVE_INFINITY);
}

function roundTo(value: number, mantissa: number, minExponent: number, largest: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), minExponent);
  const step = 2 ** (exponent - mantissa);
  const rounded = roundHalfEven(value / step) * step;
  return Math.abs(rounded) > largest ? Math.sign(value) * Number.POSITIVE_INFINITY : rounded;
}

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Contents as `dtype` holds them; null where a number is not exact (large int64) or the dtype is complex. */
export function storedAll(data: Contents, dtype: DType): Contents {
  if (data === null || dtype.category === "complex") return null;
  const result = data.map((value) => stored(value, dtype));
  if (dtype.category === "int" && !result.every(Number.isSafeInteger)) return null;
  return result;
}
