// Reductions, scans, sorting and searching. The cost of a row is FLOPs an element of the input. What depends on data for its
// size (unique, nonzero) is Unknown, unless the contents are known.

import { PyFloat, PyTuple } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { add, hintOf, mul, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather, plainShape, storedAll } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { bool, float32, float64, int32, int64, promote, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { op, tensorState } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, OpRule, Output } from "../tensor/op.ts";
import { contiguousStrides, normalizeDim, normalizeDims, reduceShape, replaceDim } from "../tensor/shapes.ts";
import { Tensor, numel } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { elementwise, inPlace } from "./elementwise.ts";
import { namedResult } from "./results.ts";
import { place, placeBoth, placeFunctions } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** How the dtype comes about; each raises for the dtypes that the op does not take. */
type DtypeRule = "sum" | "mean" | "variance" | "norm" | "same" | "float" | "index" | "truth";

interface Reduction {
  readonly name: string;
  readonly cost: number;
  readonly dtype: DtypeRule;
  /** Over several dims at once, or over one. */
  readonly dims: "many" | "one";
  readonly fold?: (values: readonly number[]) => number;
  /** Further parameters, after `dim` and `keepdim`. */
  readonly params?: string;
  /** An empty dim has no result. */
  readonly needsElements?: boolean;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const greatest = (values: readonly number[]): number =>
  values.reduce((a, b) => (b > a ? b : a), values[0] ?? Number.NaN);
const least = (values: readonly number[]): number => values.reduce((a, b) => (b < a ? b : a), values[0] ?? Number.NaN);
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
function dimsOf(args: Args, rank: number, parameter = "dim"): number[] {
  const dims = args.optionalInts(parameter);
  const all = Array.from({ length: rank }, (_, i) => i);
  if (dims === null || dims.length === 0) return all;
  const wrapped = normalizeDims(args, dims, rank);
  return rank === 0 ? [] : wrapped;
}

/** Contents after folding the values along `dims`. */
function reduceData(input: Tensor, dims: readonly number[], fold: Reduction["fold"], dtype: DType): Contents {
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
    normRule,
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
      const dims = normalizeDims(args, given.length === 0 ? [-2, -1] : given, input.shape.length);
      const dtype = reductionDtype(args, context, "matrix_norm", "norm", input.dtype);
      return { outputs: { shape: reduceShape(input.shape, dims, args.bool("keepdim")), dtype } };
    },
  ),
];

// ── results with indices ───────────────────────────────────────────────────────────────────────────────────────────

const pair =
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

function alongDim(
  args: Args,
  input: Tensor,
  name: string,
  pick: Reduction["fold"],
  locate: Reduction["fold"],
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

const selections: readonly OpDeclaration[] = [
  op("mode", "input, dim=-1, keepdim=False", { kind: "reduce", elementwise: 1 }, (args) =>
    alongDim(args, args.tensor("input"), "mode", undefined, undefined),
  ),
  op("kthvalue", "input, k, dim=-1, keepdim=False", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const dim = normalizeDim(args, args.number("dim"), input.shape.length);
    const size = input.shape[dim] ?? 1;
    if (args.number("k") < 1 || !args.holds(args.int("k"), "<=", size))
      args.fail("RuntimeError", `kthvalue(): selected number k out of range for dimension ${dim}`);
    return alongDim(args, input, "kthvalue", undefined, undefined);
  }),
  op("aminmax", "input, *, dim=None, keepdim=False", { kind: "reduce", elementwise: 2 }, (args) => {
    const input = args.tensor("input");
    const dims = dimsOf(args, input.shape.length);
    const shape = reduceShape(input.shape, dims, args.bool("keepdim"));
    const output = (fold: Reduction["fold"]): Output => ({
      shape,
      dtype: input.dtype,
      data: reduceData(input, dims, fold, input.dtype),
    });
    return { outputs: [output(least), output(greatest)], wrap: pair("aminmax", ["min", "max"]) };
  }),
  op("topk", "input, k, dim=-1, largest=True, sorted=True", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const dim = normalizeDim(args, args.number("dim"), input.shape.length);
    const k = args.int("k");
    const size = input.shape[dim] ?? 1;
    if (hintOf(k) < 0 || !args.holds(k, "<=", size)) args.fail("RuntimeError", "selected index k out of range");
    const order = sortedAlong(input, dim, args.bool("largest"));
    const shape = replaceDim(input.shape, dim, k);
    const first = (data: Contents): Contents => gather(data, shape, contiguousStrides(input.shape));
    const outputs = [
      { shape, dtype: input.dtype, data: first(order.values) },
      { shape, dtype: int64, data: first(order.indices) },
    ];
    return { outputs, wrap: pair("topk") };
  }),
  op("sort", "input, dim=-1, descending=False, stable=False", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const isFlag = typeof args.known("dim") === "boolean";
    const dim = normalizeDim(args, isFlag ? -1 : args.number("dim"), input.shape.length);
    const order = sortedAlong(input, dim, args.bool("descending"));
    const outputs = [
      { shape: input.shape, dtype: input.dtype, data: order.values },
      { shape: input.shape, dtype: int64, data: order.indices },
    ];
    return { outputs, wrap: pair("sort") };
  }),
  op("argsort", "input, dim=-1, descending=False, stable=False", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const dim = normalizeDim(args, args.number("dim"), input.shape.length);
    return {
      outputs: { shape: input.shape, dtype: int64, data: sortedAlong(input, dim, args.bool("descending")).indices },
    };
  }),
  op("msort", "input", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    return { outputs: { shape: input.shape, dtype: input.dtype, data: sortedAlong(input, 0, false).values } };
  }),
];

