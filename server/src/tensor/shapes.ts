// Rules about shapes that many ops share: wrapping of dims, broadcasting, reshaping. All of them work on symbolic dims;
// what the defaults of the symbols decide is kept as a guard. Wrong shapes raise in PyTorch's words.

import { exactDiv, floorDiv, hintOf, mul, printDim, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { float32, scalarName } from "./dtype.ts";
import type { DType } from "./dtype.ts";
import type { Args } from "./op.ts";
import type { Shape } from "./tensor.ts";

/** What a shape rule needs of an op's arguments: to decide a comparison and to raise. */
export type Rules = Pick<Args, "holds" | "fail">;

/** A size as torch's messages have it: with a plain minus. */
export function formatDim(dim: Dim): string {
  return typeof dim === "number" ? String(dim) : printDim(dim);
}

/** `[2, 3]`, as torch's messages have it. */
export function formatShape(shape: readonly Dim[]): string {
  return `[${shape.map(formatDim).join(", ")}]`;
}

/** A dim index from 0 to rank - 1; negative ones count from the end. A zero-dim tensor takes 0 and -1. */
export function normalizeDim(rules: Rules, dim: number, rank: number): number {
  const count = Math.max(rank, 1);
  if (dim >= -count && dim < count) return dim < 0 ? dim + count : dim;
  return rules.fail(
    "IndexError",
    `Dimension out of range (expected to be in range of [${-count}, ${count - 1}], but got ${dim})`,
  );
}

/** Several dim indices, none of them twice. */
export function normalizeDims(rules: Rules, dims: readonly Dim[], rank: number): number[] {
  const seen = new Set<number>();
  for (const dim of dims) {
    const index = normalizeDim(rules, hintOf(dim), rank);
    if (seen.has(index)) rules.fail("RuntimeError", `dim ${index} appears multiple times in the list of dims`);
    seen.add(index);
  }
  return [...seen];
}

/** One of two equal dims: the more concrete one. */
export function meet(a: Dim, b: Dim): Dim {
  return typeof b === "number" ? b : a;
}

/** The shape that both broadcast to. */
export function broadcast(rules: Rules, a: Shape, b: Shape): Shape {
  if (a === b) return a;
  const rank = Math.max(a.length, b.length);
  const result = Array<Dim>(rank).fill(1);
  for (let i = rank - 1; i >= 0; i--) {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    if (left === right || right === 1) result[i] = left;
    else if (left === 1) result[i] = right;
    else if (rules.holds(left, "==", right)) result[i] = meet(left, right);
    else if (hintOf(right) === 1 && rules.holds(right, "==", 1)) result[i] = left;
    else if (hintOf(left) === 1 && rules.holds(left, "==", 1)) result[i] = right;
    else {
      const sizes = `The size of tensor a (${formatDim(left)}) must match the size of tensor b (${formatDim(right)})`;
      rules.fail("RuntimeError", `${sizes} at non-singleton dimension ${i}`);
    }
  }
  return result;
}

export function broadcastAll(rules: Rules, shapes: readonly Shape[]): Shape {
  return shapes.reduce<Shape>((sum, shape) => (sum.length === 0 ? shape : broadcast(rules, sum, shape)), []);
}

/** True where `from` broadcasts to exactly `to`. */
export function broadcastsTo(rules: Rules, from: Shape, to: Shape): boolean {
  if (from.length > to.length) return false;
  return from.every((dim, i) => {
    const target = to[i + to.length - from.length] ?? 1;
    return dim === target || dim === 1 || rules.holds(dim, "==", target);
  });
}

export function sameShape(rules: Rules, a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i] || rules.holds(dim, "==", b[i] ?? 1));
}

/** The shape of `view(*sizes)` or `reshape`: one size may be -1. */
export function inferReshape(rules: Rules, shape: Shape, sizes: readonly Dim[]): Shape {
  const total = product(shape);
  const open = sizes.findIndex((size) => hintOf(size) === -1);
  if (sizes.some((size, i) => hintOf(size) < 0 && i !== open)) {
    if (sizes.filter((size) => hintOf(size) === -1).length > 1)
      rules.fail("RuntimeError", "only one dimension can be inferred");
    const at = sizes.findIndex((size) => hintOf(size) < -1);
    const wrong = `invalid shape dimension ${hintOf(sizes[at] ?? 0)}`;
    rules.fail("RuntimeError", `${wrong} at index ${at} of shape ${formatShape(sizes)}`);
  }
  const invalid = (): never =>
    rules.fail("RuntimeError", `shape '${formatShape(sizes)}' is invalid for input of size ${formatDim(total)}`);
  const rest = product(sizes.filter((_, i) => i !== open));
  if (open < 0) {
    const [from, to] = withoutCommon(shape, sizes);
    if (!rules.holds(product(to), "==", product(from))) invalid();
    return sizes;
  }
  if (hintOf(rest) === 0) {
    if (hintOf(total) !== 0) return invalid();
    const shown = formatShape(sizes);
    const why = "because the unspecified dimension size -1 can be any value and is ambiguous";
    return rules.fail("RuntimeError", `cannot reshape tensor of 0 elements into shape ${shown} ${why}`);
  }
  const inferred = divide(rules, total, rest) ?? invalid();
  return sizes.map((size, i) => (i === open ? inferred : size));
}

