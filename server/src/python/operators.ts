// Binary, in-place and unary operators: native for the built-in types, dunder methods for everything else. Numbers are in
// `arithmetic.ts`; here are sequences, sets, dicts and the order in which Python asks the two sides.

import { hintOf, neg, sub } from "../symbolic/dim.ts";
import { complexBinary, floatBinary, intBinary } from "./arithmetic.ts";
import type { BinaryOperator } from "./ast.ts";
import { dictSet, makeDict, makeSet } from "./dict.ts";
import { percentFormat } from "./format.ts";
import { iterateValue } from "./iteration.ts";
import { asDim, isUserObject, operandError, unbox } from "./operands.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import {
  PyBoxed,
  PyBytes,
  PyClass,
  PyComplex,
  PyContainer,
  PyDict,
  PyFloat,
  PyFunction,
  PyList,
  PySet,
  PyTuple,
  Unknown,
  dictItemsClass,
  dictKeysClass,
  notImplemented,
} from "./values.ts";
import type { Value } from "./values.ts";

const binaryNames: Readonly<Record<BinaryOperator, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
};

export function binary(runtime: Runtime, op: BinaryOperator, left: Value, right: Value): Value {
  if (left instanceof Unknown) return left;
  if (right instanceof Unknown) return right;
  if ((left instanceof PyBoxed || right instanceof PyBoxed) && (overrides(left, op, "") || overrides(right, op, "r")))
    return dunderBinary(runtime, op, left, right) ?? operandError(runtime, op, left, right);
  const a = unbox(left);
  const b = unbox(right);
  const x = asDim(a);
  const y = asDim(b);
  if (x !== null && y !== null) {
    const bothBool = typeof a === "boolean" && typeof b === "boolean";
    return intBinary(runtime, op, x, y, bothBool);
  }
  if ((a instanceof PyFloat || x !== null) && (b instanceof PyFloat || y !== null))
    return floatBinary(runtime, op, a, b);
  if (!isUserObject(a) && !isUserObject(b)) {
    const built = builtinBinary(runtime, op, a, b);
    if (built !== undefined) return built;
  }
  return dunderBinary(runtime, op, left, right) ?? operandError(runtime, op, left, right);
}

/** A subclass of int, str or float that defines the operator itself. */
function overrides(value: Value, op: BinaryOperator, prefix: "" | "r"): boolean {
  return value instanceof PyBoxed && value.cls.lookup(`__${prefix}${binaryNames[op]}__`) instanceof PyFunction;
}

/** undefined where the built-in types do not define it. */
function builtinBinary(runtime: Runtime, op: BinaryOperator, a: Value, b: Value): Value | undefined {
  const lost = a instanceof PyContainer && a.lost !== null ? a.lost : b instanceof PyContainer ? b.lost : null;
  if (lost !== null) return lost;
  if (typeof a === "string") {
    if (op === "+" && typeof b === "string")
      return a.length + b.length > textLimit ? runtime.unknown("a text of many megabytes") : a + b;
    if (op === "%") return percentFormat(runtime, a, b);
    if (op === "*")
      return repeat(b, (times) =>
        a.length * times > textLimit ? runtime.unknown("a text of many megabytes") : a.repeat(times),
      );
    return undefined;
  }
  if (op === "*" && (typeof b === "string" || b instanceof PyList || b instanceof PyTuple) && asDim(a) !== null)
    return builtinBinary(runtime, op, b, a);
  if (isKeys(a) || isKeys(b)) {
    const [left, right] = [setView(runtime, a), setView(runtime, b)];
    return left === null || right === null ? undefined : setBinary(runtime, op, left, right);
  }
  if (a instanceof PyList) {
    if (op === "+" && b instanceof PyList) return new PyList([...a.items, ...b.items]);
    if (op === "*") return repeat(b, (times) => repeated(runtime, a.items, times, (items) => new PyList(items)));
    return undefined;
  }
  if (a instanceof PyTuple) {
    if (op === "+" && b instanceof PyTuple)
      return a.cls.keepsSlices ? new PyTuple([...a.items, ...b.items], a.cls) : new PyTuple([...a.items, ...b.items]);
    if (op === "*") return repeat(b, (times) => repeated(runtime, a.items, times, (items) => new PyTuple(items)));
    return undefined;
  }
  if (a instanceof PyBytes && b instanceof PyBytes && op === "+") return new PyBytes(a.value + b.value);
  if (a instanceof PySet && b instanceof PySet) return setBinary(runtime, op, a, b);
  if (a instanceof PyDict && b instanceof PyDict && op === "|") {
    const merged = makeDict([]);
    for (const dict of [a, b]) for (const { key, value } of dict.entries.values()) dictSet(runtime, merged, key, value);
    return merged;
  }
  if (op === "|" && (a instanceof PyClass || a === null) && (b instanceof PyClass || b === null))
    return new PyTuple([a ?? typeOf(null), b ?? typeOf(null)]); // `int | None`: good for isinstance
  if (op === "|" && a instanceof PyTuple && b instanceof PyClass) return new PyTuple([...a.items, b]);
  return complexBinary(op, a, b);
}

