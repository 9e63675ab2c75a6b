// How much of torch is there: each public name that test/oracle/names.py wrote down is asked of our interpreter, and looked for
// in the rows that were recorded from real torch. docs/coverage.md is written from what this file finds.

import { existsSync, readFileSync } from "node:fs";
import { Unknown } from "../../server/src/python/values.ts";
import type { Value } from "../../server/src/python/values.ts";
import type { PythonParser } from "../../server/src/python/parse.ts";
import { tensorClass } from "../../server/src/tensor/tensor.ts";
import { Project } from "../../server/src/analysis/project.ts";
import type { Session } from "../../server/src/analysis/project.ts";
import { createNodeHost, createNodeParser } from "../../server/src/nodeHost.ts";
import { importsOf, referencesOf } from "./references.ts";
import type { Imports } from "./references.ts";
import { readRows, root } from "./rows.ts";

export interface Namespace {
  /** `torch.nn.functional` */
  readonly namespace: string;
  readonly names: readonly string[];
}

export interface Surface extends Namespace {
  readonly supported: ReadonlySet<string>;
  readonly verified: ReadonlySet<string>;
}

export interface Names {
  readonly torch: string;
  readonly torchvision: string;
  readonly namespaces: readonly Namespace[];
}

export const tensorNamespace = "torch.Tensor";

export function readNames(): Names {
  return JSON.parse(readFileSync(`${root}test/data/torch_names.json`, "utf8")) as Names; // the recorder writes this shape
}

export interface Interpreter {
  readonly parser: PythonParser;
  readonly session: Session;
}

/** An interpreter over our models and the third-party source that the tests use. */
export async function createInterpreter(): Promise<Interpreter> {
  const parser = await createNodeParser();
  const searchPaths = [`${root}.third-party/site-packages`].filter((folder) => existsSync(folder));
  const host = createNodeHost({ log: () => undefined });
  return { parser, session: new Project(host, { parser, searchPaths, budgetMs: 1e9 }).session(null) };
}

/** What is there of each namespace, and what of it a recorded row uses. */
export function surfaceOf({ parser, session }: Interpreter, { namespaces }: Names): Surface[] {
  const used = namesInRows(parser);
  return namespaces.map(({ namespace, names }) => {
    const supported = names.filter((name) => isKnown(session, namespace, name));
    const inRows = used.get(namespace);
    const verified = supported.filter((name) => inRows?.has(name) === true);
    return { namespace, names, supported: new Set(supported), verified: new Set(verified) };
  });
}

/** Whether the interpreter has that name, public or not. */
export function isKnown({ modules, runtime }: Session, namespace: string, name: string): boolean {
  if (namespace === tensorNamespace) return tensorClass.lookup(name) !== undefined;
  const module = modules.importModule(namespace, false);
  if (module instanceof Unknown) return false;
  const value: Value | undefined = runtime.findattr(module, name);
  return value !== undefined && !(value instanceof Unknown);
}

/** The names that rows without an error use, by namespace. */
function namesInRows(parser: PythonParser): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  const imports: Imports = new Map([
    ["torch", "torch"],
    ["nn", "torch.nn"],
    ["F", "torch.nn.functional"],
    ["torchvision", "torchvision"],
  ]);
  for (const { rows } of readRows())
    for (const row of rows) {
      if (row.error !== null) continue;
      const text = [...Object.values(row.let), ...(row.before ?? []), row.call].join("\n");
      const parsed = parser.parse({ path: "/row.py", library: false }, text);
      for (const reference of referencesOf(parsed.syntax.units, imports)) {
        const namespace = reference.namespace ?? tensorNamespace;
        const found = used.get(namespace) ?? new Set();
        used.set(namespace, found.add(reference.name));
      }
      parsed.dispose();
    }
  return used;
}

/** Calls in a package, by namespace and name. */
export function callSitesIn(parser: PythonParser, files: readonly PackageFile[], names: Names): Map<string, Calls> {
  const tensorNames = new Set(names.namespaces.find(({ namespace }) => namespace === tensorNamespace)?.names);
  const calls = new Map<string, Calls>();
  for (const { module, isPackage, text } of files) {
    const parsed = parser.parse({ path: `/${module}.py`, library: false }, text);
    const imports = importsOf(parsed.syntax.units, isPackage ? `${module}.__init__` : module);
    for (const { namespace, name, isCall } of referencesOf(parsed.syntax.units, imports)) {
      if (!isCall || (namespace === null && (!tensorNames.has(name) || pythonMethods.has(name)))) continue;
      const place = namespaceOf(namespace, name, names);
      if (place === null) continue;
      const found = calls.get(place) ?? new Map<string, number>();
      calls.set(place, found.set(name, (found.get(name) ?? 0) + 1));
    }
    parsed.dispose();
  }
  return calls;
}

export type Calls = Map<string, number>;

export interface PackageFile {
  /** Its dotted name. */
  readonly module: string;
  readonly isPackage: boolean;
  readonly text: string;
}

/** Methods of Tensor that lists, strings and dicts have as well: who is called there cannot be told. */
const pythonMethods: ReadonlySet<string> = new Set(["index", "sort", "split", "values"]);

/** `torchvision.ops.misc` is `torchvision.ops`, for what that exports; null: not looked at. */
function namespaceOf(namespace: string | null, name: string, { namespaces }: Names): string | null {
  if (namespace === null) return tensorNamespace;
  const real = namespace.startsWith("torchvision.ops") ? "torchvision.ops" : namespace;
  const found = namespaces.find((candidate) => candidate.namespace === real);
  if (found === undefined) return null;
  return real !== "torchvision.ops" || found.names.includes(name) ? real : null;
}
