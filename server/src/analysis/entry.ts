// What the lens and the status bar know of a run.

import { countParameters } from "../cost/parameters.ts";
import { estimateOf } from "./estimate.ts";
import { lensTitle, statusText, statusTooltip } from "./render.ts";
import type { EntryFacts, RenderOptions } from "./render.ts";
import type { EntryRun } from "./run.ts";
import { summaryOf } from "./summary.ts";

export interface EntryStatus {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** `warning`: it needs more memory than the device has. */
  readonly severity: "ok" | "partial" | "warning" | "error";
}

export function entryFacts(run: EntryRun, options: RenderOptions): EntryFacts {
  const summary = summaryOf(run, options.convention);
  const { time, memory } = estimateOf(summary, options);
  return {
    name: run.name,
    forward: summary.totals.forward.value,
    backward: summary.totals.backward.value,
    parameters: countParameters(summary.parameters),
    isPartial: summary.isPartial,
    origin: run.origin,
    error: run.error,
    time,
    memory,
  };
}

export function lensOf(run: EntryRun, options: RenderOptions): string {
  return lensTitle(entryFacts(run, options), options);
}

export function statusOf(run: EntryRun, options: RenderOptions): EntryStatus {
  const facts = entryFacts(run, options);
  const isWrong = run.error !== null || run.trace.failures.length > 0;
  const severity = isWrong ? "error" : !facts.memory.fits ? "warning" : facts.isPartial ? "partial" : "ok";
  return { text: statusText(facts, options), tooltip: statusTooltip(facts, options), severity };
}
