// The bytes that are there at each moment of a run: forward op by op, then backward in the opposite order. A storage is made
// by an op and dies when nothing holds it any more: Python, or autograd until the backward pass of the op that keeps it.

import type { Frame, Value } from "../python/values.ts";
import { PyList, PyTuple } from "../python/values.ts";
import { Tensor } from "../tensor/tensor.ts";
import { timesOf } from "../tensor/trace.ts";
import type { Binding, OpRecord, TensorMeta } from "../tensor/trace.ts";
import { outermost, regionsOf } from "./checkpoint.ts";
import { keptTensors, rowOf } from "./saved.ts";
import type { Row, Sizes } from "./saved.ts";

export interface Timeline {
  /** Tensors that the run reads and does not make: inputs, buffers, targets. They are there all the time. */
  readonly inputs: number;
  /** What all ops together keep for backward, each storage once. */
  readonly saved: number;
  /** The part of `saved` that each record is the first to keep. */
  readonly savedBy: Float64Array;
  /** The most there is at a time beside parameters, their gradients and `inputs`. */
  readonly forward: Moment;
  /** The same while nothing is kept for backward. */
  readonly inference: Moment;
  /** The most at a time while gradients are computed; parameters' gradients that are there already count. */
  readonly backward: Moment;
  /** What is left when backward is through: the gradients, and what Python still holds. */
  readonly left: number;
}

export interface Moment {
  readonly bytes: number;
  /** The place of the op in the trace; -1 where there is no op. */
  readonly at: number;
}

/** The memory of one tensor and of all its views. */
interface Storage {
  readonly bytes: number;
  /** The record that made it; -1 for what was there before. */
  readonly born: number;
  readonly isParameter: boolean;
  /** The last record that read it. */
  last: number;
  /** The last call that it was handed to: whoever calls holds the arguments until the call returns. */
  holder: Call | null;
  /** The earliest record whose backward pass needs it; Infinity for none. */
  keptBy: number;
  /** The same for records that compute it again first: it is not kept for those. */
  recomputedBy: number;
  /** When that happens. */
  recomputedAt: number;
}

/** A frame, as the records see it: first and last of those that run within it. */
interface Call {
  readonly parent: Call | null;
  readonly first: number;
  last: number;
}

/** What one record keeps for backward. */
interface Kept {
  readonly row: Row;
  /** Bytes of tensors of its own. */
  readonly own: number;
}

