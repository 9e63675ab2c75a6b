// The kernels that a GPU would run for a trace: what each multiplies, reads and writes, in eager mode or with pointwise work
// fused as a compiler does. No device is known here; time.ts says how long each takes on one.

import { elementwiseCount } from "../cost/conventions.ts";
import { elements, trafficOf } from "../cost/cost.ts";
import type { Mode } from "../cost/memory.ts";
import { hintOf } from "../symbolic/dim.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { timesOf } from "../tensor/trace.ts";
import type { OpKind, OpRecord, TensorMeta } from "../tensor/trace.ts";
import type { Precision } from "./devices.ts";
import { productKinds, recordsUnder, sizesUnder } from "./formats.ts";
import type { Sizes } from "./formats.ts";

/** Kernels that reach alike shares of a card's peaks. */
export type KernelClass =
  | "gemm"
  | "conv"
  | "grouped"
  | "depthwise"
  | "attention"
  | "rnn"
  | "norm"
  | "rowNorm"
  | "softmax"
  | "pointwise"
  | "reduce"
  | "pool"
  | "copy"
  | "join";

export interface Kernel {
  readonly record: OpRecord;
  readonly class: KernelClass;
  /** FLOPs; on matrix units for products, on vector units for the rest and for depthwise convolutions. */
  readonly work: number;
  /** Bytes. */
  readonly bytes: number;
  /** Sizes of the product (`rows × depth` times `depth × columns`, `count` of them); zeros where it is none. */
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly count: number;
  /** Those of the bytes that pass between it and a product before it: none of them where a compiler fuses the two. */
  readonly epilogue: number;
  /** How often it is launched; 0 where it became part of another kernel. */
  readonly launches: number;
}

export interface KernelOptions {
  readonly precision: Precision;
  readonly mode: Mode;
  /** As under torch.compile. */
  readonly fused: boolean;
}

export function kernelsOf(records: readonly OpRecord[], options: KernelOptions): Kernel[] {
  const run = recordsUnder(records, options.precision);
  const fusion = options.fused ? new Fusion(run) : null;
  const kernels: Kernel[] = [];
  for (const record of run) {
    if (isFree(record)) continue;
    const sizes = sizesUnder(record, options.precision);
    kernels.push(...forward(record, sizes, fusion));
    if (options.mode === "training" && needsBackward(record)) kernels.push(...backward(record, sizes, fusion));
  }
  return kernels;
}

/** Views cost nothing, nor does what has no elements. */
function isFree(record: OpRecord): boolean {
  return record.kind === "view" || record.outputs.every((output) => elements(output) === 0);
}

function needsBackward(record: OpRecord): boolean {
  return record.passes !== 0 && record.outputs.some((output) => output.requiresGrad);
}

const none = { rows: 0, columns: 0, depth: 0, count: 0, epilogue: 0 };

// ── forward and backward ───────────────────────────────────────────────────────────────────────────────────────────

function forward(record: OpRecord, sizes: Sizes, fusion: Fusion | null): Kernel[] {
  const times = timesOf(record);
  const traffic = trafficUnder(record, sizes, fusion);
  if (!productKinds.has(record.kind)) {
    const launches = fusion?.isJoined(record) === true ? 0 : times;
    const work = elementwiseCount(record);
    const epilogue = times * (fusion?.epilogueBytes(record, sizes) ?? 0);
    return [{ record, class: classOf(record), work, bytes: traffic, launches, ...none, epilogue }];
  }
  const kernel: Kernel = {
    record,
    class: classOf(record),
    work: hintOf(record.flops),
    bytes: traffic,
    epilogue: times * (fusion?.epilogueBytes(record, sizes) ?? 0),
    launches: times,
    ...productSizes(record),
  };
  // cuDNN's convolution leaves the bias to a kernel of its own, which a compiler fuses with what follows.
  const bias = record.kind === "conv" ? record.inputs[2] : undefined;
  const [output] = record.outputs;
  if (bias === undefined || output === undefined || fusion !== null) return [kernel];
  const bytes = 2 * elements(output) * (sizes.written[0] ?? 4) * times;
  return [kernel, { record, class: "pointwise", work: elements(output) * times, bytes, launches: times, ...none }];
}

