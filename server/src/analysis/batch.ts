// The batch of a run: what the first input's shape starts with. Where that is a symbol, a run can be made again with another
// default for it, and everything that is folded over the run follows.

import { hintOf, isSymbolic, printDim, symbolsOf } from "../symbolic/dim.ts";
import type { EntryBatch, EntryInput, EntryRun } from "./run.ts";

/** Above this a batch is a slip of the keyboard. */
export const greatestBatch = 1_000_000;

/** What is wrong with a batch that was asked for (0: as the file says), or null. */
export function batchProblem(value: unknown): string | null {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= greatestBatch) return null;
  const shown = typeof value === "number" || typeof value === "string" ? value : JSON.stringify(value);
  return `batch is ${String(shown)}: it must be a whole number from 1 to ${greatestBatch}, or 0 for what the file says`;
}

/** As in the search for the largest batch, an input with one dim has none: it may be a vector of anything. */
export function batchOf(inputs: readonly EntryInput[], stated: ReadonlyMap<string, number>): EntryBatch | null {
  const leading = inputs.find(({ shape }) => shape.length >= 2)?.shape[0];
  if (leading === undefined) return null;
  const value = hintOf(leading);
  if (!isSymbolic(leading) || !symbolsOf(leading).has(leading)) return { symbol: null, value, stated: value };
  const symbol = printDim(leading);
  return { symbol, value, stated: stated.get(symbol) ?? value };
}

const noDefaults: ReadonlyMap<string, number> = new Map();

/**
 * Makes a run at a batch; null: as the source says. Which symbol is the batch shows only when the model has run: the first
 * symbol of the source is tried, and where another one led the first input, the run is made once more.
 */
export function atBatch(
  batch: number | null,
  text: string,
  make: (defaults: ReadonlyMap<string, number>) => EntryRun,
): EntryRun {
  if (batch === null) return make(noDefaults);
  const first = /([A-Za-z_]\w*)\s*:=/.exec(text)?.[1] ?? null;
  if (first === null) return make(noDefaults);
  const run = make(new Map([[first, batch]]));
  const symbol = run.batch?.symbol ?? null;
  if (symbol === first) return run;
  return make(symbol === null ? noDefaults : new Map([[symbol, batch]]));
}

/** What somebody who asks for a batch is told where the source states it as a number; null where the run has it. */
export function fixedBatchText({ name, batch }: EntryRun, asked: number): string | null {
  if (batch === null) return `batch ${asked} does not apply to ${name}: none of its inputs is known to have a batch`;
  if (batch.symbol !== null || batch.value === asked) return null;
  return `batch ${asked} does not apply to ${name}: the file states ${batch.value}; a directive with B:=${batch.value} makes it a symbol`;
}
