// Other shapes of the same elements: view, permute, squeeze, expand, repeat. They compute nothing. A view is told by its
// shape and strides once, which gives its memory layout and, where they are known, its contents.

import { Builtin, PyTuple, Unknown } from "../python/values.ts";
import { hintOf, mul, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather } from "../tensor/contents.ts";
import { DType } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpOptions, OpResult, OpRule, Output } from "../tensor/op.ts";
import {
  broadcastAll,
  contiguousStrides,
  divide,
  expandShape,
  formatDim,
  formatShape,
  inferReshape,
  normalizeDim,
  normalizeDims,
  replaceDim,
} from "../tensor/shapes.ts";
import { simplestStrides, strided, stridesOf } from "../tensor/strided.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { attribute, place, placeBoth, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

const view: OpOptions = { kind: "view" };
const copy: OpOptions = { kind: "copy" };

// ── other shapes of the same elements ──────────────────────────────────────────────────────────────────────────────

const incompatible =
  "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.";

/**
 * Strides that give `shape` over the same memory; null where a dim would have to span memory that is not evenly spaced.
 * Sizes are compared by their defaults.
 */
function reshapedStrides(from: Shape, strides: readonly Dim[], shape: Shape): Dim[] | null {
  const result = contiguousStrides(shape);
  if (from.length === 0 || from.some((dim) => hintOf(dim) === 0)) return result;
  let target = shape.length - 1;
  let chunkStride: Dim = strides[from.length - 1] ?? 1;
  let chunk: Dim = 1;
  let covered: Dim = 1;
  for (let dim = from.length - 1; dim >= 0; dim--) {
    chunk = mul(chunk, from[dim] ?? 1);
    const goesOn = dim > 0 && (from[dim - 1] === 1 || strides[dim - 1] === mul(chunk, chunkStride));
    if (goesOn) continue;
    // A symbol whose default is 1 belongs to this chunk while the sizes still differ.
    while (
      target >= 0 &&
      (hintOf(covered) < hintOf(chunk) ||
        (hintOf(shape[target] ?? 1) === 1 && covered !== chunk) ||
        shape[target] === 1)
    ) {
      result[target] = mul(covered, chunkStride);
      covered = mul(covered, shape[target] ?? 1);
      target--;
    }
    if (hintOf(covered) !== hintOf(chunk)) return null;
    if (dim > 0) {
      chunkStride = strides[dim - 1] ?? 1;
      chunk = 1;
      covered = 1;
    }
  }
  return target < 0 ? result : null;
}

/** `input` as `shape`, which has as many elements: a view where the memory allows one, else a copy. */
function reshaped(input: Tensor, shape: Shape): OpResult {
  const output = { shape, dtype: input.dtype, data: input.data };
  if (input.strides === "contiguous") return { kind: "view", outputs: { ...output, strides: "contiguous" } };
  const strides = stridesOf(input);
  if (strides === null) return { kind: "view", outputs: { ...output, strides: "unknown" } };
  const fitting = reshapedStrides(input.shape, strides, shape);
  if (fitting === null) return { kind: "copy", outputs: { ...output, strides: "contiguous" } };
  return { kind: "view", outputs: { ...output, strides: simplestStrides(shape, fitting) } };
}

const reshapeRule: OpRule = (args) => {
  const input = args.tensor("input");
  return reshaped(input, inferReshape(args, input.shape, args.sizes("shape")));
};

const viewRule: OpRule = (args) => {
  const input = args.tensor("input");
  const sizes = args.known("size");
  const [first] = sizes instanceof PyTuple ? sizes.items : [];
  const dtype = args.optionalDtype("dtype") ?? (first instanceof DType ? first : null);
  if (dtype !== null) return { outputs: reinterpreted(args, input, dtype) };
  const result = reshaped(input, inferReshape(args, input.shape, args.sizes("size")));
  if (result.kind === "copy") args.fail("RuntimeError", incompatible);
  return result;
};

/** `x.view(dtype)`: the same bytes; the last dim takes up a difference in size. */
function reinterpreted(args: Args, input: Tensor, dtype: DType): Output {
  if (dtype.size === input.dtype.size) return { shape: input.shape, dtype, strides: input.strides };
  const last = input.shape.length - 1;
  const bytes = mul(input.shape[last] ?? 1, input.dtype.size);
  const size = divide(args, bytes, dtype.size);
  if (last < 0 || size === null) {
    const what = `self.size(-1) must be divisible by ${dtype.size / input.dtype.size} to view ${input.dtype.name} as ${dtype.name}`;
    return args.fail("RuntimeError", `${what} (different element sizes), but got ${formatDim(input.shape[last] ?? 1)}`);
  }
  return { shape: replaceDim(input.shape, last, size), dtype };
}

const flattenRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length;
  const start = normalizeDim(args, args.number("start_dim"), rank);
  const end = normalizeDim(args, args.number("end_dim"), rank);
  if (start > end) args.fail("RuntimeError", "flatten() has invalid args: start_dim cannot come after end_dim");
  if (start === end && rank > 0) return input;
  const size = product(input.shape.slice(start, end + 1));
  return reshaped(input, [...input.shape.slice(0, start), size, ...input.shape.slice(end + 1)]);
};

const unflattenRule: OpRule = (args) => {
  const input = args.tensor("input");
  if (input.shape.length === 0)
    args.fail(
      "RuntimeError",
      "unflatten got an unexpected error:\nDimension specified as 0 but tensor has no dimensions",
    );
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const size = input.shape[dim] ?? 1;
  const sizes = args.sizes("sizes");
  if (sizes.filter((one) => hintOf(one) === -1).length > 1)
    args.fail("RuntimeError", "unflatten got an unexpected error:\nonly one dimension can be inferred");
  const rest = product(sizes.filter((one) => hintOf(one) !== -1));
  const open = sizes.some((one) => hintOf(one) === -1);
  const inferred = divide(args, size, rest);
  if (inferred === null || (!open && !args.holds(rest, "==", size))) {
    const what = `Provided sizes ${formatShape(sizes)} don't multiply up to the size of dim ${dim}`;
    return args.fail("RuntimeError", `unflatten: ${what} (${formatDim(size)}) in the input tensor`);
  }
  const parts = sizes.map((one) => (hintOf(one) === -1 ? inferred : one));
  return reshaped(input, [...input.shape.slice(0, dim), ...parts, ...input.shape.slice(dim + 1)]);
};

// ── order of dims ──────────────────────────────────────────────────────────────────────────────────────────────────

function permuted(input: Tensor, order: readonly number[]): Output {
  const pick = (values: readonly Dim[]): Dim[] => order.map((i) => values[i] ?? 1);
  return strided(input, pick(input.shape), pick);
}

const permuteRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length;
  const dims = args.sizes("dims");
  if (dims.length !== rank) {
    const why =
      "number of dimensions in the tensor input does not match the length of the desired ordering of dimensions";
    args.fail(
      "RuntimeError",
      `permute(sparse_coo): ${why} i.e. input.dim() = ${rank} is not equal to len(dims) = ${dims.length}`,
    );
  }
  const order = dims.map((dim) => normalizeDim(args, hintOf(dim), rank));
  if (new Set(order).size !== rank) args.fail("RuntimeError", "permute(): duplicate dims are not allowed.");
  return { outputs: permuted(input, order) };
};

function swapped(input: Tensor, a: number, b: number): Output {
  return permuted(
    input,
    input.shape.map((_, i) => (i === a ? b : i === b ? a : i)),
  );
}

const transposeRule =
  (first: string, second: string): OpRule =>
  (args) => {
    const input = args.tensor("input");
    const rank = input.shape.length;
    const [a, b] = [normalizeDim(args, args.number(first), rank), normalizeDim(args, args.number(second), rank)];
    return { outputs: swapped(input, a, b) };
  };

const tRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length;
  if (rank > 2) args.fail("RuntimeError", `t() expects a tensor with <= 2 dimensions, but self is ${rank}D`);
  return { outputs: rank < 2 ? permuted(input, [...input.shape.keys()]) : swapped(input, 0, 1) };
};

const movedimRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length;
  const source = normalizeDims(args, args.ints("source"), rank);
  const destination = normalizeDims(args, args.ints("destination"), rank);
  if (source.length !== destination.length) {
    const given = `movedim: Invalid source or destination dims: source (${formatShape(args.ints("source"))} dims)`;
    const wanted = `should contain the same number of dims as destination (${formatShape(args.ints("destination"))} dims)`;
    args.fail("RuntimeError", `${given} ${wanted}`);
  }
  const rest = [...input.shape.keys()].filter((dim) => !source.includes(dim));
  const order = [...input.shape.keys()].map((dim) => {
    const at = destination.indexOf(dim);
    return at < 0 ? (rest.shift() ?? 0) : (source[at] ?? 0);
  });
  return { outputs: permuted(input, order) };
};