/** One kernel for each gradient of a product; else one that reads the inputs and the output's gradient. */
function backward(record: OpRecord, sizes: Sizes, fusion: Fusion | null): Kernel[] {
  const times = timesOf(record) * (record.passes ?? 1);
  const traffic = trafficUnder(record, sizes, fusion);
  if (!productKinds.has(record.kind)) {
    const launches = fusion?.isJoined(record) === true ? 0 : times;
    const bytes = traffic * (reading.has(record.kind) ? 1.5 : 1);
    return [{ record, class: classOf(record), work: elementwiseCount(record), bytes, launches, ...none }];
  }
  const isJoint = record.kind === "attention" || record.kind === "rnn"; // one kernel computes all gradients
  const gradients = record.inputs.slice(0, 2).filter((input) => input.requiresGrad).length;
  const count = isJoint ? 1 : Math.max(1, gradients);
  const work = hintOf(record.backward) / count;
  const { rows, columns, depth, count: products } = productSizes(record);
  const shapes = [
    isJoint ? productSizes(record) : { rows, columns: depth, depth: columns, count: products },
    { rows: columns, columns: depth, depth: rows, count: products },
  ];
  return shapes
    .slice(0, count)
    .map((shape) => ({ record, class: classOf(record), work, bytes: traffic, epilogue: 0, launches: times, ...shape }));
}

/** Kinds whose backward pass reads their input beside the gradient. */
const reading: ReadonlySet<OpKind> = new Set<OpKind>(["norm", "softmax", "pointwise"]);

function trafficUnder(record: OpRecord, { read, written }: Sizes, fusion: Fusion | null): number {
  const sizes = new Map<TensorMeta, number>();
  for (const [index, meta] of record.inputs.entries()) sizes.set(meta, read[index] ?? meta.dtype.size);
  for (const [index, meta] of record.outputs.entries()) sizes.set(meta, written[index] ?? meta.dtype.size);
  const sizeOf = (meta: TensorMeta): number =>
    fusion?.isInside(record, meta) === true ? 0 : (sizes.get(meta) ?? meta.dtype.size);
  const traffic = trafficOf(record, sizeOf);
  return traffic.read + traffic.written;
}

// ── classes ────────────────────────────────────────────────────────────────────────────────────────────────────────

const classes: Readonly<Partial<Record<OpKind, KernelClass>>> = {
  matmul: "gemm",
  attention: "attention",
  rnn: "rnn",
  softmax: "softmax",
  reduce: "reduce",
  pool: "pool",
  resize: "pool",
  copy: "copy",
  gather: "copy",
  embedding: "copy",
};

function classOf(record: OpRecord): KernelClass {
  if (record.kind === "conv") return convolutionClass(record);
  if (record.op === "cat" || record.op === "stack") return "join";
  if (record.op === "to") return "pointwise";
  if (record.kind === "norm") return record.op === "batch_norm" ? "norm" : "rowNorm";
  return classes[record.kind] ?? "pointwise";
}

function convolutionClass(record: OpRecord): KernelClass {
  const groups = record.attributes["groups"] ?? 1;
  const weight = record.inputs[1];
  if (groups > 1) return hintOf(weight?.shape[1] ?? 1) === 1 ? "depthwise" : "grouped";
  const taps = (weight?.shape.slice(2) ?? []).reduce<number>((product, size) => product * hintOf(size), 1);
  return taps === 1 ? "gemm" : "conv";
}

function productSizes(record: OpRecord): Pick<Kernel, "rows" | "columns" | "depth" | "count"> {
  const [input, weight] = record.inputs;
  const [output] = record.outputs;
  if (input === undefined || output === undefined) return { rows: 0, columns: 0, depth: 0, count: 0 };
  const size = ({ shape }: TensorMeta, fromEnd: number): number => hintOf(shape[shape.length - fromEnd] ?? 1);
  if (record.kind === "conv") {
    const groups = record.attributes["groups"] ?? 1;
    const channels = hintOf(output.shape[output.shape.length === (weight?.shape.length ?? 0) ? 1 : 0] ?? 1);
    const rows = elements(output) / Math.max(1, channels);
    const taps = weight === undefined ? 1 : elements(weight) / Math.max(1, hintOf(weight.shape[0] ?? 1));
    return { rows, columns: channels / groups, depth: taps, count: groups };
  }
  if (record.kind === "attention") {
    const [queries, width] = [size(input, 2), size(input, 1)];
    return {
      rows: queries,
      columns: size(weight ?? input, 2),
      depth: width,
      count: elements(input) / Math.max(1, queries * width),
    };
  }
  const columns = size(output, 1);
  const depth = size(input, 1);
  const isShared = weight !== undefined && weight.shape.length <= 2;
  const rows = isShared ? elements(output) / Math.max(1, columns) : size(output, 2);
  return { rows, columns, depth, count: elements(output) / Math.max(1, rows * columns) };
}

