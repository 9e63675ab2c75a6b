// What a run takes on a device under the settings that somebody may ask "what if" about: time, for the whole and for each place
// of the source, and memory. A fold over the counted records, made once for a run and a scenario.

import { elements } from "../cost/cost.ts";
import { batchFinder, memoryOf, savedByFrame } from "../cost/memory.ts";
import type { LargestBatch, Memory, MemoryOptions, MemoryPrecision, Mode, Optimizer } from "../cost/memory.ts";
import type { Device, PeakName, Precision } from "../hardware/devices.ts";
import { ridgeOf, timeOf } from "../hardware/time.ts";
import type { Bound, Time, TimeOptions } from "../hardware/time.ts";
import type { Site } from "../python/ast.ts";
import type { Frame } from "../python/values.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { OpRecord } from "../tensor/trace.ts";
import type { Summary } from "./summary.ts";

export interface Scenario {
  readonly device: Device | null;
  readonly precision: Precision;
  readonly mode: Mode;
  /** As under torch.compile. */
  readonly compile: boolean;
  readonly optimizer: Optimizer;
}

export const defaultScenario: Scenario = {
  device: null,
  precision: "bf16",
  mode: "inference",
  compile: false,
  optimizer: "adam",
};

export interface TimeFacts {
  readonly device: string;
  readonly seconds: number;
  /** Of the model's time, 0 to 1. */
  readonly share: number;
  readonly bound: Bound;
  /** At the data sheet's peaks, and what nine of ten measured runs stay below. */
  readonly lower: number;
  readonly upper: number;
  /** FLOPs a byte, and at how many the device's arithmetic and memory are as long busy. */
  readonly intensity: number;
  readonly ridge: number;
  /** What is computed in instead, where the device has no units for the precision. */
  readonly instead: PeakName | null;
}

export interface MemoryFacts extends Memory {
  /** Bytes of the device, or null without one. */
  readonly capacity: number | null;
  readonly fits: boolean;
  /** Looked for only where it does not fit. */
  readonly largest: LargestBatch | null;
}

export interface Estimate {
  readonly time: TimeFacts | null;
  readonly memory: MemoryFacts;
  /** Of records of this run; null where they take none. */
  timeOf(records: readonly OpRecord[]): TimeFacts | null;
  secondsOf(records: Iterable<OpRecord>): number;
  /** Seconds by the frame that called the ops. */
  readonly seconds: ReadonlyMap<Frame, number>;
  /** Bytes that a frame's own ops are the first to keep for backward; none in inference. */
  readonly kept: ReadonlyMap<Frame, number>;
  /** The largest batch that fits into so many bytes; null where no input has a batch. */
  largestBatch(capacity: number): LargestBatch | null;
}

const estimates = new WeakMap<Summary, { readonly scenario: Scenario; readonly estimate: Estimate }>();

export function estimateOf(summary: Summary, options: Scenario): Estimate {
  const known = estimates.get(summary);
  if (known !== undefined && isSame(known.scenario, options)) return known.estimate;
  const estimate = makeEstimate(summary, options);
  estimates.set(summary, { scenario: options, estimate });
  return estimate;
}

function isSame(a: Scenario, b: Scenario): boolean {
  return (
    a.device === b.device &&
    a.precision === b.precision &&
    a.mode === b.mode &&
    a.compile === b.compile &&
    a.optimizer === b.optimizer
  );
}

/** Bytes of a device: what a driver and a CUDA context keep for themselves is about what binary gigabytes would add. */
export function capacityOf({ memory }: Device): number {
  return memory * 1e9;
}

/** Parameters and activations under a precision; int8, fp8 and fp4 are counted as in two bytes. */
export function memoryPrecisionOf(precision: Precision): MemoryPrecision {
  if (precision.startsWith("amp-")) return "amp";
  return precision === "fp32" || precision === "tf32" ? "own" : "half";
}

export function memoryOptionsOf({ run }: Summary, { mode, optimizer, precision }: Scenario): MemoryOptions {
  return { mode, optimizer, precision: memoryPrecisionOf(precision), bindings: run.trace.bindings };
}