export function timelineOf(records: readonly OpRecord[], bindings: readonly Binding[], sizes: Sizes): Timeline {
  const storages = storagesOf(records, bindings, sizes);
  const count = records.length;
  const kept: (Kept | null)[] = [];
  const savedBy = new Float64Array(count);
  const scratch = new Float64Array(count);
  const regions = regionsOf(records);
  /** Bytes that a recomputation makes, by the moment when it runs. */
  const again = new Float64Array(2 * count + 1);
  const diesAfterBackward = new Float64Array(2 * count + 1);
  let saved = 0;
  for (const [i, record] of records.entries()) {
    const inPlace = record.kind !== "view" && isInPlace(record);
    const row = rowOf(record, inPlace);
    if (row.scratch !== undefined) scratch[i] = row.scratch(record, sizes);
    if (!record.outputs.some(({ requiresGrad }) => requiresGrad)) {
      kept.push(null);
      continue;
    }
    let own = row.own?.(record, sizes) ?? 0;
    let mine = 0;
    const region = record.region === undefined || record.region === null ? undefined : outermost(record.region);
    const range = region === undefined ? undefined : regions.get(region);
    if (range !== undefined)
      for (const { tensor } of record.inputs) {
        // What a checkpointed call reads from outside is kept, and the rest is computed from it.
        const storage = storages.get(rootOf(tensor));
        if (storage === undefined || storage.born < 0 || storage.born >= range.first) continue;
        if (storage.keptBy === Infinity) mine += storage.bytes;
        storage.keptBy = Math.min(storage.keptBy, range.first);
      }
    for (const meta of keptTensors(record, row)) {
      // What is about to be overwritten is kept as a copy.
      const isOverwritten = inPlace && record.inputs.includes(meta) && record.outputs[0]?.tensor === meta.tensor;
      if (isOverwritten || row.copies?.(meta, record) === true) {
        own += sizes.bytes(meta);
        continue;
      }
      const storage = storages.get(rootOf(meta.tensor));
      if (storage === undefined || storage.born < 0) continue;
      if (range !== undefined) {
        if (storage.born < range.first) continue;
        storage.recomputedBy = Math.min(storage.recomputedBy, i);
        storage.recomputedAt = 2 * count - 1 - range.last;
        continue;
      }
      if (storage.keptBy === Infinity) mine += storage.bytes;
      storage.keptBy = Math.min(storage.keptBy, i);
    }
    const times = timesOf(record);
    // Each turn of a repeated op keeps tensors of its own.
    own = times * own + (times - 1) * mine;
    if (range !== undefined) {
      const [start, end] = [2 * count - 1 - range.last, 2 * count - 1 - i];
      again[start] = (again[start] ?? 0) + own;
      diesAfterBackward[end] = (diesAfterBackward[end] ?? 0) + own;
      own = 0;
    }
    savedBy[i] = mine + own;
    saved += mine + own;
    kept.push({ row, own });
  }
  let inputs = 0;
  for (const storage of storages.values()) if (storage.born < 0 && !storage.isParameter) inputs += storage.bytes;
  const [born, dies] = [new Float64Array(count), new Float64Array(count)];
  for (const storage of storages.values()) {
    if (storage.born < 0) continue;
    const last = Math.min(Math.max(storage.last, storage.holder?.last ?? -1), count - 1);
    born[storage.born] = (born[storage.born] ?? 0) + storage.bytes;
    dies[last] = (dies[last] ?? 0) + storage.bytes;
    const end = storage.keptBy === Infinity ? last : Math.max(last, 2 * count - 1 - storage.keptBy);
    diesAfterBackward[end] = (diesAfterBackward[end] ?? 0) + storage.bytes;
    if (storage.recomputedBy === Infinity) continue;
    const used = 2 * count - 1 - storage.recomputedBy;
    again[storage.recomputedAt] = (again[storage.recomputedAt] ?? 0) + storage.bytes;
    diesAfterBackward[used] = (diesAfterBackward[used] ?? 0) + storage.bytes;
  }
  let live = 0;
  let alive = 0;
  let inference: Moment = { bytes: 0, at: -1 };
  let forward: Moment = { bytes: 0, at: -1 };
  for (let i = 0; i < count; i++) {
    live += born[i] ?? 0;
    alive += (born[i] ?? 0) + (kept[i]?.own ?? 0);
    const beside = scratch[i] ?? 0;
    if (live + beside > inference.bytes) inference = { bytes: live + beside, at: i };
    const room = kept[i] === null ? beside : 0;
    if (alive + room > forward.bytes) forward = { bytes: alive + room, at: i };
    live -= dies[i] ?? 0;
    alive -= diesAfterBackward[i] ?? 0;
  }
  const { peak, left } = backwardOf(records, kept, sizes, { alive, again, dies: diesAfterBackward });
  return { inputs, saved, savedBy, forward, inference, backward: peak, left };
}

// ── storages ───────────────────────────────────────────────────────────────────────────────────────────────────────

const rootOf = (tensor: Tensor): Tensor => tensor.aliases?.[0] ?? tensor;

function isInPlace({ inputs: [input], outputs: [output] }: OpRecord): boolean {
  return input !== undefined && input.tensor === output?.tensor;
}

