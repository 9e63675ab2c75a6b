// Reading and writing by index: index_select, gather, scatter and their kin, and `tensor[index]`.

import { PyTuple, Unknown } from "../python/values.ts";
import type { Context } from "../python/values.ts";
import { hintOf, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { knownSize, plainShape, unravel } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { getItem, setItem } from "../tensor/indexing.ts";
import { scalarName } from "../tensor/dtype.ts";
import { NotKnown, op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpOptions, OpResult, OpRule } from "../tensor/op.ts";
import {
  broadcast,
  broadcastsTo,
  contiguousStrides,
  formatDim,
  formatShape,
  normalizeDim,
  replaceDim,
} from "../tensor/shapes.ts";
import { Tensor, numel, tensorClass } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { checkWritable } from "./elementwise.ts";
import { placeBoth, placeFunctions } from "./registry.ts";
import type { Registry } from "./registry.ts";

const gathers: OpOptions = { kind: "gather" };
const adds: OpOptions = { kind: "gather", elementwise: 1 };

function indexTensor(args: Args, name: string): Tensor {
  const index = args.tensor(name);
  if (index.dtype.name !== "int64" && index.dtype.name !== "int32") {
    const wanted = args.name === "gather" || args.name.startsWith("scatter") ? "int32/int64" : "int32 or int64";
    args.fail("RuntimeError", `${args.name}(): Expected dtype ${wanted} for index`);
  }
  return index;
}

const indexSelectRule: OpRule = (args) => {
  const input = args.tensor("input");
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const index = indexTensor(args, "index");
  if (index.shape.length > 1) args.fail("IndexError", "index_select(): Index is supposed to be a vector");
  const count = index.shape[0] ?? 1;
  const outside = index.data?.find((at) => at < 0 || at >= hintOf(input.shape[dim] ?? 1));
  if (outside !== undefined)
    args.fail(
      "RuntimeError",
      `INDICES element is out of DATA bounds, id=${outside} axis_dim=${formatDim(input.shape[dim] ?? 1)}`,
    );
  const shape = input.shape.length === 0 ? [] : replaceDim(input.shape, dim, count);
  const data = pickAlong(input, dim, shape, (position) => index.data?.[position[dim] ?? 0]);
  return { outputs: { shape, dtype: input.dtype, data } };
};

/** Contents whose element at each place is that of `input` at the same place but for `dim`, which `at` chooses. */
function pickAlong(
  input: Tensor,
  dim: number,
  shape: Shape,
  at: (place: readonly number[], flat: number) => number | undefined,
): Contents {
  const [from, to, size] = [plainShape(input.shape), plainShape(shape), knownSize(shape)];
  if (input.data === null || from === null || to === null || size === null) return null;
  const strides = contiguousStrides(from).map(hintOf);
  const result: number[] = [];
  for (let flat = 0; flat < size; flat++) {
    const place = unravel(flat, to);
    const chosen = at(place, flat);
    if (chosen === undefined) return null;
    place[dim] = chosen < 0 ? chosen + (from[dim] ?? 0) : chosen;
    result.push(input.data[place.reduce((sum, index, i) => sum + index * (strides[i] ?? 0), 0)] ?? Number.NaN);
  }
  return result;
}

/** Every dim of `index` but `dim` fits into that of `input`. */
function fits(args: Args, index: Shape, input: Shape, dim: number): boolean {
  return index.every((size, i) => i === dim || args.holds(size, "<=", input[i] ?? 1));
}

const gatherRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length;
  const dim = normalizeDim(args, args.number("dim"), rank);
  const index = indexTensor(args, "index");
  if (index.shape.length !== rank && rank > 0 && index.shape.length > 0)
    args.fail("RuntimeError", "Index tensor must have the same number of dimensions as input tensor");
  if (!fits(args, index.shape, input.shape, dim)) {
    const at = index.shape.findIndex((size, i) => i !== dim && hintOf(size) > hintOf(input.shape[i] ?? 1));
    const shapes = `index ${formatShape(index.shape)} to be no larger than self ${formatShape(input.shape)}`;
    args.fail("RuntimeError", `Size does not match at dimension ${at} expected ${shapes} apart from dimension ${dim}`);
  }
  const size = input.shape[dim] ?? 1;
  const outside = index.data?.find((at) => at < 0 || at >= hintOf(size));
  if (outside !== undefined)
    args.fail("RuntimeError", `index ${outside} is out of bounds for dimension ${dim} with size ${formatDim(size)}`);
  const data = pickAlong(input, dim, index.shape, (_, flat) => index.data?.[flat]);
  return { outputs: { shape: index.shape, dtype: input.dtype, data } };
};

