// Views of a part: slices, single indices, diagonals, sliding windows.

import { add, floorDiv, hintOf, mul, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather } from "../tensor/contents.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpOptions, OpRule, Output } from "../tensor/op.ts";
import { formatDim, formatShape, normalizeDim, replaceDim } from "../tensor/shapes.ts";
import { simplestStrides, strided } from "../tensor/strided.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { placeBoth, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

const view: OpOptions = { kind: "view" };

/** The view of `length` elements along a dim, from `start`. */
export function sliced(input: Tensor, dim: number, start: Dim, length: Dim): Output {
  return strided(
    input,
    replaceDim(input.shape, dim, length),
    (strides) => strides,
    (strides) => mul(start, strides[dim] ?? 0),
  );
}

/** The view at one index along a dim. */
export function selected(input: Tensor, dim: number, index: Dim): Output {
  const without = (values: readonly Dim[]): Dim[] => values.filter((_, i) => i !== dim);
  return strided(input, without(input.shape), without, (strides) => mul(index, strides[dim] ?? 0));
}

const narrowRule: OpRule = (args) => {
  const input = args.tensor("input");
  if (input.shape.length === 0) args.fail("RuntimeError", "narrow() cannot be applied to a 0-dim tensor.");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const size = input.shape[dim] ?? 1;
  const [given, length] = [args.int("start"), args.int("length")];
  const start = hintOf(given) < 0 ? add(given, size) : given;
  if (!args.holds(add(start, length), "<=", size))
    args.fail(
      "RuntimeError",
      `start (${formatDim(start)}) + length (${formatDim(length)}) exceeds dimension size (${formatDim(size)}).`,
    );
  return { outputs: sliced(input, dim, start, length) };
};

export const selectRule: OpRule = (args) => {
  const input = args.tensor("input");
  if (input.shape.length === 0) args.fail("IndexError", "select() cannot be applied to a 0-dim tensor.");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const size = input.shape[dim] ?? 1;
  const index = args.int("index");
  const wrapped = hintOf(index) < 0 ? add(index, size) : index;
  if (hintOf(wrapped) < 0 || !args.holds(wrapped, "<", size))
    args.fail(
      "IndexError",
      `select(): index ${formatDim(index)} out of range for tensor of size ${formatShape(input.shape)} at dimension ${dim}`,
    );
  return { outputs: selected(input, dim, wrapped) };
};

export const diagonalRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length;
  const [a, b] = [normalizeDim(args, args.number("dim1"), rank), normalizeDim(args, args.number("dim2"), rank)];
  if (a === b)
    args.fail("RuntimeError", `diagonal dimensions cannot be identical ${args.number("dim1")}, ${args.number("dim2")}`);
  const offset = args.number("offset");
  const [rows, columns] = [input.shape[a] ?? 1, input.shape[b] ?? 1];
  const [height, width] = offset >= 0 ? [rows, sub(columns, offset)] : [add(rows, offset), columns];
  const size = args.holds(height, "<=", width) ? height : width;
  const without = (values: readonly Dim[]): Dim[] => values.filter((_, i) => i !== a && i !== b);
  return {
    outputs: strided(
      input,
      [...without(input.shape), hintOf(size) < 0 ? 0 : size],
      (strides) => [...without(strides), add(strides[a] ?? 0, strides[b] ?? 0)],
      (strides) => mul(Math.abs(offset), strides[offset >= 0 ? b : a] ?? 0),
    ),
  };
};

const unfoldRule: OpRule = (args) => {
  const input = args.tensor("input");
  const dim = normalizeDim(args, args.number("dimension"), input.shape.length);
  const [size, step] = [args.int("size"), args.int("step")];
  const whole = input.shape[dim] ?? 1;
  if (!args.holds(size, "<=", whole))
    args.fail(
      "RuntimeError",
      `maximum size for tensor at dimension ${dim} is ${formatDim(whole)} but size is ${formatDim(size)}`,
    );
  const windows = add(floorDiv(sub(whole, size), step), 1);
  return {
    outputs: strided(input, [...replaceDim(input.shape, dim, windows), size], (strides) => [
      ...strides.map((stride, i) => (i === dim ? mul(stride, step) : stride)),
      strides[dim] ?? 1,
    ]),
  };
};

export const asStridedRule: OpRule = (args) => {
  const input = args.tensor("input");
  const [shape, strides] = [args.ints("size"), args.ints("stride")];
  if (shape.length !== strides.length) args.fail("RuntimeError", "mismatch in length of strides and shape");
  const offset = args.optionalInt("storage_offset") ?? 0;
  const data = input.strides === "contiguous" ? gather(input.data, shape, strides, offset) : null;
  return { outputs: { shape, dtype: input.dtype, strides: simplestStrides(shape, strides), data } };
};

/** `input[start:end:step]` along `dim`, as an op's arguments say it. */
export function sliceLength(args: Args): Output {
  const input = args.tensor("input");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const size = input.shape[dim] ?? 1;
  const step = args.number("step");
  if (step <= 0) args.fail("RuntimeError", "slice step must be positive");
  const bound = (name: string, without: Dim): Dim => {
    const given = args.optionalInt(name) ?? without;
    const wrapped = hintOf(given) < 0 ? add(given, size) : given;
    return hintOf(wrapped) < 0 ? 0 : hintOf(wrapped) > hintOf(size) ? size : wrapped;
  };
  const [start, end] = [bound("start", 0), bound("end", size)];
  const length = hintOf(end) <= hintOf(start) ? 0 : floorDiv(add(sub(end, start), step - 1), step);
  return strided(
    input,
    replaceDim(input.shape, dim, length),
    (strides) => strides.map((stride, i) => (i === dim ? mul(stride, step) : stride)),
    (strides) => mul(start, strides[dim] ?? 0),
  );
}

const both: readonly OpDeclaration[] = [
  op("narrow", "input, dim, start, length", view, narrowRule),
  op("select", "input, dim, index", view, selectRule),
  op("diagonal", "input, offset=0, dim1=0, dim2=1", view, diagonalRule),
  op("as_strided", "input, size, stride, storage_offset=None", view, asStridedRule),
];

export function register(registry: Registry): void {
  placeBoth(registry, both);
  placeMethods([op("unfold", "input, dimension, size, step", view, unfoldRule)]);
}
