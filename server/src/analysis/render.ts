// Every string that the user sees. Symbols stay symbols until here; numbers are written by numbers.ts.

import type { Convention } from "../cost/conventions.ts";
import { mostBatches } from "../cost/memory.ts";
import type { LargestBatch, Memory, Optimizer } from "../cost/memory.ts";
import type { Exact } from "../cost/totals.ts";
import { PyFloat, PyTuple } from "../python/values.ts";
import type { PyInstance, Value } from "../python/values.ts";
import { hintOf, printDim, printGuard } from "../symbolic/dim.ts";
import type { Dim, Guard } from "../symbolic/dim.ts";
import type { Shape } from "../tensor/tensor.ts";
import type { OpRecord } from "../tensor/trace.ts";
import type { Amounts, CallLine, LayerLine, TensorLabel } from "./annotate.ts";
import { memoryPrecisionOf } from "./estimate.ts";
import type { MemoryFacts, Scenario, TimeFacts } from "./estimate.ts";
import type { HoverFacts } from "./hover.ts";
import type { EntryBatch } from "./run.ts";
import { byteText, exactText, parameterText, percentText, scaled, timeSpanText, timeText } from "./numbers.ts";

export interface RenderOptions extends Scenario {
  readonly convention: Convention;
  readonly unit: "FLOPs" | "MACs";
  /** Share of the model below which a line shows no cost. */
  readonly threshold: number;
  /** What hints say of a cost. */
  readonly show: "flops" | "time";
}

/** VS Code cuts an inlay hint after this many characters. */
export const hintLimit = 43;

// ── counts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The unit of a convention: fvcore's numbers are multiply-adds, and those of `all` are mostly not. */
export function unitOf({ convention, unit }: Pick<RenderOptions, "convention" | "unit">): "FLOPs" | "MACs" {
  return convention === "torch" ? unit : convention === "fvcore" ? "MACs" : "FLOPs";
}

function inUnit(count: number, options: Pick<RenderOptions, "convention" | "unit">): number {
  return options.convention === "torch" && options.unit === "MACs" ? count / 2 : count;
}

/** `236 MFLOPs`, `≥ 118 MMACs` */
export function countText(
  count: number,
  options: Pick<RenderOptions, "convention" | "unit">,
  { isPartial = false } = {},
): string {
  return `${isPartial ? "≥ " : ""}${scaled(inUnit(count, options))}${unitOf(options)}`;
}

/** FLOPs of a forward pass, or of a whole step in training. */
export function flopsOf(
  { forward, backward }: { readonly forward: number; readonly backward: number },
  { mode }: Pick<RenderOptions, "mode">,
): number {
  return mode === "training" ? forward + backward : forward;
}

/** `forward`, `training step` */
export function modeText({ mode }: Pick<RenderOptions, "mode">): string {
  return mode === "training" ? "training step" : "forward";
}

/** Of a total that misses something a share is an upper bound. */
function shareText(share: number, isUpperBound: boolean): string {
  return `${isUpperBound ? "≤ " : ""}${percentText(share)}`;
}

// ── shapes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `f32[B, 64, 112, 112]` */
export function shapeText({ dtype, shape }: TensorLabel): string {
  return `${dtype}[${shape.map((dim) => printDim(dim)).join(", ")}]`;
}

/** Of several tensors: `3× f32[B, T, 768]` where they are alike, else in parentheses. */
export function tensorsText(tensors: readonly TensorLabel[], limit = Infinity): string {
  const texts = tensors.map(shapeText);
  const [first = "", ...others] = texts;
  if (others.length === 0) return first.length <= limit ? first : shortShape(tensors[0], limit);
  if (others.every((text) => text === first)) return `${texts.length}× ${first}`;
  const all = `(${texts.join(", ")})`;
  if (all.length <= limit) return all;
  let shown = texts.length - 1;
  while (shown > 1 && texts.slice(0, shown).join(", ").length + "(, …)".length > limit) shown -= 1;
  return `(${texts.slice(0, shown).join(", ")}, …)`;
}