const takeAlongDimRule: OpRule = (args) => {
  const input = args.tensor("input");
  const indices = args.tensor("indices");
  const given = args.optionalNumber("dim");
  if (given === null) return { outputs: { shape: [product(indices.shape)], dtype: input.dtype } };
  const dim = normalizeDim(args, given, input.shape.length);
  if (indices.shape.length !== input.shape.length) {
    const [own, given] = [input.shape.length, indices.shape.length].map((n) => `${n} dimensions`);
    args.fail(
      "RuntimeError",
      `torch.take_along_dim(): input and indices should have the same number of dimensions, but got ${String(own)} for input, and ${String(given)} for indices`,
    );
  }
  const size = indices.shape[dim] ?? 1;
  const rest = broadcast(args, replaceDim(input.shape, dim, 1), replaceDim(indices.shape, dim, 1));
  return { outputs: { shape: replaceDim(rest, dim, size), dtype: input.dtype } };
};

const takeRule: OpRule = (args) => {
  const input = args.tensor("input");
  return { outputs: { shape: args.tensor("index").shape, dtype: input.dtype } };
};

const maskedSelectRule: OpRule = (args, context) => {
  const input = args.tensor("input");
  const mask = args.tensor("mask");
  const shape = broadcast(args, mask.shape, input.shape);
  if (mask.data === null || shape.length !== mask.shape.length || knownSize(shape) !== mask.data.length)
    return context.unknown("the size of masked_select depends on data");
  return { outputs: { shape: [mask.data.filter((value) => value !== 0).length], dtype: input.dtype } };
};

/** Ops that write into (a copy of) their input by index: the shape stays; contents are forgotten. */
function writer(
  name: string,
  signature: string,
  options: OpOptions,
  check: (args: Args, context: Context, input: Tensor) => void,
): OpDeclaration[] {
  return [false, true].map((written) =>
    op(written ? `${name}_` : name, signature, options, (args, context): OpResult => {
      const input = args.tensor("input");
      check(args, context, input);
      const outputs = { shape: input.shape, dtype: input.dtype };
      if (!written) return { outputs };
      checkWritable(args, context, input);
      return { outputs, into: input };
    }),
  );
}

function checkScatter(args: Args, input: Tensor, source: string): void {
  const rank = input.shape.length;
  const dim = normalizeDim(args, args.number("dim"), rank);
  const index = indexTensor(args, "index");
  const given = args.has(source) ? args.value(source) : null;
  const src = given instanceof Tensor ? args.tensor(source) : null;
  if (index.shape.length !== rank && rank > 0 && index.shape.length > 0)
    args.fail("RuntimeError", "Index tensor must have the same number of dimensions as self tensor");
  const fitsSelf = fits(args, index.shape, input.shape, dim);
  const fitsSource = src === null || fits(args, index.shape, src.shape, -1);
  if (fitsSelf && fitsSource) return;
  const self = `Expected index ${formatShape(index.shape)} to be no larger than self ${formatShape(input.shape)} apart from dimension ${dim}`;
  args.fail(
    "RuntimeError",
    src === null ? self : `${self} and to be no larger size than src ${formatShape(src.shape)}`,
  );
}

/** The values must fit what the indices choose, and be of the same dtype. */
function checkIndexPut(args: Args, context: Context, input: Tensor): void {
  const indices = context.iterate(args.known("indices"));
  const values = args.tensor("values");
  if (indices instanceof Unknown) return;
  if (values.dtype !== input.dtype) {
    const got = `got ${scalarName(input.dtype)} for the destination and ${scalarName(values.dtype)} for the source.`;
    args.fail("RuntimeError", `Index put requires the source and destination dtypes match, ${got}`);
  }
  const shape = chosenShape(args, context, input, new PyTuple(indices));
  if (shape === null || broadcastsTo(args, values.shape, shape)) return;
  const shapes = `value tensor of shape ${formatShape(values.shape)} cannot be broadcast to indexing result of shape`;
  args.fail("RuntimeError", `shape mismatch: ${shapes} ${formatShape(shape)}`);
}

