// What a record counts under each convention. PyTorch's own number is in the record; the others are derived from it by the
// tables here. A multiply-add is 2 FLOPs, except under fvcore, which calls it one.

import { add, exactDiv, floorDiv, hintOf, mul } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { numel } from "../tensor/tensor.ts";
import type { OpKind, OpRecord } from "../tensor/trace.ts";

/** `torch`: torch.utils.flop_counter. `fvcore`: fvcore.nn.FlopCountAnalysis. `all`: torch and all elementwise arithmetic. */
export type Convention = "torch" | "fvcore" | "all";

export const conventions: readonly Convention[] = ["torch", "fvcore", "all"];

export interface Count {
  readonly forward: Dim;
  readonly backward: Dim;
}

export function countOf(record: OpRecord, convention: Convention): Count {
  switch (convention) {
    case "torch":
      return { forward: record.flops, backward: record.backward };
    case "fvcore":
      return { forward: fvcoreOf(record), backward: fvcoreProducts.has(record.op) ? half(record.backward) : 0 };
    case "all": {
      const extra = elementwiseOf(record);
      if (extra === 0) return { forward: record.flops, backward: record.backward };
      const needsGrad = record.outputs.some((output) => output.requiresGrad);
      return { forward: add(record.flops, extra), backward: needsGrad ? add(record.backward, extra) : record.backward };
    }
  }
}

/** Multiply-adds of the products that PyTorch counts. */
export function macsOf(record: OpRecord): Dim {
  return half(record.flops);
}

/** Products that fvcore has a handler for. It has none for baddbmm, fused attention and recurrent layers. */
const fvcoreProducts: ReadonlySet<string> = new Set([
  "linear",
  "matmul",
  "mm",
  "addmm",
  "bmm",
  "einsum",
  "convolution",
  ...[1, 2, 3].flatMap((rank) => [`conv${rank}d`, `conv_transpose${rank}d`]),
]);

/** Norms: arithmetic an input element, with and without scale and shift; and for batch norms that use running statistics. */
const fvcoreNorms: ReadonlyMap<string, { readonly affine: number; readonly plain: number }> = new Map([
  ["batch_norm", { affine: 5, plain: 4 }],
  ["layer_norm", { affine: 5, plain: 4 }],
  ["group_norm", { affine: 5, plain: 4 }],
  ["instance_norm", { affine: 5, plain: 4 }],
]);
const runningStatistics = { affine: 2, plain: 1 };

/** Resampling of images: arithmetic an output element by the input elements that one is made of. */
const fvcoreResize: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [4, 4],
]);

function fvcoreOf(record: OpRecord): Dim {
  if (fvcoreProducts.has(record.op)) return half(record.flops);
  const [input] = record.inputs;
  const [output] = record.outputs;
  if (input === undefined || output === undefined) return 0;
  const norm = fvcoreNorms.get(record.op);
  if (norm !== undefined) {
    const isEval = record.op === "batch_norm" && record.attributes["training"] !== 1;
    const row = isEval ? runningStatistics : norm;
    return mul(record.times ?? 1, mul(record.attributes["affine"] === 1 ? row.affine : row.plain, numel(input)));
  }
  if (record.op === "adaptive_avg_pool2d") return numel(input);
  if (record.kind === "resize" && output.shape.length === 4)
    return mul(fvcoreResize.get(record.attributes["taps"] ?? 0) ?? 0, numel(output));
  return 0;
}

/** Kinds whose `elementwise` is arithmetic an input element. */
const perInput: ReadonlySet<OpKind> = new Set<OpKind>(["reduce", "norm", "softmax"]);

function elementwiseOf({ kind, elementwise, inputs, outputs, times = 1 }: OpRecord): Dim {
  if (elementwise === 0) return 0;
  const counted = perInput.has(kind) ? inputs[0] : outputs[0];
  return counted === undefined ? 0 : mul(times, mul(elementwise, numel(counted)));
}

function half(flops: Dim): Dim {
  if (typeof flops === "number") return flops / 2;
  return exactDiv(flops, 2) ?? floorDiv(flops, 2);
}

/** Arithmetic beside products, by the defaults: what a GPU does outside of its matrix units. */
export function elementwiseCount(record: OpRecord): number {
  return hintOf(elementwiseOf(record));
}
