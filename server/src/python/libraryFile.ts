// The lowered models of libraries: an index in JSON, and a text for each package with the syntax of every top-level statement.
// Nothing but the index is read until a run asks for a model, and of a model only what is asked for by name.

import type { SourceFile, Stmt, Unit } from "./ast.ts";
import type { Deferred } from "./deferred.ts";

/** `[offset in its source, name of a definition that can wait or "", start and length in its package's text]` */
type Entry = readonly [offset: number, name: string, start: number, length: number];

interface Index {
  /** Kinds of objects: a `kind` (or "" where there is none), then the names of the other fields. */
  readonly schemas: readonly (readonly string[])[];
  /** By path the entries of a file, in JSON of their own: most files are never asked for. */
  readonly files: Readonly<Record<string, string>>;
}

export interface LibraryFile {
  readonly paths: readonly string[];
  units(file: SourceFile): readonly (Unit | Deferred)[];
}

/** What the index is called among the assets; packages stand beside it as `library.torch.txt`. */
export const libraryIndex = "library.txt";

/** A package's own text; modules that are one file share the standard library's. */
function bodyOf(path: string): string {
  const [top = "", ...rest] = path.split("/");
  return `library.${rest.length === 0 ? "stdlib" : top}.txt`;
}

/** The assets by name. */
export function packLibrary(files: ReadonlyMap<string, readonly Unit[]>): Map<string, string> {
  const schemas = new Map<string, number>();
  const index: Record<string, string> = {};
  const bodies = new Map<string, { readonly texts: string[]; length: number }>();
  for (const [path, units] of files) {
    let body = bodies.get(bodyOf(path));
    if (body === undefined) bodies.set(bodyOf(path), (body = { texts: [], length: 0 }));
    const { texts } = body;
    let start = body.length;
    const entries = units.map((unit) => {
      const text = ascii(JSON.stringify(encode(unit.statement, schemas)));
      const entry: Entry = [unit.offset, deferredName(unit.statement), start, text.length];
      texts.push(text);
      start += text.length;
      return entry;
    });
    body.length = start;
    index[path] = JSON.stringify(entries);
  }
  const header: Index = { schemas: [...schemas.keys()].map((key) => key.split(" ")), files: index };
  const assets = [...bodies].map(([name, { texts }]): [string, string] => [name, texts.join("")]);
  return new Map([[libraryIndex, ascii(JSON.stringify(header))], ...assets]);
}

function ascii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** As in deferred.ts: definitions without decorators wait. */
function deferredName(statement: Stmt): string {
  const waits = statement.kind === "FunctionDef" || statement.kind === "ClassDef";
  return waits && statement.decorators.length === 0 ? statement.name : "";
}

export function openLibrary(index: string, readAsset: (name: string) => string | null): LibraryFile {
  const { schemas, files } = JSON.parse(index) as Index;
  const bodies = new Map<string, string>();
  const textOf = (name: string): string => {
    let text = bodies.get(name);
    if (text === undefined) bodies.set(name, (text = readAsset(name) ?? ""));
    return text;
  };
  const statementAt = (path: string, start: number, length: number): Stmt => {
    const encoded: unknown = JSON.parse(textOf(bodyOf(path)).slice(start, start + length));
    return decode(encoded, schemas) as Stmt; // packLibrary wrote it from a statement
  };
  return {
    paths: Object.keys(files),
    units: (file) =>
      (JSON.parse(files[file.path] ?? "[]") as readonly Entry[]).map(([offset, name, start, length]) => {
        const read = (): Unit => ({ file, statement: statementAt(file.path, start, length), text: "", offset });
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