/** A shape with numbers for symbols, or with only its last dim, where the whole does not fit. */
function shortShape(label: TensorLabel | undefined, limit: number): string {
  if (label === undefined) return "";
  const numbers = shapeText({ dtype: label.dtype, shape: label.shape.map(hintOf) });
  if (numbers.length <= limit) return numbers;
  return `${label.dtype}[…, ${label.shape.slice(-1).map(hintOf).join("")}]`;
}

/** `(1, 3, 224, 224)` as Python writes it. */
export function tupleText(shape: Shape): string {
  return `(${shape.map((dim) => printDim(dim)).join(", ")}${shape.length === 1 ? "," : ""})`;
}

// ── hints ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `236 MFLOPs`, or `0.12 ms` where times are shown, and the share of the model; null: too little, or not known. */
function costParts(
  amounts: Amounts & { readonly isPartial: boolean },
  options: RenderOptions,
  isUpperBound: boolean,
): string[] | null {
  const { share, seconds, timeShare, isPartial } = amounts;
  if (options.show === "time" && options.device !== null) {
    if (seconds === 0 || timeShare < options.threshold) return null;
    return [`${isPartial ? "≥ " : ""}${timeText(seconds)}`, shareText(timeShare, isUpperBound)];
  }
  const flops = flopsOf(amounts, options);
  if (flops === 0 || share < options.threshold) return null;
  return [countText(flops, options, { isPartial }), shareText(share, isUpperBound)];
}

/** `236 MFLOPs · 2.9%`, `×8 · 1.89 GFLOPs · 23.1%`, `0.12 ms · 8%`, `38.6 M params`; null: nothing worth saying. */
export function layerHint(
  layer: LayerLine,
  options: RenderOptions,
  { isPartial, shapes }: { readonly isPartial: boolean; readonly shapes: boolean },
): string | null {
  const { modules, parameters, parameterShare } = layer;
  const parts = modules.length > 1 ? [`×${modules.length}`] : [];
  const cost = costParts(layer, options, isPartial);
  const flops = flopsOf(layer, options);
  if (cost !== null) parts.push(...cost);
  else if (layer.isPartial)
    parts.push(flops > 0 ? countText(flops, options, { isPartial: true }) : `${options.unit} not known`);
  else if (parameterShare >= Math.max(options.threshold, 0.01)) parts.push(parameterText(parameters));
  else if (!shapes || layer.output.length === 0) return null;
  if (shapes && layer.output.length > 0) parts.push(tensorsText(layer.output, hintLimit));
  return fit(parts);
}

/** `f32[B, 64, 112, 112]`, `f32[8, 12, 128, 128] · 33.6 MFLOPs`, `×16 · f32[1, 512, 7, 7]` where shapes differ. */
export function callHint(
  call: CallLine,
  options: RenderOptions,
  { shapes, costs }: { readonly shapes: boolean; readonly costs: boolean },
): string | null {
  const parts: string[] = [];
  if (shapes && call.tensors.length > 0) {
    const times = call.varies ? `×${call.times} · ` : "";
    parts.push(`${times}${tensorsText(call.tensors, hintLimit - times.length)}`);
  }
  const cost = costs ? costParts(call, options, false) : null;
  if (cost !== null) parts.push(...cost);
  else if (costs && call.isPartial) parts.push("≥");
  return parts.length === 0 ? null : fit(parts);
}

/** As many parts as fit into a hint. */
export function fit(parts: readonly string[]): string {
  for (let count = parts.length; count > 1; count--) {
    const text = parts.slice(0, count).join(" · ");
    if (text.length <= hintLimit) return text;
  }
  const [first = ""] = parts;
  return first.length <= hintLimit ? first : `${first.slice(0, hintLimit - 1)}…`;
}

// ── entries ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface EntryFacts {
  readonly name: string;
  readonly forward: number;
  readonly backward: number;
  readonly parameters: number;
  readonly isPartial: boolean;
  readonly origin: string;
  readonly error: string | null;
  readonly time: TimeFacts | null;
  readonly memory: MemoryFacts;
}

