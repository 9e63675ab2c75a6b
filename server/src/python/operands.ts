// Operands: the number, the index or the bounds of a slice that a value stands for, which values bring operators of their
// own, and the error for a pair that has none. It computes nothing.

import { Expr, hintOf } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import { PyBoxed, PyBytes, PyContainer, PyFloat, PyFunction, PyInstance, PyList, PyTuple, Unknown } from "./values.ts";
import type { PySlice, Value } from "./values.ts";

export function unbox(value: Value): Value {
  return value instanceof PyBoxed ? value.payload : value;
}

export function asDim(value: Value): Dim | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  return value instanceof Expr ? value : null;
}

/** The number behind an int, bool or float; null for the rest. */
export function asNumber(value: Value): number | null {
  const plain = unbox(value);
  if (plain instanceof PyFloat) return plain.value;
  const dim = asDim(plain);
  return dim === null ? null : hintOf(dim);
}

/** An int, or what `__index__` gives; null where there is neither. */
export function asIndex(runtime: Runtime, key: Value): Dim | Unknown | null {
  if (key instanceof Unknown) return key;
  const dim = asDim(unbox(key));
  if (dim !== null) return dim;
  const method = typeOf(key).lookup("__index__");
  if (method === undefined) return null;
  const value = runtime.call(method, [key]);
  return value instanceof Unknown ? value : asDim(value);
}

/** An index into a sequence of that length, with Python's negative ones. */
export function itemIndex(runtime: Runtime, key: Value, length: number, what: string): number | Unknown {
  const dim = asIndex(runtime, key);
  if (dim instanceof Unknown) return dim;
  if (dim === null)
    return runtime.fail("TypeError", `${what} indices must be integers or slices, not ${typeOf(key).name}`);
  const index = hintOf(dim);
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) return runtime.fail("IndexError", `${what} index out of range`);
  return at;
}

export function sliceBounds(
  runtime: Runtime,
  slice: PySlice,
  length: number,
): { start: number; stop: number; step: number } | Unknown {
  const parts: (number | null)[] = [];
  for (const part of [slice.start, slice.stop, slice.step]) {
    if (part === null) {
      parts.push(null);
      continue;
    }
    const dim = asIndex(runtime, part);
    if (dim instanceof Unknown) return dim;
    if (dim === null)
      return runtime.fail("TypeError", "slice indices must be integers or None or have an __index__ method");
    parts.push(hintOf(dim));
  }
  const [from = null, to = null, by = null] = parts;
  const step = by ?? 1;
  if (step === 0) return runtime.fail("ValueError", "slice step cannot be zero");
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const clamp = (value: number): number => Math.min(Math.max(value < 0 ? value + length : value, low), high);
  return {
    start: from === null ? (step > 0 ? 0 : length - 1) : clamp(from),
    stop: to === null ? (step > 0 ? length : -1) : clamp(to),
    step,
  };
}

/** An object whose class may define operators itself: of the source, of a domain, or a container's subclass. */
export function isUserObject(value: Value): boolean {
  return (
    (value instanceof PyInstance && !(value instanceof PyFunction)) ||
    (value instanceof PyContainer && value.cls.site !== null)
  );
}

export function operandError(runtime: Runtime, op: string, a: Value, b: Value): Value {
  const [left, right] = [typeOf(a).name, typeOf(b).name];
  if (op === "+" && isSequence(unbox(a)))
    return runtime.fail("TypeError", `can only concatenate ${left} (not "${right}") to ${left}`);
  if (op === "*" && (isSequence(unbox(a)) || isSequence(unbox(b))))
    return runtime.fail(
      "TypeError",
      `can't multiply sequence by non-int of type '${isSequence(unbox(a)) ? right : left}'`,
    );
  return runtime.fail(
    "TypeError",
    `unsupported operand type(s) for ${op === "**" ? "** or pow()" : op}: '${left}' and '${right}'`,
  );
}

const isSequence = (value: Value): boolean =>
  typeof value === "string" || value instanceof PyList || value instanceof PyTuple || value instanceof PyBytes;
