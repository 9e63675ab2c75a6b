// A parser for tests, and a compact way to write a syntax tree down.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Constant, SourceFile, Unit } from "../../server/src/python/ast.ts";
import { createParser, type PythonParser } from "../../server/src/python/parse.ts";

const require = createRequire(import.meta.url);

export async function createTestParser(): Promise<PythonParser> {
  const read = (name: string): Promise<Buffer> => readFile(require.resolve(name));
  const runtime = await read("web-tree-sitter/web-tree-sitter.wasm");
  return createParser({ runtime, grammar: await read("tree-sitter-python/tree-sitter-python.wasm") });
}

export const testFile: SourceFile = { path: "/test.py", library: false };

/**
 * A tree without its spans: `x = f(1)` is `Assign([x], Call(f, [1]))`. Fields stand in the order of ast.ts; a name and a number
 * stand for themselves, a string in quotes, `-` is null, and what has no kind is written `{…}`.
 */
export function show(value: unknown): string {
  if (value === null) return "-";
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object") return "?";
  const { kind, ...fields } = value as Record<string, unknown>;
  if (kind === "Name") return String(fields["id"]);
  if (kind === "Constant") return showConstant(value as Constant);
  const shown = Object.entries(fields).flatMap(([name, field]) => {
    if (name === "start" || name === "end" || name === "nameSpan") return [];
    return [show(field)];
  });
  return typeof kind === "string" ? `${kind}(${shown.join(", ")})` : `{${shown.join(", ")}}`;
}

function showConstant(constant: Constant): string {
  switch (constant.type) {
    case "int":
      return constant.big ?? String(constant.value);
    case "float":
      return Number.isInteger(constant.value) ? `${constant.value}.0` : String(constant.value);
    case "complex":
      return `${constant.value}j`;
    case "str":
      return JSON.stringify(constant.value);
    case "bytes":
      return `b${JSON.stringify(constant.value)}`;
    default:
      return constant.type;
  }
}

/** Every node with a span below a unit. */
export function nodesOf(unit: Unit): { readonly kind: string; readonly start: number; readonly end: number }[] {
  const nodes: { kind: string; start: number; end: number }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (typeof value === "object" && value !== null) {
      const { kind, start, end } = value as Record<string, unknown>;
      if (typeof start === "number" && typeof end === "number") nodes.push({ kind: String(kind), start, end });
      Object.values(value).forEach(visit);
    }
  };
  visit(unit.statement);
  return nodes;
}