/** `x.T`, `x.mT`, `x.H`, `x.mH`: attributes, each with what it asks of the rank. */
const transposes: readonly (readonly [string, (args: Args, input: Tensor) => Output])[] = [
  ["T", (_, input) => permuted(input, [...input.shape.keys()].reverse())],
  ["mT", (args, input) => matrixTranspose(args, input, "mT")],
  ["mH", (args, input) => matrixTranspose(args, input, "mH")],
  [
    "H",
    (args, input) => {
      const rank = input.shape.length;
      if (rank !== 2 && rank !== 0)
        args.fail(
          "RuntimeError",
          `tensor.H is only supported on matrices (2-D tensors). Got ${rank}-D tensor.${rank > 2 ? " For batches of matrices, consider using tensor.mH" : ""}`,
        );
      return rank === 0 ? permuted(input, []) : swapped(input, 0, 1);
    },
  ],
];

function matrixTranspose(args: Args, input: Tensor, name: string): Output {
  const rank = input.shape.length;
  if (rank === 1)
    args.fail("RuntimeError", `tensor.${name} is only supported on matrices or batches of matrices. Got 1-D tensor.`);
  return rank === 0 ? permuted(input, []) : swapped(input, rank - 2, rank - 1);
}

// ── dims of size one, and repeated dims ────────────────────────────────────────────────────────────────────────────

const squeezeRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length;
  const given = args.optionalInts("dim");
  const among = given === null ? [...input.shape.keys()] : normalizeDims(args, given, rank);
  const kept = [...input.shape.keys()].filter((i) => {
    const size = input.shape[i] ?? 1;
    return !among.includes(i) || !(size === 1 || args.holds(size, "==", 1));
  });
  return { outputs: permuted(input, kept) };
};

/** The view with a new dim of size 1 at `dim`. */
export function unsqueezed(input: Tensor, dim: number): Output {
  const insert = (values: readonly Dim[], value: Dim): Dim[] => [...values.slice(0, dim), value, ...values.slice(dim)];
  return strided(input, insert(input.shape, 1), (strides) => insert(strides, 1));
}

const unsqueezeRule: OpRule = (args) => {
  const input = args.tensor("input");
  return { outputs: unsqueezed(input, normalizeDim(args, args.number("dim"), input.shape.length + 1)) };
};

function expanded(args: Args, input: Tensor, sizes: readonly Dim[]): Output {
  const shape = expandShape(args, input.shape, sizes, input.dtype);
  const lead = shape.length - input.shape.length;
  return strided(input, shape, (strides) =>
    shape.map((size, i): Dim => {
      const own = input.shape[i - lead];
      return own === undefined || (own === 1 && size !== 1) ? 0 : (strides[i - lead] ?? 0);
    }),
  );
}

const expandRule: OpRule = (args) => {
  const input = args.tensor("input");
  return { outputs: expanded(args, input, args.sizes("size")) };
};

const broadcastTensorsRule: OpRule = (args) => {
  const tensors = args.tensorList("tensors");
  const shape = broadcastAll(
    args,
    tensors.map((tensor) => tensor.shape),
  );
  return { outputs: tensors.map((tensor) => expanded(args, tensor, shape)) };
};

function checkSizes(args: Args, shape: Shape): void {
  const negative = shape.find((dim) => hintOf(dim) < 0);
  if (negative !== undefined)
    args.fail(
      "RuntimeError",
      `Trying to create tensor with negative dimension ${formatDim(negative)}: ${formatShape(shape)}`,
    );
}

function repeated(input: Tensor, counts: readonly Dim[]): Output {
  const lead = counts.length - input.shape.length;
  const own = (i: number): Dim => input.shape[i - lead] ?? 1;
  const shape = counts.map((count, i) => mul(count, own(i)));
  // Each dim as two, the outer one with stride 0.
  const pairs = counts.flatMap((count, i): Dim[] => [count, own(i)]);
  const strides = contiguousStrides(input.shape);
  const doubled = counts.flatMap((_, i): Dim[] => [0, strides[i - lead] ?? 0]);
  return { shape, dtype: input.dtype, strides: "contiguous", data: gather(input.data, pairs, doubled) };
}

