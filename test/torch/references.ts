// The names of libraries that a Python file refers to, by its imports: `F.relu(x)` is relu of torch.nn.functional.

import type { Attribute, Expr, Name, Unit } from "../../server/src/python/ast.ts";

/** A name of a file, and the dotted name that it was imported as. */
export type Imports = ReadonlyMap<string, string>;

export interface Reference {
  /** `torch.nn.functional`; null for an attribute of something that was not imported: maybe a tensor's. */
  readonly namespace: string | null;
  readonly name: string;
  readonly isCall: boolean;
}

type Node = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** Every syntax node, parents first. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (typeof value === "object" && value !== null) {
    if ("kind" in value && typeof value.kind === "string") yield value as Node;
    for (const field of Object.values(value)) yield* nodesOf(field);
  }
}

/** The imports of a file, wherever they stand. `module` is its dotted name; a package's ends with `__init__`. */
export function importsOf(units: readonly Unit[], module: string): Imports {
  const imports = new Map<string, string>();
  for (const unit of units)
    for (const node of nodesOf(unit.statement)) {
      if (node.kind === "Import")
        for (const { name, as } of namesOf(node)) {
          const top = name.split(".")[0] ?? name;
          imports.set(as ?? top, as === null ? top : name);
        }
      if (node.kind === "ImportFrom" && typeof node["module"] === "string" && typeof node["level"] === "number") {
        const { module: from, level } = { module: node["module"], level: node["level"] };
        const base = level === 0 ? [] : module.split(".").slice(0, -level);
        const whole = [...base, ...(from === "" ? [] : [from])].join(".");
        for (const { name, as } of namesOf(node)) imports.set(as ?? name, `${whole}.${name}`);
      }
    }
  return imports;
}

function namesOf(node: Node): readonly { readonly name: string; readonly as: string | null }[] {
  return node["names"] as readonly { name: string; as: string | null }[]; // Import and ImportFrom have these
}

/** Names of imported modules, and attributes of all else but `self`. */
export function* referencesOf(units: readonly Unit[], imports: Imports): Generator<Reference> {
  for (const unit of units) {
    const called = new Set<unknown>();
    const inner = new Set<unknown>();
    for (const node of nodesOf(unit.statement)) {
      if (node.kind === "Call") called.add(node["func"]);
      if (node.kind !== "Attribute" && node.kind !== "Name") continue;
      if (inner.has(node)) continue;
      const expr = node as unknown as Attribute | Name; // of these kinds
      const isCall = called.has(node);
      const dotted = dottedName(expr, imports);
      if (dotted !== null) {
        for (let part: Expr = expr; part.kind === "Attribute"; part = part.value) inner.add(part.value);
        yield* splitName(dotted, isCall);
      } else if (expr.kind === "Attribute" && !isSelf(expr.value)) yield { namespace: null, name: expr.attr, isCall };
    }
  }
}

function isSelf(expr: Expr): boolean {
  if (expr.kind === "Call") return expr.func.kind === "Name" && expr.func.id === "super";
  return expr.kind === "Name" && (expr.id === "self" || expr.id === "cls");
}

function dottedName(expr: Expr, imports: Imports): string | null {
  if (expr.kind === "Name") return imports.get(expr.id) ?? null;
  if (expr.kind !== "Attribute") return null;
  const base = dottedName(expr.value, imports);
  return base === null ? null : `${base}.${expr.attr}`;
}

/** `torch.float32.itemsize` is of torch's name float32 too: each prefix is a reference. */
function* splitName(dotted: string, isCall: boolean): Generator<Reference> {
  const parts = dotted.split(".");
  for (let i = 1; i < parts.length; i += 1)
    yield {
      namespace: parts.slice(0, i).join("."),
      name: parts[i] ?? "",
      isCall: isCall && i === parts.length - 1,
    };
}
