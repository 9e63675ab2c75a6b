// Evaluates the rows that were recorded from real PyTorch (test/ops/*.json) by our interpreter, and says how an answer
// differs. A row's fields are explained in test/oracle/README.md.

import { readFileSync, readdirSync } from "node:fs";
import { createNodeHost } from "../../server/src/nodeHost.ts";
import { fileURLToPath } from "node:url";
import type { Host } from "../../server/src/base/host.ts";
import { onlyTensors } from "../../server/src/analysis/entries.ts";
import { Project } from "../../server/src/analysis/project.ts";
import type { Session } from "../../server/src/analysis/project.ts";
import { hintOf, printGuard } from "../../server/src/symbolic/dim.ts";
import { exceptionText } from "../../server/src/python/runtime.ts";
import type { Runtime } from "../../server/src/python/runtime.ts";
import { PyDict, PyFloat, PyInstance, PyList, PyObject, PyTuple, Unknown } from "../../server/src/python/values.ts";
import type { Value } from "../../server/src/python/values.ts";
import { DType } from "../../server/src/tensor/dtype.ts";
import { settleGradients } from "../../server/src/tensor/gradients.ts";
import { tensorState } from "../../server/src/tensor/op.ts";
import { Tensor } from "../../server/src/tensor/tensor.ts";
import type { OpRecord } from "../../server/src/tensor/trace.ts";
import { deviceClass } from "../../server/src/torch/device.ts";
import { sizeClass } from "../../server/src/torch/results.ts";
import { createTestParser } from "../python/harness.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Row {
  readonly call: string;
  readonly let: Readonly<Record<string, string>>;
  readonly before?: readonly string[];
  readonly output: readonly Leaf[] | null;
  readonly flops: number | null;
  readonly backward: number | null;
  readonly unseen?: number;
  readonly error: { readonly type: string; readonly message: string } | null;
}

type Leaf = { readonly shape: readonly number[]; readonly dtype: string } | { readonly value: unknown };

export interface RowFile {
  readonly name: string;
  readonly rows: readonly Row[];
}

export function readRows(): RowFile[] {
  const folder = `${root}test/ops/`;
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name: name.replace(".json", ""), rows: rowsOf(readFileSync(folder + name, "utf8")) }));
}

function rowsOf(text: string): Row[] {
  return (JSON.parse(text) as { rows: Row[] }).rows; // the recorder writes this shape
}

export type Verdict =
  | { readonly kind: "same" }
  /** We say that we do not know. */
  | { readonly kind: "unknown"; readonly reason: string }
  | { readonly kind: "different"; readonly wanted: string; readonly got: string };

/** Evaluates rows one after another in one interpreter, so that torch's models are loaded once. */
export class Evaluator {
  private readonly project: Project;
  private session: Session;
  private count = 0;

  private constructor(project: Project) {
    this.project = project;
    this.session = project.session(null);
  }

  /** With the library's sources, and with what is installed under the search path. */
  static async create(searchPath = `${root}.third-party/site-packages`): Promise<Evaluator> {
    const options = { parser: await createTestParser(), searchPaths: [searchPath], budgetMs: 1e9 };
    return new Evaluator(new Project(libraryHost(), options));
  }

  judge(row: Row): Verdict {
    const plain = this.evaluate(row, false);
    const wanted = wantedText(row);
    if (plain.value instanceof Unknown && row.error === null && plain.error === null)
      return { kind: "unknown", reason: plain.value.reason.message };
    const got = plain.error ?? `${leavesText(leavesOf(plain.value))} · ${plain.flops}`;
    if (got !== wanted) return { kind: "different", wanted, got };
    if (row.backward === null || row.error !== null) return { kind: "same" };
    const graph = this.evaluate(row, true);
    const backward = graph.error ?? `${graph.backward} backward`;
    const wantedBackward = `${row.backward} backward`;
    return backward === wantedBackward
      ? { kind: "same" }
      : { kind: "different", wanted: wantedBackward, got: backward };
  }

  private evaluate(row: Row, grad: boolean): Evaluation {
    const names = Object.entries(row.let);
    const isVision = [row.call, ...(row.before ?? []), ...Object.values(row.let)].some((text) =>
      text.includes("torchvision"),
    );
    const setup = [
      ...(isVision ? ["import torchvision"] : []),
      "import math",
      "import torch",
      "from torch import nn",
      "import torch.nn.functional as F",
      ...names.map(([name, source]) => `${name} = ${source}`),
      ...(grad
        ? names.map(
            ([name]) =>
              `if isinstance(${name}, torch.Tensor) and ${name}.is_floating_point(): ${name} = ${name}.requires_grad_().clone()`,
          )
        : []),
    ];
    return this.run({ setup, statements: row.before ?? [], call: row.call, grad });
  }

