// The lowered models of libraries in one text: a line of JSON with an index, then the syntax of every top-level statement.
// Nothing but the index is read until a run asks for a model, and of a model only what is asked for by name.

import type { SourceFile, Stmt, Unit } from "./ast.ts";
import type { Deferred } from "./deferred.ts";

/** `[offset in its source, name of a definition that can wait or "", start and length in the body]` */
type Entry = readonly [offset: number, name: string, start: number, length: number];

interface Index {
  /** Kinds of objects: a `kind` (or "" where there is none), then the names of the other fields. */
  readonly schemas: readonly (readonly string[])[];
  readonly files: Readonly<Record<string, readonly Entry[]>>;
}

export interface LibraryFile {
  readonly paths: readonly string[];
  units(file: SourceFile): readonly (Unit | Deferred)[];
}

export function packLibrary(files: ReadonlyMap<string, readonly Unit[]>): string {
  const schemas = new Map<string, number>();
  const index: Record<string, Entry[]> = {};
  const body: string[] = [];
  let start = 0;
  for (const [path, units] of files) {
    index[path] = units.map((unit) => {
      const text = ascii(JSON.stringify(encode(unit.statement, schemas)));
      const entry: Entry = [unit.offset, deferredName(unit.statement), start, text.length];
      body.push(text);
      start += text.length;
      return entry;
    });
  }
  const header: Index = { schemas: [...schemas.keys()].map((key) => key.split(" ")), files: index };
  return `${ascii(JSON.stringify(header))}\n${body.join("")}`;
}

function ascii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** As in deferred.ts: definitions without decorators wait. */
function deferredName(statement: Stmt): string {
  const waits = statement.kind === "FunctionDef" || statement.kind === "ClassDef";
  return waits && statement.decorators.length === 0 ? statement.name : "";
}

export function openLibrary(text: string): LibraryFile {
  const split = text.indexOf("\n");
  const { schemas, files } = JSON.parse(text.slice(0, split)) as Index;
  const statementAt = (start: number, length: number): Stmt => {
    const encoded: unknown = JSON.parse(text.slice(split + 1 + start, split + 1 + start + length));
    return decode(encoded, schemas) as Stmt; // packLibrary wrote it from a statement
  };
  return {
    paths: Object.keys(files),
    units: (file) =>
      (files[file.path] ?? []).map(([offset, name, start, length]) => {
        const read = (): Unit => ({ file, statement: statementAt(start, length), text: "", offset });
        if (name === "") return read();
        let units: readonly Unit[] | null = null;
        return { name, decorators: "", units: () => (units ??= [read()]) };
      }),
  };
}

/** Objects become `[schema, …fields]`, lists `[-1, …items]`. */
function encode(value: unknown, schemas: Map<string, number>): unknown {
  if (Array.isArray(value)) return [-1, ...value.map((item: unknown) => encode(item, schemas))];
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([name, field]) => name !== "kind" && field !== undefined);
  const kind = "kind" in value && typeof value.kind === "string" ? value.kind : "";
  const key = [kind, ...fields.map(([name]) => name)].join(" ");
  let schema = schemas.get(key);
  if (schema === undefined) schemas.set(key, (schema = schemas.size));
  return [schema, ...fields.map(([, field]) => encode(field, schemas))];
}

function decode(value: unknown, schemas: Index["schemas"]): unknown {
  if (!Array.isArray(value)) return value;
  const parts = value as readonly unknown[];
  if (parts[0] === -1) {
    const items: unknown[] = [];
    for (let index = 1; index < parts.length; index++) items.push(decode(parts[index], schemas));
    return items;
  }
  const schema = schemas[parts[0] as number] ?? [];
  const object: Record<string, unknown> = {};
  const [kind = ""] = schema;
  if (kind !== "") object["kind"] = kind;
  for (let index = 1; index < schema.length; index++) object[schema[index] ?? ""] = decode(parts[index], schemas);
  return object;
}