/** Each part is made when somebody asks for it. */
function makeEstimate(summary: Summary, scenario: Scenario): Estimate {
  const { records, parameters, run } = summary;
  const { device, precision, mode } = scenario;
  const memoryOptions = memoryOptionsOf(summary, scenario);
  const times = once(() => (device === null ? null : new Times(records, trained(parameters), { ...scenario, device })));
  const finder = once(() => batchFinder(records, parameters, memoryOptions));
  const memory = once((): MemoryFacts => {
    const own = memoryOf(records, parameters, memoryOptions);
    const capacity = device === null ? null : capacityOf(device);
    const isOver = capacity !== null && own.peak + own.workspace > capacity;
    return { ...own, capacity, fits: !isOver, largest: isOver ? finder()(capacity) : null };
  });
  const kept = once(() =>
    mode === "inference"
      ? new Map<Frame, number>()
      : savedByFrame(records, run.trace.bindings, memoryPrecisionOf(precision)),
  );
  return {
    get time() {
      return times()?.of(records) ?? null;
    },
    get memory() {
      return memory();
    },
    timeOf: (some) => times()?.of(some) ?? null,
    secondsOf: (some) => times()?.secondsOf(some) ?? 0,
    get seconds() {
      return times()?.byFrame ?? new Map<Frame, number>();
    },
    get kept() {
      return kept();
    },
    largestBatch: (capacity) => finder()(capacity),
  };
}

/** Numbers in the parameters that an optimizer's step changes. */
function trained(parameters: ReadonlySet<Tensor>): number {
  let count = 0;
  for (const parameter of parameters) if (parameter.requiresGrad) count += elements(parameter);
  return count;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

type Spent = Record<Bound, number>;

/** What each kernel adds to the whole, by the frame and the call that it is for: autocast's records are not the trace's own. */
class Times {
  readonly byFrame = new Map<Frame, number>();
  private readonly spent = new Map<Frame, Map<Site | null, Spent>>();
  private readonly records: readonly OpRecord[];
  private readonly whole: Time;
  private readonly scenario: Scenario & { readonly device: Device };

  constructor(records: readonly OpRecord[], parameters: number, scenario: Scenario & { readonly device: Device }) {
    this.scenario = scenario;
    this.records = records;
    this.whole = this.run(records, { optimizer: scenario.optimizer, parameters });
    for (const { record, seconds, bound } of this.whole.kernels) {
      const { frame, site } = record;
      let sites = this.spent.get(frame);
      if (sites === undefined) this.spent.set(frame, (sites = new Map<Site | null, Spent>()));
      let spent = sites.get(site);
      if (spent === undefined) sites.set(site, (spent = { compute: 0, memory: 0, launch: 0 }));
      spent[bound] += seconds;
      this.byFrame.set(frame, (this.byFrame.get(frame) ?? 0) + seconds);
    }
  }

  secondsOf(records: Iterable<OpRecord>): number {
    const { compute, memory, launch } = this.sum(records);
    return compute + memory + launch;
  }

  of(records: readonly OpRecord[]): TimeFacts | null {
    const { device, precision } = this.scenario;
    const { seconds: total, upper, instead } = this.whole;
    const spent = this.sum(records);
    // The optimizer's step is part of the whole, and of nothing in it.
    const step = records === this.records ? this.whole.step : 0;
    spent.memory += step;
    const seconds = spent.compute + spent.memory + spent.launch;
    if (seconds === 0 || total === 0) return null;
    const alone = records === this.records ? this.whole : this.run(records);
    const [bound] = (Object.entries(spent) as [Bound, number][]).reduce((most, next) =>
      next[1] > most[1] ? next : most,
    );
    return {
      device: device.label,
      seconds,
      share: seconds / total,
      bound,
      lower: Math.min(alone.lower, seconds),
      upper: seconds * (upper / total),
      intensity: alone.intensity,
      ridge: ridgeOf(device, precision),
      instead,
    };
  }

  private run(records: readonly OpRecord[], update?: TimeOptions["update"]): Time {
    const { device, precision, mode, compile } = this.scenario;
    return timeOf(records, { device, precision, mode, fused: compile, ...(update === undefined ? {} : { update }) });
  }

  private sum(records: Iterable<OpRecord>): Spent {
    const total: Spent = { compute: 0, memory: 0, launch: 0 };
    const seen = new Set<Spent>();
    for (const { frame, site } of records) {
      const spent = this.spent.get(frame)?.get(site);
      if (spent === undefined || seen.has(spent)) continue;
      seen.add(spent);
      total.compute += spent.compute;
      total.memory += spent.memory;
      total.launch += spent.launch;
    }
    return total;
  }
}
