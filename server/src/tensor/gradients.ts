// Which ops a backward pass goes through. A record says what its gradients cost; here it is found out how often they are
// computed: never for what a step detaches or drops, twice where two losses share a graph.

import { add } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import type { Tensor } from "./tensor.ts";
import type { OpRecord } from "./trace.ts";

/** The op of a record that stands for a backward pass: from its inputs, to its outputs if there are any, else to all leaves. */
export const backwardPass = "backward";

/**
 * The records with the FLOPs of the backward passes among them. Where there is none, one from `outputs` is assumed, or one
 * through everything if these are null.
 */
export function settleGradients(records: readonly OpRecord[], outputs: readonly Tensor[] | null): readonly OpRecord[] {
  const counts = new Map<OpRecord, Passes>();
  let found = false;
  for (const [index, record] of records.entries()) {
    if (record.op !== backwardPass) continue;
    found = true;
    const sources = record.outputs.map(({ tensor }) => tensor);
    const roots = record.inputs.map(({ tensor }) => tensor);
    follow(records.slice(0, index), roots, sources, counts);
  }
  if (!found) {
    if (outputs === null) return records;
    follow(records, outputs, [], counts);
  }
  return records.map((record) => settled(record, counts.get(record)));
}

interface Passes {
  times: number;
  flops: Dim;
}

function settled(record: OpRecord, passes: Passes = { times: 0, flops: 0 }): OpRecord {
  if (passes.times === 1 && passes.flops === record.backward) return record;
  if (!record.outputs.some(({ requiresGrad }) => requiresGrad)) return record;
  return { ...record, backward: passes.flops, passes: passes.times };
}

/** Goes back from the roots. Without sources, to every leaf that needs a gradient. */
function follow(
  records: readonly OpRecord[],
  roots: readonly Tensor[],
  sources: readonly Tensor[],
  counts: Map<OpRecord, Passes>,
): void {
  const wanted = sources.length === 0 ? null : dependents(records, sources);
  const reached = new Set(roots.filter((root) => root.requiresGrad));
  const open = new Set(reached); // whose maker has not been met
  for (const record of [...records].reverse()) {
    if (!record.outputs.some((output) => output.requiresGrad && isReached(record, output.tensor, reached))) continue;
    const isInPlace = record.outputs.some(({ tensor }) => record.inputs.some((input) => input.tensor === tensor));
    for (const { tensor } of record.outputs) if (!isInPlace) open.delete(tensor);
    const needed = record.inputs.filter(
      ({ tensor, requiresGrad }) => requiresGrad && (wanted === null || wanted.has(tensor)),
    );
    if (needed.length === 0) continue;
    const parts = wanted === null ? null : (record.gradients ?? []).filter(([tensor]) => wanted.has(tensor));
    addPass(counts, record, parts === null ? record.backward : sumOf(parts));
    for (const { tensor } of needed) {
      if (reached.has(tensor)) continue;
      reached.add(tensor);
      open.add(tensor);
    }
  }
  // What came about in a way that no record tells may hang on anything.
  if ([...open].some(({ isLeaf }) => !isLeaf))
    for (const record of records) if (!counts.has(record)) addPass(counts, record, record.backward);
}

function addPass(counts: Map<OpRecord, Passes>, record: OpRecord, flops: Dim): void {
  const passes = counts.get(record);
  if (passes === undefined) counts.set(record, { times: 1, flops });
  else {
    passes.times += 1;
    passes.flops = add(passes.flops, flops);
  }
}

/** A write into a view reaches what is read through its base. */
function isReached({ inputs }: OpRecord, output: Tensor, reached: ReadonlySet<Tensor>): boolean {
  if (reached.has(output)) return true;
  const { aliases } = output;
  return (
    aliases !== null && inputs.some(({ tensor }) => tensor === output) && aliases.some((alias) => reached.has(alias))
  );
}

/** The sources, and all that is computed from them. */
function dependents(records: readonly OpRecord[], sources: readonly Tensor[]): ReadonlySet<Tensor> {
  const found = new Set(sources);
  for (const { inputs, outputs } of records)
    if (inputs.some(({ tensor, requiresGrad }) => requiresGrad && found.has(tensor)))
      for (const { tensor } of outputs) found.add(tensor);
  return found;
}

function sumOf(parts: readonly (readonly [Tensor, Dim])[]): Dim {
  return parts.reduce<Dim>((total, [, flops]) => add(total, flops), 0);
}
