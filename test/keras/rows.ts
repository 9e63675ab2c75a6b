// Evaluates the rows that were recorded from real Keras (test/keras/*.json) by our interpreter, and says how an answer differs.
// A row's fields are explained in test/oracle/README.md.

import { readFileSync, readdirSync } from "node:fs";
import { countParameters, parametersTouched } from "../../server/src/cost/parameters.ts";
import { PyClass, PyDict, PyFloat, PyInstance, PyList, PyTuple, Unknown } from "../../server/src/python/values.ts";
import type { Value } from "../../server/src/python/values.ts";
import { hintOf, isSymbolic } from "../../server/src/symbolic/dim.ts";
import { Tensor } from "../../server/src/tensor/tensor.ts";
import { DType } from "../../server/src/tensor/dtype.ts";
import { searchPath } from "../models/models.ts";
import { Evaluator, root } from "../torch/rows.ts";
import type { Evaluation, Verdict } from "../torch/rows.ts";

type Leaf =
  | { readonly shape: readonly (number | null)[]; readonly dtype: string; readonly symbolic?: boolean }
  | { readonly value: unknown };
type Output = Leaf | { readonly items: Readonly<Record<string, Output>> } | readonly Output[] | null;

interface Given {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly fill?: "ones" | "range";
}

export interface KerasRow {
  readonly call: string;
  readonly before?: readonly string[];
  readonly let: Readonly<Record<string, string | Given>>;
  readonly output: Output;
  readonly flops: number | null;
  readonly unseen?: number;
  readonly backward: number | null;
  readonly error: { readonly type: string; readonly message: string } | null;
  readonly parameters?: number | null;
}

export function readKerasRows(): { readonly name: string; readonly rows: readonly KerasRow[] }[] {
  const folder = `${root}test/keras/`;
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({
      name: name.replace(".json", ""),
      rows: (JSON.parse(readFileSync(folder + name, "utf8")) as { rows: KerasRow[] }).rows, // the recorder writes this shape
    }));
}

export class KerasEvaluator {
  private readonly evaluator: Evaluator;
  private constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  static async create(): Promise<KerasEvaluator> {
    return new KerasEvaluator(await Evaluator.create(searchPath));
  }

  judge(row: KerasRow): Verdict {
    const plain = this.run(row, false);
    if (row.error !== null) return judgeError(row.error, plain);
    if (plain.error !== null) return { kind: "different", wanted: outputText(row.output), got: plain.error };
    const lost = unknownIn(plain.value);
    if (lost !== null) return { kind: "unknown", reason: lost.reason.message };
    const wanted = `${outputText(row.output)} · ${String((row.flops ?? 0) + (row.unseen ?? 0))}`;
    const got = `${valueText(plain.value)} · ${String(plain.flops)}`;
    if (got !== wanted) return { kind: "different", wanted, got };
    if (typeof row.parameters === "number" && row.call.startsWith("keras.layers.")) {
      const count = countParameters(parametersTouched(plain.records));
      if (count > row.parameters)
        return {
          kind: "different",
          wanted: `${String(row.parameters)} parameters`,
          got: `${String(count)} parameters`,
        };
    }
    if (row.backward === null) return { kind: "same" };
    const graph = this.run(row, true);
    const backward = graph.error ?? `${String(graph.backward)} backward`;
    return backward === `${String(row.backward)} backward`
      ? { kind: "same" }
      : { kind: "different", wanted: `${String(row.backward)} backward`, got: backward };
  }

  private run(row: KerasRow, grad: boolean): Evaluation {
    const setup = [
      "import math",
      "import torch",
      "import numpy as np",
      "import keras",
      "from keras.src.graph import clear_names",
      "clear_names()",
      'keras.config.set_floatx("float32")',
      'keras.config.set_dtype_policy("float32")',
      'keras.config.set_image_data_format("channels_last")',
      ...Object.entries(row.let).map(([name, given]) => `${name} = ${givenText(given)}`),
      ...(grad
        ? Object.keys(row.let).map(
            (name) =>
              `if isinstance(${name}, torch.Tensor) and ${name}.is_floating_point(): ${name} = ${name}.requires_grad_().clone()`,
          )
        : []),
    ];
    return this.evaluator.run({ setup, statements: row.before ?? [], call: row.call, grad });
  }
}

