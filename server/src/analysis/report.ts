// A run as the command line's JSON: the totals, the modules, the lines and the diagnostics of one entry.

import type { Convention } from "../cost/conventions.ts";
import { batchFinder, memoryOf, savedByFrame } from "../cost/memory.ts";
import type { LargestBatch, Memory, Mode, Optimizer } from "../cost/memory.ts";
import { countParameters, parametersOf } from "../cost/parameters.ts";
import type { Exact } from "../cost/totals.ts";
import type { Device, PeakName, Precision } from "../hardware/devices.ts";
import { timeOf } from "../hardware/time.ts";
import type { Bound } from "../hardware/time.ts";
import { spanOf } from "../python/ast.ts";
import type { Site } from "../python/ast.ts";
import type { Frame, PyInstance } from "../python/values.ts";
import { hintOf } from "../symbolic/dim.ts";
import type { Shape } from "../tensor/tensor.ts";
import { moduleOrigins } from "../torch/module.ts";
import { annotate, filesOf, tensorsIn } from "./annotate.ts";
import type { Annotations, Amounts, TensorLabel } from "./annotate.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import type { DiagnosticCode, DiagnosticOptions, Severity } from "./diagnostics.ts";
import { capacityOf, memoryOptionsOf, memoryPrecisionOf } from "./estimate.ts";
import { hintsOf } from "./hints.ts";
import { LineIndex } from "./lines.ts";
import { resultOf } from "./places.ts";
import { formulaText } from "./render.ts";
import type { RenderOptions } from "./render.ts";
import type { EntryRun, EntrySource } from "./run.ts";
import { moduleCosts, sumsByModule, summaryOf } from "./summary.ts";
import type { Summary } from "./summary.ts";

export interface ReportOptions {
  readonly device: Device;
  /** Several: the model on each of them, beside the report for `device`. */
  readonly devices?: readonly Device[];
  readonly precision: Precision;
  readonly mode: Mode;
  readonly compile: boolean;
  readonly optimizer: Optimizer;
  readonly convention: Convention;
  readonly diagnostics: DiagnosticOptions;
  readonly readFile: (path: string) => string | null;
}

export interface FlopsJson {
  readonly forward: Exact;
  readonly backward: Exact;
}

export interface LineJson {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly flops: FlopsJson;
  readonly calls: number;
  readonly label: string;
}

export interface ModuleJson {
  readonly path: string;
  readonly class: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly calls: number;
  readonly flops: FlopsJson;
  readonly parameters: number;
  /** Bytes that its calls keep for backward; what two modules keep counts for the first. */
  readonly activations: number;
  /** A shape for each tensor that the last call returned. */
  readonly output: readonly (readonly number[])[];
}

export interface DiagnosticJson {
  readonly file: string;
  readonly line: number;
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  readonly message: string;
}

/** A model on one of several devices. */
export interface DeviceJson {
  readonly device: string;
  readonly seconds: number;
  readonly lower: number;
  readonly upper: number;
  readonly bound: Bound;
  /** What is computed in, where the device has no units for the precision. */
  readonly instead: PeakName | null;
  /** Bytes. */
  readonly peak: number;
  readonly capacity: number;
  /** Whether the peak and cuBLAS's workspace are within the capacity. */
  readonly fits: boolean;
  /** Null where no input has a batch; `linear` where it is a number and everything but the parameters was taken to grow with it. */
  readonly largest_batch: Omit<LargestBatch, "peak"> | null;
}