const repeatRule: OpRule = (args) => {
  const input = args.tensor("input");
  const counts = args.sizes("repeats");
  if (counts.length < input.shape.length)
    args.fail(
      "RuntimeError",
      "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor",
    );
  const output = repeated(input, counts);
  checkSizes(args, output.shape);
  return { outputs: output };
};

const tileRule: OpRule = (args) => {
  const input = args.tensor("input");
  const dims = args.sizes("dims");
  const missing = Math.max(input.shape.length - dims.length, 0);
  const output = repeated(input, [...Array<Dim>(missing).fill(1), ...dims]);
  checkSizes(args, output.shape);
  return { outputs: output };
};

const repeatInterleaveRule: OpRule = (args, context) => {
  const input = args.tensor("input");
  const repeats = args.known("repeats");
  const given = args.optionalNumber("dim");
  const dim = given === null ? 0 : normalizeDim(args, given, input.shape.length);
  const shape = given === null ? [product(input.shape)] : input.shape;
  const size = shape[dim] ?? 1;
  if (!(repeats instanceof Tensor)) {
    const times = args.int("repeats");
    const lifted = [...shape.slice(0, dim + 1), times, ...shape.slice(dim + 1)];
    const strides = contiguousStrides(shape);
    const data = gather(input.data, lifted, [...strides.slice(0, dim + 1), 0, ...strides.slice(dim + 1)]);
    return { outputs: { shape: replaceDim(shape, dim, mul(size, times)), dtype: input.dtype, data } };
  }
  args.tensors.push(repeats);
  const counts = repeats.shape[0] ?? 1;
  if (repeats.shape.length === 1 && counts !== 1 && !args.holds(counts, "==", size)) {
    const got = `repeats.size(0) = ${formatDim(counts)} and input.size(${dim}) = ${formatDim(size)}`;
    args.fail("RuntimeError", `repeats must have the same size as input along dim, but got ${got}`);
  }
  const total = args.optionalInt("output_size");
  const known = repeats.data?.reduce((sum, count) => sum + count, 0);
  const length = total ?? (known === undefined ? null : counts === 1 ? mul(known, size) : known);
  if (length === null) return context.unknown("the size of repeat_interleave depends on data");
  return { outputs: { shape: replaceDim(shape, dim, length), dtype: input.dtype } };
};

/** atleast_1d, 2d, 3d: of one tensor, or of each. */
const atLeast = (rank: number): OpDeclaration =>
  op(`atleast_${rank}d`, "*tensors", view, (args) => {
    const given = args.value("tensors");
    const [only] = given instanceof PyTuple ? given.items : [];
    const isSingle = given instanceof PyTuple && given.items.length === 1 && only instanceof Tensor;
    const tensors =
      isSingle || !(given instanceof PyTuple && given.items.length === 1) ? args.tensorList("tensors") : [];
    if (tensors.length === 0 && only instanceof Unknown) return only;
    const grown = tensors.map((tensor): Output => {
      const missing = Math.max(rank - tensor.shape.length, 0);
      const ones = Array<Dim>(missing).fill(1);
      const after = rank === 3 && missing > 0 ? 1 : 0; // atleast_3d puts one dim last
      const shape = [...ones.slice(after), ...tensor.shape, ...ones.slice(0, after)];
      return { shape, dtype: tensor.dtype, data: tensor.data };
    });
    const [first] = grown;
    return { outputs: isSingle && first !== undefined ? first : grown };
  });

/** The method and the function of one rule: `x.view(2, 3)` takes sizes one by one, the function takes them as a tuple. */
export function sized(
  registry: Registry,
  name: string,
  parameter: string,
  options: OpOptions,
  rule: OpRule,
  places: { function: boolean; method: boolean } = { function: true, method: true },
): void {
  if (places.method) placeMethods([byKeywordToo(op(name, `input, *${parameter}`, options, rule), parameter)]);
  if (places.function) place(registry, op(name, `input, ${parameter}`, options, rule), { torch: [name] });
}

/** `x.permute(dims=(1, 0))`: the sizes as one, by their name. */
function byKeywordToo(declaration: OpDeclaration, parameter: string): OpDeclaration {
  const { method } = declaration;
  const run: Builtin["run"] = (context, args, kwargs) => {
    const given = kwargs.get(parameter);
    if (given === undefined) return method.run(context, args, kwargs);
    const rest = new Map([...kwargs].filter(([key]) => key !== parameter));
    return method.run(context, [...args, given], rest);
  };
  return { ...declaration, method: new Builtin(declaration.name, null, run) };
}

