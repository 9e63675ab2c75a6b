// How long a trace takes on a GPU. Each kernel takes its arithmetic at the share of the peak that its class and sizes reach, or its
// bytes at the share of the bandwidth, whichever is longer; the host launches them one after the other. The shares are calibrated
// (calibration.ts). No kernel is faster than the data sheet allows.

import type { Mode, Optimizer } from "../cost/memory.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { calibration } from "./calibration.ts";
import type { Calibration, DeviceShares } from "./calibration.ts";
import type { Device, PeakName, Precision } from "./devices.ts";
import { unitsOf } from "./formats.ts";
import { kernelsOf } from "./kernels.ts";
import type { Kernel, KernelClass } from "./kernels.ts";

export type Bound = "compute" | "memory" | "launch";

export interface KernelTime {
  readonly record: OpRecord;
  /** What it adds to the whole: nothing where it hides behind the launches of others. */
  readonly seconds: number;
  readonly bound: Bound;
}

export interface Time {
  readonly seconds: number;
  /** At the data sheet's peaks; nothing is faster. */
  readonly lower: number;
  /** What nine of ten measured runs stay below. */
  readonly upper: number;
  /** What most of the time is spent on. */
  readonly bound: Bound;
  readonly kernels: readonly KernelTime[];
  /** Of the seconds those of the optimizer's step, which belong to no kernel above. */
  readonly step: number;
  /** FLOPs a byte moved. */
  readonly intensity: number;
  /** Set where the card has no units for the precision: what it computes in instead. */
  readonly instead: PeakName | null;
}

export interface TimeOptions {
  readonly device: Device;
  readonly precision: Precision;
  readonly mode: Mode;
  /** As under torch.compile: pointwise ops become part of the kernels around them. */
  readonly fused: boolean;
  /** What the optimizer's step works on, in training: numbers in trained parameters. */
  readonly update?: { readonly optimizer: Optimizer; readonly parameters: number };
}

/**
 * Bytes that a step moves for each parameter in float32, over lists of tensors in one pass: gradient and weight read, weight
 * written, and each moment read and written. adam8bit keeps two moments of a byte.
 */
const stepBytes: Readonly<Record<Optimizer, number>> = {
  none: 0,
  sgd: 12,
  "sgd-momentum": 20,
  adam: 28,
  adamw: 28,
  adam8bit: 16,
};

export function timeOf(records: readonly OpRecord[], options: TimeOptions): Time {
  const card = cardOf(options.device, options.precision, calibration);
  const spent: Record<Bound, number> = { compute: 0, memory: 0, launch: 0 };
  const kernels: KernelTime[] = [];
  const queue = new Queue(card.launch);
  let [lower, work, bytes] = [0, 0, 0];
  for (const kernel of kernelsOf(records, options)) {
    const { compute, memory, floor } = kernelTime(kernel, card);
    const own = Math.max(compute, memory, floor);
    const seconds = queue.run(own, kernel.launches);
    const bound = seconds > 2 * own ? "launch" : compute >= memory ? "compute" : "memory";
    lower += floor;
    work += kernel.work;
    bytes += kernel.bytes;
    spent[bound] += seconds;
    kernels.push({ record: kernel.record, seconds, bound });
  }
  const step = stepSeconds(options, card);
  spent.memory += step.seconds;
  const seconds = queue.end + step.seconds;
  return {
    seconds,
    lower: lower + step.lower,
    upper: seconds * (1 + calibration.spread),
    step: step.seconds,
    bound: longest(spent),
    kernels,
    intensity: bytes === 0 ? 0 : work / bytes,
    instead: card.instead,
  };
}

function stepSeconds({ mode, update }: TimeOptions, card: Card): { readonly seconds: number; readonly lower: number } {
  if (mode === "inference" || update === undefined) return { seconds: 0, lower: 0 };
  const lower = (stepBytes[update.optimizer] * update.parameters) / card.bandwidth;
  const reached = card.shares.memory * (card.calibration.memory.pointwise ?? 1);
  return { seconds: Math.max(lower / reached, lower), lower };
}

/** FLOPs a byte at which a card is as long busy with arithmetic as with memory. */
export function ridgeOf(device: Device, precision: Precision): number {
  const { peak, bandwidth } = cardOf(device, precision, calibration);
  return peak / bandwidth;
}

/** Run after run the host launches and the device follows: what is launched early waits, what is launched late is waited for. */
class Queue {
  end = 0;
  private launched = 0;
  private readonly launch: number;

