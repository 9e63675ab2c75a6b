// What no device can be: cells in the wrong unit, and peaks that only a data sheet's column for sparse matrices has. The same
// checks read a user's own devices and our table.

import { peakNames } from "./devices.ts";
import type { Device, PeakName } from "./devices.ts";

export type Cells = Pick<Device, "peaks" | "memory" | "bandwidth" | "l2" | "launch" | "units" | "clock">;

interface Limits {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** What the value probably is, below and above. */
  readonly below: string;
  readonly above: string;
}

const cellLimits: Readonly<Record<keyof Omit<Cells, "peaks">, Limits>> = {
  memory: { low: 0.25, high: 4096, unit: "GB", below: "TB", above: "MB" },
  bandwidth: { low: 10, high: 40_000, unit: "GB/s", below: "TB/s", above: "MB/s" },
  l2: { low: 0.1, high: 2048, unit: "MB", below: "GB", above: "KB" },
  launch: { low: 0.1, high: 1000, unit: "µs", below: "ms", above: "ns" },
  units: { low: 1, high: 100_000, unit: "", below: "", above: "" },
  clock: { low: 50, high: 10_000, unit: "MHz", below: "GHz", above: "kHz" },
};

const peakLimits: Limits = { low: 0.001, high: 100_000, unit: "TFLOPS", below: "PFLOPS", above: "GFLOPS" };

/**
 * How many times as fast a format may be as a wider one. Neighbours are at 2 on nearly all chips and at 4 where one of the two is
 * a sparse peak. int8 and fp4 are at 4 already on cards that halve their rate with an fp32 accumulator.
 */
const ratioLimits: readonly (readonly [fast: PeakName, slow: PeakName, limit: number])[] = [
  ["bf16", "tf32", 3.9],
  ["fp16", "tf32", 3.9],
  ["bf16", "fp16", 1.6],
  ["fp16", "bf16", 2.6],
  ["fp8", "bf16", 3.9],
  ["fp8", "fp16", 3.9],
  ["int8", "fp16", 4.8],
  ["int8", "bf16", 4.8],
  ["fp4", "fp8", 4.8],
  ["fp16", "fp32", 34],
  ["bf16", "fp32", 34],
  ["fp32", "fp64", 72],
];

/** A sentence for each cell that cannot be; empty for a device that may exist. */
export function cellProblems(cells: Cells): string[] {
  const problems: string[] = [];
  for (const name of ["memory", "bandwidth", "l2", "launch", "units", "clock"] as const) {
    const value = cells[name];
    // Launch may be 0: a compiled graph has no such floor.
    if (value !== null && !(name === "launch" && value === 0)) note(problems, name, value, cellLimits[name]);
  }
  for (const name of peakNames) {
    const value = cells.peaks[name];
    if (value !== null) note(problems, `peaks.${name}`, value, peakLimits);
  }
  for (const [fast, slow, limit] of ratioLimits) {
    const [above, below] = [cells.peaks[fast], cells.peaks[slow]];
    if (above === null || below === null || !(above > 0) || !(below > 0) || above / below <= limit) continue;
    const times = Number((above / below).toPrecision(2));
    problems.push(`peaks.${fast} is ${times} × peaks.${slow}: dense peaks are meant, not those of sparse matrices`);
  }
  return problems;
}

function note(problems: string[], name: string, value: number, { low, high, unit, below, above }: Limits): void {
  const shown = `${name} is ${value}`;
  if (!Number.isFinite(value)) problems.push(`${shown}, which is no number`);
  else if (value <= 0) problems.push(`${shown}: it must be above 0`);
  else if (name === "units" && !Number.isInteger(value)) problems.push(`${shown}: it must be a whole number`);
  else if (value < low)
    problems.push(unit === "" ? `${shown}: too small` : `${shown}: ${unit} are meant; is it in ${below}?`);
  else if (value > high)
    problems.push(unit === "" ? `${shown}: too large` : `${shown}: ${unit} are meant; is it in ${above}?`);
}
