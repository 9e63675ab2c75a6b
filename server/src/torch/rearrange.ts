// Copies with the elements in other places: flips, rolls, triangles, diagonals.

import { add, hintOf, mod, mul, neg, product, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather } from "../tensor/contents.ts";
import { int64 } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { OpDeclaration, OpOptions, OpRule, Output } from "../tensor/op.ts";
import { contiguousStrides, normalizeDim, normalizeDims } from "../tensor/shapes.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { keptStrides } from "./elementwise.ts";
import { sized, writing } from "./layout.ts";
import { placeBoth, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

const copy: OpOptions = { kind: "copy" };

/** Contents of a copy whose element at each index comes from `source(index)`. */
function flipped(input: Tensor, dims: readonly number[]): Output {
  const strides = contiguousStrides(input.shape);
  const turned = strides.map((stride, i) => (dims.includes(i) ? neg(stride) : stride));
  const first = dims.reduce<Dim>((sum, i) => add(sum, mul(sub(input.shape[i] ?? 1, 1), strides[i] ?? 0)), 0);
  const data = gather(input.data, input.shape, turned, first);
  return { shape: input.shape, dtype: input.dtype, strides: keptStrides(input), data };
}

const flipRule: OpRule = (args) => {
  const input = args.tensor("input");
  return { outputs: flipped(input, normalizeDims(args, args.sizes("dims"), input.shape.length)) };
};

const rollRule: OpRule = (args) => {
  const input = args.tensor("input");
  const [shifts, given] = [args.ints("shifts"), args.optionalInts("dims") ?? []];
  if (given.length > 0 && given.length !== shifts.length)
    args.fail("RuntimeError", `shifts and dimensions must align. shifts: ${shifts.length}, dims:${given.length}`);
  for (const dim of given) normalizeDim(args, hintOf(dim), input.shape.length);
  return { outputs: { shape: input.shape, dtype: input.dtype } };
};

const rot90Rule: OpRule = (args) => {
  const input = args.tensor("input");
  const [a = 0, b = 1] = normalizeDims(args, args.ints("dims"), input.shape.length);
  const odd = hintOf(mod(args.int("k"), 2)) === 1;
  const shape = input.shape.map((size, i) =>
    odd && i === a ? (input.shape[b] ?? 1) : odd && i === b ? (input.shape[a] ?? 1) : size,
  );
  return { outputs: { shape, dtype: input.dtype } };
};

const triangleRule =
  (name: "tril" | "triu"): OpRule =>
  (args) => {
    const input = args.tensor("input");
    const rank = input.shape.length;
    if (rank < 2) args.fail("RuntimeError", `${name}: input tensor must have at least 2 dimensions`);
    const diagonal = args.number("diagonal");
    const [rows, columns] = [input.shape[rank - 2], input.shape[rank - 1]];
    const keeps = (i: number): boolean => {
      const column = i % Number(columns);
      const row = Math.floor(i / Number(columns)) % Number(rows);
      return name === "tril" ? column - row <= diagonal : column - row >= diagonal;
    };
    const data = input.data === null ? null : input.data.map((value, i) => (keeps(i) ? value : 0));
    return { outputs: { shape: input.shape, dtype: input.dtype, data } };
  };

const diagRule: OpRule = (args) => {
  const input = args.tensor("input");
  const offset = args.number("diagonal");
  const [rows = 1, columns = 1] = input.shape;
  if (input.shape.length === 1) {
    const size = add(rows, Math.abs(offset));
    return { outputs: { shape: [size, size], dtype: input.dtype } };
  }
  if (input.shape.length !== 2)
    args.fail("RuntimeError", `diag(): Supports 1D or 2D tensors. Got ${input.shape.length}D`);
  const [height, width] = offset >= 0 ? [rows, sub(columns, offset)] : [add(rows, offset), columns];
  return { outputs: { shape: [args.holds(height, "<=", width) ? height : width], dtype: input.dtype } };
};

const diagEmbedRule: OpRule = (args) => {
  const input = args.tensor("input");
  const rank = input.shape.length + 1;
  const [a, b] = [normalizeDim(args, args.number("dim1"), rank), normalizeDim(args, args.number("dim2"), rank)];
  const size = add(input.shape[rank - 2] ?? 1, Math.abs(args.number("offset")));
  const rest = input.shape.slice(0, -1);
  const shape = Array.from({ length: rank }, (_, i) => (i === a || i === b ? size : (rest.shift() ?? 1)));
  return { outputs: { shape, dtype: input.dtype } };
};

const both: readonly OpDeclaration[] = [
  op("roll", "input, shifts, dims=None", copy, rollRule),
  op("rot90", "input, k=1, dims=()", copy, rot90Rule),
  op("tril", "input, diagonal=0, *, out=None", copy, triangleRule("tril")),
  op("triu", "input, diagonal=0, *, out=None", copy, triangleRule("triu")),
  op("diag", "input, diagonal=0", copy, diagRule),
  op("diagflat", "input, offset=0", copy, (args) => {
    const input = args.tensor("input");
    const size = add(product(input.shape), Math.abs(args.number("offset")));
    return { outputs: { shape: [size, size], dtype: input.dtype } };
  }),
  op("trace", "input", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const rank = input.shape.length;
    if (rank !== 2) args.fail("RuntimeError", `trace: expected a matrix, but got tensor with dim ${rank}`);
    const isFloat = input.dtype.category === "float" || input.dtype.category === "complex";
    return { outputs: { shape: [], dtype: isFloat ? input.dtype : int64 } };
  }),
  op("diag_embed", "input, offset=0, dim1=-2, dim2=-1", copy, diagEmbedRule),
  op("fliplr", "input", copy, (args) => ({ outputs: flipped(args.tensor("input"), [1]) })),
  op("flipud", "input", copy, (args) => ({ outputs: flipped(args.tensor("input"), [0]) })),
];

export function register(registry: Registry): void {
  placeBoth(registry, both);
  sized(registry, "flip", "dims", copy, flipRule);
  for (const name of ["tril", "triu"] as const)
    placeMethods([op(`${name}_`, "input, diagonal=0", copy, writing(triangleRule(name)))]);
}