function storagesOf(records: readonly OpRecord[], bindings: readonly Binding[], sizes: Sizes): Map<Tensor, Storage> {
  const storages = new Map<Tensor, Storage>();
  const calls = new Map<Frame, Call>();
  const before = (root: Tensor, meta: TensorMeta): Storage => ({
    bytes: sizes.bytes(root === meta.tensor ? meta : { ...meta, shape: root.shape, tensor: root }),
    born: -1,
    isParameter: root.isParameter,
    last: -1,
    holder: null,
    keptBy: Infinity,
    recomputedBy: Infinity,
    recomputedAt: 0,
  });
  for (const [i, record] of records.entries()) {
    const call = callOf(calls, record.frame, i);
    for (const meta of record.inputs) {
      const root = rootOf(meta.tensor);
      let storage = storages.get(root);
      if (storage === undefined) storages.set(root, (storage = before(root, meta)));
      storage.last = i;
      // While the call that holds it goes on, no other one does.
      if (storage.born >= 0 && storage.holder?.last !== i)
        storage.holder = heldBy(call, storage.born) ?? storage.holder;
    }
    for (const meta of record.outputs) {
      const root = rootOf(meta.tensor);
      if (storages.has(root)) continue;
      const { bytes } = before(root, meta);
      const isParameter = root.isParameter;
      storages.set(root, {
        bytes,
        born: isParameter || record.kind === "view" ? -1 : i,
        isParameter,
        last: i,
        holder: null,
        keptBy: Infinity,
        recomputedBy: Infinity,
        recomputedAt: 0,
      });
    }
  }
  holdNames(bindings, storages, calls);
  return storages;
}

/** What a name is bound to lives until another value that the name gets is there, or until the function returns. */
function holdNames(
  bindings: readonly Binding[],
  storages: ReadonlyMap<Tensor, Storage>,
  calls: ReadonlyMap<Frame, Call>,
): void {
  const named = new Map<Frame, Map<string, readonly Storage[]>>();
  for (const { value, names, frame } of bindings) {
    if (frame === null || names.length === 0) continue;
    let own = named.get(frame);
    if (own === undefined) named.set(frame, (own = new Map<string, readonly Storage[]>()));
    const items = names.length > 1 ? itemsOf(value) : [value];
    for (const [i, name] of names.entries()) {
      const item = items[i] ?? null;
      const found: Storage[] = [];
      let time = -1;
      for (const part of item instanceof Tensor ? [item] : itemsOf(item)) {
        const storage = part instanceof Tensor ? storages.get(rootOf(part)) : undefined;
        if (storage === undefined || storage.born < 0) continue;
        found.push(storage);
        time = Math.max(time, storage.born);
      }
      for (const old of own.get(name) ?? []) if (time > old.last && !found.includes(old)) old.last = time;
      own.set(name, found);
    }
  }
  for (const [frame, own] of named) {
    const until = calls.get(frame)?.last ?? -1;
    for (const held of own.values()) for (const storage of held) storage.last = Math.max(storage.last, until);
  }
}

const itemsOf = (value: Value): readonly Value[] =>
  value instanceof PyTuple || value instanceof PyList ? value.items : [];

/** The frame's call, with record `i` noted in it and in its callers. */
function callOf(calls: Map<Frame, Call>, frame: Frame, i: number): Call {
  let call = calls.get(frame);
  if (call === undefined) {
    const parent = frame.parent === null ? null : callOf(calls, frame.parent, i);
    calls.set(frame, (call = { parent, first: i, last: i }));
    return call;
  }
  for (let caller: Call | null = call; caller !== null && caller.last !== i; caller = caller.parent) caller.last = i;
  return call;
}

/** The outermost call around that started after the storage was made: it was handed in there. */
function heldBy(call: Call, born: number): Call | null {
  let holder: Call | null = null;
  for (let outer: Call | null = call; outer !== null && outer.first > born; outer = outer.parent) holder = outer;
  return holder;
}

// ── backward ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** The memory of a gradient, which several tensors may share while nothing is added to it. */
interface Gradient {
  readonly bytes: number;
  owners: number;
}

