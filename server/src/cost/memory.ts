// Memory of a run, in bytes, as PyTorch's allocator would account it: parameters, their gradients, the optimizer's state,
// what is kept for backward, and the most that is there at a time.

import type { Frame } from "../python/values.ts";
import { hintOf, isSymbolic, substitute } from "../symbolic/dim.ts";
import type { Dim, Expr } from "../symbolic/dim.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Binding, OpRecord, TensorMeta } from "../tensor/trace.ts";
import { autocast } from "./autocast.ts";
import { elements } from "./cost.ts";
import type { Sizes } from "./saved.ts";
import { timelineOf } from "./timeline.ts";

export type Mode = "inference" | "training";

export type Optimizer = "none" | "sgd" | "sgd-momentum" | "adam" | "adamw" | "adam8bit";

export const optimizerNames: readonly Optimizer[] = ["none", "sgd", "sgd-momentum", "adam", "adamw", "adam8bit"];

/**
 * `own`: every tensor as it is in the trace. `amp`: as under `torch.autocast`: weights as they are, products in half precision.
 * `half`: weights, gradients and activations in two bytes, beside float32 master weights that the optimizer works on.
 */
export type MemoryPrecision = "own" | "amp" | "half";

export interface MemoryOptions {
  readonly mode: Mode;
  /** Adam where nothing is said. */
  readonly optimizer?: Optimizer;
  /** `own` where nothing is said. */
  readonly precision?: MemoryPrecision;
  /** Of the run: what has a name lives longer. */
  readonly bindings?: readonly Binding[];
}

export interface Memory {
  readonly parameters: number;
  /** One value for each parameter that needs a gradient. */
  readonly gradients: number;
  /** The optimizer's state, master weights among it. */
  readonly optimizer: number;
  /** What the ops keep for backward, each storage once. */
  readonly activations: number;
  /** What the run reads and does not make: inputs, targets, buffers. */
  readonly inputs: number;
  /** The most at a time: of a forward pass that keeps nothing, or of a training step whose optimizer has its state already. */
  readonly peak: number;
  /** When that is. */
  readonly peakIn: "forward" | "backward" | "step";
  /** Workspace of cuBLAS on a GPU, which is not in `peak`. */
  readonly workspace: number;
}

/** What an optimizer keeps of each parameter, and the lists that its step makes on the way, in bytes an element. */
interface State {
  readonly kept: number;
  readonly step: number;
}

/**
 * State is float32. Adam's step on lists of tensors (`foreach`, the default on a GPU) makes a list of roots first. adam8bit is
 * bitsandbytes': two moments of one byte and, for every 256 values of each, a float32 scale; small tensors keep float32.
 */
const optimizers: Readonly<Record<Optimizer, State>> = {
  none: { kept: 0, step: 0 },
  sgd: { kept: 0, step: 0 },
  "sgd-momentum": { kept: 4, step: 0 },
  adam: { kept: 8, step: 4 },
  adamw: { kept: 8, step: 4 },
  adam8bit: { kept: 2 + 2 * (4 / 256), step: 0 },
};

const small8bit = 4096;

/**
 * PyTorch gives each cuBLAS handle 2 × 4096 KiB + 8 × 16 KiB by default (CUBLAS_WORKSPACE_CONFIG; 32 MiB on Hopper cards).
 * Convolutions ask for more while they run; how much, only cuDNN knows.
 */
const workspace = 2 * 4096 * 1024 + 8 * 16 * 1024;

export function memoryOf(
  records: readonly OpRecord[],
  parameters: ReadonlySet<Tensor>,
  options: MemoryOptions,
): Memory {
  return memoryAt(records, parameters, options, unscaled);
}

/** Bytes that each frame's own ops are the first to keep for backward. */
export function savedByFrame(
  records: readonly OpRecord[],
  bindings: readonly Binding[],
  precision: MemoryPrecision = "own",
): Map<Frame, number> {
  const ran = precision === "amp" ? autocast(records) : records;
  const { savedBy } = timelineOf(ran, bindings, sizesOf(precision, unscaled));
  const found = new Map<Frame, number>();
  for (const [i, { frame }] of ran.entries()) {
    const bytes = savedBy[i] ?? 0;
    if (bytes > 0) found.set(frame, (found.get(frame) ?? 0) + bytes);
  }
  return found;
}