/** `input (1, 3, 224, 224) from line 12` */
export function originText(inputs: readonly { readonly shape: Shape }[], where: string): string {
  const shapes = inputs.slice(0, 2).map(({ shape }) => tupleText(shape));
  const more = inputs.length > shapes.length ? ", …" : "";
  return shapes.length === 0 ? `from ${where}` : `input ${shapes.join(", ")}${more} from ${where}`;
}

/** `B = 64 in place of 8` */
export function otherBatchText({ symbol, value, stated }: EntryBatch): string {
  return `${symbol ?? "batch"} = ${value} in place of ${stated}`;
}

/** `ResNet · 8.18 GFLOPs · 25.6 M params · 0.31 ms · input (1, 3, 224, 224) from line 12` */
export function lensTitle(entry: EntryFacts, options: RenderOptions): string {
  if (entry.error !== null) return `${entry.name} · ${entry.error}`;
  const parts = [entry.name, countText(flopsOf(entry, options), options, entry), parameterText(entry.parameters)];
  if (entry.time !== null) parts.push(timeOfEntry(entry, entry.time));
  if (entry.origin !== "") parts.push(entry.origin);
  return parts.join(" · ");
}

/** `ResNet · 8.18 GFLOPs · 0.31 ms · 1.2 GB of 80` */
export function statusText(entry: EntryFacts, options: RenderOptions): string {
  if (entry.error !== null) return `${entry.name} · error`;
  const parts = [entry.name, countText(flopsOf(entry, options), options, entry)];
  if (entry.time !== null) parts.push(timeOfEntry(entry, entry.time), memoryOfEntry(entry));
  return parts.join(" · ");
}

function timeOfEntry({ isPartial }: EntryFacts, { seconds }: TimeFacts): string {
  return `${isPartial ? "≥ " : ""}${timeText(seconds)}`;
}

/** `1.2 GB of 80`, `≥ 35 MB of 80 GB` */
function memoryOfEntry({ isPartial, memory }: EntryFacts): string {
  return `${isPartial ? "≥ " : ""}${peakText(memory)}`;
}

export function peakText({ peak, capacity }: Pick<MemoryFacts, "peak" | "capacity">): string {
  const text = byteText(peak);
  if (capacity === null) return text;
  return `${text} of ${Number((capacity / 1e9).toPrecision(4))}${text.endsWith(" GB") ? "" : " GB"}`;
}

/** `does not fit into A100 SXM 80 GB; the largest batch that does is 24`; null where it fits. */
export function fitText({ fits, largest }: Pick<MemoryFacts, "fits" | "largest">, device: string): string | null {
  if (fits) return null;
  if (largest === null) return `does not fit into ${device}`;
  if (largest.batch === 0) return `does not fit into ${device}, not even at batch 1`;
  return `does not fit into ${device}; the largest batch that does is ${largestText(largest)}`;
}

/** `24`, `about 24` where everything but the parameters was taken to grow with a number. */
export function largestText({ batch, by }: Pick<LargestBatch, "batch" | "by">): string {
  if (batch >= mostBatches - 1) return "millions";
  return by === "linear" && batch > 0 ? `about ${batch}` : `${batch}`;
}

/** `102 MB parameters, 411 MB activations kept for backward, …`: what a peak is made of. */
export function memoryPartsText(memory: Memory, scenario: Scenario): string {
  const parts = [`${byteText(memory.parameters)} parameters`];
  if (scenario.mode === "training") {
    parts.push(`${byteText(memory.gradients)} gradients`);
    if (memory.optimizer > 0) parts.push(`${byteText(memory.optimizer)} ${optimizerText(scenario)}`);
    parts.push(`${byteText(memory.activations)} activations kept for backward`);
  }
  if (memory.inputs > 0) parts.push(`${byteText(memory.inputs)} inputs`);
  return parts.join(", ");
}

const optimizerTitles: Readonly<Record<Optimizer, string>> = {
  none: "no optimizer",
  sgd: "SGD",
  "sgd-momentum": "SGD with momentum",
  adam: "Adam",
  adamw: "AdamW",
  adam8bit: "8-bit Adam",
};

