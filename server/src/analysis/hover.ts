// What a hover over a layer's definition, a call or an op knows: the fold of the records below that place.

import { spanOf } from "../python/ast.ts";
import type { Site, Span } from "../python/ast.ts";
import type { Frame, PyInstance } from "../python/values.ts";
import { conventions } from "../cost/conventions.ts";
import { elements, trafficOf } from "../cost/cost.ts";
import { countParameters, parametersOf, parametersTouched } from "../cost/parameters.ts";
import { totalsOf } from "../cost/totals.ts";
import type { Exact, Sum, Totals } from "../cost/totals.ts";
import type { Guard } from "../symbolic/dim.ts";
import { hintOf, printDim, symbolsOf } from "../symbolic/dim.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { tensorsIn } from "./annotate.ts";
import type { AnnotatedFile, Annotations, LayerLine, TensorLabel } from "./annotate.ts";
import { estimateOf, memoryPrecisionOf } from "./estimate.ts";
import type { TimeFacts } from "./estimate.ts";
import { LineIndex } from "./lines.ts";
import { placeOf, resultOf } from "./places.ts";
import { flopsOf, formulaOf, formulaText, unitOf } from "./render.ts";
import type { RenderOptions } from "./render.ts";
import { within } from "./summary.ts";
import type { Summary } from "./summary.ts";

export interface HoverFacts {
  readonly title: string;
  readonly path: string;
  readonly model: string;
  readonly inputs: readonly TensorLabel[];
  readonly outputs: readonly TensorLabel[];
  readonly forward: Exact;
  readonly backward: Exact;
  readonly formula: string | null;
  readonly share: number;
  readonly parameters: number;
  /** Of the parameters, under the precision. */
  readonly parameterBytes: number;
  /** Bytes that the ops there are the first to keep for backward; 0 in inference. */
  readonly kept: number;
  readonly read: number;
  readonly written: number;
  readonly calls: number;
  readonly instances: number;
  /** The other ways to count. */
  readonly conventions: readonly (readonly [name: string, count: Exact, unit: "FLOPs" | "MACs"])[];
  readonly time: TimeFacts | null;
  /** FLOPs that a causal attention really needs. */
  readonly causal: number | null;
  readonly guards: readonly Guard[];
  /** The symbols of the entry with their defaults, which the numbers are for. */
  readonly symbols: readonly (readonly [name: string, value: number])[];
  readonly origin: string;
  readonly isPartial: boolean;
  readonly notes: readonly string[];
}

export interface Hover {
  readonly span: Span;
  readonly facts: HoverFacts;
}

export function hoverAt(
  annotations: Annotations,
  file: AnnotatedFile,
  offset: number,
  options: RenderOptions,
): Hover | null {
  const { summary } = annotations;
  const call = callAt(summary, file.path, offset);
  const layer = layerAt(annotations, file, offset);
  if (layer !== null && (call === null || length(layer.span) <= length(call.span) || call.records.length === 0))
    return { span: layer.span, facts: layerFacts(summary, layer, options) };
  return call === null ? null : { span: call.span, facts: callFacts(summary, call, options) };
}

const length = ({ start, end }: Span): number => end - start;
const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

// ── layers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The definition around an offset; on the line of one its left side counts too: `self.conv1 = …`. */
function layerAt({ layers }: Annotations, { text }: AnnotatedFile, offset: number): LayerLine | null {
  const around = layers.filter(({ span }) => contains(span, offset)).sort((a, b) => length(a.span) - length(b.span))[0];
  if (around !== undefined) return around;
  const lines = new LineIndex(text);
  const line = lines.lineOf(offset);
  const found = layers.find((layer) => layer.line === line);
  if (
    found === undefined ||
    offset > found.span.start ||
    lines
      .textOf(line)
      .slice(0, offset - lines.startOf(line))
      .trim() === ""
  )
    return null;
  return found;
}

