// Counting, finding and placing values. What depends on data for its size (unique, nonzero) is Unknown, unless the contents
// are known.

import { PyList, PyTuple } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { add, hintOf, mul, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { plainShape } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { bool, int32, int64, scalarName, uint64 } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, OpRule, Output } from "../tensor/op.ts";
import { contiguousStrides, normalizeDim, normalizeDims, reduceShape, replaceDim } from "../tensor/shapes.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { inPlace } from "./elementwise.ts";
import { dimsOf, reduceData } from "./reduce.ts";
import { place, placeBoth, placeFunctions } from "./registry.ts";
import type { Registry } from "./registry.ts";
import { namedResult } from "./results.ts";
import { differences } from "./scan.ts";

const counting = { kind: "reduce", elementwise: 2 } as const;

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
  ...[false, true].map((written) =>
    op(written ? "renorm_" : "renorm", "input, p, dim, maxnorm", { kind: "norm", elementwise: 3 }, (args, context) => {
      const input = args.tensor("input");
      const { shape, dtype } = input;
      const [norm, limit] = [args.float("p"), args.float("maxnorm")];
      if (norm <= 0) args.fail("RuntimeError", "renorm: non-positive-norm not supported");
      if (limit < 0) args.fail("RuntimeError", `renorm: expected maxnorm to be >= 0 but got ${limit}`);
      if (shape.length < 2)
        args.fail("RuntimeError", `renorm: input needs at least 2 dimensions, got ${shape.length} dimensions`);
      normalizeDim(args, args.number("dim"), shape.length);
      return written ? inPlace(args, context, input, { shape, dtype }) : { outputs: { shape, dtype } };
    }),
  ),
  op("histogram", "input, bins, *, range=None, weight=None, density=False, out=None", counting, (args) => {
    const input = args.tensor("input");
    args.optionalTensor("weight");
    const edges = edgesOf(args, args.known("bins"));
    return {
      outputs: histogramOf(args, input, [edges]),
      wrap: (tensors) => namedResult("histogram", ["hist", "bin_edges"], tensors),
    };
  }),
  op("nonzero_static", "input, *, size, fill_value=-1", { kind: "gather" }, (args) => ({
    outputs: { shape: [args.int("size"), args.tensor("input").shape.length], dtype: int64 },
  })),
  op("hash_tensor", "input, dim=(), *, keepdim=False, mode=0", { kind: "reduce", elementwise: 1 }, (args) => {
    const { shape } = args.tensor("input");
    const given = normalizeDims(args, args.ints("dim"), shape.length);
    const dims = given.length === 0 ? [...shape.keys()] : given;
    return { outputs: { shape: reduceShape(shape, dims, args.bool("keepdim")), dtype: uint64 } };
  }),
];

/** The edges of bins that are given by a number or by their own edges. */
function edgesOf(args: Args, bins: Value): Dim {
  if (!(bins instanceof Tensor)) return add(args.intsOf(bins, "bins")[0] ?? 0, 1);
  args.tensors.push(bins);
  return bins.shape[0] ?? 1;
}

/** Counts by the bins of each dim, and the edges of each. */
function histogramOf(args: Args, { dtype }: Tensor, edges: readonly Dim[]): Output[] {
  if (dtype.category !== "float")
    args.fail("NotImplementedError", `"histogramdd" not implemented for '${scalarName(dtype)}'`);
  const outputs = [edges.map((count) => sub(count, 1)), ...edges.map((count) => [count])];
  return outputs.map((shape) => ({ shape, dtype, requiresGrad: false }));
}

/** A histogram over as many dims as the last one of `input` has. */
const histogramdd = op("histogramdd", "input, bins, range=None, weight=None, density=False", counting, (args) => {
  const input = args.tensor("input");
  args.optionalTensor("weight");
  const dims = hintOf(input.shape.at(-1) ?? 1);
  const given = args.known("bins");
  const bins =
    given instanceof PyList || given instanceof PyTuple ? given.items : Array.from({ length: dims }, () => given);
  if (bins.length !== dims)
    args.fail("RuntimeError", "histogramdd: The size of bins must be equal to the innermost dimension of the input.");
  return {
    outputs: histogramOf(
      args,
      input,
      bins.map((one) => edgesOf(args, one)),
    ),
    wrap: ([counts = null, ...edges]) =>
      namedResult("histogramdd", ["hist", "bin_edges"], [counts, new PyTuple(edges)]),
  };
});

function uniqueRule(args: Args, context: Context): OpResult | Value {
  const input = args.tensor("input");
  if (input.data === null || args.known("dim") !== null) return context.unknown("the size of unique depends on data");
  const { data: given } = input;
  const data = [...new Set(given)].sort((a, b) => a - b);
  const values: Output = { shape: [data.length], dtype: input.dtype, data };
  const outputs = [values];
  if (args.bool("return_inverse"))
    outputs.push({ shape: input.shape, dtype: int64, data: given.map((value) => data.indexOf(value)) });
  if (args.bool("return_counts")) {
    const counts = data.map((value) => given.filter((other) => other === value).length);
    outputs.push({ shape: [data.length], dtype: int64, data: counts });
  }
  return { outputs: outputs.length === 1 ? values : outputs };
}

const searches: readonly OpDeclaration[] = [
  histogramdd,
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
  placeBoth(registry, counts);
  placeFunctions(registry, searches);
  for (const name of ["cov", "corrcoef"]) {
    const declaration = searches.find((search) => search.name === name);
    if (declaration !== undefined) place(registry, declaration, { tensor: [name] });
  }
}
