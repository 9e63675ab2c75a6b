// What a model written in float32 multiplies in under a precision, and how many bytes its floats then have.

import { autocast } from "../cost/autocast.ts";
import { productKinds } from "../tensor/trace.ts";
import type { OpRecord, TensorMeta } from "../tensor/trace.ts";
import type { PeakName, Precision } from "./devices.ts";

interface Format {
  /** What products multiply in, then what stands in for it on cards without such units. */
  readonly units: readonly PeakName[];
  /** Bytes an element of what products read, and of all other floats. */
  readonly product: number;
  readonly other: number;
}

const formats: Readonly<Record<Precision, Format>> = {
  fp32: { units: ["fp32", "bf16"], product: 4, other: 4 },
  tf32: { units: ["tf32", "fp32", "bf16"], product: 4, other: 4 },
  bf16: { units: ["bf16", "fp32"], product: 2, other: 2 },
  fp16: { units: ["fp16", "fp32", "bf16"], product: 2, other: 2 },
  "amp-bf16": { units: ["bf16", "fp32"], product: 4, other: 4 },
  "amp-fp16": { units: ["fp16", "fp32", "bf16"], product: 4, other: 4 },
  fp8: { units: ["fp8", "bf16", "fp16", "fp32"], product: 1, other: 2 },
  int8: { units: ["int8", "fp16", "bf16", "fp32"], product: 1, other: 2 },
  fp4: { units: ["fp4", "fp8", "bf16", "fp16", "fp32"], product: 0.5, other: 2 },
};

/** The matrix units that a precision asks for, first choice first. */
export function unitsOf(precision: Precision): readonly PeakName[] {
  return formats[precision].units;
}

/** The records as they would run: under `amp` with autocast's dtypes and casts. */
export function recordsUnder(records: readonly OpRecord[], precision: Precision): readonly OpRecord[] {
  return precision === "amp-bf16" || precision === "amp-fp16" ? autocast(records) : records;
}

/** The most bytes an element that a record's floats have, in and out. */
export interface Sizes {
  readonly read: number;
  readonly written: number;
}

export function sizesUnder({ kind }: OpRecord, precision: Precision): Sizes {
  const { product, other } = formats[precision];
  return { read: productKinds.has(kind) ? product : other, written: other };
}

/** Floats are no longer than the trace has them. */
export function sizeIn({ dtype }: TensorMeta, most: number): number {
  return dtype.category === "float" && dtype.size > most ? most : dtype.size;
}
