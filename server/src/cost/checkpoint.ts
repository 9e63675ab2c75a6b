// Checkpointed calls: what backward computes again. The FLOPs of a second forward pass are part of the backward pass, as a
// counter around `backward()` sees them.

import { add } from "../symbolic/dim.ts";
import type { OpRecord, Region } from "../tensor/trace.ts";
import { keptTensors, rowOf } from "./saved.ts";

/** The first and the last record of a region, those of inner regions among them. */
export interface Range {
  first: number;
  last: number;
}

export function regionsOf(records: readonly OpRecord[]): Map<Region, Range> {
  const ranges = new Map<Region, Range>();
  for (const [i, record] of records.entries())
    for (let region = record.region ?? null; region !== null; region = region.parent) {
      const range = ranges.get(region);
      if (range === undefined) ranges.set(region, { first: i, last: i });
      else range.last = i;
    }
  return ranges;
}

export function outermost(region: Region): Region {
  return region.parent === null ? region : outermost(region.parent);
}

/**
 * Adds the forward FLOPs of what is computed again to the backward FLOPs of its records, in place. A recomputation stops where
 * it has all that backward needs: before the last op that keeps inputs only, after the last one that keeps results, before
 * the inner region that is last.
 */
export function addRecomputation(records: OpRecord[]): void {
  const ranges = regionsOf(records);
  for (const [region, { first, last }] of ranges) {
    if (!records.slice(first, last + 1).some(needsBackward)) continue;
    let end = region.whole ? last + 1 : first;
    if (!region.whole)
      for (let i = first; i <= last; i++) {
        const record = records[i];
        if (record === undefined) continue;
        if (record.region === region) end = Math.max(end, i + executed(record));
        else end = Math.max(end, innerFirst(ranges, record, region));
      }
    for (let i = first; i < end; i++) {
      const record = records[i];
      if (record === undefined || record.flops === 0) continue;
      records[i] = { ...record, backward: add(record.backward, record.flops) };
    }
  }
}

const needsBackward = ({ outputs }: OpRecord): boolean => outputs.some(({ requiresGrad }) => requiresGrad);

/** 1 where the op itself must run for what it keeps, 0 where its inputs are enough, -Infinity where it keeps nothing. */
function executed(record: OpRecord): number {
  if (!needsBackward(record)) return -Infinity;
  const row = rowOf(record, record.inputs[0]?.tensor === record.outputs[0]?.tensor);
  if (row.own !== undefined || row.outputs !== undefined) return 1;
  return keptTensors(record, row).length > 0 ? 0 : -Infinity;
}

/** Where the region directly within `around` starts that the record is in: it keeps its inputs there. */
function innerFirst(ranges: ReadonlyMap<Region, Range>, record: OpRecord, around: Region): number {
  for (let region = record.region ?? null; region !== null; region = region.parent)
    if (region.parent === around) return ranges.get(region)?.first ?? -Infinity;
  return -Infinity;
}
