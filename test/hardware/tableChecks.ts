// The classes of mistake that published tables are full of: sparse beside dense, another card's cell, another unit, GB beside GiB.
// Each check reads one device (or the whole table) and says what is wrong; devices.test.ts also breaks rows to see them fail.

import { cellProblems } from "../../server/src/hardware/deviceChecks.ts";
import { peakNames } from "../../server/src/hardware/devices.ts";
import type { Device } from "../../server/src/hardware/devices.ts";

const near = (value: number, expected: number, tolerance: number): boolean =>
  Math.abs(value / expected - 1) <= tolerance;

/** By memory type: GB/s of a card, and GB/s for each GB of it, which a wrong unit or another card's cell leaves. */
const memoryRanges: Readonly<
  Record<string, readonly [total: readonly [number, number], each: readonly [number, number]]>
> = {
  HBM: [
    [600, 1700],
    [20, 52],
  ],
  HBM2: [
    [700, 1600],
    [28, 57],
  ],
  HBM2e: [
    [1200, 3700],
    [24, 30],
  ],
  HBM3: [
    [2800, 5400],
    [27, 43],
  ],
  HBM3e: [
    [4500, 8100],
    [23, 45],
  ],
  GDDR5: [
    [190, 350],
    [14, 25],
  ],
  GDDR6: [
    [280, 1000],
    [12, 56.1],
  ],
  GDDR6X: [
    [500, 1010],
    [38, 77],
  ],
  GDDR7: [
    [440, 1800],
    [18, 60.1],
  ],
  LPDDR4X: [
    [60, 70],
    [4, 5],
  ],
  LPDDR5: [
    [90, 820],
    [3, 6.5],
  ],
  LPDDR5X: [
    [110, 560],
    [2, 5],
  ],
  DDR5: [
    [60, 100],
    [1, 4],
  ],
};

/** FLOPs a clock of one unit: fp32 as vectors (AMD: matrix units), fp16 of matrix units, dense, with an fp32 accumulator. */
const rates: readonly (readonly [which: RegExp, fp32: number, fp16: number | null])[] = [
  [/^p100/, 128, 256],
  [/^p4/, 256, null],
  [/^(v100|t4|quadro)/, 128, 1024],
  [/^(a100|a30)/, 128, 2048],
  [/^jetson-(agx-orin|orin)/, 256, 2048],
  [/^jetson-thor/, 256, 8192],
  [/^(a10g|l40)$/, 256, 512],
  [/^(a10|a40|l4|l40s)$/, 256, 1024],
  [/^rtx-/, 256, 1024],
  [/^rtx20/, 128, 512],
  [/^rtx[345]0/, 256, 512],
  [/^h100/, 256, 4096],
  [/^mi2/, 256, 1024],
  [/^mi30|^mi325/, 256, 2048],
  [/^mi35/, 256, 4096],
  [/^(rx7900|w7900)/, 256, 512],
  [/^rx9070/, 256, 1024],
  [/^max-1/, 256, 4096],
  [/^cpu/, 32, null],
];

