// Lowering: the concrete syntax of one top-level statement becomes our own tree. The rules stand in lowerStmt, lowerExpr
// and lowerPattern; here is what they share. They know tree-sitter's node names and nothing else of it.

import type { Missing, Span, Stmt } from "./ast.ts";
import type { Concrete } from "./concrete.ts";
import type { Fault } from "./validate.ts";

/** Trees deeper than this get a hole: the interpreter behind us recurses, and so do we. */
export const MAX_DEPTH = 500;

/** Stands in patched text where something has to stand; becomes a hole of the tree. */
export const HOLE = "ǃhole";

/** What goes where half-typed code was cut out of the text, by the place of its first character in the parsed text. */
export type Replacements = ReadonlyMap<number, () => readonly Stmt[]>;

export interface Lowering {
  readonly tree: Concrete;
  /** From an offset in the parsed text to one within the unit. */
  readonly at: (position: number) => number;
  readonly replacements: Replacements | null;
  /** Definitions of the last version whose text is the same, by the place of their first character. */
  readonly reused: ReadonlyMap<number, Stmt> | null;
  readonly faults: Fault[];
  depth: number;
}

export function spanAt(cx: Lowering, i: number): Span {
  return { start: cx.at(cx.tree.start[i] as number), end: cx.at(cx.tree.end[i] as number) };
}

export function startAt(cx: Lowering, i: number): number {
  return cx.at(cx.tree.start[i] as number);
}

export function endAt(cx: Lowering, i: number): number {
  return cx.at(cx.tree.end[i] as number);
}

/** A hole, reported as a problem. */
export function missing(cx: Lowering, i: number, message: string): Missing {
  const span = spanAt(cx, i);
  cx.faults.push({ ...span, message });
  return { kind: "Missing", ...span, message };
}

/** A hole where the tree gets deeper than we go; reported once in a unit. */
export function tooDeep(cx: Lowering, i: number): Missing {
  const span = spanAt(cx, i);
  const message = "nested too deeply";
  if (!cx.faults.some((fault) => fault.message === message)) cx.faults.push({ ...span, message });
  return { kind: "Missing", ...span, message };
}

/** Reports what is not Python, where the tree still has a good reading. */
export function report(cx: Lowering, i: number, message: string): void {
  cx.faults.push({ ...spanAt(cx, i), message });
}