function sortedAlong(input: Tensor, dim: number, descending: boolean): { values: Contents; indices: Contents } {
  const sorter = (values: readonly number[]): number[] =>
    values.map((_, i) => i).sort((a, b) => ((values[a] ?? 0) - (values[b] ?? 0)) * (descending ? -1 : 1) || a - b);
  const indices = scanData(input, dim, sorter);
  const values = scanData(input, dim, (row) => sorter(row).map((i) => row[i] ?? 0));
  return { values, indices };
}

// ── scans ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Contents with each row along a dim replaced by what `run` makes of it, of the same length. */
function scanData(input: Tensor, dim: number, run: (row: readonly number[]) => readonly number[]): Contents {
  const shape = plainShape(input.shape);
  const { data } = input;
  if (data === null || shape === null) return null;
  const size = shape[dim] ?? 1;
  const stride = shape.slice(dim + 1).reduce((a, b) => a * b, 1);
  const result = Array<number>(data.length).fill(0);
  for (let start = 0; start < data.length; start++) {
    if (Math.floor(start / stride) % size !== 0) continue;
    const row = Array.from({ length: size }, (_, i) => data[start + i * stride] ?? 0);
    for (const [i, value] of run(row).entries()) result[start + i * stride] = value;
  }
  return result;
}

function running(join: (a: number, b: number) => number): (row: readonly number[]) => number[] {
  return (row) => {
    const result: number[] = [];
    for (const value of row) {
      const last = result[result.length - 1];
      result.push(last === undefined ? value : join(last, value));
    }
    return result;
  };
}

function scan(
  name: string,
  cost: number,
  run?: (row: readonly number[]) => readonly number[],
  written = false,
): OpDeclaration {
  const signature = `input, dim|axis, *, dtype=None${written ? "" : ", out=None"}`;
  return op(written ? `${name}_` : name, signature, { kind: "reduce", elementwise: cost }, (args, context) => {
    const input = args.tensor("input");
    const dim = normalizeDim(args, args.number("dim"), input.shape.length);
    const isFloat = input.dtype.category === "float" || input.dtype.category === "complex";
    const dtype = args.optionalDtype("dtype") ?? (isFloat || name === "logcumsumexp" ? input.dtype : int64);
    const data = run === undefined ? null : storedAll(scanData(input, dim, run), dtype);
    const output: Output = { shape: input.shape, dtype, data };
    return written ? inPlace(args, context, input, output) : { outputs: output };
  });
}

/** Each value less the one before it. */
function differences(row: readonly number[]): readonly number[] {
  return row.slice(1).map((value, index) => value - (row[index] ?? 0));
}

function scanWithIndices(name: "cummax" | "cummin"): OpDeclaration {
  return op(name, "input, dim", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    normalizeDim(args, args.number("dim"), input.shape.length);
    const outputs = [
      { shape: input.shape, dtype: input.dtype },
      { shape: input.shape, dtype: int64 },
    ];
    return { outputs, wrap: pair(name) };
  });
}