// ── fusion ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Kinds that a compiler writes kernels for itself, so that they join. */
const fusible: ReadonlySet<OpKind> = new Set<OpKind>(["pointwise", "norm", "softmax", "reduce", "copy", "pool"]);

/** Kinds that begin a kernel: what they read has another shape than what they write. */
const opening: ReadonlySet<OpKind> = new Set<OpKind>(["reduce", "pool"]);

/** A kernel in the making. A kernel's stage is beyond those of all that it waits for. */
interface Group {
  stage: number;
  /** Whether what reads its results may become part of it. */
  readonly isOpen: boolean;
  readonly isProduct: boolean;
}

/** Which records share a kernel: one joins the last kernel that it waits for, and what stays inside moves no bytes. */
class Fusion {
  private readonly groups = new Map<OpRecord, Group>();
  private readonly joined = new Set<OpRecord>();
  /** By storage: the kernel that wrote it last, and the kernels that read it. */
  private readonly writers = new Map<Tensor, Group>();
  private readonly readers = new Map<Tensor, Set<Group>>();
  private readonly bases = new Map<Tensor, Tensor>();

  constructor(records: readonly OpRecord[]) {
    for (const record of records) {
      if (record.kind === "view") this.alias(record);
      else this.place(record);
    }
  }

  private alias({ inputs, outputs }: OpRecord): void {
    const [source] = inputs;
    if (source !== undefined) for (const { tensor } of outputs) this.bases.set(tensor, this.base(source.tensor));
  }

  private base(tensor: Tensor): Tensor {
    return this.bases.get(tensor) ?? tensor;
  }

  private place(record: OpRecord): void {
    const group = this.groupFor(record);
    this.groups.set(record, group);
    for (const { tensor } of record.inputs) {
      const base = this.base(tensor);
      const readers = this.readers.get(base) ?? new Set();
      readers.add(group);
      this.readers.set(base, readers);
    }
    for (const { tensor } of record.outputs) {
      this.bases.delete(tensor);
      this.writers.set(tensor, group);
    }
  }

  private groupFor(record: OpRecord): Group {
    let last: Group | null = null;
    for (const { tensor } of record.inputs) {
      const writer = this.writers.get(this.base(tensor));
      if (writer !== undefined && (last === null || writer.stage > last.stage)) last = writer;
    }
    const isFusible = fusible.has(record.kind);
    if (last === null || !isFusible || !last.isOpen || opening.has(record.kind))
      return { stage: (last?.stage ?? 0) + 1, isOpen: isFusible, isProduct: productKinds.has(record.kind) };
    this.joined.add(record);
    return last;
  }

  /** Of a record's bytes those that pass between a product and the one kernel that its result is for. */
  epilogueBytes(record: OpRecord, { read, written }: Sizes): number {
    const own = this.groups.get(record);
    if (own?.isProduct === true) return this.bytesBetween(own, record.outputs, written);
    return own === undefined || opening.has(record.kind) ? 0 : this.bytesBetween(own, record.inputs, read);
  }

  private bytesBetween(own: Group, metas: readonly TensorMeta[], sizes: readonly number[]): number {
    let bytes = 0;
    for (const [index, meta] of metas.entries()) {
      if (metas.findIndex(({ tensor }) => tensor === meta.tensor) !== index) continue;
      const base = this.base(meta.tensor);
      const writer = this.writers.get(base);
      const [reader, ...others] = this.readers.get(base) ?? [];
      if (writer?.isProduct !== true || reader === undefined || others.length > 0 || !reader.isOpen) continue;
      if (own === writer || own === reader) bytes += elements(meta) * (sizes[index] ?? 0);
    }
    return bytes;
  }

  isJoined(record: OpRecord): boolean {
    return this.joined.has(record);
  }

  /** Whether a tensor of a record stays within its kernel: made in it, or read by nothing else. */
  isInside(record: OpRecord, meta: TensorMeta): boolean {
    const group = this.groups.get(record);
    if (group === undefined || !fusible.has(record.kind)) return false;
    const base = this.base(meta.tensor);
    if (record.inputs.includes(meta)) return this.writers.get(base) === group;
    const readers = this.readers.get(base);
    return readers !== undefined && [...readers].every((reader) => reader === group);
  }
}
