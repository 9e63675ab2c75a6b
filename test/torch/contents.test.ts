// What we say a tensor holds is what PyTorch's holds, or we say nothing; and likewise its strides, its errors.
// test/oracle/contents.py records the rows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { PyFloat, PyList, PyTuple, Unknown } from "../../server/src/python/values.ts";
import type { Value } from "../../server/src/python/values.ts";
import { hintOf } from "../../server/src/symbolic/dim.ts";
import { stridesOf } from "../../server/src/tensor/strided.ts";
import { Tensor } from "../../server/src/tensor/tensor.ts";
import { Evaluator, root } from "./rows.ts";

interface Recorded {
  readonly value?: unknown;
  readonly dtype?: string;
  readonly stride?: readonly number[];
  readonly items?: readonly Recorded[];
  readonly error?: string;
}

interface Row extends Recorded {
  readonly call: string;
  readonly before?: readonly string[];
}

const data = JSON.parse(readFileSync(`${root}test/data/contents.json`, "utf8")) as {
  setup: Record<string, string>;
  rows: Row[];
}; // the recorder writes this shape

test("contents, strides and errors of tensors whose values are known", async () => {
  const evaluator = await Evaluator.create();
  const setup = ["import torch", ...Object.entries(data.setup).map(([name, source]) => `${name} = ${source}`)];
  const wrong: string[] = [];
  for (const row of data.rows) {
    const got = evaluator.run({ setup, statements: row.before ?? [], call: row.call, grad: true });
    const difference =
      got.error !== null || row.error !== undefined
        ? differentError(row.error ?? "no error", got.error, got.value)
        : compare(row, got.value);
    if (difference !== null) wrong.push(`${(row.before ?? []).join("; ")} ${row.call}: ${difference}`);
  }
  assert.deepEqual(wrong, []);
});

function differentError(wanted: string, got: string | null, value: Value): string | null {
  if (got === null && value instanceof Unknown) return null;
  if (got === null && wanted.includes("view size is not compatible")) return null; // the layout is not always known
  return wanted === got ? null : `${wanted}, not ${got ?? "a value"}`;
}

/** null: the same, or not known to us. */
function compare(wanted: Recorded, got: Value): string | null {
  if (got instanceof Unknown) return null;
  if (wanted.items !== undefined) {
    if (!(got instanceof PyTuple || got instanceof PyList) || got.items.length !== wanted.items.length)
      return `not ${wanted.items.length} items`;
    return wanted.items.map((item, i) => compare(item, got.items[i] ?? null)).find((text) => text !== null) ?? null;
  }
  if (!(got instanceof Tensor)) return same(wanted.value, plain(got)) ? null : `not ${JSON.stringify(wanted.value)}`;
  if (`torch.${got.dtype.name}` !== wanted.dtype) return `${got.dtype.name}, not ${String(wanted.dtype)}`;
  const strides = stridesOf(got);
  const moves = got.shape.map((size) => size !== 1 && got.shape.every((other) => other !== 0)); // else any stride will do
  if (strides?.some((stride, i) => moves[i] && stride !== wanted.stride?.[i]) === true)
    return `strides ${strides.map(hintOf).join(", ")}, not ${String(wanted.stride?.join(", "))}`;
  const flat = [wanted.value].flat(Infinity);
  const shape = shapeOf(wanted.value);
  if (shape.some((size, i) => size !== got.shape[i]) || shape.length > got.shape.length)
    return `shape ${got.shape.map(String).join(", ")}, not ${shape.join(", ")}`;
  if (got.data === null || same(flat, got.data)) return null;
  return `holds ${got.data.join(", ")}, not ${flat.join(", ")}`;
}

function shapeOf(value: unknown): number[] {
  return Array.isArray(value) ? [value.length, ...(value.length > 0 ? shapeOf(value[0]) : [])] : [];
}

function plain(value: Value): unknown {
  if (value instanceof PyFloat) return value.value;
  return value instanceof PyList || value instanceof PyTuple ? value.items.map(plain) : value;
}

/** Equal up to the last digits of a float32. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: unknown, i) => same(item, b[i]));
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === null || y === null) return a === b;
  return Object.is(x, y) || x === y || Math.abs(x - y) <= 1e-6 * Math.max(1, Math.abs(x));
}

function numberOf(value: unknown): number | null {
  if (typeof value === "number" || typeof value === "boolean") return Number(value);
  const named: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, "-inf": -Infinity };
  return typeof value === "string" ? (named[value] ?? null) : null;
}