// ── counting and searching ─────────────────────────────────────────────────────────────────────────────────────────

/** For ops whose result's size depends on data. */
const dependsOnData =
  (what: string): OpRule =>
  (args, context) => {
    args.tensor("input");
    return context.unknown(`the size of ${what} depends on data`);
  };

function nonzeroRule(args: Args, context: Context): OpResult | Value {
  const input = args.tensor("input");
  const shape = plainShape(input.shape);
  if (input.data === null || shape === null) return context.unknown("the number of nonzero elements depends on data");
  const places = input.data.flatMap((value, i) => (value === 0 ? [] : [i]));
  const strides = contiguousStrides(shape).map(hintOf);
  const column = (dim: number): number[] =>
    places.map((position) => Math.floor(position / (strides[dim] ?? 1)) % (shape[dim] ?? 1));
  if (args.bool("as_tuple"))
    return { outputs: shape.map((_, dim) => ({ shape: [places.length], dtype: int64, data: column(dim) })) };
  const columns = shape.map((_, dim) => column(dim));
  const data = places.flatMap((_, i) => columns.map((values) => values[i] ?? 0));
  // Its columns lie one after another in memory.
  return { outputs: { shape: [places.length, shape.length], dtype: int64, data, strides: [1, places.length] } };
}

const counts: readonly OpDeclaration[] = [
  op("count_nonzero", "input, dim=None", { kind: "reduce", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const dims = dimsOf(args, input.shape.length);
    const fold = (values: readonly number[]): number => values.filter((value) => value !== 0).length;
    const shape = reduceShape(input.shape, dims, false);
    return { outputs: { shape, dtype: int64, data: reduceData(input, dims, fold, int64) } };
  }),
  op("nonzero", "input, *, as_tuple=False, out=None", { kind: "reduce", elementwise: 1 }, nonzeroRule),
  op("argwhere", "input", { kind: "reduce", elementwise: 1 }, dependsOnData("argwhere")),
  op(
    "unique",
    "input, sorted=True, return_inverse=False, return_counts=False, dim=None",
    { kind: "reduce", elementwise: 1 },
    uniqueRule,
  ),
  op(
    "unique_consecutive",
    "input, return_inverse=False, return_counts=False, dim=None",
    { kind: "reduce", elementwise: 1 },
    dependsOnData("unique_consecutive"),
  ),
  op("bincount", "input, weights=None, minlength=0", { kind: "reduce", elementwise: 1 }, (args, context) => {
    const input = args.tensor("input");
    const weights = args.optionalTensor("weights");
    if (input.data === null || weights !== null) return context.unknown("the size of bincount depends on data");
    const size = Math.max(args.number("minlength"), ...input.data.map((value) => value + 1));
    const data = Array<number>(size).fill(0);
    for (const value of input.data) data[value] = (data[value] ?? 0) + 1;
    return { outputs: { shape: [size], dtype: int64, data } };
  }),
  op("diff", "input, n=1, dim=-1, prepend=None, append=None", { kind: "pointwise", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    const dim = normalizeDim(args, args.number("dim"), input.shape.length);
    let size: Dim = input.shape[dim] ?? 1;
    let known = input.shape.length === 1;
    for (const end of [args.optionalTensor("prepend"), args.optionalTensor("append")]) {
      if (end === null) continue;
      size = add(size, end.shape[dim] ?? 1);
      known = false;
    }
    const dtype = input.dtype;
    let data: Contents = known ? input.data : null;
    for (let turn = 0; turn < args.number("n"); turn++) data = data === null ? null : differences(data);
    return { outputs: { shape: replaceDim(input.shape, dim, sub(size, args.int("n"))), dtype, data } };
  }),
  op("histc", "input, bins=100, min=0, max=0", { kind: "reduce", elementwise: 2 }, (args) => ({
    outputs: { shape: [args.int("bins")], dtype: args.tensor("input").dtype, requiresGrad: false },
  })),
  ...(["quantile", "nanquantile"] as const).map((name) =>
    op(
      name,
      "input, q, dim=None, keepdim=False, *, interpolation='linear'",
      { kind: "reduce", elementwise: 1 },
      (args) => {
        const input = args.tensor("input");
        const dims = dimsOf(args, input.shape.length);
        const q = args.known("q");
        const lead: Shape = q instanceof Tensor ? args.tensor("q").shape : [];
        return {
          outputs: { shape: [...lead, ...reduceShape(input.shape, dims, args.bool("keepdim"))], dtype: input.dtype },
        };
      },
    ),
  ),
  op("renorm", "input, p, dim, maxnorm", { kind: "norm", elementwise: 3 }, (args) => {
    const input = args.tensor("input");
    return { outputs: { shape: input.shape, dtype: input.dtype } };
  }),
];

