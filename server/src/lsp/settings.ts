// The settings, read from whatever a client sends: a value that makes no sense is its default.

import { batchProblem } from "../analysis/batch.ts";
import type { RenderOptions } from "../analysis/render.ts";
import { optimizerNames } from "../cost/memory.ts";
import { readCustomDevices } from "../hardware/customDevices.ts";
import { defaultDevice, findDevice, precisions } from "../hardware/devices.ts";
import type { Settings } from "./protocol.ts";

export const defaultSettings: Settings = {
  enable: true,
  hints: { layers: true, shapes: true, threshold: 0.001, show: "flops" },
  lens: true,
  diagnostics: { enable: true },
  device: defaultDevice,
  customDevices: [],
  deviceProblems: [],
  dtype: "bf16",
  mode: "inference",
  compile: false,
  optimizer: "adam",
  batch: 0,
  batchProblem: null,
  convention: "torch",
  unit: "FLOPs",
  searchPaths: [],
  trace: { server: "off" },
};

/** `value` is the section `floplens` as JSON. */
export function readSettings(value: unknown): Settings {
  const at = (...keys: readonly string[]): unknown => keys.reduce<unknown>(member, value);
  const { hints, lens, diagnostics, device, trace, ...rest } = defaultSettings;
  const custom = readCustomDevices(at("customDevices"));
  const wrongBatch = batchProblem(at("batch") ?? 0);
  return {
    enable: boolean(at("enable"), rest.enable),
    hints: {
      layers: boolean(at("hints", "layers"), hints.layers),
      shapes: boolean(at("hints", "shapes"), hints.shapes),
      threshold: share(at("hints", "threshold"), hints.threshold),
      show: choice(at("hints", "show"), ["flops", "time"], hints.show),
    },
    lens: boolean(at("lens"), lens),
    diagnostics: { enable: boolean(at("diagnostics", "enable"), diagnostics.enable) },
    device: typeof at("device") === "string" ? String(at("device")) : device,
    customDevices: custom.devices,
    deviceProblems: custom.problems,
    dtype: choice(at("dtype"), precisions, rest.dtype),
    mode: choice(at("mode"), ["inference", "training"], rest.mode),
    compile: boolean(at("compile"), rest.compile),
    optimizer: choice(at("optimizer"), optimizerNames, rest.optimizer),
    batch: wrongBatch === null ? Number(at("batch") ?? 0) : 0,
    batchProblem: wrongBatch,
    convention: choice(at("convention"), ["torch", "fvcore", "all"], rest.convention),
    unit: choice(at("unit"), ["FLOPs", "MACs"], rest.unit),
    searchPaths: strings(at("searchPaths")),
    trace: { server: choice(at("trace", "server"), ["off", "messages", "verbose"], trace.server) },
  };
}

/** What strings and estimates are made under. */
export function renderOptionsOf(settings: Settings): RenderOptions {
  const { convention, unit, hints, device, customDevices, dtype, mode, compile, optimizer } = settings;
  const found = findDevice(device, customDevices) ?? null;
  const scenario = { device: found, precision: dtype, mode, compile, optimizer };
  return { convention, unit, threshold: hints.threshold, show: hints.show, ...scenario };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function boolean(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}

function share(value: unknown, otherwise: number): number {
  return typeof value === "number" && value >= 0 && value <= 1 ? value : otherwise;
}

function choice<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((each) => each === value) ?? otherwise;
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
