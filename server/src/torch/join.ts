// Joining tensors and taking them apart: cat, stack, split, chunk, unbind, meshgrid.

import { PyList, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { add, ceilDiv, floorDiv, hintOf, min, mod, mul, product, sub, sum } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather, knownSize, storedAll } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { resultType } from "../tensor/dtype.ts";
import { op, tensorState, typeName } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpOptions, OpResult, OpRule, Output } from "../tensor/op.ts";
import { formatDim, formatShape, normalizeDim, replaceDim, sameShape } from "../tensor/shapes.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { unsqueezed } from "./layout.ts";
import { selected, sliced } from "./parts.ts";
import { place, placeBoth, placeFunctions, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

const copy: OpOptions = { kind: "copy" };
const view: OpOptions = { kind: "view" };

// ── joining ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A tensor as one of those that are joined: perhaps in another shape. */
interface Part {
  readonly shape: Shape;
  readonly data: Contents;
}

function readTensors(args: Args, context: Context, name: string): Tensor[] {
  const value = args.known("tensors");
  if (value instanceof Tensor)
    args.fail("TypeError", `${name}(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor`);
  const items = context.iterate(value);
  if (!(items instanceof Unknown))
    for (const [i, item] of items.entries())
      if (!(item instanceof Tensor) && !(item instanceof Unknown))
        args.fail("TypeError", `expected Tensor as element ${i} in argument 0, but got ${typeName(item)}`);
  return args.tensorList("tensors");
}

/** The concatenation along `dim`; the dtype is promoted over all. */
function joined(
  args: Args,
  context: Context,
  tensors: readonly Tensor[],
  parts: readonly Part[],
  dim: number,
): OpResult {
  const used = parts.filter((part) => !isEmptyVector(part));
  const [first = parts[0]] = used;
  if (first === undefined) throw new Error("cat of nothing");
  for (const [i, part] of parts.entries()) {
    if (part === first || isEmptyVector(part)) continue;
    if (part.shape.length !== first.shape.length)
      args.fail(
        "RuntimeError",
        `Tensors must have same number of dimensions: got ${first.shape.length} and ${part.shape.length}`,
      );
    for (const [at, size] of part.shape.entries()) {
      const wanted = first.shape[at] ?? 1;
      if (at === dim || size === wanted || args.holds(size, "==", wanted)) continue;
      const sizes = `Expected size ${formatDim(wanted)} but got size ${formatDim(size)} for tensor number ${i} in the list.`;
      args.fail("RuntimeError", `Sizes of tensors must match except in dimension ${dim}. ${sizes}`);
    }
  }
  const shape = replaceDim(first.shape, dim, sum(used.map((part) => part.shape[dim] ?? 1)));
  const dtype = resultType(
    tensors.map((tensor) => ({ dtype: tensor.dtype, dimensional: true })),
    [],
    tensorState(context).defaultDtype,
  );
  return { outputs: { shape, dtype, strides: "contiguous", data: storedAll(joinData(used, shape, dim), dtype) } };
}

/** torch has always let vectors without elements take part in any `cat`. */
const isEmptyVector = ({ shape }: Part): boolean => shape.length === 1 && shape[0] === 0;

function joinData(parts: readonly Part[], shape: Shape, dim: number): Contents {
  if (knownSize(shape) === null) return null;
  const outer = hintOf(product(shape.slice(0, dim)));
  const rows = parts.map(({ shape: own, data }) => ({ data, length: hintOf(product(own.slice(dim))) }));
  const result: number[] = [];
  for (let i = 0; i < outer; i++)
    for (const { data, length } of rows) {
      if (data === null) return null;
      result.push(...data.slice(i * length, (i + 1) * length));
    }
  return result;
}

const catRule: OpRule = (args, context) => {
  const tensors = readTensors(args, context, "cat");
  if (tensors.length === 0) args.fail("ValueError", "torch.cat(): expected a non-empty list of Tensors");
  const flat = tensors.findIndex((tensor) => tensor.shape.length === 0);
  if (flat >= 0) args.fail("RuntimeError", `zero-dimensional tensor (at position ${flat}) cannot be concatenated`);
  const ranked = tensors.find((tensor) => !isEmptyVector(tensor)) ?? tensors[0];
  const dim = normalizeDim(args, args.number("dim"), ranked?.shape.length ?? 1);
  return joined(args, context, tensors, tensors, dim);
};

const stackRule: OpRule = (args, context) => {
  const tensors = readTensors(args, context, "stack");
  const [first] = tensors;
  if (first === undefined) return args.fail("RuntimeError", "stack expects a non-empty TensorList");
  const dim = normalizeDim(args, args.number("dim"), first.shape.length + 1);
  for (const [i, tensor] of tensors.entries())
    if (!sameShape(args, tensor.shape, first.shape)) {
      const shapes = `got ${formatShape(first.shape)} at entry 0 and ${formatShape(tensor.shape)} at entry ${i}`;
      args.fail("RuntimeError", `stack expects each tensor to be equal size, but ${shapes}`);
    }
  return joined(
    args,
    context,
    tensors,
    tensors.map((tensor) => ({ shape: unsqueezed(tensor, dim).shape, data: tensor.data })),
    dim,
  );
};

/** hstack, vstack, dstack, column_stack: cat after each tensor got the dims that it needs. */
const stacking =
  (name: string, grow: (shape: Shape) => Shape, dimOf: (rank: number) => number): OpRule =>
  (args, context) => {
    const tensors = readTensors(args, context, name);
    if (tensors.length === 0) args.fail("RuntimeError", `${name} expects a non-empty TensorList`);
    const parts = tensors.map(({ shape, data }) => ({ shape: grow(shape), data }));
    return joined(args, context, tensors, parts, dimOf(parts[0]?.shape.length ?? 1));
  };

const atLeast2 = (shape: Shape): Shape => (shape.length >= 2 ? shape : [1, ...(shape.length === 0 ? [1] : shape)]);
const joins: readonly (readonly [string[], OpDeclaration])[] = [
  [["cat", "concat", "concatenate"], op("cat", "tensors, dim|axis=0, *, out=None", copy, catRule)],
  [["stack"], op("stack", "tensors, dim|axis=0, *, out=None", copy, stackRule)],
  [
    ["hstack"],
    op(
      "hstack",
      "tensors",
      copy,
      stacking(
        "hstack",
        (s) => (s.length === 0 ? [1] : s),
        (rank) => (rank === 1 ? 0 : 1),
      ),
    ),
  ],
  [
    ["vstack", "row_stack"],
    op(
      "vstack",
      "tensors",
      copy,
      stacking("vstack", atLeast2, () => 0),
    ),
  ],
  [
    ["dstack"],
    op(
      "dstack",
      "tensors",
      copy,
      stacking(
        "dstack",
        (s) => (s.length >= 3 ? s : [...atLeast2(s), 1]),
        () => 2,
      ),
    ),
  ],
  [
    ["column_stack"],
    op(
      "column_stack",
      "tensors",
      copy,
      stacking(
        "column_stack",
        (s) => (s.length >= 2 ? s : [...(s.length === 0 ? [1] : s), 1]),
        () => 1,
      ),
    ),
  ],
];

const blockDiagRule: OpRule = (args) => {
  const shapes = args.tensorList("tensors").map(({ shape }) => atLeast2(shape));
  return { outputs: { shape: [0, 1].map((i) => sum(shapes.map((shape) => shape[i] ?? 1))), dtype: args.promoted() } };
};

// ── taking apart ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Consecutive slices of those lengths. */
function pieces(input: Tensor, dim: number, lengths: readonly Dim[]): OpResult {
  let start: Dim = 0;
  const outputs: Output[] = [];
  for (const length of lengths) {
    outputs.push(sliced(input, dim, start, length));
    start = add(start, length);
  }
  return { outputs };
}

/** Lengths of the pieces when each but the last has `size`. The number of pieces must be a number: the default decides. */
function lengthsOf(args: Args, whole: Dim, size: Dim): Dim[] {
  const exact = ceilDiv(whole, size);
  const count = Math.max(hintOf(exact), 1);
  args.holds(exact, "==", count);
  return Array.from({ length: count }, (_, i) => (i < count - 1 ? size : sub(whole, mul(size, count - 1))));
}

const splitRule: OpRule = (args) => {
  const input = args.tensor("tensor");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const whole = input.shape[dim] ?? 1;
  const given = args.known("split_size_or_sections");
  if (isSequence(given)) {
    const sizes = args.ints("split_size_or_sections");
    if (sizes.some((size) => hintOf(size) < 0)) {
      const given = `have only non-negative entries, but got split_sizes=${formatShape(sizes)}`;
      args.fail("RuntimeError", `split_with_sizes expects split_sizes ${given}`);
    }
    if (!args.holds(sum(sizes), "==", whole)) {
      const wanted = `sum exactly to ${formatDim(whole)} (input tensor's size at dimension ${dim})`;
      args.fail(
        "RuntimeError",
        `split_with_sizes expects split_sizes to ${wanted}, but got split_sizes=${formatShape(sizes)}`,
      );
    }
    return pieces(input, dim, sizes);
  }
  const size = args.int("split_size_or_sections");
  if (hintOf(size) < 0)
    args.fail("RuntimeError", `split expects split_size be non-negative, but got split_size=${formatDim(size)}`);
  if (size === 0 && whole !== 0)
    args.fail(
      "RuntimeError",
      `split_size can only be 0 if dimension size is 0, but got dimension size of ${formatDim(whole)}`,
    );
  return pieces(input, dim, size === 0 ? [0] : lengthsOf(args, whole, size));
};

const isSequence = (value: Value): boolean => value instanceof PyTuple || value instanceof PyList;

const chunkRule: OpRule = (args) => {
  const input = args.tensor("input");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const chunks = args.number("chunks");
  if (chunks <= 0) args.fail("RuntimeError", `chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
  const whole = input.shape[dim] ?? 1;
  if (whole === 0) return pieces(input, dim, Array<Dim>(chunks).fill(0));
  return pieces(input, dim, lengthsOf(args, whole, ceilDiv(whole, chunks)));
};

/** tensor_split: into nearly equal parts, or at the given indices. */
function tensorSplit(args: Args, input: Tensor, dim: number, parameter: string): OpResult {
  const whole = input.shape[dim] ?? 1;
  const given = args.known(parameter);
  if (isSequence(given)) {
    const cuts = args.ints(parameter).map((cut) => min(hintOf(cut) < 0 ? add(cut, whole) : cut, whole));
    const ends = [...cuts, whole];
    return pieces(
      input,
      dim,
      ends.map((end, i) => sub(end, i === 0 ? 0 : (ends[i - 1] ?? 0))),
    );
  }
  const count = args.number(parameter);
  const larger = mod(whole, count);
  const size = floorDiv(whole, count);
  return pieces(
    input,
    dim,
    Array.from({ length: count }, (_, i) => (i < hintOf(larger) ? add(size, 1) : size)),
  );
}

const tensorSplitRule: OpRule = (args) => {
  const input = args.tensor("input");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  return tensorSplit(args, input, dim, "indices_or_sections");
};

/** hsplit, vsplit, dsplit: an int must divide the dim. */
const dimSplit =
  (name: string, least: number, dimOf: (rank: number) => number): OpRule =>
  (args) => {
    const input = args.tensor("input");
    const rank = input.shape.length;
    if (rank < least)
      args.fail(
        "RuntimeError",
        `torch.${name} requires a tensor with at least ${least} dimension, but got a tensor with ${rank} dimensions!`,
      );
    const dim = dimOf(input.shape.length);
    const size = input.shape[dim] ?? 1;
    const given = args.known("indices_or_sections");
    if (typeof given === "number" && !args.holds(mod(size, given), "==", 0)) {
      const what = `the size of the dimension ${formatDim(size)} is not divisible by the split_size ${given}!`;
      args.fail("RuntimeError", `torch.${name} attempted to split along dimension ${dim}, but ${what}`);
    }
    return tensorSplit(args, input, dim, "indices_or_sections");
  };

const unbindRule: OpRule = (args) => {
  const input = args.tensor("input");
  if (input.shape.length === 0) args.fail("IndexError", "Dimension specified as 0 but tensor has no dimensions");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const size = input.shape[dim] ?? 1;
  const count = hintOf(size);
  args.holds(size, "==", count);
  return { outputs: Array.from({ length: count }, (_, i) => selected(input, dim, i)) };
};

export const unbind = op("unbind", "input, dim=0", view, unbindRule);

// ── grids ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A tensor of one dim, spread along `dim` of a larger shape. */
function along(tensor: Tensor, shape: Shape, dim: number): Output {
  const strides = shape.map((_, i): Dim => (i === dim ? 1 : 0));
  return { shape, dtype: tensor.dtype, strides, data: gather(tensor.data, shape, strides) };
}

const meshgridRule: OpRule = (args) => {
  const given = args.known("tensors");
  const [only] = given instanceof PyTuple ? given.items : [];
  const nested = given instanceof PyTuple && given.items.length === 1 && !(only instanceof Tensor);
  const tensors = nested ? args.listOf(only ?? null, "tensors") : args.tensorList("tensors");
  const sizes = tensors.map((tensor) => (tensor.shape.length === 0 ? 1 : (tensor.shape[0] ?? 1)));
  for (const tensor of tensors)
    if (tensor.shape.length > 1)
      args.fail(
        "RuntimeError",
        `torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${formatShape(tensor.shape)}`,
      );
  const isCartesian = args.optionalString("indexing") === "xy" && tensors.length >= 2;
  const place = (i: number): number => (isCartesian && i < 2 ? 1 - i : i);
  const shape = sizes.map((_, i) => sizes[place(i)] ?? 1);
  return { outputs: tensors.map((tensor, i) => along(tensor, shape, place(i))) };
};

const cartesianRule: OpRule = (args) => {
  const tensors = args.tensorList("tensors");
  const [first] = tensors;
  if (tensors.length === 1 && first !== undefined) return first;
  const sizes = tensors.map((tensor) => tensor.shape[0] ?? 1);
  return { outputs: { shape: [product(sizes), tensors.length], dtype: args.promoted() } };
};

const combinationsRule: OpRule = (args, context) => {
  const input = args.tensor("input");
  const [size] = input.shape;
  if (typeof size !== "number") return context.unknown("the number of combinations of a symbolic size");
  const [r, repeats] = [args.number("r"), args.bool("with_replacement")];
  let count = 1;
  const from = repeats ? size + r - 1 : size;
  for (let i = 0; i < r; i++) count = (count * (from - i)) / (i + 1);
  return { outputs: { shape: [Math.round(count), r], dtype: input.dtype } };
};

export function register(registry: Registry): void {
  for (const [names, declaration] of joins) place(registry, declaration, { torch: names });
  place(registry, op("block_diag", "*tensors", copy, blockDiagRule), { torch: ["block_diag"] });
  const split = op("split", "tensor, split_size_or_sections, dim=0", view, splitRule);
  place(registry, split, { torch: ["split"] });
  placeMethods([op("split", "tensor, split_size_or_sections|split_size, dim=0", view, splitRule)]);
  place(registry, op("split_with_sizes", "tensor, split_size_or_sections, dim=0", view, splitRule), {
    torch: ["split_with_sizes"],
    tensor: ["split_with_sizes"],
  });
  placeBoth(registry, [
    op("chunk", "input, chunks, dim=0", view, chunkRule),
    op("tensor_split", "input, indices_or_sections|indices|sections, dim=0", view, tensorSplitRule),
    op(
      "hsplit",
      "input, indices_or_sections",
      view,
      dimSplit("hsplit", 1, (rank) => (rank === 1 ? 0 : 1)),
    ),
    op(
      "vsplit",
      "input, indices_or_sections",
      view,
      dimSplit("vsplit", 2, () => 0),
    ),
    op(
      "dsplit",
      "input, indices_or_sections",
      view,
      dimSplit("dsplit", 3, () => 2),
    ),
    unbind,
  ]);
  placeFunctions(registry, [
    op("meshgrid", "*tensors, indexing=None", view, meshgridRule),
    op("cartesian_prod", "*tensors", copy, cartesianRule),
    op("combinations", "input, r=2, with_replacement=False", copy, combinationsRule),
  ]);
}