  constructor(launch: number) {
    this.launch = launch;
  }

  /** Seconds that the kernel adds to the whole. */
  run(seconds: number, launches: number): number {
    const before = this.end;
    this.launched += launches * this.launch;
    this.end = Math.max(this.end + seconds, this.launched);
    return this.end - before;
  }
}

function longest(times: Readonly<Record<Bound, number>>): Bound {
  if (times.compute >= times.memory && times.compute >= times.launch) return "compute";
  return times.memory >= times.launch ? "memory" : "launch";
}

// ── one kernel on one card ─────────────────────────────────────────────────────────────────────────────────────────

/** A card in one precision, with what it reaches. FLOP/s, bytes a second, seconds. */
export interface Card {
  readonly peak: number;
  /** Of the units that products do not use; none where the data sheet names none. */
  readonly vector: number | null;
  readonly bandwidth: number;
  readonly launch: number;
  readonly units: number | null;
  readonly instead: PeakName | null;
  readonly shares: DeviceShares;
  readonly calibration: Calibration;
}

export function cardOf(device: Device, precision: Precision, constants: Calibration): Card {
  const units = unitsOf(precision);
  const used = units.find((name) => device.peaks[name] !== null) ?? null;
  const peak = used === null ? null : device.peaks[used];
  return {
    peak: (peak ?? device.bandwidth / 10) * 1e12, // a device without any peak is bound by its memory
    vector: device.peaks.fp32 === null ? null : device.peaks.fp32 * 1e12,
    bandwidth: device.bandwidth * 1e9,
    launch: device.launch / 1e6,
    units: device.units,
    instead: used === units[0] ? null : used,
    shares: constants.devices[device.name] ?? constants.others,
    calibration: constants,
  };
}

export interface KernelBounds {
  readonly compute: number;
  readonly memory: number;
  /** At the data sheet's peaks. */
  readonly floor: number;
}

/** Seconds. The longer of compute and memory is a little longer for the other one: they overlap, but not wholly. */
export function kernelTime(kernel: Kernel, card: Card, filled = tiling(kernel, card.units)): KernelBounds {
  const { shares, calibration: constants } = card;
  const isVector = !matrixClasses.has(kernel.class);
  const peak = isVector ? card.vector : card.peak;
  const bytes = kernel.bytes - constants.epilogue * kernel.epilogue;
  const atPeak = peak === null ? 0 : kernel.work / peak;
  const floor = Math.max(atPeak, bytes / card.bandwidth);
  const reached = isVector
    ? kernel.class === "depthwise"
      ? constants.depthwise
      : 1
    : shares.compute * productShare(kernel, filled, constants);
  const compute = atPeak / reached;
  const memory = bytes / (card.bandwidth * shares.memory * (constants.memory[kernel.class] ?? 1));
  const joint = Math.hypot(compute, memory) / Math.max(compute, memory, Number.MIN_VALUE);
  return compute >= memory ? { compute: compute * joint, memory, floor } : { compute, memory: memory * joint, floor };
}

const matrixClasses: ReadonlySet<KernelClass> = new Set<KernelClass>(["gemm", "conv", "grouped", "attention", "rnn"]);

/** Of the card's best product: what class, depth and the fit of tiles to sizes and units leave. */
function productShare(kernel: Kernel, filled: number, constants: Calibration): number {
  const share = constants.compute[kernel.class] ?? 1;
  if (kernel.depth === 0) return share;
  if (kernel.class === "attention") return (share * kernel.depth) / (kernel.depth + constants.headDepth);
  const ramp = kernel.class === "grouped" ? constants.groupedDepth : constants.depth;
  return ((share * kernel.depth) / (kernel.depth + ramp)) * filled;
}

/** Sides of the tiles that one unit works on, and how fast it is on the smaller one. */
const tiles = [
  { side: 128, rate: 1 },
  { side: 64, rate: 0.8 },
  { side: 32, rate: 0.5 },
] as const;

/** The share of the units' work that is of use: tiles reach over the edges, and the last wave leaves units idle. */
export function tiling({ rows, columns, count }: Kernel, units: number | null): number {
  if (count === 0) return 1;
  let best = 0;
  for (const { side, rate } of tiles) {
    const [down, across] = [Math.ceil(rows / side), Math.ceil(columns / side)];
    const filled = (rows / (down * side)) * (columns / (across * side));
    const waves = units === null ? 1e9 : (down * across * count) / units;
    best = Math.max(best, rate * filled * (waves / Math.ceil(waves)));
  }
  return best;
}
