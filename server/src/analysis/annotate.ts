// What stands beside the lines of one file, as plain data: costs at the definitions of layers, shapes (and costs of what the
// line computes by itself) at the lines that ran, lenses on entries. A fold over a run; it computes no shape and no count.

import { spanOf } from "../python/ast.ts";
import type { Site, Span } from "../python/ast.ts";
import { PyDict, PyInstance, PyList, PyTuple } from "../python/values.ts";
import type { Frame, Value } from "../python/values.ts";
import type { Convention } from "../cost/conventions.ts";
import { countOf } from "../cost/conventions.ts";
import { countParameters, parametersOf } from "../cost/parameters.ts";
import { hintOf } from "../symbolic/dim.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { isGraphLayer, isLayerClass } from "../keras/graph.ts";
import { constructedBy, isModule, moduleOrigins } from "../torch/module.ts";
import { defaultScenario, estimateOf } from "./estimate.ts";
import type { Estimate, Scenario } from "./estimate.ts";
import { LineIndex } from "./lines.ts";
import { isConstruction, placeOf, placesFrom, receiversFrom, resultOf } from "./places.ts";
import type { Place } from "./places.ts";
import type { EntryRun } from "./run.ts";
import { silentOwners, summaryOf } from "./summary.ts";
import type { Summary } from "./summary.ts";

export interface Amounts {
  readonly forward: number;
  readonly backward: number;
  /** Of the entry's FLOPs, 0 to 1: forward ones, or those of the whole step in training. */
  readonly share: number;
  /** On the scenario's device, and of the entry's time, 0 to 1; zeros without one. */
  readonly seconds: number;
  readonly timeShare: number;
}

/** A line where modules are constructed. */
export interface LayerLine extends Amounts {
  readonly kind: "layer";
  readonly line: number;
  readonly span: Span;
  /** The outermost modules made there. */
  readonly modules: readonly PyInstance[];
  readonly parameters: number;
  /** Of the entry's parameters, 0 to 1. */
  readonly parameterShare: number;
  /** What a Keras layer made, the last time: its line says nothing of shapes where a list or a constructor holds it. */
  readonly output: readonly TensorLabel[];
  /** A cost below it is missing: the number is a lower bound. */
  readonly isPartial: boolean;
}

export interface TensorLabel {
  readonly dtype: string;
  readonly shape: Shape;
}

/** A line that made tensors, or computed by itself. */
export interface CallLine extends Amounts {
  readonly kind: "call";
  readonly line: number;
  readonly span: Span;
  /** What it bound or returned, the last time. */
  readonly tensors: readonly TensorLabel[];
  /** How often it ran with tensors. */
  readonly times: number;
  /** Whether the shapes differed from time to time. */
  readonly varies: boolean;
  readonly isPartial: boolean;
}

/** A place where an entry is named: its directive or statement, or its model's class. */
export interface Lens {
  readonly kind: "lens";
  readonly line: number;
  readonly span: Span;
}

export interface Annotations {
  readonly run: EntryRun;
  readonly summary: Summary;
  readonly layers: readonly LayerLine[];
  readonly calls: readonly CallLine[];
  readonly lenses: readonly Lens[];
}

export interface AnnotatedFile {
  readonly path: string;
  readonly text: string;
}

export function annotate(
  run: EntryRun,
  file: AnnotatedFile,
  convention: Convention,
  scenario: Scenario = defaultScenario,
): Annotations {
  const summary = summaryOf(run, convention);
  const whole = wholeOf(summary, scenario);
  const lines = new LineIndex(file.text);
  const definitions = definitionLines(summary, file.path, lines);
  return {
    run,
    summary,
    layers: layerLines(summary, definitions, whole),
    calls: callLines(summary, file.path, lines, definitions, whole),
    lenses: lensesOf(run, file.path, lines),
  };
}

/** What lines have a share of. */
interface Whole {
  readonly flops: number;
  readonly isTraining: boolean;
  readonly seconds: number;
  /** Null without a device. */
  readonly estimate: Estimate | null;
}

function wholeOf(summary: Summary, scenario: Scenario): Whole {
  const { forward, backward } = summary.totals;
  const isTraining = scenario.mode === "training";
  const flops = forward.value + (isTraining ? backward.value : 0);
  const estimate = scenario.device === null ? null : estimateOf(summary, scenario);
  return { flops, isTraining, seconds: estimate?.time?.seconds ?? 0, estimate };
}