const likeRule =
  (change: (args: Args, input: Tensor, shape: Shape) => OpResult): OpRule =>
  (args) => {
    const [input, other] = [args.tensor("input"), args.tensor("other")];
    args.tensors.pop(); // only its shape is read
    return change(args, input, other.shape);
  };

/** Ops that are a function and a method alike. */
const both: readonly OpDeclaration[] = [
  op("flatten", "input, start_dim=0, end_dim=-1", view, flattenRule),
  op("ravel", "input", view, (args) => {
    const input = args.tensor("input");
    return reshaped(input, [product(input.shape)]);
  }),
  op("t", "input", view, tRule),
  op("adjoint", "input", view, (args) => ({ outputs: matrixTranspose(args, args.tensor("input"), "mH") })),
  op("transpose", "input, dim0, dim1", view, transposeRule("dim0", "dim1")),
  op("swapaxes", "input, axis0, axis1", view, transposeRule("axis0", "axis1")),
  op("swapdims", "input, dim0, dim1", view, transposeRule("dim0", "dim1")),
  op("movedim", "input, source, destination", view, movedimRule),
  op("moveaxis", "input, source, destination", view, movedimRule),
  op("squeeze", "input, dim=None", view, squeezeRule),
  op("unsqueeze", "input, dim", view, unsqueezeRule),
  op("repeat_interleave", "input, repeats, dim=None, *, output_size=None", copy, repeatInterleaveRule),
];

/** Methods that change a tensor's own shape. */
const inPlace: readonly (readonly [string, string, OpRule])[] = [
  ["squeeze_", "input, dim=None", squeezeRule],
  ["unsqueeze_", "input, dim", unsqueezeRule],
  ["transpose_", "input, dim0, dim1", transposeRule("dim0", "dim1")],
  ["swapaxes_", "input, axis0, axis1", transposeRule("axis0", "axis1")],
  ["t_", "input", tRule],
];

export function writing(rule: OpRule): OpRule {
  return (args, context) => {
    const result = rule(args, context);
    const [into] = args.tensors;
    if (into === undefined || typeof result !== "object" || result === null || !("outputs" in result)) return result;
    return { ...result, into };
  };
}

export function register(registry: Registry): void {
  placeBoth(registry, both);
  for (const [name, signature, rule] of inPlace) placeMethods([op(name, signature, view, writing(rule))]);
  const method = { function: false, method: true };
  placeMethods([byKeywordToo(op("view", "input, *size, dtype=None", view, viewRule), "size")]);
  sized(registry, "reshape", "shape", view, reshapeRule);
  sized(registry, "permute", "dims", view, permuteRule);
  sized(registry, "expand", "size", view, expandRule, method);
  sized(registry, "broadcast_to", "size", view, expandRule);
  sized(registry, "repeat", "repeats", copy, repeatRule, method);
  sized(registry, "tile", "dims", copy, tileRule);
  placeMethods([
    op("unflatten", "input, dim, sizes", view, unflattenRule),
    op(
      "view_as",
      "input, other",
      view,
      likeRule((args, input, shape) => reshaped(input, inferReshape(args, input.shape, shape))),
    ),
    op(
      "reshape_as",
      "input, other",
      view,
      likeRule((args, input, shape) => reshaped(input, inferReshape(args, input.shape, shape))),
    ),
    op(
      "expand_as",
      "input, other",
      view,
      likeRule((args, input, shape) => ({ outputs: expanded(args, input, shape) })),
    ),
  ]);
  place(registry, op("unflatten", "input, dim, sizes", view, unflattenRule), { torch: ["unflatten"] });
  place(registry, op("broadcast_tensors", "*tensors", view, broadcastTensorsRule), { torch: ["broadcast_tensors"] });
  for (const rank of [1, 2, 3]) place(registry, atLeast(rank), { torch: [`atleast_${rank}d`] });
  for (const [name, rule] of transposes) {
    const { builtin } = op(name, "input", view, (args) => ({ outputs: rule(args, args.tensor("input")) }));
    attribute(name, (tensor, context) => context.call(builtin, [tensor]));
  }
}
