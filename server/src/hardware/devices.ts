// Devices: what a row of the table says, and how one is found by its name or by the name that PyTorch gives it.

import { deviceTable } from "./deviceTable.ts";
import { deviceFromTorchName } from "./deviceNames.ts";

/** Number formats that a model computes in. With `amp` products run in the short format and the rest in fp32. */
export type Precision = "fp32" | "tf32" | "bf16" | "fp16" | "amp-bf16" | "amp-fp16" | "fp8" | "int8" | "fp4";

export const precisions: readonly Precision[] = [
  "fp32",
  "tf32",
  "bf16",
  "fp16",
  "amp-bf16",
  "amp-fp16",
  "fp8",
  "int8",
  "fp4",
];

export type PeakName = "fp64" | "fp32" | "tf32" | "bf16" | "fp16" | "fp8" | "int8" | "fp4";

export const peakNames: readonly PeakName[] = ["fp64", "fp32", "tf32", "bf16", "fp16", "fp8", "int8", "fp4"];

/**
 * TFLOPS (TOPS for int8), dense, at boost clock, by the fastest units that multiply matrices in the format; null where there are
 * none or no source states it. Half formats accumulate in fp32.
 */
export type Peaks = Readonly<Record<PeakName, number | null>>;

/** In the order in which a list shows them. */
export const deviceGroups = [
  "custom",
  "data center",
  "workstation",
  "GeForce",
  "AMD",
  "accelerators",
  "Apple",
  "edge",
  "CPU",
] as const;

export type DeviceGroup = (typeof deviceGroups)[number];

export interface Device {
  /** Lower case with dashes: `h100-sxm`. */
  readonly name: string;
  /** For people: `H100 SXM`. */
  readonly label: string;
  readonly vendor: string;
  readonly group: DeviceGroup;
  readonly architecture: string;
  readonly memoryType: string;
  readonly peaks: Peaks;
  /** GB, as sold. */
  readonly memory: number;
  /** GB/s, powers of ten. */
  readonly bandwidth: number;
  /** MB of the last cache on the chip: L2, or what lies behind it. */
  readonly l2: number | null;
  /** µs: the shortest time between two kernels in eager mode. */
  readonly launch: number;
  /** Multiprocessors (compute units, cores), over which a kernel's blocks are spread; null where that means nothing. */
  readonly units: number | null;
  /** MHz, boost. */
  readonly clock: number | null;
  /** MHz: the clock of the matrix units' peaks; the same as `clock` on nearly all cards. */
  readonly tensorClock: number | null;
  readonly source: string;
}

export const devices: readonly Device[] = deviceTable;

export const defaultDevice = "a100-sxm-80gb";

/** By name, or by a name as PyTorch and people write it. Custom devices come first: their names never clash with the table's. */
export function findDevice(name: string, custom: readonly Device[] = []): Device | undefined {
  const all = [...custom, ...devices];
  return all.find((device) => device.name === name) ?? deviceFromTorchName(name, all);
}