function uniqueRule(args: Args, context: Context): OpResult | Value {
  const input = args.tensor("input");
  const plain = !args.bool("return_inverse") && !args.bool("return_counts") && args.known("dim") === null;
  if (input.data === null || !plain) return context.unknown("the size of unique depends on data");
  const data = [...new Set(input.data)].sort((a, b) => a - b);
  return { outputs: { shape: [data.length], dtype: input.dtype, data } };
}

const searches: readonly OpDeclaration[] = [
  op(
    "searchsorted",
    "sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None",
    { kind: "gather", elementwise: 1 },
    (args) => {
      args.tensor("sorted_sequence");
      const shape = args.known("input") instanceof Tensor ? args.tensor("input").shape : [];
      return { outputs: { shape, dtype: args.bool("out_int32") ? int32 : int64 } };
    },
  ),
  op("bucketize", "input, boundaries, *, out_int32=False, right=False", { kind: "gather", elementwise: 1 }, (args) => {
    args.tensor("boundaries");
    const shape = args.known("input") instanceof Tensor ? args.tensor("input").shape : [];
    return { outputs: { shape, dtype: args.bool("out_int32") ? int32 : int64 } };
  }),
  op(
    "isin",
    "elements, test_elements, *, assume_unique=False, invert=False",
    { kind: "pointwise", elementwise: 1 },
    (args) => {
      const elements = args.tensorOrNumber("elements");
      const among = args.tensorOrNumber("test_elements");
      const shape = elements instanceof Tensor ? elements.shape : [];
      const set = among instanceof Tensor ? (among.data === null ? null : new Set(among.data)) : new Set([among]);
      const data = elements instanceof Tensor ? elements.data : null;
      const found =
        set === null || data === null ? null : data.map((value) => Number(set.has(value) !== args.bool("invert")));
      return { outputs: { shape, dtype: bool, data: found } };
    },
  ),
  op("cov", "input, *, correction=1, fweights=None, aweights=None", { kind: "reduce", elementwise: 2 }, covariance),
  op("corrcoef", "input", { kind: "reduce", elementwise: 3 }, covariance),
];

function covariance(args: Args): OpResult {
  const input = args.tensor("input");
  const [rows] = input.shape;
  const isMatrix = input.shape.length === 2 && rows !== undefined;
  const flops = isMatrix ? mul(mul(2, mul(rows, rows)), input.shape[1] ?? 1) : 0;
  return { flops, outputs: { shape: isMatrix ? [rows, rows] : [], dtype: input.dtype } };
}

export function register(registry: Registry): void {
  placeBoth(registry, reductions.map(reduction));
  placeBoth(registry, [variance("std"), variance("var")]);
  placeFunctions(registry, [variance("std_mean"), variance("var_mean")]);
  placeBoth(registry, norms);
  for (const declaration of linalgNorms) registry.functions.set(`_linalg_${declaration.name}`, declaration.builtin);
  placeBoth(registry, [extremum("max"), extremum("min"), median("median"), median("nanmedian"), ...selections]);
  const cumsum = running((a, b) => a + b);
  const cumprod = running((a, b) => a * b);
  placeBoth(registry, [scan("cumsum", 1, cumsum), scan("cumsum", 1, cumsum, true)]);
  placeBoth(registry, [scan("cumprod", 1, cumprod), scan("cumprod", 1, cumprod, true), scan("logcumsumexp", 3)]);
  placeBoth(registry, [scanWithIndices("cummax"), scanWithIndices("cummin")]);
  placeBoth(registry, counts);
  placeFunctions(registry, searches);
  for (const name of ["cov", "corrcoef"]) {
    const declaration = searches.find((search) => search.name === name);
    if (declaration !== undefined) place(registry, declaration, { tensor: [name] });
  }
}
