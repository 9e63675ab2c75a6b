// A report as text for the terminal: the file with labels at the right of its lines, then the totals of each entry.

import type { Device } from "../hardware/devices.ts";
import { estimateOf } from "./estimate.ts";
import { hintsOf } from "./hints.ts";
import { annotate } from "./annotate.ts";
import type { AnnotatedFile } from "./annotate.ts";
import { LineIndex } from "./lines.ts";
import { exactText, parameterText, percentText, scaled, timeSpanText, timeText } from "./numbers.ts";
import { renderOptions } from "./report.ts";
import type { EntryReport, ReportOptions } from "./report.ts";
import { fitText, largestText, memoryPartsText, modeText, peakText, precisionText, unitOf } from "./render.ts";
import type { EntryRun } from "./run.ts";
import { summaryOf } from "./summary.ts";

/** Code further right than this is cut in a listing. */
const codeWidth = 88;

/** The text of a file, each line followed by what the editor would show beside it. */
export function listingText(runs: readonly EntryRun[], file: AnnotatedFile, options: ReportOptions): string {
  const shown = { ...renderOptions(options), threshold: 0.001 };
  const annotations = runs.map((run) => annotate(run, file, options.convention, { ...shown, device: null }));
  const hints = hintsOf(annotations, file, { ...shown, layers: true, shapes: true });
  const labels = new Map(hints.map(({ line, text }) => [line, text]));
  const lines = new LineIndex(file.text);
  const widest = Math.max(0, ...[...labels.keys()].map((line) => lines.textOf(line).length));
  const column = Math.min(codeWidth, widest) + 2;
  const texts: string[] = [];
  for (let line = 0; line < lines.count; line++) {
    const code = lines.textOf(line);
    const label = labels.get(line);
    if (label === undefined) texts.push(code);
    else {
      const room = code.length > codeWidth ? `${code.slice(0, codeWidth - 1)}…` : code;
      texts.push(`${room.padEnd(column)}│ ${label}`);
    }
  }
  while (texts.at(-1) === "") texts.pop();
  return texts.join("\n");
}

/** The totals of one entry, some ten lines. */
export function totalsText(report: EntryReport, run: EntryRun, options: ReportOptions): string {
  const { name, flops, time } = report;
  const title = [name, run.origin].filter((part) => part !== "").join(" · ");
  if (report.error !== null && Number(flops.forward) === 0) return `${title}\n  error       ${report.error}`;
  const bound = report.complete ? "" : "≥ ";
  const unit = unitOf({ convention: options.convention, unit: "FLOPs" });
  const count = (value: number | bigint): string => `${bound}${scaled(Number(value))}${unit}  (${exactText(value)})`;
  const rows: [string, string][] = [["forward", count(flops.forward)]];
  if (Number(flops.backward) > 0) rows.push(["backward", count(flops.backward)]);
  if (!/^[\d,.]+$/.test(report.formula)) rows.push(["formula", report.formula]);
  rows.push(["parameters", `${parameterText(report.parameters)}  (${exactText(report.parameters)})`]);
  rows.push(["memory", `${bound}${memoryText(run, options)}`]);
  rows.push([
    "time",
    `${bound}${timeText(time.seconds)} (${timeSpanText(time.lower, time.upper)}) for a ${modeText(options)}` +
      `${options.mode === "training" ? "" : " pass"} on ${options.device.label} ` +
      `${precisionText(options, time.instead)}, mostly ${time.bound}-bound`,
  ]);
  const top = topModules(report);
  if (top.length > 0) rows.push(["most of it", top.join(", ")]);
  if (report.error !== null) rows.push(["error", report.error]);
  for (const { file, line, severity, code, message } of report.diagnostics.slice(0, 10))
    rows.push([severity, `${file}:${line} ${message.startsWith("[") ? "" : `[${code}] `}${message}`]);
  if (report.diagnostics.length > 10) rows.push(["", `and ${report.diagnostics.length - 10} more`]);
  return [title, ...rows.map(([label, text]) => `  ${label.padEnd(12)}${text}`)].join("\n");
}

/** `1.2 GB peak of 80 for a training step in bf16: 51 MB parameters, …` */
function memoryText(run: EntryRun, options: ReportOptions): string {
  const { memory } = estimateOf(summaryOf(run, options.convention), options);
  const pass = options.mode === "training" ? "" : " pass";
  const parts = memoryPartsText(memory, options);
  const problem = fitText(memory, options.device.label);
  return (
    `${peakText(memory)} at the peak of a ${modeText(options)}${pass} in ${options.precision}: ${parts}` +
    (problem === null ? "" : `; it ${problem}`)
  );
}

/** One model on several devices, a line each; fastest first. */
export function devicesText({ devices = [], complete }: EntryReport, all: readonly Device[]): string {
  const bound = complete ? "" : "≥ ";
  const head = ["device", "time", "range", "bound", "peak memory", "fits", "largest batch"];
  const labels = new Map(all.map(({ name, label }) => [name, label]));
  const rows = [...devices]
    .sort((a, b) => a.seconds - b.seconds)
    .map(({ device, seconds, lower, upper, bound: by, instead, largest_batch: largest, ...memory }) => [
      `${labels.get(device) ?? device}${instead === null ? "" : ` (in ${instead})`}`,
      `${bound}${timeText(seconds)}`,
      timeSpanText(lower, upper),
      by,
      `${bound}${peakText(memory)}`,
      memory.fits ? "yes" : "no",
      largest === null ? "" : largestText(largest),
    ]);
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
  return [head, ...rows]
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}

/** The modules directly below the root that cost most; of several models, the models. */
function topModules({ modules, flops }: EntryReport): string[] {
  const total = Number(flops.forward);
  if (total === 0) return [];
  const hasOthers = modules.some(({ path, class: name }) => path === name || path.startsWith(`${name}#`));
  return modules
    .filter(({ path }) => !path.includes(".") && (hasOthers || path !== ""))
    .filter(
      ({ path, class: name, flops }) =>
        Number(flops.forward) > 0 && (!hasOthers || path === "" || path.startsWith(name)),
    )
    .sort((a, b) => Number(b.flops.forward) - Number(a.flops.forward))
    .slice(0, 5)
    .map(
      ({ path, class: name, flops }) => `${path === "" ? name : path} ${percentText(Number(flops.forward) / total)}`,
    );
}