export function optimizerTitle(optimizer: Optimizer): string {
  return optimizerTitles[optimizer];
}

/** Weights that are kept in float32 beside those in two bytes belong to the optimizer. */
function optimizerText({ optimizer, precision }: Scenario): string {
  const master = memoryPrecisionOf(precision) === "half" ? "master weights" : null;
  const own = optimizer === "sgd" || optimizer === "none" ? null : optimizerTitle(optimizer);
  return [own, master].filter((part) => part !== null).join(" and ");
}

/** `in bf16`, `in int8 (the device has no such units: fp16)`, `in bf16, compiled` */
export function precisionText({ precision, compile }: Scenario, instead: TimeFacts["instead"]): string {
  const units = instead === null ? "" : ` (computed in ${instead}: the device has no units for ${precision})`;
  return `in ${precision}${units}, ${compile ? "compiled" : "eager"}`;
}

/** `memory-bound: 2.1 FLOP/byte of 153` */
export function boundText({ bound, intensity, ridge }: TimeFacts): string {
  const [own, balance] = [intensity, ridge].map((value) => `${Number(value.toPrecision(value < 100 ? 2 : 3))}`);
  if (bound === "launch") return "launch-bound: its kernels wait to be launched";
  if (bound === "memory" && intensity < ridge) return `memory-bound: ${own} FLOP/byte of ${balance}`;
  if (bound === "compute" && intensity >= ridge) return `compute-bound: ${own} FLOP/byte, ${balance} would do`;
  return `${bound}-bound: ${own} FLOP/byte, balanced at ${balance}`;
}

/** Markdown. */
export function statusTooltip(entry: EntryFacts, options: RenderOptions): string {
  if (entry.error !== null) return `**${entry.name}**: ${escape(entry.error)}`;
  const { time, memory } = entry;
  const lines = [
    `**${entry.name}** · ${countText(entry.forward, options, entry)} forward` +
      (entry.backward > 0 ? ` · ${countText(entry.backward, options, entry)} backward` : ""),
    parameterText(entry.parameters),
  ];
  if (entry.origin !== "") lines.push(escape(entry.origin));
  if (time !== null) {
    lines.push(
      `**${timeOfEntry(entry, time)}** for a ${modeText(options)}${options.mode === "training" ? "" : " pass"} on ` +
        `${escape(time.device)} ${precisionText(options, time.instead)}: ${timeSpanText(time.lower, time.upper)}, ` +
        `mostly ${boundText(time)}`,
    );
    lines.push(
      `**${escape(memoryOfEntry(entry))}** at its peak: ${memoryPartsText(memory, options)}; ` +
        `${byteText(memory.workspace)} for cuBLAS not in it`,
    );
    const problem = fitText(memory, time.device);
    if (problem !== null) lines.push(`$(warning) It ${escape(problem)}`);
  }
  if (entry.isPartial) lines.push("`≥`: something is not known, see the Problems view");
  return `${lines.join("  \n")}\n\nClick to try another GPU, precision, batch, optimizer …`;
}

