// What one record costs: arithmetic under a convention, and the memory traffic of its kernel. Views cost nothing.

import { hintOf } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { timesOf } from "../tensor/trace.ts";
import type { OpKind, OpRecord, TensorMeta } from "../tensor/trace.ts";
import { countOf, macsOf } from "./conventions.ts";
import type { Convention } from "./conventions.ts";

export interface Cost {
  /** Under the convention. */
  readonly forward: Dim;
  readonly backward: Dim;
  /** Multiply-adds of the products, whatever the convention. */
  readonly macs: Dim;
  /** Bytes. */
  readonly read: number;
  readonly written: number;
}

export function costOf(record: OpRecord, convention: Convention): Cost {
  return { ...countOf(record, convention), macs: macsOf(record), ...trafficOf(record) };
}

export interface Traffic {
  readonly read: number;
  readonly written: number;
}

/** Bytes an element that is read or written: the tensor's own, or what it would be under another precision. */
export type SizeOf = (meta: TensorMeta, isRead: boolean) => number;

export const ownSize: SizeOf = ({ dtype }) => dtype.size;

/** Ops that look at no byte: they allocate, or only ask for the shape. */
const untouched: ReadonlySet<string> = new Set(["empty", "empty_like", "empty_strided", "new_empty"]);

/** In-place ops that overwrite their destination without reading it. */
const overwriting: ReadonlySet<string> = new Set(["copy_", "fill_", "zero_", "normal_", "uniform_", "trunc_normal_"]);

/** Kinds that read only the elements which they pass on, not all of the table that they pick from. */
const picking: ReadonlySet<OpKind> = new Set<OpKind>(["embedding", "gather"]);

/**
 * Bytes that the kernel moves: each input once and each output once, at the defaults of the symbols. An in-place op reads
 * and writes its tensor; a look-up reads its indices and as many elements as it returns.
 */
export function trafficOf(record: OpRecord, sizeOf: SizeOf = ownSize): Traffic {
  if (record.kind === "view" || untouched.has(record.op)) return noTraffic;
  const { inputs, outputs } = record;
  let written = 0;
  for (const output of outputs) written += elements(output) * sizeOf(output, false);
  let read = 0;
  const isPicking = picking.has(record.kind);
  const isOverwriting = overwriting.has(record.op);
  for (const [index, input] of inputs.entries()) {
    if (holdsBefore(inputs, index, input.tensor)) continue;
    if (isOverwriting && holdsBefore(outputs, outputs.length, input.tensor)) continue;
    const bytes = elements(input) * sizeOf(input, true);
    read += isPicking ? Math.min(bytes, written) : bytes;
  }
  const times = timesOf(record);
  return { read: times * read, written: times * written };
}

const noTraffic: Traffic = { read: 0, written: 0 };

/** Whether one of the first `count` is that tensor. */
export function holdsBefore(metas: readonly TensorMeta[], count: number, tensor: Tensor): boolean {
  for (let i = 0; i < count; i++) if (metas[i]?.tensor === tensor) return true;
  return false;
}

export function bytesOf(meta: TensorMeta): number {
  return elements(meta) * meta.dtype.size;
}

/** How many elements a tensor has at the defaults of its symbols. */
export function elements({ shape }: Pick<TensorMeta, "shape">): number {
  let count = counts.get(shape);
  if (count === undefined) {
    count = 1;
    for (const dim of shape) count *= hintOf(dim);
    counts.set(shape, count);
  }
  return count;
}

const counts = new WeakMap<Shape, number>();