/** What is there when backward starts, and what comes and goes by the moment. */
interface Held {
  readonly alive: number;
  readonly again: Float64Array;
  readonly dies: Float64Array;
}

interface Backward {
  readonly peak: Moment;
  readonly left: number;
}

/**
 * Walks back from the outputs that nothing reads. A gradient is there from the op that computes it to the op that made the
 * tensor; those of leaves stay. Of two gradients for one tensor the sum goes into the first, if nobody shares that.
 */
function backwardOf(
  records: readonly OpRecord[],
  kept: readonly (Kept | null)[],
  sizes: Sizes,
  { alive, again, dies }: Held,
): Backward {
  const count = records.length;
  const gradients = new Map<Tensor, Gradient>();
  let live = alive;
  let high = alive;
  let peak: Moment = { bytes: 0, at: -1 };
  const made = (bytes: number): Gradient => {
    live += bytes;
    high = Math.max(high, live);
    return { bytes, owners: 0 };
  };
  const release = (gradient: Gradient): void => {
    gradient.owners -= 1;
    if (gradient.owners === 0) live -= gradient.bytes;
  };
  const give = (tensor: Tensor, bytes: number, gradient: Gradient): void => {
    gradient.owners += 1;
    const known = gradients.get(tensor);
    if (known === undefined) {
      gradients.set(tensor, gradient);
      return;
    }
    if (known.owners > 1 || known.bytes < bytes) {
      const sum = made(bytes);
      sum.owners = 1;
      gradients.set(tensor, sum);
      release(known);
    }
    release(gradient);
  };
  for (const { tensor, bytes } of unread(records, sizes)) give(tensor, bytes, made(bytes));
  for (let i = count - 1; i >= 0; i--) {
    const [record, keep] = [records[i], kept[i]];
    if (record === undefined) break;
    live += again[2 * count - 1 - i] ?? 0;
    high = live;
    if (keep !== null && keep !== undefined) {
      const arrived: Gradient[] = [];
      for (const { tensor } of record.outputs) {
        const gradient = gradients.get(tensor);
        if (gradient === undefined) continue;
        gradients.delete(tensor);
        arrived.push(gradient);
      }
      const [only] = arrived;
      if (only !== undefined) {
        const size = elementsOf(record.outputs, sizes);
        for (const meta of record.inputs) {
          if (!meta.requiresGrad) continue;
          const bytes = sizes.bytes(meta);
          const passes =
            keep.row.gradient === "parts" ||
            (keep.row.gradient === "same" && record.outputs.length === 1 && sizes.elements(meta) === size);
          const isLeaf = meta.tensor.isParameter;
          if (keep.row.gradient === "none" && !isLeaf) give(meta.tensor, bytes, made(0));
          else if (passes && !isLeaf) give(meta.tensor, bytes, only);
          else give(meta.tensor, bytes, made(bytes));
        }
      }
      for (const gradient of arrived) release(gradient);
      live -= keep.own;
    }
    if (high > peak.bytes) peak = { bytes: high, at: i };
    live -= dies[2 * count - 1 - i] ?? 0;
  }
  return { peak, left: live };
}

const elementsOf = (metas: readonly TensorMeta[], sizes: Sizes): number =>
  metas.reduce((sum, meta) => sum + sizes.elements(meta), 0);

/** Where backward starts: results of which no op reads anything. */
function unread(records: readonly OpRecord[], sizes: Sizes): { tensor: Tensor; bytes: number }[] {
  const read = new Set<Tensor>();
  const found: { tensor: Tensor; bytes: number }[] = [];
  for (let i = records.length - 1; i >= 0; i--) {
    const { inputs = [], outputs = [] } = records[i] ?? {};
    const [first] = outputs;
    if (first?.requiresGrad === true && !outputs.some(({ tensor }) => read.has(tensor)))
      found.push({ tensor: first.tensor, bytes: sizes.bytes(first) });
    for (const { tensor } of inputs) read.add(tensor);
  }
  return found;
}
