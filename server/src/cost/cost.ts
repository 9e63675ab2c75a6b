// What one record costs: arithmetic under a convention, and the memory traffic of its kernel. Views cost nothing.

import { hintOf } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
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

/** Bytes an element: the tensor's own, or what it would be under another precision. */
export type SizeOf = (meta: TensorMeta) => number;

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
  if (record.kind === "view" || untouched.has(record.op)) return { read: 0, written: 0 };
  let written = 0;
  for (const output of record.outputs) written += bytesOf(output, sizeOf);
  let read = 0;
  for (const [index, input] of record.inputs.entries()) {
    if (record.inputs.findIndex(({ tensor }) => tensor === input.tensor) !== index) continue;
    if (overwriting.has(record.op) && record.outputs.some(({ tensor }) => tensor === input.tensor)) continue;
    const bytes = bytesOf(input, sizeOf);
    read += picking.has(record.kind) ? Math.min(bytes, written) : bytes;
  }
  const times = timesOf(record);
  return { read: times * read, written: times * written };
}

export function bytesOf(meta: TensorMeta, sizeOf: SizeOf = ownSize): number {
  return elements(meta) * sizeOf(meta);
}

/** How many elements a tensor has at the defaults of its symbols. */
export function elements({ shape }: Pick<TensorMeta, "shape">): number {
  let count = 1;
  for (const dim of shape) count *= hintOf(dim);
  return count;
}