function layerFacts(summary: Summary, layer: LayerLine, options: RenderOptions): HoverFacts {
  const calls = layer.modules.flatMap((module) => summary.calls.get(module) ?? []);
  const records = recordsWithin(summary, new Set(calls));
  const paths = layer.modules.map((module) => summary.paths.get(module) ?? "").filter((path) => path !== "");
  const names = [...new Set(layer.modules.map((module) => module.cls.name))];
  return {
    ...factsOf(summary, records, options),
    title: names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : ""),
    path: paths.slice(0, 3).join(", ") + (paths.length > 3 ? ", …" : ""),
    ...shapesOf(summary, calls.at(-1) ?? null),
    parameters: layer.parameters,
    parameterBytes: parameterBytes(moduleParameters(layer.modules), options),
    calls: calls.length,
    instances: layer.modules.length,
    isPartial: layer.isPartial,
    notes: calls.length === 0 ? ["not called"] : [],
  };
}

function recordsWithin(summary: Summary, frames: ReadonlySet<Frame>): OpRecord[] {
  const isInside = within(frames);
  return summary.records.filter(({ frame }) => isInside(frame));
}

/** What went into the last call and what it returned. */
function shapesOf(summary: Summary, frame: Frame | null): { inputs: TensorLabel[]; outputs: TensorLabel[] } {
  if (frame === null) return { inputs: [], outputs: [] };
  const records = recordsWithin(summary, new Set([frame]));
  const returned = tensorsIn(resultOf(frame));
  const last = records.at(-1)?.outputs ?? [];
  return { inputs: inputsOf(records), outputs: returned.length > 0 ? returned : last.map(labelOf) };
}

/** Tensors that came from outside: not made by these records, and no parameters. */
function inputsOf(records: readonly OpRecord[]): TensorLabel[] {
  const made = new Set<Tensor>();
  const found = new Map<Tensor, TensorLabel>();
  for (const { inputs, outputs } of records) {
    for (const input of inputs)
      if (!made.has(input.tensor) && !input.tensor.isParameter && !found.has(input.tensor))
        found.set(input.tensor, labelOf(input));
    for (const output of outputs) made.add(output.tensor);
  }
  return [...found.values()].slice(0, 4);
}

function labelOf({ dtype, shape }: { dtype: { short: string }; shape: TensorLabel["shape"] }): TensorLabel {
  return { dtype: dtype.short, shape };
}

// ── calls ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface CallTarget {
  readonly span: Span;
  /** The frames that the call made, and the ops that it is itself. */
  readonly frames: readonly Frame[];
  readonly records: readonly OpRecord[];
}

/** The innermost call around an offset that ran any op. */
function callAt(summary: Summary, path: string, offset: number): CallTarget | null {
  const found: { span: Span | null; frames: Frame[]; own: OpRecord[] } = { span: null, frames: [], own: [] };
  /** Whether a site is the innermost one so far. */
  const isInnermost = (site: Site | null): boolean => {
    if (site?.unit.file.path !== path) return false;
    const span = spanOf(site);
    if (!contains(span, offset)) return false;
    if (found.span === null || length(span) < length(found.span)) Object.assign(found, { span, frames: [], own: [] });
    return found.span?.start === span.start && found.span.end === span.end;
  };
  const seen = new Set<Frame>();
  for (const record of summary.records) {
    if (isInnermost(record.site)) found.own.push(record);
    for (let frame: Frame | null = record.frame; frame !== null && !seen.has(frame); frame = frame.parent) {
      seen.add(frame);
      if (isInnermost(frame.site)) found.frames.push(frame);
    }
  }
  const { span, frames, own } = found;
  if (span === null) return null;
  const inner = recordsWithin(summary, new Set(frames));
  return { span, frames, records: [...new Set([...own, ...inner])] };
}