  /** Runs `setup`, which is not measured, then the statements and the call. */
  run({ setup, statements, call, grad, names = {} }: Program): Evaluation {
    this.count += 1;
    if (this.count % 200 === 0) this.session = this.project.session(null); // a fresh budget
    const { runtime, domain } = this.session;
    const state = tensorState(runtime);
    state.gradEnabled = true;
    const name = `row${this.count}`;
    const failures = domain.trace.failures.length;
    const before = domain.trace.records.length;
    const scope = this.execute(setup, `${name}_setup`);
    for (const [key, value] of Object.entries(names)) scope.set(key, value);
    domain.trace.guards.clear();
    const from = domain.trace.records.length;
    state.gradEnabled = grad;
    const attrs = this.execute([`from ${name}_setup import *`, ...statements, `_result = ${call}`], name);
    const value = attrs.get("_result") ?? null;
    const records = settleGradients(domain.trace.records.slice(before), onlyTensors(value)).slice(from - before);
    const failure = domain.trace.failures[failures];
    return {
      records,
      value,
      flops: records.reduce((sum, record) => sum + hintOf(record.flops), 0),
      backward: records.reduce((sum, record) => sum + hintOf(record.backward), 0),
      guards: [...domain.trace.guards].map((guard) => printGuard(guard)),
      error: failure === undefined ? null : errorText(runtime, failure.raised.exception),
    };
  }

  private execute(lines: readonly string[], name: string): Map<string, Value> {
    const file = { path: `/${name}.py`, library: false };
    const text = lines.join("\n");
    const { syntax } = this.project.parser.parse(file, text);
    return this.session.modules.runFile(name, "", { file, text, units: () => syntax.units, isPackage: false }).attrs;
  }
}

export interface Program {
  readonly setup: readonly string[];
  readonly statements: readonly string[];
  readonly call: string;
  readonly grad: boolean;
  /** Names that the statements and the call may use beside those of `setup`. */
  readonly names?: Readonly<Record<string, Value>>;
}

export interface Evaluation {
  readonly records: readonly OpRecord[];
  readonly value: Value;
  readonly flops: number;
  readonly backward: number;
  /** What the symbols' defaults decided. */
  readonly guards: readonly string[];
  /** `Type: message` of an exception that nothing caught. */
  readonly error: string | null;
}

function wantedText(row: Row): string {
  if (row.error !== null) return `${row.error.type}: ${row.error.message}`;
  return `${leavesText(row.output ?? [])} · ${(row.flops ?? 0) + (row.unseen ?? 0)}`;
}

function leavesText(leaves: readonly Leaf[]): string {
  return leaves
    .map((leaf) => ("shape" in leaf ? `${leaf.dtype}[${leaf.shape.join(", ")}]` : JSON.stringify(leaf.value)))
    .join(", ");
}

/** A result as the recorder writes it. */
function leavesOf(value: Value): Leaf[] {
  if (value === null) return [];
  if (value instanceof Tensor) return [{ shape: value.shape.map(hintOf), dtype: value.dtype.name }];
  if (value instanceof PyTuple && value.cls === sizeClass)
    return [{ value: value.items.map((item) => (typeof item === "number" ? item : "?")) }];
  if (value instanceof PyTuple || value instanceof PyList) return value.items.flatMap(leavesOf);
  if (value instanceof PyDict) return [...value.entries.values()].flatMap((entry) => leavesOf(entry.value));
  if (value instanceof DType) return [{ value: `torch.${value.name}` }];
  if (value instanceof PyFloat) return [{ value: value.value }];
  if (value instanceof Unknown) return [{ value: `unknown: ${value.reason.message}` }];
  if (typeof value !== "object") return [{ value }];
  if (!(value instanceof PyObject)) return [{ value: hintOf(value) }];
  if (value instanceof PyInstance && value.cls === deviceClass) {
    const [type = null, index = null] = [value.attrs.get("type"), value.attrs.get("index")];
    return [{ value: typeof index === "number" ? `${typeof type === "string" ? type : ""}:${index}` : type }];
  }
  return [{ value: value.cls.name }];
}

/** A host of the library's sources and of third-party ones only. */
function libraryHost(): Host {
  const disk = createNodeHost({ log: () => undefined });
  const library = disk.readAsset("library.json");
  return { ...disk, readAsset: (name) => (name === "library.json" ? library : null), now: () => 0 };
}

function errorText(runtime: Runtime, exception: PyInstance): string {
  // A set in a message is printed in any order: the recorder sorts it, and so do we.
  const text = exceptionText(runtime, exception).replace(
    /\{('\w+'(?:, '\w+')*)\}/g,
    (_, items: string) => `{${items.split(", ").sort().join(", ")}}`,
  );
  return `${exception.cls.name}: ${text}`;
}
