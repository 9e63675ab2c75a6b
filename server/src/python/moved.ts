// Copies of a statement with its spans somewhere else: syntax of an earlier version, where its text is now.

import type { Stmt } from "./ast.ts";

/** A copy in which every `start` and `end` went through `place`. */
export function moved(statement: Stmt, place: (offset: number) => number): Stmt {
  return copy(statement, place) as Stmt;
}

function copy(value: unknown, place: (offset: number) => number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, place));
  const source = value as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const key in source) {
    const child = source[key];
    const isOffset = (key === "start" || key === "end") && typeof child === "number";
    result[key] = isOffset ? place(child) : copy(child, place);
  }
  return result;
}

/** Where a statement starts with its decorators; `text` is that of its unit, or a part of it that starts at `from`. */
export function outerStart(statement: Stmt, text: string, from = 0): number {
  if (statement.kind !== "FunctionDef" && statement.kind !== "ClassDef") return statement.start;
  const [first] = statement.decorators;
  if (first === undefined) return statement.start;
  return from + Math.max(0, text.lastIndexOf("@", first.start - from));
}