function memoryAt(
  records: readonly OpRecord[],
  parameters: ReadonlySet<Tensor>,
  { mode, optimizer = "adam", precision = "own", bindings = [] }: MemoryOptions,
  scale: Scale,
): Memory {
  const sizes = sizesOf(precision, scale);
  const timeline = timelineOf(precision === "amp" ? autocast(records) : records, bindings, sizes);
  const state = optimizers[optimizer];
  const master = precision === "half" && optimizer !== "none" ? 4 : 0;
  let [held, gradients, kept, step] = [0, 0, 0, 0];
  for (const parameter of parameters) {
    const meta = { shape: parameter.shape, dtype: parameter.dtype, requiresGrad: true, tensor: parameter };
    const [count, bytes] = [elements(parameter), sizes.bytes(meta)];
    held += bytes;
    if (!parameter.requiresGrad) continue;
    gradients += bytes;
    kept += count * (master + (optimizer === "adam8bit" && count < small8bit ? 8 : state.kept));
    step += count * state.step;
  }
  const moments: readonly (readonly [Memory["peakIn"], number])[] =
    mode === "inference"
      ? [["forward", timeline.inference.bytes]]
      : [
          ["forward", kept + timeline.forward.bytes],
          ["backward", kept + timeline.backward.bytes],
          ["step", kept + Math.max(timeline.left, gradients) + step],
        ];
  const [peakIn, beside] = moments.reduce((most, moment) => (moment[1] > most[1] ? moment : most));
  return {
    parameters: held,
    gradients,
    optimizer: Math.round(kept),
    activations: timeline.saved,
    inputs: timeline.inputs,
    peak: Math.round(held + timeline.inputs + beside),
    peakIn,
    workspace,
  };
}

// ── other batches ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Elements of a tensor that is no parameter, at another batch than the trace's. */
type Scale = (meta: TensorMeta) => number;

const unscaled: Scale = elements;

function sizesOf(precision: MemoryPrecision, scale: Scale): Sizes {
  const count: Scale = (meta) => (meta.tensor.isParameter ? elements(meta) : scale(meta));
  const isNarrowed = precision === "half";
  return {
    elements: count,
    bytes: (meta) => {
      const { category, size } = meta.dtype;
      return count(meta) * (isNarrowed && category === "float" ? Math.min(size, 2) : size);
    },
  };
}

export interface LargestBatch {
  /** 0 where not even one fits. */
  readonly batch: number;
  readonly peak: number;
  /**
   * `symbol`: the batch is a symbol of the inputs, and every shape was worked out at that batch. `linear`: it is the number
   * that the first input's shape starts with, and everything but the parameters was taken to grow with it.
   */
  readonly by: "symbol" | "linear";
}

/** The search ends below it. */
export const mostBatches = 2 ** 22;

/** The largest batch whose peak fits into `capacity` bytes; null where the run reads no input. */
export function largestBatch(
  records: readonly OpRecord[],
  parameters: ReadonlySet<Tensor>,
  options: MemoryOptions,
  capacity: number,
): LargestBatch | null {
  return batchFinder(records, parameters, options)(capacity);
}

/** The same for one capacity after the other: what is known of a batch serves all of them. */
export function batchFinder(
  records: readonly OpRecord[],
  parameters: ReadonlySet<Tensor>,
  options: MemoryOptions,
): (capacity: number) => LargestBatch | null {
  const leading = batchOf(records);
  if (leading === null) return () => null;
  const known = new Map<number, number>();
  const peakAt = (batch: number): number => {
    let peak = known.get(batch);
    if (peak === undefined)
      known.set(batch, (peak = memoryAt(records, parameters, options, scaleTo(leading, batch)).peak + workspace));
    return peak;
  };
  return (capacity) => {
    let [fits, tooMany] = [0, 1];
    while (tooMany < mostBatches && peakAt(tooMany) <= capacity) [fits, tooMany] = [tooMany, 2 * tooMany];
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (peakAt(middle) <= capacity) fits = middle;
      else tooMany = middle;
    }
    return { batch: fits, peak: peakAt(fits), by: isSymbolic(leading) ? "symbol" : "linear" };
  };
}

/** What the shape of the first input starts with. */
function batchOf(records: readonly OpRecord[]): Dim | null {
  const made = new Set<Tensor>();
  for (const { inputs, outputs } of records) {
    for (const { tensor, shape } of inputs) {
      const root = tensor.aliases?.[0] ?? tensor;
      if (root.isParameter || made.has(root) || shape.length < 2) continue;
      return shape[0] ?? null;
    }
    for (const { tensor } of outputs) made.add(tensor);
  }
  return null;
}

function scaleTo(leading: Dim, batch: number): Scale {
  if (!isSymbolic(leading)) return (meta) => elements(meta) * (batch / leading);
  const values = new Map<Expr, Dim>([[leading, batch]]);
  const known = new Map<Dim, number>();
  const valueOf = (dim: Dim): number => {
    let value = known.get(dim);
    if (value === undefined) known.set(dim, (value = hintOf(substitute(dim, values))));
    return value;
  };
  return ({ shape }) => shape.reduce<number>((count, dim) => count * (isSymbolic(dim) ? valueOf(dim) : dim), 1);
}