export const deviceChecks: Readonly<Record<string, (device: Device) => string[]>> = {
  "a cell's unit, and peaks of sparse matrices": (device) => cellProblems(device),

  "bf16 twice TF32 where a data center card has both": ({ group, peaks: { tf32, bf16 } }) =>
    (group === "data center" || group === "workstation" || group === "GeForce" || group === "AMD") &&
    tf32 !== null &&
    bf16 !== null &&
    !near(bf16, 2 * tf32, 0.03)
      ? [`bf16 ${bf16}, tf32 ${tf32}`]
      : [],

  "bf16 is fp16": ({ peaks: { bf16, fp16 } }) =>
    bf16 !== null && fp16 !== null && bf16 !== fp16 ? [`bf16 ${bf16}, fp16 ${fp16}`] : [],

  "fp8 twice the half formats": ({ name, peaks: { bf16, fp8 } }) => {
    // Gaudi 3, Trainium: one rate, or nearly twice.
    const share = name === "gaudi-3" || name === "trainium" ? 1 : name === "trainium3" ? 3.75 : 2;
    return bf16 !== null && fp8 !== null && !near(fp8, share * bf16, 0.03) ? [`fp8 ${fp8}, bf16 ${bf16}`] : [];
  },

  "fp4 twice to four times fp8": ({ name, peaks: { fp8, fp4 } }) => {
    if (fp8 === null || fp4 === null) return [];
    const shares = name === "trainium3" ? [1] : [2, 3, 4];
    return shares.some((share) => near(fp4, share * fp8, 0.03)) ? [] : [`fp4 ${fp4}, fp8 ${fp8}`];
  },

  "int8 at least the half formats": ({ architecture, peaks: { fp16, bf16, int8 } }) => {
    // Blackwell Ultra gave its int8 units up.
    if (int8 === null || architecture === "Blackwell Ultra") return [];
    const half = fp16 ?? bf16;
    if (half === null) return [];
    return [1, 2, 4].some((share) => near(int8, share * half, 0.03)) ? [] : [`int8 ${int8}, half ${half}`];
  },

  "formats from the generation that brought them": ({ vendor, architecture, group, peaks }) => {
    if (vendor !== "NVIDIA" || group === "edge") return [];
    const order = ["Pascal", "Volta", "Turing", "Ampere", "Ada", "Hopper", "Blackwell", "Blackwell Ultra"];
    const since = { tf32: 3, bf16: 3, fp8: 4, fp4: 6 } as const;
    return (["tf32", "bf16", "fp8", "fp4"] as const)
      .filter((name) => (peaks[name] !== null) !== order.indexOf(architecture) >= since[name])
      .map((name) => `${name} of ${architecture} is ${peaks[name]}`);
  },

  "peaks are units × clock × FLOPs a clock": ({ name, peaks, units, clock, tensorClock }) => {
    const found = rates.find(([which]) => which.test(name));
    if (units === null || clock === null || tensorClock === null) return [];
    if (found === undefined) return ["no rates are known"];
    const [, vector, matrix] = found;
    const expected = { fp32: (units * clock * vector) / 1e6, fp16: (units * tensorClock * (matrix ?? 0)) / 1e6 };
    const { fp32, fp16 } = peaks;
    return [
      ...(fp32 !== null && !near(fp32, expected.fp32, 0.06) ? [`fp32 is ${fp32}, not ${expected.fp32}`] : []),
      ...(fp16 !== null && !near(fp16, expected.fp16, 0.06) ? [`fp16 is ${fp16}, not ${expected.fp16}`] : []),
    ];
  },

  "bandwidth within what the memory gives": ({ memoryType, memory, bandwidth }) => {
    const ranges = memoryRanges[memoryType];
    if (ranges === undefined) return [`unknown memory ${memoryType}`];
    const [total, each] = ranges;
    const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high;
    return within(bandwidth, total) && within(bandwidth / memory, each)
      ? []
      : [`${bandwidth} GB/s of ${memory} GB ${memoryType}`];
  },

  "memory as sold": ({ memory }) =>
    [8, 10, 11, 12, 16, 24, 32, 40, 48, 64, 80, 94, 95, 96, 128, 141, 144, 180, 186, 192, 256, 288].includes(memory)
      ? []
      : [`${memory} GB`],

  "cells within what chips have": ({ l2, launch, units, clock }) => [
    ...(l2 !== null && (l2 < 2 || l2 > 410) ? [`${l2} MB of cache`] : []),
    ...(launch > 12 ? [`${launch} µs`] : []),
    ...(units !== null && (units < 8 || units > 304) ? [`${units} units`] : []),
    ...(clock !== null && (clock < 900 || clock > 3600) ? [`${clock} MHz`] : []),
  ],

  "a name, a label and a source": ({ name, label, source }) => [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [`name ${name}`]),
    ...(label.trim() === "" ? ["no label"] : []),
    ...(/data sheet|white paper|specifications|documentation|press release|technical brief|arithmetic/.test(source)
      ? []
      : [`source ${source}`]),
  ],
};

/** Cards that are another's equal in truth: a die of a MI250 is a MI210, and A100's PCIe and SXM cards of 40 GB differ in power. */
const twins: ReadonlySet<string> = new Set(["mi250-gcd", "a100-sxm-40gb"]);

/** What is wrong with a table as a whole: names twice, or a row that is another's copy. */
export function tableProblems(devices: readonly Device[]): string[] {
  const seen = new Map<string, string>();
  return devices.flatMap((device) => {
    const { name, label, peaks, memory, bandwidth, l2, units, clock } = device;
    const cells = JSON.stringify([peakNames.map((each) => peaks[each]), memory, bandwidth, l2, units, clock]);
    const keys = [`name ${name}`, `label ${label}`, ...(twins.has(name) ? [] : [cells])];
    const problems = keys.flatMap((key) => {
      const other = seen.get(key);
      return other === undefined ? [] : [`${name} and ${other} have the same ${key}`];
    });
    for (const key of keys) seen.set(key, name);
    return problems;
  });
}
