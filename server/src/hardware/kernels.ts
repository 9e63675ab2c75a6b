// The kernels that a GPU would run for a trace: what each multiplies, reads and writes, in eager mode or with pointwise work
// fused as a compiler does. No device is known here; time.ts says how long each takes on one.

import { elementwiseCount } from "../cost/conventions.ts";
import { elements, trafficOf } from "../cost/cost.ts";
import type { Mode } from "../cost/memory.ts";
import { hintOf } from "../symbolic/dim.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { productKinds, timesOf } from "../tensor/trace.ts";
import type { OpKind, OpRecord, TensorMeta } from "../tensor/trace.ts";
import type { Precision } from "./devices.ts";
import { recordsUnder, sizeIn, sizesUnder } from "./formats.ts";
import type { Sizes } from "./formats.ts";
import { Fusion, fusible, sizeWithin } from "./fusion.ts";

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
  | "join"
  | "fused";

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
  const transposed = new Set<Tensor>();
  for (const record of run) {
    noteTransposed(record, transposed);
    if (isFree(record) || (fusion !== null && record.op === "to")) continue;
    const sizes = sizesUnder(record, options.precision);
    if (fusion === null && record.op === "linear" && reads(record, transposed)) kernels.push(copyOf(record, sizes));
    const made = forward(record, sizes, fusion);
    kernels.push(...(reads(record, transposed) ? made.map(scattered) : made));
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

// ── transposed tensors ─────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Notes sequences whose channels no longer lie side by side: `x.transpose(1, 2)` of three dims. Images are taken to have their
 * channels last, so that views of four dims give what kernels like.
 */
function noteTransposed({ op, inputs, outputs }: OpRecord, transposed: Set<Tensor>): void {
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined) return;
  if (op === "to" && transposed.has(input.tensor)) transposed.add(output.tensor);
  if (op !== "transpose" || output.shape.length !== 3) return;
  if (!transposed.has(input.tensor)) transposed.add(output.tensor);
}

function reads({ inputs, op }: OpRecord, transposed: ReadonlySet<Tensor>): boolean {
  return op !== "to" && inputs.some(({ tensor }) => transposed.has(tensor));
}

/** A linear layer wants its input's features side by side, and has it copied. */
function copyOf(record: OpRecord, { read }: Sizes): Kernel {
  const [input] = record.inputs;
  const bytes = 2 * (input === undefined ? 0 : elements(input) * sizeIn(input, read)) * timesOf(record);
  return { record, class: "copy", work: 0, bytes, launches: timesOf(record), ...none };
}

/** Pointwise work that reads one way and writes another runs as copies that do so. */
function scattered(kernel: Kernel): Kernel {
  return kernel.class === "pointwise" ? { ...kernel, class: "copy" } : kernel;
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
    const kind = fusion !== null && fusible.has(record.kind) ? "fused" : classOf(record);
    return [{ record, class: kind, work, bytes: traffic, launches, ...none, epilogue }];
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
  const bytes = 2 * elements(output) * sizeIn(output, sizes.written) * times;
  return [kernel, { record, class: "pointwise", work: elements(output) * times, bytes, launches: times, ...none }];
}

/** One kernel for each gradient of a product; else one that reads the inputs and the output's gradient. */
function backward(record: OpRecord, sizes: Sizes, fusion: Fusion | null): Kernel[] {
  const times = timesOf(record) * (record.passes ?? 1);
  const traffic = trafficUnder(record, sizes, fusion);
  if (!productKinds.has(record.kind)) {
    const launches = fusion?.isJoined(record) === true ? 0 : times;
    const bytes = traffic * (reading.has(record.kind) ? 1.5 : 1);
    const kind = fusion !== null && fusible.has(record.kind) ? "fused" : classOf(record);
    return [{ record, class: kind, work: elementwiseCount(record), bytes, launches, ...none }];
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
  const placed = fusion?.placeOf(record);
  const traffic = trafficOf(record, (meta, isRead) => {
    const size = sizeIn(meta, isRead ? read : written);
    return placed === undefined ? size : sizeWithin(placed, meta, isRead, size);
  });
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
    if (record.attributes["transposed"] === 1 && weight !== undefined) {
      const depth = hintOf(weight.shape[0] ?? 1);
      const columns = elements(weight) / Math.max(1, depth);
      return { rows: elements(input) / Math.max(1, depth), columns, depth: depth / groups, count: groups };
    }
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
