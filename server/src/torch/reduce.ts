// Reductions over dims: sums, extrema, variance, norms. The cost of a row is FLOPs an element of the input.

import { PyFloat, PyTuple } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { hintOf, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather, plainShape, storedAll } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { bool, float32, float64, int64, promote, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { op, tensorState } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, Output } from "../tensor/op.ts";
import { contiguousStrides, normalizeDim, normalizeDims, reduceShape } from "../tensor/shapes.ts";
import { Tensor, numel } from "../tensor/tensor.ts";
import { elementwise } from "./elementwise.ts";
import { namedResult } from "./results.ts";
import { placeBoth, placeFunctions } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** How the dtype comes about; each raises for the dtypes that the op does not take. */
type DtypeRule = "sum" | "mean" | "variance" | "norm" | "same" | "float" | "index" | "truth";

/** What becomes of the values along the dims. */
export type Fold = (values: readonly number[]) => number;

interface Reduction {
  readonly name: string;
  readonly cost: number;
  readonly dtype: DtypeRule;
  /** Over several dims at once, or over one. */
  readonly dims: "many" | "one";
  readonly fold?: Fold;
  /** Further parameters, after `dim` and `keepdim`. */
  readonly params?: string;
  /** An empty dim has no result. */
  readonly needsElements?: boolean;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const greatest = (values: readonly number[]): number =>
  values.reduce((a, b) => (b > a ? b : a), values[0] ?? Number.NaN);
export const least = (values: readonly number[]): number =>
  values.reduce((a, b) => (b < a ? b : a), values[0] ?? Number.NaN);
const deviations =
  (correction: number) =>
  (values: readonly number[]): number => {
    const mean = total(values) / values.length;
    return total(values.map((value) => (value - mean) ** 2)) / Math.max(values.length - correction, 0);
  };

const reductions: readonly Reduction[] = [
  { name: "sum", cost: 1, dtype: "sum", dims: "many", fold: total, params: "*, dtype=None, out=None" },
  { name: "nansum", cost: 1, dtype: "sum", dims: "many", params: "*, dtype=None" },
  {
    name: "mean",
    cost: 1,
    dtype: "mean",
    dims: "many",
    fold: (values) => total(values) / values.length,
    params: "*, dtype=None, out=None",
  },
  { name: "nanmean", cost: 1, dtype: "mean", dims: "many", params: "*, dtype=None" },
  {
    name: "prod",
    cost: 1,
    dtype: "sum",
    dims: "one",
    fold: (values) => values.reduce((a, b) => a * b, 1),
    params: "*, dtype=None",
  },
  { name: "amax", cost: 1, dtype: "same", dims: "many", fold: greatest, needsElements: true },
  { name: "amin", cost: 1, dtype: "same", dims: "many", fold: least, needsElements: true },
  {
    name: "argmax",
    cost: 1,
    dtype: "index",
    dims: "one",
    fold: (values) => values.indexOf(greatest(values)),
    needsElements: true,
  },
  {
    name: "argmin",
    cost: 1,
    dtype: "index",
    dims: "one",
    fold: (values) => values.indexOf(least(values)),
    needsElements: true,
  },
  { name: "any", cost: 1, dtype: "truth", dims: "many", fold: (values) => Number(values.some((value) => value !== 0)) },
  {
    name: "all",
    cost: 1,
    dtype: "truth",
    dims: "many",
    fold: (values) => Number(values.every((value) => value !== 0)),
  },
  { name: "logsumexp", cost: 3, dtype: "float", dims: "many" },
];

function reductionDtype(args: Args, context: Context, name: string, rule: DtypeRule, input: DType): DType {
  const isFloat = input.category === "float" || input.category === "complex";
  switch (rule) {
    case "sum":
      return isFloat ? input : int64;
    case "mean":
      if (!isFloat)
        args.fail(
          "RuntimeError",
          `${name}(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${scalarName(input)}`,
        );
      return input;
    case "variance":
      if (!isFloat) args.fail("RuntimeError", "std and var only support floating point and complex dtypes");
      return realPart(input);
    case "norm":
      if (!isFloat)
        args.fail(
          "RuntimeError",
          `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${scalarName(input)}`,
        );
      return realPart(input);
    case "same":
      return input;
    case "float":
      return isFloat ? input : tensorState(context).defaultDtype;
    case "index":
      if (input === bool) args.fail("RuntimeError", `${name}(): does not support bool input`);
      return int64;
    case "truth":
      return input.name === "uint8" ? input : bool;
  }
}

function realPart(dtype: DType): DType {
  if (dtype.category !== "complex") return dtype;
  return dtype.size === 16 ? float64 : float32;
}

/** The dims that a `dim` argument names; None and () are all of them. */
export function dimsOf(args: Args, rank: number, parameter = "dim"): number[] {
  const dims = args.optionalInts(parameter);
  const all = Array.from({ length: rank }, (_, i) => i);
  if (dims === null || dims.length === 0) return all;
  const wrapped = normalizeDims(args, dims, rank);
  return rank === 0 ? [] : wrapped;
}

/** Contents after folding the values along `dims`. */
export function reduceData(input: Tensor, dims: readonly number[], fold: Fold | undefined, dtype: DType): Contents {
  const shape = plainShape(input.shape);
  if (fold === undefined || input.data === null || shape === null) return null;
  const kept = shape.map((_, i) => i).filter((i) => !dims.includes(i));
  const order = [...kept, ...dims];
  const strides = contiguousStrides(shape);
  const sorted = gather(
    input.data,
    order.map((i) => shape[i] ?? 1),
    order.map((i) => strides[i] ?? 0),
  );
  if (sorted === null) return null;
  const group = dims.reduce((count, dim) => count * (shape[dim] ?? 1), 1);
  const results = kept.reduce((count, dim) => count * (shape[dim] ?? 1), 1);
  const data = Array.from({ length: results }, (_, i) => fold(sorted.slice(i * group, (i + 1) * group)));
  return storedAll(data, dtype);
}

function checkElements(args: Args, input: Tensor, dims: readonly number[], wasGiven: boolean): void {
  if (hintOf(numel(input)) !== 0) return;
  const { name } = args;
  if (!wasGiven)
    args.fail(
      name === "argmax" || name === "argmin" ? "IndexError" : "RuntimeError",
      `${name}(): Expected reduction dim to be specified for input.numel() == 0.${
        name.startsWith("arg") ? "" : " Specify the reduction dim with the 'dim' argument."
      }`,
    );
  const empty = dims.find((dim) => hintOf(input.shape[dim] ?? 1) === 0);
  if (empty !== undefined) args.fail("IndexError", `${name}(): Expected reduction dim ${empty} to have non-zero size.`);
}

function reduction(row: Reduction): OpDeclaration {
  const { name, cost, dtype: rule, dims: arity, fold, params = "", needsElements = false } = row;
  const signature = `input, dim|axis=None, keepdim|keepdims=False${params === "" ? "" : `, ${params}`}`;
  return op(name, signature, { kind: "reduce", elementwise: cost }, (args, context) => {
    const input = args.tensor("input");
    const given = args.known("dim");
    if (arity === "one" && given instanceof PyTuple)
      args.fail("TypeError", `${name}(): argument 'dim' (position 2) must be int, not tuple`);
    const dims = dimsOf(args, input.shape.length);
    if (needsElements) checkElements(args, input, dims, given !== null);
    const wanted = args.has("dtype") ? args.optionalDtype("dtype") : null;
    const dtype = wanted ?? reductionDtype(args, context, name, rule, input.dtype);
    const shape = reduceShape(input.shape, dims, args.bool("keepdim"));
    return { outputs: { shape, dtype, data: reduceData(input, dims, fold, dtype) } };
  });
}

// ── variance and norms ─────────────────────────────────────────────────────────────────────────────────────────────

/** `std(dim, unbiased, keepdim, *, correction)` and its older forms `std(unbiased)`. */
function variance(name: "std" | "var" | "std_mean" | "var_mean"): OpDeclaration {
  const signature = "input, dim|axis=None, unbiased=True, keepdim|keepdims=False, *, correction=None";
  return op(name, signature, { kind: "reduce", elementwise: 3 }, (args, context) => {
    const input = args.tensor("input");
    const isFlag = typeof args.known("dim") === "boolean";
    const unbiased = isFlag ? args.value("dim") === true : args.bool("unbiased");
    const dims = isFlag ? input.shape.map((_, i) => i) : dimsOf(args, input.shape.length);
    const dtype = reductionDtype(args, context, name, "variance", input.dtype);
    const correction = args.known("correction") === null ? Number(unbiased) : args.float("correction");
    const shape = reduceShape(input.shape, dims, args.bool("keepdim"));
    const spread = deviations(correction);
    const fold = name.startsWith("std") ? (values: readonly number[]) => Math.sqrt(spread(values)) : spread;
    const output: Output = { shape, dtype, data: reduceData(input, dims, fold, dtype) };
    if (!name.endsWith("_mean")) return { outputs: output };
    const mean = reduceData(input, dims, (values) => total(values) / values.length, dtype);
    return { outputs: [output, { shape, dtype: input.dtype, data: mean }] };
  });
}

function normRule(args: Args, context: Context): OpResult {
  const input = args.tensor("input");
  const dims = dimsOf(args, input.shape.length);
  const wanted = args.has("dtype") ? args.optionalDtype("dtype") : null;
  const dtype = wanted ?? reductionDtype(args, context, "norm", "norm", input.dtype);
  const order = args.has("p") ? args.known("p") : args.known("ord");
  const isEuclidean =
    order === 2 || order === "fro" || order === null || (order instanceof PyFloat && order.value === 2);
  const fold = isEuclidean ? (values: readonly number[]) => Math.sqrt(total(values.map((x) => x * x))) : undefined;
  const shape = reduceShape(input.shape, dims, args.bool("keepdim"));
  return { outputs: { shape, dtype, data: reduceData(input, dims, fold, dtype) } };
}

/** Orders of a matrix norm that are made of singular values: their gradient is a product. */
function isSpectral(order: Value): boolean {
  const value = order instanceof PyFloat ? order.value : order;
  return value === 2 || value === -2 || value === "nuc";
}

function matrixNorm(args: Args, input: Tensor, dtype: DType, given: readonly Dim[]): OpResult {
  const order = args.known("ord");
  if (input.shape.length < 2)
    args.fail("RuntimeError", "linalg.matrix_norm: The input tensor A must have at least 2 dimensions.");
  if (typeof order === "string" && order !== "fro" && order !== "nuc")
    args.fail("RuntimeError", `linalg.matrix_norm: Order ${order} not supported.`);
  const dims = normalizeDims(args, given, input.shape.length);
  const [m, n] = dims.map((dim) => input.shape[dim] ?? 1);
  const output = { shape: reduceShape(input.shape, dims, args.bool("keepdim")), dtype };
  if (!isSpectral(order) || m === undefined || n === undefined) return { outputs: output };
  const small = hintOf(m) < hintOf(n) ? m : n;
  return { outputs: output, backward: [[input, product([2, ...input.shape, small])]] };
}

/** linalg.norm: of a matrix where an order is given and two dims are, or the input has two; else of a vector. */
function linalgNormRule(args: Args, context: Context): OpResult {
  const input = args.tensor("input");
  const order = args.known("ord");
  const given = args.optionalInts("dim");
  const rank = input.shape.length;
  if (order === null) return normRule(args, context);
  if (given === null && rank > 2)
    args.fail(
      "RuntimeError",
      `linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got ${rank}D.`,
    );
  const isMatrix = given === null ? rank === 2 || typeof order === "string" : given.length === 2;
  if (!isMatrix) return normRule(args, context);
  const dtype = args.optionalDtype("dtype") ?? reductionDtype(args, context, "norm", "norm", input.dtype);
  return matrixNorm(args, input, dtype, given ?? [-2, -1]);
}

const norms: readonly OpDeclaration[] = [
  op(
    "norm",
    "input, p='fro', dim|axis=None, keepdim|keepdims=False, out=None, dtype=None",
    { kind: "reduce", elementwise: 2 },
    normRule,
  ),
  op("dist", "input, other, p=2", { kind: "reduce", elementwise: 3 }, (args) => {
    const [input, other] = [args.tensor("input"), args.tensor("other")];
    elementwise(args, [input, other], input.dtype, undefined); // they must broadcast
    return { outputs: { shape: [], dtype: promote(input.dtype, other.dtype) } };
  }),
];

/** torch.linalg's norms. */
const linalgNorms: readonly OpDeclaration[] = [
  op(
    "norm",
    "input, ord=None, dim=None, keepdim=False, *, out=None, dtype=None",
    { kind: "reduce", elementwise: 2 },
    linalgNormRule,
  ),
  op(
    "vector_norm",
    "input, ord=2, dim=None, keepdim=False, *, dtype=None, out=None",
    { kind: "reduce", elementwise: 2 },
    normRule,
  ),
  op(
    "matrix_norm",
    "input, ord='fro', dim=(), keepdim=False, *, dtype=None, out=None",
    { kind: "reduce", elementwise: 2 },
    (args, context) => {
      const input = args.tensor("input");
      const given = args.ints("dim");
      const dtype = args.optionalDtype("dtype") ?? reductionDtype(args, context, "matrix_norm", "norm", input.dtype);
      return matrixNorm(args, input, dtype, given.length === 0 ? [-2, -1] : given);
    },
  ),
];

// ── results with indices ───────────────────────────────────────────────────────────────────────────────────────────

export const pair =
  (name: string, fields: readonly string[] = ["values", "indices"]) =>
  (tensors: readonly Tensor[]): Value =>
    namedResult(name, fields, tensors);

/** max and min: of all; along a dim, with indices; or of two tensors. */
function extremum(name: "max" | "min"): OpDeclaration {
  const pick = name === "max" ? greatest : least;
  const signature = "input, dim|axis|other=None, keepdim|keepdims=False, *, out=None";
  return op(name, signature, { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const given = args.known("dim");
    if (given instanceof Tensor) {
      args.tensors.push(given);
      const choose = name === "max" ? Math.max : Math.min;
      return { kind: "pointwise", outputs: elementwise(args, [input, given], args.promoted(), choose) };
    }
    if (given === null) {
      checkElements(args, input, [], false);
      const all = input.shape.map((_, i) => i);
      return { outputs: { shape: [], dtype: input.dtype, data: reduceData(input, all, pick, input.dtype) } };
    }
    return alongDim(args, input, name, pick, (values) => values.indexOf(pick(values)));
  });
}

export function alongDim(
  args: Args,
  input: Tensor,
  name: string,
  pick: Fold | undefined,
  locate: Fold | undefined,
): OpResult {
  const dim = normalizeDim(args, args.number("dim"), input.shape.length);
  checkElements(args, input, [dim], true);
  const dims = input.shape.length === 0 ? [] : [dim];
  const shape = reduceShape(input.shape, dims, args.bool("keepdim"));
  return {
    outputs: [
      { shape, dtype: input.dtype, data: reduceData(input, dims, pick, input.dtype) },
      { shape, dtype: int64, data: reduceData(input, dims, locate, int64) },
    ],
    wrap: pair(name),
  };
}

function median(name: "median" | "nanmedian"): OpDeclaration {
  return op(name, "input, dim|axis=None, keepdim|keepdims=False", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    if (args.known("dim") === null) return { outputs: { shape: [], dtype: input.dtype } };
    return alongDim(args, input, name, undefined, undefined);
  });
}

export function register(registry: Registry): void {
  placeBoth(registry, reductions.map(reduction));
  placeBoth(registry, [variance("std"), variance("var")]);
  placeFunctions(registry, [variance("std_mean"), variance("var_mean")]);
  placeBoth(registry, norms);
  for (const declaration of linalgNorms) registry.functions.set(`_linalg_${declaration.name}`, declaration.builtin);
  placeBoth(registry, [extremum("max"), extremum("min"), median("median"), median("nanmedian")]);
}