function repeat(count: Value, make: (times: number) => Value): Value | undefined {
  const times = asDim(count);
  return times === null ? undefined : make(Math.max(0, hintOf(times)));
}

/** Above these a value is not held any more. */
const textLimit = 1 << 26;
const itemLimit = 10_000_000;

function repeated(runtime: Runtime, items: readonly Value[], times: number, make: (items: Value[]) => Value): Value {
  if (items.length * times > itemLimit) return runtime.unknown("a sequence of more than ten million items");
  const result: Value[] = [];
  for (let turn = 0; turn < times; turn++) for (const item of items) result.push(item);
  return make(result);
}

/** The keys or the items of a dict, which work as a set. */
function isKeys(value: Value): value is PyList {
  return value instanceof PyList && (value.cls === dictKeysClass || value.cls === dictItemsClass);
}

function setView(runtime: Runtime, value: Value): PySet | null {
  if (value instanceof PySet) return value;
  const items = iterateValue(runtime, value);
  return items instanceof Unknown ? null : makeSet(runtime, items);
}

function setBinary(runtime: Runtime, op: BinaryOperator, a: PySet, b: PySet): Value | undefined {
  const items = [...a.entries];
  const make = (entries: [unknown, Value][]): PySet =>
    makeSet(
      runtime,
      entries.map(([, value]) => value),
      new PySet(a.cls),
    );
  switch (op) {
    case "|":
      return make([...items, ...b.entries]);
    case "&":
      return make(items.filter(([key]) => b.entries.has(key)));
    case "-":
      return make(items.filter(([key]) => !b.entries.has(key)));
    case "^":
      return make([
        ...items.filter(([key]) => !b.entries.has(key)),
        ...[...b.entries].filter(([key]) => !a.entries.has(key)),
      ]);
    default:
      return undefined;
  }
}

function dunderBinary(runtime: Runtime, op: BinaryOperator, a: Value, b: Value): Value | undefined {
  const name = binaryNames[op];
  // The dunder methods of built-in types lead back here: only those of other classes count.
  const forward = isUserObject(a) ? typeOf(a).lookup(`__${name}__`) : undefined;
  const reflected = isUserObject(b) ? typeOf(b).lookup(`__r${name}__`) : undefined;
  const right = (): Value | undefined => {
    if (reflected === undefined) return undefined;
    const result = runtime.call(reflected, [b, a]);
    return result === notImplemented ? undefined : result;
  };
  const rightFirst =
    reflected !== undefined && typeOf(b) !== typeOf(a) && typeOf(b).isSubclassOf(typeOf(a)) && forward !== undefined;
  if (rightFirst) {
    const result = right();
    if (result !== undefined) return result;
  }
  if (forward !== undefined) {
    const result = runtime.call(forward, [a, b]);
    if (result !== notImplemented) return result;
  }
  if (!rightFirst) {
    const result = right();
    if (result !== undefined) return result;
  }
  const plainA = unbox(a);
  const plainB = unbox(b);
  const built = builtinBinary(runtime, op, plainA, plainB);
  if (built !== undefined) return built;
  return typeOf(a).unknownBase ?? typeOf(b).unknownBase ?? undefined;
}

/** `a += b`: lists, sets and dicts change in place, and so do objects with `__iadd__`. */
export function inPlace(runtime: Runtime, op: BinaryOperator, a: Value, b: Value): Value {
  if (a instanceof PyList && op === "+" && !isUserObject(a)) {
    const items = iterateValue(runtime, b);
    runtime.touch(a);
    if (items instanceof Unknown) a.lost = items;
    else a.items.push(...items);
    return a;
  }
  if (a instanceof PyDict && b instanceof PyDict && op === "|") {
    runtime.touch(a);
    for (const { key, value } of b.entries.values()) dictSet(runtime, a, key, value);
    return a;
  }
  if (a instanceof PySet && b instanceof PySet && op === "|") {
    runtime.touch(a);
    makeSet(runtime, b.entries.values(), a);
    return a;
  }
  if (isUserObject(a)) {
    const method = typeOf(a).lookup(`__i${binaryNames[op]}__`);
    if (method !== undefined && !(b instanceof Unknown)) {
      const result = runtime.call(method, [a, b]);
      if (result !== notImplemented) return result;
    }
  }
  return binary(runtime, op, a, b);
}

export function unary(runtime: Runtime, op: "+" | "-" | "~" | "not", value: Value): Value {
  if (value instanceof Unknown) return value;
  const plain = unbox(value);
  const dim = asDim(plain);
  if (dim !== null) {
    if (op === "-") return neg(dim);
    if (op === "+") return dim;
    return sub(neg(dim), 1);
  }
  if (plain instanceof PyFloat && op !== "~") return op === "-" ? new PyFloat(-plain.value) : plain;
  if (plain instanceof PyComplex && op === "-") return new PyComplex(-plain.real, -plain.imag);
  const method = typeOf(value).lookup(op === "-" ? "__neg__" : op === "+" ? "__pos__" : "__invert__");
  if (method !== undefined) return runtime.call(method, [value]);
  return (
    typeOf(value).unknownBase ?? runtime.fail("TypeError", `bad operand type for unary ${op}: '${typeOf(value).name}'`)
  );
}