function sharesOf(
  { forward, backward, seconds }: Pick<Amounts, "forward" | "backward" | "seconds">,
  whole: Whole,
): Pick<Amounts, "share" | "timeShare"> {
  return {
    share: ratio(forward + (whole.isTraining ? backward : 0), whole.flops),
    timeShare: ratio(seconds, whole.seconds),
  };
}

// ── definitions ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Definition {
  readonly line: number;
  span: Span;
  readonly modules: Set<PyInstance>;
}

interface Definitions {
  readonly byLine: ReadonlyMap<number, Definition>;
  /** The lines of this file that a module's cost belongs to. */
  readonly byModule: ReadonlyMap<PyInstance, readonly number[]>;
}

/** A place in the source and the module that it makes. */
interface Definer {
  readonly site: Site;
  readonly of: PyInstance;
}

function definitionLines(summary: Summary, path: string, lines: LineIndex): Definitions {
  const byLine = new Map<number, Definition>();
  const byModule = new Map<PyInstance, readonly number[]>();
  const own = new Map<PyInstance, Set<number>>();
  for (const module of summary.calls.keys()) {
    for (const { site, of } of definitionPlaces(summary.run, module, path)) {
      const span = spanOf(site);
      const line = lines.lineOf(span.start);
      own.set(of, (own.get(of) ?? new Set()).add(line));
      const known = byLine.get(line);
      if (known === undefined) byLine.set(line, { line, span, modules: new Set([of]) });
      else {
        known.modules.add(of);
        if (span.end - span.start > known.span.end - known.span.start) known.span = span;
      }
    }
  }
  for (const module of summary.calls.keys()) {
    const all = new Set(own.get(module));
    for (const owner of silentOwners(summary, module)) for (const line of own.get(owner) ?? []) all.add(line);
    byModule.set(module, [...all]);
  }
  return { byLine, byModule };
}

/**
 * The places in a file that a module's cost stands beside: the innermost call there that led to its construction, the calls
 * around that one within constructors of modules (`self.conv1 = conv3x3(…)`, `self.layer1 = self._make_layer(…)`), and the
 * line that assigned it. The entry's own line has a lens instead. A line of a constructor that has another one build the same
 * module (`super().__init__(…)`) defines that module, not its parts.
 */
function* definitionPlaces(run: EntryRun, module: PyInstance, path: string): Generator<Definer> {
  const { constructed, assigned } = moduleOrigins(module);
  let isFirst = true;
  for (const place of constructed === null ? [] : placesFrom(constructed.frame, constructed.site)) {
    if (place.site.unit.file.path !== path) continue;
    if (!isFirst && !isConstruction(place.frame) && !isGraphLayer(module)) break;
    isFirst = false;
    const builder = place.inner === null ? null : constructedBy(place.inner);
    const of =
      builder !== null && builder === constructedBy(place.frame) ? builder : (modelOf(module, place) ?? module);
    if (!isEntrySite(run, place.site)) yield { site: place.site, of };
  }
  if (assigned !== null && assigned.site.unit.file.path === path && isAssignment(assigned.site))
    yield { site: assigned.site, of: module };
}

/** A line that calls what builds a functional model makes that model, not each of its layers. */
function modelOf(layer: PyInstance, { inner }: Place): PyInstance | null {
  const result = inner === null || !isGraphLayer(layer) ? undefined : resultOf(inner);
  return result !== undefined && isModule(result) ? result : null;
}

/** `self.body = body`, as opposed to a call that adds the module to a container. The site is the target. */
function isAssignment({ unit, start, end }: Site): boolean {
  return /^\w+(\.\w+)+$/.test(unit.text.slice(start, end));
}

function isEntrySite(run: EntryRun, site: Site): boolean {
  if (run.source !== "directive" && run.source !== "expr") return false;
  return site.unit === run.site?.unit && site.unit.statement.kind === "Expr";
}

