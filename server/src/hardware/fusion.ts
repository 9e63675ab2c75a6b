// What a compiler such as TorchInductor makes one kernel of: pointwise work, norms, softmax and reductions join the kernel that they
// wait for. What stays inside a kernel moves no bytes.

import { elements, holdsBefore } from "../cost/cost.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { productKinds } from "../tensor/trace.ts";
import type { OpKind, OpRecord, TensorMeta } from "../tensor/trace.ts";
import { sizeIn } from "./formats.ts";
import type { Sizes } from "./formats.ts";

/** Kinds that a compiler writes kernels for itself, so that they join. */
export const fusible: ReadonlySet<OpKind> = new Set<OpKind>(["pointwise", "norm", "softmax", "reduce", "copy", "pool"]);

/** Kinds that begin a kernel: what they read has another shape than what they write. */
const opening: ReadonlySet<OpKind> = new Set<OpKind>(["reduce", "pool"]);

/** A kernel in the making. A kernel's stage is beyond those of all that it waits for. */
interface Group {
  stage: number;
  /** Whether what reads its results may become part of it. */
  readonly isOpen: boolean;
  readonly isProduct: boolean;
}

/** What a tensor holds between two writes. Views and casts of it are the same contents. */
interface Contents {
  readonly writer: Group | null;
  readonly readers: Set<Group>;
  /** Bytes an element where it is cast somewhere: the compiler stores it in the shorter format. */
  size: number | null;
}

export interface Placed {
  readonly group: Group;
  readonly reads: ReadonlyMap<Tensor, Contents>;
  readonly writes: ReadonlyMap<Tensor, Contents>;
}

/** Which records share a kernel: one joins the last kernel that it waits for, and what stays inside moves no bytes. */
export class Fusion {
  private readonly placed = new Map<OpRecord, Placed>();
  private readonly joined = new Set<OpRecord>();
  private readonly contents = new Map<Tensor, Contents>();

  constructor(records: readonly OpRecord[]) {
    for (const record of records) {
      if (record.kind === "view" || record.op === "to") this.alias(record);
      else this.place(record);
    }
  }

  private alias({ inputs, outputs }: OpRecord): void {
    const [source] = inputs;
    if (source === undefined) return;
    const contents = this.contentsOf(source.tensor);
    for (const { tensor, dtype } of outputs) {
      this.contents.set(tensor, contents);
      const size = Math.min(dtype.size, source.dtype.size);
      if (dtype !== source.dtype) contents.size = Math.min(size, contents.size ?? size);
    }
  }

  private contentsOf(tensor: Tensor): Contents {
    let contents = this.contents.get(tensor);
    if (contents === undefined)
      this.contents.set(tensor, (contents = { writer: null, readers: new Set(), size: null }));
    return contents;
  }

  private place(record: OpRecord): void {
    const reads = new Map<Tensor, Contents>();
    for (const { tensor } of record.inputs) reads.set(tensor, this.contentsOf(tensor));
    const group = this.groupFor(record, reads);
    for (const contents of reads.values()) contents.readers.add(group);
    const writes = new Map<Tensor, Contents>();
    for (const { tensor } of record.outputs) {
      const contents = { writer: group, readers: new Set<Group>(), size: null };
      writes.set(tensor, contents);
      this.contents.set(tensor, contents);
    }
    this.placed.set(record, { group, reads, writes });
  }

  private groupFor(record: OpRecord, reads: ReadonlyMap<Tensor, Contents>): Group {
    let last: Group | null = null;
    for (const { writer } of reads.values())
      if (writer !== null && (last === null || writer.stage > last.stage)) last = writer;
    const isFusible = fusible.has(record.kind);
    if (last === null || !isFusible || !last.isOpen || opening.has(record.kind))
      return { stage: (last?.stage ?? 0) + 1, isOpen: isFusible, isProduct: productKinds.has(record.kind) };
    this.joined.add(record);
    return last;
  }

  isJoined(record: OpRecord): boolean {
    return this.joined.has(record);
  }

  placeOf(record: OpRecord): Placed | undefined {
    return this.placed.get(record);
  }

  /** Of a record's bytes those that pass between a product and the one kernel that its result is for. */
  epilogueBytes(record: OpRecord, { read, written }: Sizes): number {
    const placed = this.placed.get(record);
    if (placed === undefined || opening.has(record.kind)) return 0;
    const { isProduct } = placed.group;
    const metas = isProduct ? record.outputs : record.inputs;
    const contents = isProduct ? placed.writes : placed.reads;
    let bytes = 0;
    for (const [index, meta] of metas.entries()) {
      const passed = contents.get(meta.tensor);
      if (passed?.writer?.isProduct !== true || passed.readers.size !== 1) continue;
      for (const reader of passed.readers) if (!reader.isOpen) return bytes;
      if (holdsBefore(metas, index, meta.tensor)) continue;
      const size = sizeIn(meta, isProduct ? written : read);
      bytes += elements(meta) * Math.min(size, passed.size ?? size);
    }
    return bytes;
  }
}

/** Bytes an element that a record moves of a tensor: none of what is made in its kernel or read by nothing else. */
export function sizeWithin({ group, reads, writes }: Placed, meta: TensorMeta, isRead: boolean, size: number): number {
  const contents = (isRead ? reads : writes).get(meta.tensor);
  if (contents === undefined) return size;
  if (group.isOpen && (isRead ? contents.writer === group : staysIn(contents, group))) return 0;
  return contents.size === null ? size : Math.min(size, contents.size);
}

function staysIn({ readers }: Contents, group: Group): boolean {
  return readers.size === 1 && readers.has(group);
}