function givenText(given: string | Given): string {
  if (typeof given === "string") return given;
  const shape = `(${given.shape.map((dim) => `${String(dim)},`).join(" ")})`;
  if (given.fill === "range")
    return `keras.ops.reshape(keras.ops.arange(${String(given.shape.reduce((a, b) => a * b, 1))}, dtype="${given.dtype}"), ${shape})`;
  return `keras.ops.${given.fill ?? "zeros"}(${shape}, dtype="${given.dtype}")`;
}

/** What Keras puts around the text of an exception that leaves a `call`. We say the text inside, at the line that raised it. */
const wrapping = /^Exception encountered when calling \w+\.call\(\)\.\n\n([^]*)\n\nArguments received by /;

function judgeError(
  wanted: { readonly type: string; readonly message: string },
  { error, value }: Evaluation,
): Verdict {
  const text = `${wanted.type}: ${wanted.message}`;
  if (error === null)
    return value instanceof Unknown
      ? { kind: "unknown", reason: value.reason.message }
      : { kind: "different", wanted: text, got: valueText(value) };
  const message = error.slice(error.indexOf(": ") + 2);
  const inner = wrapping.exec(wanted.message)?.[1] ?? wanted.message;
  const isSame =
    error.startsWith(`${wanted.type}:`) &&
    (message === inner || (message.length > 10 && wanted.message.includes(message)));
  return isSame ? { kind: "same" } : { kind: "different", wanted: text, got: error };
}

function unknownIn(value: Value): Unknown | null {
  if (value instanceof Unknown) return value;
  if (value instanceof PyTuple || value instanceof PyList)
    for (const item of value.items) {
      const found = unknownIn(item);
      if (found !== null) return found;
    }
  return null;
}

function outputText(output: Output): string {
  if (output === null) return "null";
  if (isList(output)) return `[${output.map(outputText).join(", ")}]`;
  if ("shape" in output) return `${output.dtype}[${output.shape.map((dim) => dim ?? "None").join(", ")}]`;
  if ("items" in output)
    return `{${Object.entries(output.items)
      .map(([key, item]) => `${key}: ${outputText(item)}`)
      .join(", ")}}`;
  return Array.isArray(output.value) ? `[${output.value.join(", ")}]` : JSON.stringify(output.value);
}

function isList(output: Output): output is readonly Output[] {
  return Array.isArray(output);
}

function valueText(value: Value): string {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return JSON.stringify(value);
  if (value instanceof Tensor)
    return `${value.dtype.name}[${value.shape.map((dim) => (isSymbolic(dim) ? "None" : hintOf(dim))).join(", ")}]`;
  if (value instanceof PyTuple || value instanceof PyList) return `[${value.items.map(valueText).join(", ")}]`;
  if (value instanceof PyDict)
    return `{${[...value.entries.values()].map((entry) => `${typeof entry.key === "string" ? entry.key : "?"}: ${valueText(entry.value)}`).join(", ")}}`;
  if (value instanceof DType) return JSON.stringify(value.cls.name);
  if (value instanceof PyFloat) return JSON.stringify(value.value);
  if (value instanceof PyInstance && value.cls.name === "ndarray") return arrayText(value);
  return value instanceof PyInstance ? JSON.stringify(value.cls.name) : "?";
}

/** An array of our model of NumPy, whose dtype holds a scalar type. */
function arrayText({ attrs }: PyInstance): string {
  const [shape, dtype] = [attrs.get("_shape"), attrs.get("dtype")];
  const type = dtype instanceof PyInstance ? dtype.attrs.get("type") : undefined;
  return `${type instanceof PyClass ? type.name : "?"}${valueText(shape ?? null)}`;
}
