// A text with its patches applied, and where each offset of it is in the real text.

import { scan } from "./lines.ts";
import type { Patch } from "./recover.ts";
import type { Fault } from "./validate.ts";

interface Placed {
  readonly patch: Patch;
  /** Where the patch's text is in the code. */
  readonly start: number;
  readonly end: number;
}

export class Patched {
  /** What is parsed. */
  readonly code: string;
  private readonly placed: readonly Placed[];

  /** `patches` are sorted and do not overlap. */
  constructor(source: string, patches: readonly Patch[]) {
    const placed: Placed[] = [];
    let code = "";
    let from = 0;
    for (const patch of patches) {
      code += source.slice(from, patch.start);
      placed.push({ patch, start: code.length, end: code.length + patch.text.length });
      code += patch.text;
      from = patch.end;
    }
    this.placed = placed;
    this.code = patches.length === 0 ? source : code + source.slice(from);
  }

  /** The offset in the real text; within a patch, one within the range that it replaces. */
  real(offset: number): number {
    const last = this.placed[this.firstFrom(offset + 1) - 1];
    if (last === undefined) return offset;
    const { patch, start, end } = last;
    return offset >= end ? offset - end + patch.end : Math.min(patch.start + offset - start, patch.end);
  }

  /** The index of the first patch whose text starts at an offset of the code or behind it. */
  private firstFrom(offset: number): number {
    let low = 0;
    let high = this.placed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.placed[middle] as Placed).start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  realFault({ start, end, message }: Fault): Fault {
    return { start: this.real(start), end: this.real(end), message };
  }

  /** The patches whose text lies in a range of the code. */
  within(start: number, end: number): readonly Placed[] {
    const result: Placed[] = [];
    for (let k = this.firstFrom(start); k < this.placed.length; k++) {
      const placed = this.placed[k] as Placed;
      if (placed.start > end) break;
      if (placed.end <= end) result.push(placed);
    }
    return result;
  }

  /** The patch that puts other statements in the place of the one at this offset of the code. */
  replacementAt(offset: number): Patch | null {
    for (let k = this.firstFrom(offset); this.placed[k]?.start === offset; k++) {
      const { patch } = this.placed[k] as Placed;
      if (patch.becomes !== "text") return patch;
    }
    return null;
  }
}

/** The comments in what was patched, as far as they can be told, in pairs of start and end. */
export function commentsIn(source: string, { start, end }: Patch): number[] {
  const from = source.lastIndexOf("\n", start - 1) + 1;
  const { comments } = scan(source, from, end);
  const result: number[] = [];
  for (let k = 0; k + 1 < comments.length; k += 2) {
    const [at, to] = [comments[k], comments[k + 1]] as [number, number];
    if (at >= start) result.push(at, to);
  }
  return result;
}