export interface EntryReport {
  readonly name: string;
  readonly source: EntrySource;
  readonly expr: string;
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: string }[];
  readonly complete: boolean;
  readonly missing: readonly { readonly file: string | null; readonly line: number | null; readonly reason: string }[];
  readonly flops: FlopsJson;
  readonly macs: Exact;
  readonly parameters: number;
  /** Forward FLOPs in the symbols of the inputs; digits where there are none. */
  readonly formula: string;
  readonly memory: Memory;
  readonly time: {
    readonly device: string;
    readonly dtype: Precision;
    readonly seconds: number;
    readonly lower: number;
    readonly upper: number;
    readonly bound: Bound;
    readonly mode: Mode;
    readonly compile: boolean;
    readonly instead: PeakName | null;
  };
  /** Only where several devices were asked for. */
  readonly devices?: readonly DeviceJson[];
  readonly modules: readonly ModuleJson[];
  readonly lines: readonly LineJson[];
  readonly diagnostics: readonly DiagnosticJson[];
  readonly error: string | null;
  readonly elapsed_ms: number;
}

export function reportOf(run: EntryRun, options: ReportOptions): EntryReport {
  const summary = summaryOf(run, options.convention);
  const { records, totals, parameters, isPartial } = summary;
  const { device, precision, mode, devices = [] } = options;
  const time = timeOf(records, { device, precision, mode, fused: options.compile });
  const lineOf = lineFinder(options.readFile);
  return {
    name: run.name,
    source: run.source,
    expr: run.expr,
    inputs: run.inputs.map(({ name, shape, dtype }) => ({ name, shape: shape.map(hintOf), dtype })),
    complete: !isPartial,
    missing: run.trace.missing.map(({ reason }) => ({
      file: reason.site?.unit.file.path ?? null,
      line: reason.site === null ? null : siteLine(lineOf, reason.site),
      reason: reason.message,
    })),
    flops: { forward: totals.forward.exact, backward: totals.backward.exact },
    macs: totals.macs.exact,
    parameters: countParameters(parameters),
    formula: formulaText(totals.forward.dim),
    memory: memoryOf(records, parameters, memoryOptionsOf(summary, options)),
    time: {
      device: device.name,
      dtype: precision,
      seconds: time.seconds,
      lower: time.lower,
      upper: time.upper,
      bound: time.bound,
      mode,
      compile: options.compile,
      instead: time.instead,
    },
    ...(devices.length > 1 ? { devices: devicesOf(summary, devices, options) } : {}),
    modules: modulesOf(summary, lineOf, options),
    lines: linesOf(run, options),
    diagnostics: diagnosticsOf(run, options.diagnostics).map(({ file, span, severity, code, message }) => ({
      file,
      line: lineOf(file, span.start),
      severity,
      code,
      message,
    })),
    error: run.error,
    elapsed_ms: Number(run.elapsedMs.toFixed(3)),
  };
}

/** In the order that was asked for. */
function devicesOf(summary: Summary, devices: readonly Device[], options: ReportOptions): DeviceJson[] {
  const { records, parameters } = summary;
  const { precision, mode, compile } = options;
  const memoryOptions = memoryOptionsOf(summary, options);
  const { peak, workspace } = memoryOf(records, parameters, memoryOptions);
  const finder = batchFinder(records, parameters, memoryOptions);
  const batches = new Map<number, DeviceJson["largest_batch"]>();
  return devices.map((device) => {
    const { seconds, lower, upper, bound, instead } = timeOf(records, { device, precision, mode, fused: compile });
    const capacity = capacityOf(device);
    let largest = batches.get(capacity);
    if (largest === undefined) {
      const found = finder(capacity);
      largest = found === null ? null : { batch: found.batch, by: found.by };
      batches.set(capacity, largest);
    }
    const fits = peak + workspace <= capacity;
    const time = { seconds, lower, upper, bound, instead };
    return { device: device.name, ...time, peak, capacity, fits, largest_batch: largest };
  });
}

/** JSON on one line, or indented; integers beyond 2^53 with all of their digits. */
export function jsonText(value: unknown, indent?: number): string {
  const text = JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === "bigint" ? `${bigMark}${part}` : part),
    indent,
  );
  return text.replace(bigDigits, "$1");
}

const bigMark = "\u0001big:";
const bigDigits = /"\\u0001big:(-?\d+)"/g;