// ── hovers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Markdown for a layer, a call or an op. */
export function hoverText(facts: HoverFacts, options: RenderOptions): string {
  const { isPartial } = facts;
  const rows: [string, string][] = [];
  const row = (name: string, text: string | null): void => {
    if (text !== null) rows.push([name, text]);
  };
  row("input", facts.inputs.length === 0 ? null : code(facts.inputs.map(shapeText).join(", ")));
  row("output", facts.outputs.length === 0 ? null : code(tensorsText(facts.outputs)));
  row("forward", exactCount(facts.forward, options, isPartial));
  row("formula", facts.formula === null ? null : code(facts.formula));
  row("backward", Number(facts.backward) > 0 ? exactCount(facts.backward, options, isPartial) : null);
  row("parameters", facts.parameters > 0 ? exactText(facts.parameters) : null);
  row("time", facts.time === null ? null : hoverTimeText(facts, facts.time));
  row("memory", memoryText(facts, options));
  row("traffic", trafficText(facts, options));
  row("calls", facts.calls > 1 || facts.instances > 1 ? callsText(facts) : null);
  row("otherwise", facts.conventions.length === 0 ? null : conventionsText(facts));
  const about = [
    ...(facts.path === "" ? [] : [code(facts.path)]),
    ...(facts.share > 0 ? [`${percentText(facts.share)} of ${escape(facts.model)}`] : []),
  ].join(" · ");
  const notes = [...facts.notes.map(escape)];
  if (facts.time !== null) notes.push(escape(conditionsText(facts.time, options)));
  if (facts.causal !== null)
    notes.push(`causal: the half below the diagonal would be ${countText(facts.causal, options)}`);
  if (facts.symbols.length > 0) notes.push(symbolsText(facts.symbols));
  if (facts.guards.length > 0) notes.push(escape(guardsText(facts.guards)));
  if (facts.origin !== "") notes.push(escape(facts.origin));
  // The title is the table's head: an empty one would take a line of the little room that a hover has.
  const head = [`| **${escape(facts.title)}** | ${about} |`, "|:--|:--|"];
  const table = [...head, ...rows.map(([name, text]) => `| ${name} | ${text} |`)].join("\n");
  return `${table}${notes.length === 0 ? "" : `\n\n${notes.join("  \n")}`}`;
}

/** `884,736 MACs · fvcore 884,736 MACs · all 1,769,472 FLOPs` */
function conventionsText({ conventions, isPartial }: HoverFacts): string {
  return conventions
    .map(([name, count, unit]) => {
      const text = `${isPartial ? "≥ " : ""}${exactText(count)} ${unit}`;
      return name === unit ? text : `${name} ${text}`;
    })
    .join(" · ");
}

function exactCount(count: Exact, options: Pick<RenderOptions, "convention" | "unit">, isPartial: boolean): string {
  const shown = typeof count === "bigint" ? count : inUnit(count, options);
  return `${isPartial ? "≥ " : ""}${exactText(shown)} ${unitOf(options)}`;
}

function trafficText({ read, written, forward }: HoverFacts, options: RenderOptions): string | null {
  if (read + written === 0) return null;
  const intensity = Number(forward) / (read + written);
  const perByte = Number(forward) === 0 ? "" : ` · ${Number(intensity.toPrecision(3))} ${unitOf(options)} a byte`;
  return `${byteText(read)} read · ${byteText(written)} written${perByte}`;
}

/** `9.44 MB parameters · 12.8 MB kept for backward`, under the precision. */
function memoryText({ parameterBytes, kept, isPartial }: HoverFacts, { mode }: RenderOptions): string | null {
  const parts = parameterBytes > 0 ? [`${byteText(parameterBytes)} parameters`] : [];
  if (mode === "training" && kept > 0)
    parts.push(`${isPartial ? "≥ " : ""}${byteText(kept)} activations kept for backward`);
  return parts.length === 0 ? null : parts.join(" · ");
}

/** `0.12 ms (8% of ResNet's time, 0.1–0.15 ms), memory-bound: 2.1 FLOP/byte of 153` */
function hoverTimeText({ model, isPartial }: HoverFacts, time: TimeFacts): string {
  const share = `${percentText(time.share)} of ${escape(model)}'s time`;
  const seconds = `${isPartial ? "≥ " : ""}${timeText(time.seconds)}`;
  return `${seconds} (${share}, ${timeSpanText(time.lower, time.upper)}), ${boundText(time)}`;
}

/** `time for a forward pass on A100 SXM 80 GB in bf16, eager` */
function conditionsText(time: TimeFacts, options: RenderOptions): string {
  const pass = options.mode === "training" ? "" : " pass";
  return `time for a ${modeText(options)}${pass} on ${time.device} ${precisionText(options, time.instead)}`;
}

function callsText({ calls, instances }: HoverFacts): string {
  return instances > 1 ? `${calls} of ${instances} instances` : `${calls}`;
}

/** `at B = 8, T = 1024` */
export function symbolsText(symbols: readonly (readonly [name: string, value: number])[]): string {
  return `at ${symbols.map(([name, value]) => `${name} = ${value}`).join(", ")}`;
}