function layerLines(summary: Summary, { byLine, byModule }: Definitions, whole: Whole): LayerLine[] {
  const costs = new Map<number, { forward: number; backward: number; seconds: number }>();
  const linesOf = linesThrough(byModule);
  const add = (frame: Frame, forward: number, backward: number, seconds: number): void => {
    for (const line of linesOf(frame)) {
      const known = costs.get(line);
      if (known === undefined) costs.set(line, { forward, backward, seconds });
      else {
        known.forward += forward;
        known.backward += backward;
        known.seconds += seconds;
      }
    }
  };
  for (const [frame, { forward, backward }] of summary.costs) add(frame, forward, backward, 0);
  for (const [frame, seconds] of whole.estimate?.seconds ?? []) add(frame, 0, 0, seconds);
  const partial = new Set<number>();
  for (const { frame } of summary.run.trace.missing)
    if (frame !== null) for (const line of linesOf(frame)) partial.add(line);
  for (const { raised } of summary.run.trace.failures)
    if (raised.frame !== null) for (const line of linesOf(raised.frame)) partial.add(line);
  const allParameters = countParameters(summary.parameters);
  return [...byLine.values()]
    .sort((a, b) => a.line - b.line)
    .map(({ line, span, modules }) => {
      const outermost = outermostOf(summary, modules);
      const tensors = new Set<Tensor>();
      for (const module of outermost) parametersOf(module, tensors);
      const parameters = countParameters(tensors);
      const cost = costs.get(line) ?? { forward: 0, backward: 0, seconds: 0 };
      return {
        kind: "layer",
        line,
        span,
        modules: outermost,
        ...cost,
        ...sharesOf(cost, whole),
        parameters,
        parameterShare: ratio(parameters, allParameters),
        output: outputOf(summary, outermost),
        isPartial: partial.has(line),
      };
    });
}

function outputOf(summary: Summary, modules: readonly PyInstance[]): readonly TensorLabel[] {
  const last = modules[modules.length - 1];
  if (last === undefined || !isLayerClass(last.cls)) return [];
  const frame = summary.calls.get(last)?.at(-1);
  return frame === undefined ? [] : tensorsIn(resultOf(frame));
}

/** For a frame, the lines that define any of the modules whose calls it runs within. */
function linesThrough(byModule: ReadonlyMap<PyInstance, readonly number[]>): (frame: Frame) => readonly number[] {
  const known = new Map<Frame, readonly number[]>();
  const linesOf = (frame: Frame): readonly number[] => {
    const found = known.get(frame);
    if (found !== undefined) return found;
    const outer = frame.parent === null ? [] : linesOf(frame.parent);
    const own = frame.receiver === null ? [] : (byModule.get(frame.receiver) ?? []);
    const added = own.filter((line) => !outer.includes(line));
    const lines = added.length === 0 ? outer : [...outer, ...added];
    known.set(frame, lines);
    return lines;
  };
  return linesOf;
}

/** Those that are not inside of another one; in place of a container that nobody calls, its members. */
function outermostOf(summary: Summary, modules: ReadonlySet<PyInstance>): PyInstance[] {
  const isInside = (module: PyInstance, seen: Set<PyInstance>): boolean =>
    (summary.parents.get(module) ?? []).some(
      (parent) => !seen.has(parent) && (modules.has(parent) || isInside(parent, seen.add(parent))),
    );
  const found = [...modules].filter((module) => !isInside(module, new Set([module])));
  return found.flatMap((module) => membersOf(summary, module));
}

function membersOf(summary: Summary, module: PyInstance): PyInstance[] {
  if ((summary.calls.get(module)?.length ?? 0) > 0) return [module];
  const table = module.attrs.get("_modules");
  const children = table instanceof PyDict ? [...table.entries.values()].map(({ value }) => value) : [];
  const members = children.filter((child) => child instanceof PyInstance).flatMap((child) => membersOf(summary, child));
  return members.some((member) => (summary.calls.get(member)?.length ?? 0) > 0) ? members : [module];
}

// ── lines that ran ─────────────────────────────────────────────────────────────────────────────────────────────────

interface CallBuilder {
  readonly line: number;
  span: Span;
  forward: number;
  backward: number;
  /** The records that ran there and stand nowhere else. */
  readonly records: OpRecord[];
  tensors: readonly TensorLabel[];
  times: number;
  varies: boolean;
}