function callFacts(summary: Summary, { frames, records }: CallTarget, options: RenderOptions): HoverFacts {
  const modules = new Set<PyInstance>();
  for (const { receiver } of frames) if (receiver !== null) modules.add(receiver);
  const [module] = modules;
  const last = frames.at(-1) ?? null;
  const op = records.at(-1);
  const parameters = new Set<Tensor>();
  for (const each of moduleParameters(modules)) parameters.add(each);
  if (modules.size === 0) parametersTouched(records, parameters);
  const isOp = last === null && op !== undefined;
  const title = module?.cls.name ?? last?.callee?.qualname ?? op?.op ?? "";
  const paths = [...modules].map((each) => summary.paths.get(each) ?? "").filter((path) => path !== "");
  return {
    ...factsOf(summary, records, options),
    title: isOp ? op.op : title,
    path: paths.slice(0, 3).join(", ") + (paths.length > 3 ? ", …" : ""),
    ...(isOp ? { inputs: inputsOf([op]), outputs: op.outputs.map(labelOf) } : shapesOf(summary, last)),
    parameters: countParameters(parameters),
    parameterBytes: parameterBytes(parameters, options),
    calls: isOp ? records.length : frames.length,
    instances: Math.max(1, modules.size),
  };
}

// ── both ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function factsOf(
  summary: Summary,
  records: readonly OpRecord[],
  options: RenderOptions,
): Omit<HoverFacts, "title" | "path" | "parameters" | "parameterBytes" | "calls" | "instances" | "inputs" | "outputs"> {
  const { run } = summary;
  const { forward, backward, macs } = totalsOf(records, summary.convention);
  const total = flopsOf(valuesOf(summary.totals), options);
  const estimate = estimateOf(summary, options);
  let kept = 0;
  for (const frame of new Set(records.map((record) => record.frame))) kept += estimate.kept.get(frame) ?? 0;
  let read = 0;
  let written = 0;
  let causal = 0;
  for (const record of records) {
    const traffic = trafficOf(record);
    read += traffic.read;
    written += traffic.written;
    if (record.attributes["causal"] === 1) causal += hintOf(record.flops) / 2;
  }
  const others: [string, Exact, "FLOPs" | "MACs"][] = options.unit === "FLOPs" ? [["MACs", macs.exact, "MACs"]] : [];
  for (const convention of conventions)
    if (convention !== summary.convention)
      others.push([convention, totalsOf(records, convention).forward.exact, unitOf({ convention, unit: "FLOPs" })]);
  return {
    model: run.name,
    forward: forward.exact,
    backward: backward.exact,
    formula: formulaFor(records, forward),
    share: total > 0 ? flopsOf(valuesOf({ forward, backward }), options) / total : 0,
    kept,
    read,
    written,
    conventions: others,
    time: estimate.timeOf(records),
    causal: causal > 0 && summary.convention === "torch" ? causal : null,
    guards: [...run.trace.guards],
    symbols: [...symbolsOf(summary.totals.forward.dim)].map((symbol) => [printDim(symbol), symbol.hint]),
    origin: run.origin,
    isPartial: false,
    notes: [],
  };
}

function valuesOf({ forward, backward }: Pick<Totals, "forward" | "backward">): { forward: number; backward: number } {
  return { forward: forward.value, backward: backward.value };
}

function formulaFor(records: readonly OpRecord[], forward: Sum): string | null {
  if (forward.isSymbolic) return formulaText(forward.dim);
  const counted = records.filter(({ flops }) => flops !== 0);
  const texts = new Set(counted.map(formulaOf));
  const [only] = texts;
  if (texts.size !== 1 || only === undefined || only === null) return null;
  return counted.length > 1 ? `${counted.length} × (${only})` : only;
}

function moduleParameters(modules: Iterable<PyInstance>): Set<Tensor> {
  const found = new Set<Tensor>();
  for (const module of modules) parametersOf(module, found);
  return found;
}

function parameterBytes(parameters: Iterable<Tensor>, { precision }: RenderOptions): number {
  const isHalf = memoryPrecisionOf(precision) === "half";
  let bytes = 0;
  for (const { shape, dtype } of parameters)
    bytes += elements({ shape }) * (isHalf && dtype.category === "float" ? Math.min(2, dtype.size) : dtype.size);
  return bytes;
}

/** The user's line of a record, for whoever wants to go there. */
export function siteOfRecord({ frame, site }: OpRecord): Site | null {
  return placeOf(frame, site)?.site ?? null;
}