/** `holds while T ≤ 1024` */
export function guardsText(guards: readonly Guard[]): string {
  const texts = [...new Set(guards.map((guard) => printGuard(guard)))];
  const shown = texts.slice(0, 4);
  return `holds while ${shown.join(", ")}${texts.length > shown.length ? ", …" : ""}`;
}

/**
 * How an op's FLOPs come about, in the dims of its call: `2 · 1 · 64·3·7·7 · 112·112`. Null where the plain product of the
 * convention's table is not what the op counted.
 */
export function formulaOf(record: OpRecord): string | null {
  const [a, b, c] = record.inputs;
  const [out] = record.outputs;
  if (a === undefined || b === undefined || out === undefined) return null;
  const groups = formulaGroups(record, a.shape, b.shape, c?.shape ?? [], out.shape);
  if (groups === null) return null;
  const value = groups.reduce((total, dims) => total * dims.reduce<number>((part, dim) => part * hintOf(dim), 1), 2);
  if (value !== hintOf(record.flops)) return null;
  return ["2", ...groups.filter((dims) => dims.length > 0).map(dotted)].join(" · ");
}

function formulaGroups(record: OpRecord, a: Shape, b: Shape, c: Shape, out: Shape): readonly Shape[] | null {
  switch (record.kind) {
    case "conv": {
      const spatial = b.length - 2;
      const isTransposed = record.attributes["transposed"] === 1;
      const batch = a.length > spatial + 1 ? a.slice(0, 1) : [];
      return [batch, b, (isTransposed ? a : out).slice(-spatial)];
    }
    case "matmul":
      return [out, a.slice(-1)];
    case "attention": {
      const [value, keys, head] = [c.at(-1), b.at(-2), a.at(-1)];
      if (value === undefined || keys === undefined || head === undefined) return null;
      const width = typeof head === "number" && typeof value === "number" ? [head + value] : null;
      return width === null ? null : [a.slice(0, -1), [keys], width];
    }
    default:
      return null;
  }
}

const dotted = (dims: Shape): string => dims.map((dim) => factorText(dim)).join("·");

function factorText(dim: Dim): string {
  const text = printDim(dim);
  return / [+\u2212] /.test(text) ? `(${text})` : text;
}

const formulaDigits = (value: number): string => exactText(value);

/** A total in the symbols: `4·B·T²·768 + …`. */
export function formulaText(dim: Dim): string {
  return printDim(dim, { number: formulaDigits });
}

// ── diagnostics ────────────────────────────────────────────────────────────────────────────────────────────────────

/** `[shape] mat1 and mat2 shapes cannot be multiplied (…)`; other exceptions with their class, as Python prints them. */
export function failureText(code: string, exception: PyInstance): string {
  const text = exceptionText(exception);
  if (code === "shape" || code === "dtype") return `[${code}] ${text}`;
  return `[${code}] ${exception.cls.name}${text === "" ? "" : `: ${text}`}`;
}

export function missingText(reason: string): string {
  return `≥ a cost is not known here: ${reason}`;
}

/** Where a text does not parse. */
export function syntaxText(message: string): string {
  return `[syntax] ${message}`;
}

export function relatedText(caller: string | null): string {
  return caller === null ? "called here" : `called here, in ${caller}`;
}

/** `str(exception)`, as far as its arguments are plain. */
export function exceptionText(exception: PyInstance): string {
  const args = exception.attrs.get("args");
  if (!(args instanceof PyTuple) || args.items.length === 0) return "";
  const [first = null] = args.items;
  if (args.items.length > 1) return `(${args.items.map((item) => plainText(item, true)).join(", ")})`;
  return plainText(first, exception.cls.name === "KeyError");
}

function plainText(value: Value, quoted: boolean): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return quoted ? `'${value}'` : value;
  if (typeof value === "number") return `${value}`;
  if (value instanceof PyFloat) return Number.isInteger(value.value) ? `${value.value}.0` : `${value.value}`;
  return "cls" in value ? `<${value.cls.name}>` : printDim(value);
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&");
}