function callLines(
  summary: Summary,
  path: string,
  lines: LineIndex,
  { byModule }: Definitions,
  whole: Whole,
): CallLine[] {
  const builders = new Map<number, CallBuilder>();
  const builderAt = (site: Site): CallBuilder => {
    const span = spanOf(site);
    const line = lines.lineOf(span.start);
    let builder = builders.get(line);
    if (builder === undefined) {
      builder = { line, span, forward: 0, backward: 0, records: [], tensors: [], times: 0, varies: false };
      builders.set(line, builder);
    }
    return builder;
  };
  for (const { site, value } of summary.run.trace.bindings) {
    if (site.unit.file.path !== path) continue;
    const tensors = tensorsIn(value);
    if (tensors.length === 0) continue;
    const builder = builderAt(site);
    if (builder.times > 0 && !sameLabels(builder.tensors, tensors)) builder.varies = true;
    builder.span = spanOf(site);
    builder.tensors = tensors;
    builder.times += 1;
  }
  for (const record of summary.records) {
    const count = countOf(record, summary.convention);
    const isFree = count.forward === 0 && count.backward === 0;
    if (isFree && (whole.estimate === null || record.kind === "view")) continue;
    const place = placeOf(record.frame, record.site);
    if (place?.site.unit.file.path !== path || isShownBelow(record, place, byModule)) continue;
    const builder = builderAt(place.site);
    builder.forward += hintOf(count.forward);
    builder.backward += hintOf(count.backward);
    builder.records.push(record);
  }
  const partial = new Set<number>();
  for (const { reason } of summary.run.trace.missing)
    if (reason.site?.unit.file.path === path) partial.add(lines.lineOf(spanOf(reason.site).start));
  return [...builders.values()]
    .sort((a, b) => a.line - b.line)
    .map(({ records, ...builder }) => {
      const amounts = { ...builder, seconds: whole.estimate?.secondsOf(records) ?? 0 };
      return { kind: "call", ...amounts, ...sharesOf(amounts, whole), isPartial: partial.has(builder.line) };
    });
}

/** Whether a line of this file that constructs a layer shows this cost already. */
function isShownBelow(record: OpRecord, place: Place, byModule: ReadonlyMap<PyInstance, readonly number[]>): boolean {
  if (record.frame === place.frame) return false;
  for (const [module, frame] of receiversFrom(record.frame)) {
    if (frame === place.frame || !isBelow(frame, place.frame)) return false;
    if ((byModule.get(module)?.length ?? 0) > 0) return true;
  }
  return false;
}

function isBelow(frame: Frame, outer: Frame): boolean {
  for (let current = frame.parent; current !== null; current = current.parent) if (current === outer) return true;
  return false;
}

/** At most this many tensors of one value are looked at. */
const tensorLimit = 8;

export function tensorsIn(value: Value | undefined, limit = tensorLimit): TensorLabel[] {
  if (value instanceof Tensor) return value.isParameter ? [] : [{ dtype: value.dtype.short, shape: value.shape }];
  const items =
    value instanceof PyTuple || value instanceof PyList
      ? value.items
      : value instanceof PyDict
        ? [...value.entries.values()].map((entry) => entry.value)
        : [];
  const found: TensorLabel[] = [];
  for (const item of items) {
    if (found.length >= limit) break;
    found.push(...tensorsIn(item, limit - found.length));
  }
  return found;
}

function sameLabels(a: readonly TensorLabel[], b: readonly TensorLabel[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ dtype, shape }, i) => {
      const other = b[i];
      return (
        dtype === other?.dtype && shape.length === other.shape.length && shape.every((dim, j) => dim === other.shape[j])
      );
    })
  );
}

// ── lenses ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function lensesOf(run: EntryRun, path: string, lines: LineIndex): Lens[] {
  const found: Lens[] = [];
  for (const site of [run.site, run.rootSite]) {
    if (site?.unit.file.path !== path) continue;
    const span = spanOf(site);
    const line = lines.lineOf(span.start);
    // A directive right above its class says it for both.
    if (found.every((lens) => line < lens.line || line > lens.line + 1)) found.push({ kind: "lens", line, span });
  }
  return found;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Every file that a run went through and that is not a library model, in the order in which it came there. */
export function filesOf(summary: Summary): string[] {
  const files = new Set<string>([summary.run.file.path]);
  for (const { site } of summary.run.trace.bindings) files.add(site.unit.file.path);
  for (const module of summary.calls.keys()) {
    const { constructed } = moduleOrigins(module);
    if (constructed !== null)
      for (const { site } of placesFrom(constructed.frame, constructed.site)) files.add(site.unit.file.path);
  }
  const seen = new Set<Frame>();
  for (const { frame, site } of summary.records) {
    if (seen.has(frame)) continue;
    seen.add(frame);
    const place = placeOf(frame, site);
    if (place !== null) files.add(place.site.unit.file.path);
  }
  return [...files];
}