/** Both without the sizes that they share, so that a guard says only what was assumed. Sizes of 0 stay. */
function withoutCommon(a: readonly Dim[], b: readonly Dim[]): [Dim[], Dim[]] {
  const left = [...a];
  const right = b.filter((size) => {
    const at = size === 0 ? -1 : left.indexOf(size);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [left, right];
}

/** `total / part` where that is exact (under the symbols' defaults at least), else null. */
export function divide(rules: Rules, total: Dim, part: Dim): Dim | null {
  const exact = exactDiv(total, part);
  if (exact !== null) return exact;
  const quotient = floorDiv(total, part);
  return rules.holds(mul(quotient, part), "==", total) ? quotient : null;
}

/** The shape that `expand(*sizes)` gives: -1 keeps a dim, size-1 dims grow. */
export function expandShape(rules: Rules, shape: Shape, sizes: readonly Dim[], dtype: DType = float32): Shape {
  const lead = sizes.length - shape.length;
  if (lead < 0) failTooFew(rules, shape, sizes, dtype);
  const result = [...sizes];
  for (let i = sizes.length - 1; i >= 0; i--) result[i] = expandDim(rules, shape, sizes, i);
  return result;
}

function expandDim(rules: Rules, shape: Shape, sizes: readonly Dim[], i: number): Dim {
  const size = sizes[i] ?? 1;
  const existing = shape[i - sizes.length + shape.length];
  // A negative size in a place without a dim: C++ multiplies it into a number of elements.
  if (hintOf(size) < -1 || (hintOf(size) === -1 && shape.length === 0))
    rules.fail("RuntimeError", "numel: integer multiplication overflow");
  if (hintOf(size) === -1) {
    if (existing !== undefined) return existing;
    const why = "isn't allowed in a leading, non-existing dimension";
    return rules.fail("RuntimeError", `The expanded size of the tensor (-1) ${why} ${i}`);
  }
  if (existing === undefined || existing === 1 || existing === size) return size;
  if (rules.holds(existing, "==", size)) return meet(existing, size);
  if (hintOf(existing) === 1 && rules.holds(existing, "==", 1)) return size;
  const sizesText = `The expanded size of the tensor (${formatDim(size)}) must match the existing size (${formatDim(existing)})`;
  const shapes = `Target sizes: ${formatShape(sizes)}.  Tensor sizes: ${formatShape(shape)}`;
  return rules.fail("RuntimeError", `${sizesText} at non-singleton dimension ${i}.  ${shapes}`);
}

/** `expand` to fewer dims than there are. */
export function failTooFew(rules: Rules, shape: Shape, sizes: readonly Dim[], dtype: DType): never {
  const call = `expand(torch.${scalarName(dtype)}Tensor{${formatShape(shape)}}, size=${formatShape(sizes)})`;
  const wanted = `must be greater or equal to the number of dimensions in the tensor (${shape.length})`;
  return rules.fail("RuntimeError", `${call}: the number of sizes provided (${sizes.length}) ${wanted}`);
}

/** The strides of a contiguous tensor of that shape, in elements. */
export function contiguousStrides(shape: Shape): Dim[] {
  const strides = Array<Dim>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i--) {
    const size = shape[i + 1] ?? 1;
    strides[i] = mul(strides[i + 1] ?? 1, size === 0 ? 1 : size);
  }
  return strides;
}

/** The shape without dim `index`, or with size 1 there. */
export function reduceShape(shape: Shape, dims: readonly number[], keepdim: boolean): Shape {
  return keepdim ? shape.map((dim, i) => (dims.includes(i) ? 1 : dim)) : shape.filter((_, i) => !dims.includes(i));
}

/** The shape with one dim replaced. */
export function replaceDim(shape: Shape, index: number, size: Dim): Shape {
  return shape.map((dim, i) => (i === index ? size : dim));
}
