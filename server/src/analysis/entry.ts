// What the lens and the status bar know of a run.

import { countParameters } from "../cost/parameters.ts";
import { timeFacts } from "./hover.ts";
import { lensTitle, statusText, statusTooltip } from "./render.ts";
import type { EntryFacts, RenderOptions } from "./render.ts";
import type { EntryRun } from "./run.ts";
import { summaryOf } from "./summary.ts";

export interface EntryStatus {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly severity: "ok" | "partial" | "error";
}

export function entryFacts(run: EntryRun, options: RenderOptions): EntryFacts {
  const summary = summaryOf(run, options.convention);
  return {
    name: run.name,
    forward: summary.totals.forward.value,
    backward: summary.totals.backward.value,
    parameters: countParameters(summary.parameters),
    isPartial: summary.isPartial,
    origin: run.origin,
    error: run.error,
    time: timeFacts(summary.records, options),
  };
}

export function lensOf(run: EntryRun, options: RenderOptions): string {
  return lensTitle(entryFacts(run, options), options);
}

export function statusOf(run: EntryRun, options: RenderOptions): EntryStatus {
  const facts = entryFacts(run, options);
  const severity = run.error !== null || run.trace.failures.length > 0 ? "error" : facts.isPartial ? "partial" : "ok";
  return { text: statusText(facts, options), tooltip: statusTooltip(facts, options), severity };
}