// ── lines ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Labels as in the editor, but with nothing left out for being small. */
export function renderOptions({
  convention,
  device,
  precision,
  mode,
  compile,
  optimizer,
}: ReportOptions): RenderOptions {
  const scenario = { device, precision, mode, compile, optimizer };
  return { convention, unit: "FLOPs", threshold: 0, show: "flops", ...scenario };
}

function linesOf(run: EntryRun, options: ReportOptions): LineJson[] {
  const summary = summaryOf(run, options.convention);
  return filesOf(summary).flatMap((path) => {
    const text = options.readFile(path);
    if (text === null) return [];
    const file = { path, text };
    const annotations = annotate(run, file, options.convention, { ...renderOptions(options), device: null });
    const labels = new Map(
      hintsOf([annotations], file, { ...renderOptions(options), layers: true, shapes: true }).map(({ line, text }) => [
        line,
        text,
      ]),
    );
    const amounts = amountsByLine(annotations);
    return [...new Set([...labels.keys(), ...amounts.keys()])]
      .sort((a, b) => a - b)
      .map((line) => {
        const { forward, backward, calls } = amounts.get(line) ?? { forward: 0, backward: 0, calls: 0 };
        return { file: path, line: line + 1, flops: { forward, backward }, calls, label: labels.get(line) ?? "" };
      });
  });
}

interface LineAmounts {
  readonly forward: number;
  readonly backward: number;
  readonly calls: number;
}

/** A line that both defines a layer and computes with it has the definition's cost, which is all of it. */
function amountsByLine({ layers, calls, summary }: Annotations): Map<number, LineAmounts> {
  const found = new Map<number, LineAmounts>();
  const add = (line: number, amounts: Amounts, times: number): void =>
    void found.set(line, { forward: amounts.forward, backward: amounts.backward, calls: times });
  for (const call of calls) add(call.line, call, call.times);
  for (const layer of layers)
    add(
      layer.line,
      layer,
      layer.modules.reduce((total, module) => total + (summary.calls.get(module)?.length ?? 0), 0),
    );
  return found;
}

/** The line of an offset in a file, from 1. */
type LineOf = (path: string, offset: number) => number;

function lineFinder(readFile: ReportOptions["readFile"]): LineOf {
  const indexes = new Map<string, LineIndex>();
  return (path, offset) => {
    let index = indexes.get(path);
    if (index === undefined) indexes.set(path, (index = new LineIndex(readFile(path) ?? "")));
    return index.lineOf(offset) + 1;
  };
}

const siteLine = (lineOf: LineOf, site: Site): number => lineOf(site.unit.file.path, spanOf(site).start);

// ── modules ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The root and all below it, in the order of named_modules(); a module that is used twice stands once. */
function modulesOf(summary: Summary, lineOf: LineOf, { precision }: ReportOptions): ModuleJson[] {
  const { records, run } = summary;
  const costs = moduleCosts(summary);
  const saved = sumsByModule(summary, savedByFrame(records, run.trace.bindings, memoryPrecisionOf(precision)));
  return [...summary.paths].map(([module, path]) => {
    const calls = summary.calls.get(module) ?? [];
    const { forward, backward } = costs.get(module) ?? noCost;
    const { constructed } = moduleOrigins(module);
    const site = constructed?.site ?? null;
    return {
      path,
      class: module.cls.name,
      file: site?.unit.file.path ?? null,
      line: site === null ? null : siteLine(lineOf, site),
      calls: calls.length,
      flops: { forward, backward },
      parameters: parametersCount(module),
      activations: saved.get(module) ?? 0,
      output: outputsOf(calls).map(({ shape }) => numbers(shape)),
    };
  });
}

const noCost = { forward: 0, backward: 0 };

function parametersCount(module: PyInstance): number {
  return countParameters(parametersOf(module));
}

function outputsOf(calls: readonly Frame[]): readonly TensorLabel[] {
  const last = calls.at(-1);
  return last === undefined ? [] : tensorsIn(resultOf(last));
}

const numbers = (shape: Shape): number[] => shape.map(hintOf);