/** The shape of `input[indices]`; null where it depends on data. */
function chosenShape(args: Args, context: Context, input: Tensor, indices: PyTuple): Shape | null {
  try {
    const { outputs } = getItem(args, context, input, indices);
    return "shape" in outputs ? outputs.shape : null;
  } catch (thrown) {
    if (thrown instanceof NotKnown) return null;
    throw thrown;
  }
}

function checkIndexAdd(args: Args, input: Tensor): void {
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  const index = args.tensor("index");
  const source = args.tensor("source");
  const same =
    source.shape.length === input.shape.length &&
    source.shape.every((size, i) => i === dim || args.holds(size, "==", input.shape[i] ?? 1));
  if (!same)
    args.fail(
      "RuntimeError",
      `source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = ${formatShape(input.shape)} source.shape = ${formatShape(source.shape)}`,
    );
  const [count, rows]: Dim[] = [numel(index), source.shape[dim] ?? 1];
  if (count === undefined || rows === undefined || args.holds(count, "==", rows)) return;
  if (args.name.startsWith("index_copy"))
    args.fail(
      "IndexError",
      `index_copy_(): Number of indices (${formatDim(count)}) should be equal to source.size(dim) (${formatDim(rows)})`,
    );
  args.fail(
    "RuntimeError",
    `${args.name.replace(/_$/, "")}_(): Number of indices (${formatDim(count)}) should be equal to source.size(dim): (${formatDim(rows)}), for dim: ${dim}`,
  );
}

const writers: readonly OpDeclaration[] = [
  ...writer("scatter", "input, dim, index, src|value, *, reduce=None", gathers, (args, _, input) =>
    checkScatter(args, input, "src"),
  ),
  ...writer("scatter_add", "input, dim, index, src", adds, (args, _, input) => checkScatter(args, input, "src")),
  ...writer("scatter_reduce", "input, dim, index, src, reduce, *, include_self=True", adds, (args, _, input) =>
    checkScatter(args, input, "src"),
  ),
  ...writer("index_add", "input, dim, index, source, *, alpha=1", adds, (args, _, input) => checkIndexAdd(args, input)),
  ...writer("index_copy", "input, dim, index, source", gathers, (args, _, input) => checkIndexAdd(args, input)),
  ...writer("index_reduce", "input, dim, index, source, reduce, *, include_self=True", adds, (args, _, input) => {
    const reduce = args.string("reduce");
    if (!["prod", "mean", "amax", "amin"].includes(reduce))
      args.fail(
        "RuntimeError",
        `index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got ${reduce}.`,
      );
    checkIndexAdd(args, input);
  }),
  ...writer("index_fill", "input, dim, index, value", gathers, (args, _, input) => {
    normalizeDim(args, args.number("dim"), input.shape.length);
    args.tensor("index");
  }),
  ...writer("masked_scatter", "input, mask, source", gathers, (args) => {
    args.tensor("mask");
    args.tensor("source");
  }),
  ...writer("index_put", "input, indices, values, accumulate=False", gathers, checkIndexPut),
  ...writer("put", "input, index, source, accumulate=False", gathers, (args) => {
    args.tensor("index");
    args.tensor("source");
  }),
];

const unravelIndexRule: OpRule = (args) => {
  const indices = args.tensor("indices");
  return { outputs: args.ints("shape").map(() => ({ shape: indices.shape, dtype: indices.dtype })) };
};

function itemMethods(): void {
  const get = op("getitem", "input, index", { kind: "view" }, (args, context) =>
    getItem(args, context, args.tensor("input"), args.value("index")),
  );
  const set = op("setitem", "input, index, value", { kind: "copy" }, (args, context) => {
    const input = args.tensor("input");
    checkWritable(args, context, input);
    return setItem(args, context, input, args.value("index"), args.value("value"));
  });
  tensorClass.set("__getitem__", get.method);
  tensorClass.set("__setitem__", set.method);
}

export function register(registry: Registry): void {
  placeBoth(registry, [
    op("index_select", "input, dim, index, *, out=None", gathers, indexSelectRule),
    op("gather", "input, dim, index, *, sparse_grad=False, out=None", gathers, gatherRule),
    op("take_along_dim", "input, indices, dim=None, *, out=None", gathers, takeAlongDimRule),
    op("take", "input, index", gathers, takeRule),
    op("masked_select", "input, mask, *, out=None", gathers, maskedSelectRule),
    ...writers,
  ]);
  placeFunctions(registry, [
    op("unravel_index", "indices, shape", { kind: "pointwise", elementwise: 1 }, unravelIndexRule),
  ]);
  itemMethods();
}
