// Sorting, and sums along a dim that keep every step.

import { hintOf } from "../symbolic/dim.ts";
import { gather, plainShape, storedAll } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { int64 } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { OpDeclaration, Output } from "../tensor/op.ts";
import { contiguousStrides, normalizeDim, reduceShape, replaceDim } from "../tensor/shapes.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { inPlace } from "./elementwise.ts";
import type { Fold } from "./reduce.ts";
import { alongDim, dimsOf, greatest, least, pair, reduceData } from "./reduce.ts";
import { placeBoth } from "./registry.ts";
import type { Registry } from "./registry.ts";

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
    const output = (fold: Fold | undefined): Output => ({
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
export function differences(row: readonly number[]): readonly number[] {
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

export function register(registry: Registry): void {
  placeBoth(registry, selections);
  const cumsum = running((a, b) => a + b);
  const cumprod = running((a, b) => a * b);
  placeBoth(registry, [scan("cumsum", 1, cumsum), scan("cumsum", 1, cumsum, true)]);
  placeBoth(registry, [scan("cumprod", 1, cumprod), scan("cumprod", 1, cumprod, true), scan("logcumsumexp", 3)]);
  placeBoth(registry, [scanWithIndices("cummax"), scanWithIndices("cummin")]);
}
