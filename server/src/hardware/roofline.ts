// Time on a GPU by a plain roofline: each kernel takes as long as its arithmetic at peak, its bytes at full bandwidth or its
// launch, whichever is longest. No kernel is faster than that, so the sum is a lower bound; `upper` uses usual efficiencies.

import { elementwiseCount } from "../cost/conventions.ts";
import { elements, trafficOf } from "../cost/cost.ts";
import type { SizeOf } from "../cost/cost.ts";
import type { Mode } from "../cost/memory.ts";
import { hintOf } from "../symbolic/dim.ts";
import { timesOf } from "../tensor/trace.ts";
import type { OpKind, OpRecord } from "../tensor/trace.ts";
import type { Device, PeakName, Precision } from "./devices.ts";

export type Bound = "compute" | "memory" | "launch";

export interface KernelTime {
  readonly record: OpRecord;
  readonly seconds: number;
  readonly bound: Bound;
}

export interface Time {
  readonly seconds: number;
  readonly lower: number;
  readonly upper: number;
  /** What most of the time is spent on. */
  readonly bound: Bound;
  readonly kernels: readonly KernelTime[];
  /** Set where the card has no units for the precision: what it computes in instead. */
  readonly instead: PeakName | null;
}

export interface RooflineOptions {
  readonly device: Device;
  readonly precision: Precision;
  readonly mode: Mode;
  /** As under torch.compile: a pointwise op that reads what the kernel before it wrote becomes part of that kernel. */
  readonly fused: boolean;
}

const products: ReadonlySet<OpKind> = new Set<OpKind>(["matmul", "conv", "attention", "rnn"]);

/**
 * Share of the peak (of arithmetic for products, of bandwidth for the rest) that kernels usually reach: constants fitted on
 * public end-to-end measurements of NVIDIA cards.
 */
const usualEfficiency: Readonly<Partial<Record<OpKind, number>>> = {
  matmul: 0.72,
  conv: 0.72,
  attention: 0.62,
  rnn: 0.62,
  norm: 0.6,
  softmax: 0.6,
};
const otherEfficiency = 0.78;

export function roofline(records: readonly OpRecord[], options: RooflineOptions): Time {
  const { device, precision } = options;
  const { peak, instead } = productPeak(device, precision);
  const spent: Record<Bound, number> = { compute: 0, memory: 0, launch: 0 };
  const kernels: KernelTime[] = [];
  let previous: OpRecord | null = null;
  let seconds = 0;
  let upper = 0;
  for (const record of records) {
    if (isFree(record)) continue;
    const isFused = options.fused && previous !== null && canFuse(previous, record);
    const phases = phasesOf(record, options, isFused);
    const rate = (products.has(record.kind) ? peak : (device.peaks.fp32 ?? 1)) * 1e12;
    const efficiency = usualEfficiency[record.kind] ?? otherEfficiency;
    let own = 0;
    let bound: Bound = "launch";
    let longest = -1;
    for (const { work, bytes, launches } of phases) {
      const times: Record<Bound, number> = {
        compute: work / rate,
        memory: bytes / (device.bandwidth * 1e9),
        launch: (launches * device.launch) / 1e6,
      };
      const phaseBound = longestOf(times);
      const time = times[phaseBound];
      if (time > longest) [bound, longest] = [phaseBound, time];
      own += time;
      spent[phaseBound] += time;
      upper += Math.max(times.compute / efficiency, times.memory / efficiency, times.launch);
    }
    seconds += own;
    kernels.push({ record, seconds: own, bound });
    previous = record;
  }
  return { seconds, lower: seconds, upper, bound: longestOf(spent), kernels, instead };
}

interface Phase {
  readonly work: number;
  readonly bytes: number;
  readonly launches: number;
}

/** The forward kernel and, in training, those of the backward pass: one for each gradient of a product, else one. */
function phasesOf(record: OpRecord, { mode, precision }: RooflineOptions, isFused: boolean): Phase[] {
  const sizeOf = sizeUnder(precision, record.kind);
  const { read, written } = trafficOf(record, sizeOf);
  const times = timesOf(record);
  const [first] = record.inputs;
  const saved = isFused && first !== undefined ? Math.min(read, times * elements(first) * sizeOf(first)) : 0;
  const work = products.has(record.kind) ? hintOf(record.flops) : elementwiseCount(record);
  const forward = { work, bytes: read + written - saved, launches: isFused ? 0 : times };
  const needsBackward = record.passes !== 0 && record.outputs.some((output) => output.requiresGrad);
  if (mode === "inference" || !needsBackward) return [forward];
  const gradients = products.has(record.kind) ? record.inputs.filter((input) => input.requiresGrad).length : 1;
  const backwardWork = products.has(record.kind) ? hintOf(record.backward) : work;
  // It reads the inputs and the output's gradient and writes the inputs' gradients.
  const backward = { work: backwardWork, bytes: 2 * read + written - saved, launches: isFused ? 0 : times * gradients };
  return [forward, backward];
}

function isFree(record: OpRecord): boolean {
  if (record.kind === "view") return true;
  return record.outputs.every((output) => elements(output) === 0);
}

function canFuse(previous: OpRecord, record: OpRecord): boolean {
  if (record.kind !== "pointwise") return false;
  return record.inputs.some((input) => previous.outputs.some((output) => output.tensor === input.tensor));
}

function longestOf(times: Readonly<Record<Bound, number>>): Bound {
  if (times.compute >= times.memory && times.compute >= times.launch) return "compute";
  return times.memory >= times.launch ? "memory" : "launch";
}

// ── precisions ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** What products compute in, and what stands in for it, in order, on cards without such units. */
const peakOrder: Readonly<Record<Precision, readonly PeakName[]>> = {
  fp32: ["fp32", "bf16"],
  tf32: ["tf32", "fp32", "bf16"],
  bf16: ["bf16", "fp32"],
  fp16: ["fp16", "fp32", "bf16"],
  "amp-bf16": ["bf16", "fp32"],
  "amp-fp16": ["fp16", "fp32", "bf16"],
  fp8: ["fp8", "bf16", "fp16", "fp32"],
  int8: ["int8", "fp16", "bf16", "fp32"],
  fp4: ["fp4", "fp8", "bf16", "fp16", "fp32"],
};

function productPeak(device: Device, precision: Precision): { peak: number; instead: PeakName | null } {
  const order = peakOrder[precision];
  const used = order.find((name) => device.peaks[name] !== null) ?? "fp32";
  return { peak: device.peaks[used] ?? 1, instead: used === order[0] ? null : used };
}

/** Bytes of a float in products and elsewhere: a model written in float32 is taken to run in the chosen format. */
const floatSizes: Readonly<Record<Precision, readonly [product: number, other: number]>> = {
  fp32: [4, 4],
  tf32: [4, 4],
  bf16: [2, 2],
  fp16: [2, 2],
  "amp-bf16": [2, 4],
  "amp-fp16": [2, 4],
  fp8: [1, 2],
  int8: [1, 2],
  fp4: [0.5, 2],
};

function sizeUnder(precision: Precision, kind: OpKind): SizeOf {
  const [product, other] = floatSizes[precision];
  const size = products.has(kind) ? product : other;
  return ({ dtype }) => (dtype.category === "float" ? Math.min(dtype.size, size) : dtype.size);
}
