// A user's own devices, read from settings or a JSON file: data that nobody has checked. A device with a problem is left out and
// every problem of it is named; the others are kept.

import { cellProblems } from "./deviceChecks.ts";
import { nearestNames } from "./deviceNames.ts";
import { devices as known, peakNames } from "./devices.ts";
import type { Device, PeakName, Peaks } from "./devices.ts";

export interface CustomDevices {
  readonly devices: readonly Device[];
  /** One sentence each, beginning with the device that it is about. */
  readonly problems: readonly string[];
}

const textKeys = ["label", "vendor", "architecture", "memoryType", "source"] as const;
/** `null` stands for "not known" where the table allows it too. */
const numberKeys = { memory: false, bandwidth: false, launch: false, l2: true, units: true, clock: true } as const;
type NumberKey = keyof typeof numberKeys;
const keys: readonly string[] = ["name", "extends", "peaks", ...textKeys, ...Object.keys(numberKeys)];

const noPeaks: Peaks = { fp64: null, fp32: null, tf32: null, bf16: null, fp16: null, fp8: null, int8: null, fp4: null };

/** What a device has that says nothing else and extends nothing. */
const blank = {
  vendor: "custom",
  group: "custom",
  architecture: "custom",
  memoryType: "memory",
  peaks: noPeaks,
  l2: null,
  launch: 6,
  units: null,
  clock: null,
  tensorClock: null,
  source: "your settings",
} as const;

/** `value` is an array of devices, as the setting `floplens.customDevices` describes them; undefined is an empty one. */
export function readCustomDevices(value: unknown): CustomDevices {
  if (value === undefined || value === null) return { devices: [], problems: [] };
  if (!Array.isArray(value)) return { devices: [], problems: ["customDevices must be an array of devices"] };
  const devices: Device[] = [];
  const problems: string[] = [];
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const read = readDevice(entry, devices);
    if (read.device !== null && read.problems.length === 0) devices.push(read.device);
    const name = isRecord(entry) && typeof entry["name"] === "string" ? ` (${entry["name"].slice(0, 60)})` : "";
    problems.push(...read.problems.map((problem) => `customDevices[${index}]${name}: ${problem}`));
  }
  return { devices, problems };
}

function readDevice(
  entry: unknown,
  earlier: readonly Device[],
): { readonly device: Device | null; readonly problems: readonly string[] } {
  if (!isRecord(entry)) return { device: null, problems: ["it must be an object"] };
  const problems: string[] = [];
  for (const key of Object.keys(entry)) if (!keys.includes(key)) problems.push(`unknown key ${key}${meant(key, keys)}`);

  const name = entry["name"];
  if (typeof name !== "string") problems.push("name is missing");
  else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) problems.push("name must be lower case with dashes, such as my-gpu");
  else if ([...known, ...earlier].some((device) => device.name === name))
    problems.push(`there is a device ${name} already`);

  const base = baseOf(entry["extends"], earlier, problems);
  const texts: Partial<Record<(typeof textKeys)[number], string>> = {};
  for (const key of textKeys) {
    const text = entry[key];
    if (typeof text === "string" && text.trim() !== "") texts[key] = text;
    else if (text !== undefined) problems.push(`${key} must be a text`);
  }
  const numbers: Partial<Record<NumberKey, number | null>> = {};
  for (const key of Object.keys(numberKeys) as NumberKey[]) {
    const number = entry[key];
    if (typeof number === "number" || (number === null && numberKeys[key])) numbers[key] = number;
    else if (number !== undefined) problems.push(`${key} must be a number`);
    else if (base === null && (key === "memory" || key === "bandwidth")) problems.push(`${key} is missing`);
  }
  const { peaks, isMissing } = peaksOf(entry["peaks"], base?.peaks ?? noPeaks, problems);
  if (!isMissing && peaks.fp32 === null) problems.push("peaks.fp32 is missing");

  const { memory = base?.memory, bandwidth = base?.bandwidth } = numbers;
  const device: Device = {
    ...(base ?? blank),
    ...numbers,
    ...texts,
    group: "custom",
    name: typeof name === "string" ? name : "",
    label: texts.label ?? String(name),
    memory: memory ?? 1,
    bandwidth: bandwidth ?? 1000,
    launch: numbers.launch ?? base?.launch ?? blank.launch,
    tensorClock: numbers.clock !== undefined ? numbers.clock : (base?.tensorClock ?? null),
    source: texts.source ?? (base === null ? blank.source : `your settings, on ${base.name}`),
    peaks,
  };
  return { device, problems: [...problems, ...cellProblems(device)] };
}

function baseOf(value: unknown, earlier: readonly Device[], problems: string[]): Device | null {
  if (value === undefined) return null;
  const all = [...known, ...earlier];
  const base = all.find(({ name }) => name === value);
  if (base !== undefined) return base;
  const names = all.map(({ name }) => name);
  if (typeof value !== "string") problems.push("extends must be the name of a device");
  else problems.push(`extends an unknown device ${value}${meant(value, names)}`);
  return null;
}

function peaksOf(
  value: unknown,
  base: Peaks,
  problems: string[],
): { readonly peaks: Peaks; readonly isMissing: boolean } {
  if (value === undefined) {
    if (base !== noPeaks) return { peaks: base, isMissing: false };
    problems.push("peaks is missing");
    return { peaks: base, isMissing: true };
  }
  if (!isRecord(value)) {
    problems.push("peaks must be an object, such as { fp32: 19.5, bf16: 312 }");
    return { peaks: base, isMissing: true };
  }
  const peaks: Record<PeakName, number | null> = { ...base };
  for (const [key, peak] of Object.entries(value)) {
    const name = peakNames.find((each) => each === key);
    if (name === undefined) problems.push(`unknown key peaks.${key}${meant(key, peakNames)}`);
    else if (typeof peak === "number" || peak === null) peaks[name] = peak;
    else problems.push(`peaks.${key} must be a number`);
  }
  return { peaks, isMissing: false };
}

function meant(word: string, names: readonly string[]): string {
  const near = nearestNames(word, names);
  return near.length === 0 ? "" : `: did you mean ${near.join(", ")}?`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
