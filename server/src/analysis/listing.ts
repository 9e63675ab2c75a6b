// A report as text for the terminal: the file with labels at the right of its lines, then the totals of each entry.

import { hintsOf } from "./hints.ts";
import { annotate } from "./annotate.ts";
import type { AnnotatedFile } from "./annotate.ts";
import { LineIndex } from "./lines.ts";
import { byteText, exactText, parameterText, percentText, scaled, timeText } from "./numbers.ts";
import type { EntryReport, ReportOptions } from "./report.ts";
import { unitOf } from "./render.ts";
import type { EntryRun } from "./run.ts";

/** Code further right than this is cut in a listing. */
const codeWidth = 88;

/** The text of a file, each line followed by what the editor would show beside it. */
export function listingText(runs: readonly EntryRun[], file: AnnotatedFile, options: ReportOptions): string {
  const { convention, device, precision } = options;
  const annotations = runs.map((run) => annotate(run, file, convention));
  const hints = hintsOf(annotations, file, {
    convention,
    unit: "FLOPs",
    threshold: 0.001,
    device,
    precision,
    layers: true,
    shapes: true,
  });
  const labels = new Map(hints.map(({ line, text }) => [line, text]));
  const lines = new LineIndex(file.text);
  const widest = Math.max(0, ...[...labels.keys()].map((line) => lines.textOf(line).length));
  const column = Math.min(codeWidth, widest) + 2;
  const shown: string[] = [];
  for (let line = 0; line < lines.count; line++) {
    const code = lines.textOf(line);
    const label = labels.get(line);
    if (label === undefined) shown.push(code);
    else {
      const room = code.length > codeWidth ? `${code.slice(0, codeWidth - 1)}…` : code;
      shown.push(`${room.padEnd(column)}│ ${label}`);
    }
  }
  while (shown.at(-1) === "") shown.pop();
  return shown.join("\n");
}

/** The totals of one entry, some ten lines. */
export function totalsText(report: EntryReport, origin: string, options: ReportOptions): string {
  const { name, flops, memory, time } = report;
  const title = [name, origin].filter((part) => part !== "").join(" · ");
  if (report.error !== null && Number(flops.forward) === 0) return `${title}\n  error       ${report.error}`;
  const bound = report.complete ? "" : "≥ ";
  const unit = unitOf({ convention: options.convention, unit: "FLOPs" });
  const count = (value: number | bigint): string => `${bound}${scaled(Number(value))}${unit}  (${exactText(value)})`;
  const rows: [string, string][] = [["forward", count(flops.forward)]];
  if (Number(flops.backward) > 0) rows.push(["backward", count(flops.backward)]);
  if (!/^[\d,.]+$/.test(report.formula)) rows.push(["formula", report.formula]);
  rows.push(["parameters", `${parameterText(report.parameters)}  (${exactText(report.parameters)})`]);
  rows.push(["memory", memoryText(memory, options)]);
  rows.push([
    "time",
    `${bound}${rangeText(time)} on ${options.device.label} in ${time.dtype}, mostly ${time.bound}-bound`,
  ]);
  const top = topModules(report);
  if (top.length > 0) rows.push(["most of it", top.join(", ")]);
  if (report.error !== null) rows.push(["error", report.error]);
  for (const { file, line, severity, code, message } of report.diagnostics.slice(0, 10))
    rows.push([severity, `${file}:${line} ${message.startsWith("[") ? "" : `[${code}] `}${message}`]);
  if (report.diagnostics.length > 10) rows.push(["", `and ${report.diagnostics.length - 10} more`]);
  return [title, ...rows.map(([label, text]) => `  ${label.padEnd(12)}${text}`)].join("\n");
}

/** `0.68 ms to 0.89 ms`; one time where they look the same. */
function rangeText({ seconds, upper }: EntryReport["time"]): string {
  const [low, high] = [timeText(seconds), timeText(upper)];
  return low === high ? low : `${low} to ${high}`;
}

function memoryText(memory: EntryReport["memory"], { mode }: ReportOptions): string {
  const { parameters, gradients, optimizer, activations, peak } = memory;
  if (mode === "inference") return `${byteText(peak)} peak, ${byteText(parameters)} of it parameters`;
  return (
    `${byteText(peak)} peak: ${byteText(parameters)} parameters, ${byteText(gradients)} gradients, ` +
    `${byteText(optimizer)} Adam, ${byteText(activations)} activations`
  );
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
