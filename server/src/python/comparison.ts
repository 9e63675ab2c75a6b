// Truth, identity, comparison, membership and isinstance: what a condition asks. An answer that is not known is Unknown,
// and one that hangs on the default of a symbol leaves a guard behind.

import { Expr, compare, isSymbolic, mod, mul } from "../symbolic/dim.ts";
import type { Comparison, Dim } from "../symbolic/dim.ts";
import { hashKey } from "./dict.ts";
import { iterateValue } from "./iteration.ts";
import { asDim, asNumber, isUserObject, unbox } from "./operands.ts";
import type { Runtime } from "./runtime.ts";
import { lengthOf } from "./subscript.ts";
import { typeOf } from "./types.ts";
import {
  Builtin,
  PyBoxed,
  PyBytes,
  PyClass,
  PyComplex,
  PyContainer,
  PyDict,
  PyFloat,
  PyFunction,
  PyInstance,
  PyList,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  Unknown,
  boolClass,
  intClass,
  notImplemented,
  objectClass,
  typeClass,
} from "./values.ts";
import type { Value } from "./values.ts";

export function truthOf(runtime: Runtime, value: Value): boolean | Unknown {
  if (typeof value === "boolean") return value;
  if (value === null) return false;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return value !== "";
  if (value instanceof Unknown) return value;
  if (value instanceof Expr) return decide(runtime, "!=", value, 0);
  if (value instanceof PyFloat) return value.value !== 0;
  if (value instanceof PyClass || value instanceof PyFunction) return true;
  const cls = typeOf(value);
  const bool = cls.lookup("__bool__");
  if (bool !== undefined) {
    const result = runtime.call(bool, [value]);
    return result instanceof Unknown ? result : result === true;
  }
  if (value instanceof PyContainer && value.lost !== null) return value.lost;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.entries.size > 0;
  if (value instanceof PyRange) return truthOf(runtime, lengthOf(runtime, value));
  if (value instanceof PyBytes) return value.value !== "";
  if (value instanceof PyBoxed) return truthOf(runtime, value.payload);
  const length = cls.lookup("__len__");
  if (length !== undefined) return truthOf(runtime, runtime.call(length, [value]));
  return cls.unknownBase ?? true;
}

/** Decides a comparison of ints; the domain keeps the guard where a symbol's default decided. */
function decide(runtime: Runtime, op: Comparison, a: Dim, b: Dim): boolean {
  const { value, guard } = compare(op, a, b);
  if (guard !== null) runtime.guard(guard);
  return value;
}

export function identical(a: Value, b: Value): boolean | Unknown {
  if (Object.is(a, b)) return true;
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  if (a instanceof PyFloat && b instanceof PyFloat) return a.value === b.value;
  if (a instanceof PyTuple && b instanceof PyTuple) return a.items.length === 0 && b.items.length === 0;
  return false;
}

const reflections: Readonly<Record<Comparison, Comparison>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

const comparisonNames: Readonly<Record<Comparison, string>> = {
  "==": "__eq__",
  "!=": "__ne__",
  "<": "__lt__",
  "<=": "__le__",
  ">": "__gt__",
  ">=": "__ge__",
};

export function compareValues(runtime: Runtime, op: Comparison, a: Value, b: Value): Value {
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  const rich = richCompare(runtime, op, a, b);
  if (rich !== undefined) return rich;
  const left = unbox(a);
  const right = unbox(b);
  const x = asDim(left);
  const y = asDim(right);
  if (x !== null && y !== null) return decide(runtime, op, x, y);
  if ((x !== null || left instanceof PyFloat) && (y !== null || right instanceof PyFloat)) {
    if (left instanceof PyFloat && left.ratio !== null && y !== null)
      return decide(runtime, op, left.ratio.over, mul(y, left.ratio.under));
    return order(op, asNumber(left) ?? 0, asNumber(right) ?? 0);
  }
  if (typeof left === "string" && typeof right === "string") return order(op, left, right);
  if (op === "==" || op === "!=") {
    const equal = equalValues(runtime, left, right);
    return equal instanceof Unknown ? equal : op === "==" ? equal : !equal;
  }
  if ((left instanceof PyList && right instanceof PyList) || (left instanceof PyTuple && right instanceof PyTuple))
    return compareSequences(runtime, op, left.items, right.items);
  if (left instanceof PySet && right instanceof PySet) return compareSets(op, left, right);
  if (left instanceof PyBytes && right instanceof PyBytes) return order(op, left.value, right.value);
  const unknownBase = typeOf(a).unknownBase ?? typeOf(b).unknownBase;
  if (unknownBase !== null) return unknownBase;
  return runtime.fail(
    "TypeError",
    `'${op}' not supported between instances of '${typeOf(a).name}' and '${typeOf(b).name}'`,
  );
}

function order<T extends number | string>(op: Comparison, a: T, b: T): boolean {
  switch (op) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

/** Dunder methods of user classes and domain objects; undefined where there are none. */
function richCompare(runtime: Runtime, op: Comparison, a: Value, b: Value): Value | undefined {
  if (!isUserObject(a) && !isUserObject(b)) return undefined;
  const attempt = (object: Value, other: Value, operator: Comparison): Value | undefined => {
    if (!isUserObject(object)) return undefined;
    const method = typeOf(object).lookup(comparisonNames[operator]);
    if (
      method === undefined ||
      (method instanceof Builtin &&
        typeOf(object).mro.at(-1)?.dict.get(comparisonNames[operator]) === method &&
        object instanceof PyBoxed)
    )
      return undefined;
    if (method === objectClass.dict.get(comparisonNames[operator])) return undefined;
    const result = runtime.call(method, [object, other]);
    return result === notImplemented ? undefined : result;
  };
  const direct = attempt(a, b, op) ?? attempt(b, a, reflections[op]);
  if (direct !== undefined || op !== "!=") return direct;
  const equal = attempt(a, b, "==") ?? attempt(b, a, "==");
  if (equal === undefined) return undefined;
  const truth = truthOf(runtime, equal);
  return truth instanceof Unknown ? truth : !truth;
}

function equalValues(runtime: Runtime, a: Value, b: Value): boolean | Unknown {
  if (Object.is(a, b)) return true;
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    if (a.lost !== null || b.lost !== null) return a.lost ?? b.lost ?? false;
    if (a.items.length !== b.items.length) return false;
    return all(a.items.map((item, index) => () => equalItems(runtime, item, b.items[index] ?? null)));
  }
  if (a instanceof PyDict && b instanceof PyDict) {
    if (a.entries.size !== b.entries.size) return false;
    return all(
      [...a.entries].map(([key, entry]) => () => {
        const other = b.entries.get(key);
        return other === undefined ? false : equalItems(runtime, entry.value, other.value);
      }),
    );
  }
  if (a instanceof PySet && b instanceof PySet)
    return a.entries.size === b.entries.size && [...a.entries.keys()].every((key) => b.entries.has(key));
  if (a instanceof PyRange && b instanceof PyRange)
    return a.start === b.start && a.stop === b.stop && a.step === b.step;
  if (a instanceof PySlice && b instanceof PySlice)
    return all([
      () => equalItems(runtime, a.start, b.start),
      () => equalItems(runtime, a.stop, b.stop),
      () => equalItems(runtime, a.step, b.step),
    ]);
  if (a instanceof PyBytes && b instanceof PyBytes) return a.value === b.value;
  if (a instanceof PyComplex && b instanceof PyComplex) return a.real === b.real && a.imag === b.imag;
  const unknownBase = typeOf(a).unknownBase ?? typeOf(b).unknownBase;
  return unknownBase !== null && !(a === null || b === null) ? unknownBase : sameMethod(a, b);
}

function sameMethod(a: Value, b: Value): boolean {
  return (
    typeof a === "object" &&
    typeof b === "object" &&
    a !== null &&
    b !== null &&
    "func" in a &&
    "func" in b &&
    "self" in a &&
    "self" in b &&
    a.func === b.func &&
    a.self === b.self
  );
}

function equalItems(runtime: Runtime, a: Value, b: Value): boolean | Unknown {
  return Object.is(a, b) ? true : truthOf(runtime, compareValues(runtime, "==", a, b));
}

function all(tests: readonly (() => boolean | Unknown)[]): boolean | Unknown {
  let lost: Unknown | null = null;
  for (const test of tests) {
    const result = test();
    if (result === false) return false;
    if (result instanceof Unknown) lost ??= result;
  }
  return lost ?? true;
}

function compareSequences(runtime: Runtime, op: Comparison, a: readonly Value[], b: readonly Value[]): Value {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const x = a[index] ?? null;
    const y = b[index] ?? null;
    const equal = equalItems(runtime, x, y);
    if (equal instanceof Unknown) return equal;
    if (!equal) return compareValues(runtime, op, x, y);
  }
  return order(op, a.length, b.length);
}

function compareSets(op: Comparison, a: PySet, b: PySet): boolean {
  const within = (inner: PySet, outer: PySet): boolean =>
    [...inner.entries.keys()].every((key) => outer.entries.has(key));
  if (op === "<" || op === "<=") return within(a, b) && (op === "<=" || a.entries.size < b.entries.size);
  return within(b, a) && (op === ">=" || b.entries.size < a.entries.size);
}

/** `item in container`. */
export function containsValue(runtime: Runtime, container: Value, item: Value): boolean | Unknown {
  if (container instanceof Unknown) return container;
  if (item instanceof Unknown) return item;
  const cls = typeOf(container);
  const method =
    container instanceof PyClass
      ? cls.lookup("__contains__")
      : isUserObject(container)
        ? cls.lookup("__contains__")
        : undefined;
  if (method !== undefined) return truthOf(runtime, runtime.call(method, [container, item]));
  const plain = unbox(container);
  if (plain instanceof PyContainer && plain.lost !== null) return plain.lost;
  if (typeof plain === "string")
    return typeof item === "string"
      ? plain.includes(item)
      : truthOf(
          runtime,
          runtime.fail("TypeError", `'in <string>' requires string as left operand, not ${typeOf(item).name}`),
        );
  if (plain instanceof PyDict || plain instanceof PySet) {
    if (plain.entries.has(hashKey(runtime, item))) return true;
    if (plain instanceof PyDict && typeof item === "string" && runtime.modules?.fillRegistry(plain, item) === true)
      return plain.entries.has(item);
    return [...plain.entries.values()].some((entry) => entry instanceof Unknown)
      ? runtime.unknown("a set with unknown members")
      : false;
  }
  if (plain instanceof PyRange && typeof item === "number" && !isSymbolic(plain.start) && !isSymbolic(plain.stop)) {
    const inside = plain.step > 0 ? item >= plain.start && item < plain.stop : item <= plain.start && item > plain.stop;
    return inside && mod(item - plain.start, plain.step) === 0;
  }
  let lost: Unknown | null = null;
  const items = iterateValue(runtime, plain);
  if (items instanceof Unknown) return items;
  for (const candidate of items) {
    const equal = equalItems(runtime, candidate, item);
    if (equal === true) return true;
    if (equal instanceof Unknown) lost ??= equal;
  }
  return lost ?? false;
}

export function isInstance(runtime: Runtime, value: Value, type: Value): boolean | Unknown {
  if (type instanceof PyTuple) {
    let lost: Unknown | null = null;
    for (const item of type.items) {
      const matches = isInstance(runtime, value, item);
      if (matches === true) return true;
      if (matches instanceof Unknown) lost ??= matches;
    }
    return lost ?? false;
  }
  if (value instanceof Unknown) return value;
  if (type instanceof Unknown) return value === null || typeof value !== "object" ? false : type;
  if (type === null) return value === null;
  if (!(type instanceof PyClass)) {
    const hook = typeOf(type).lookup("__instancecheck__");
    if (hook instanceof PyFunction) return truthOf(runtime, runtime.call(hook, [type, value]));
    if (type instanceof PyInstance || type instanceof Builtin)
      return runtime.unknown("isinstance with a type that is not modelled");
    return truthOf(
      runtime,
      runtime.fail("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union"),
    );
  }
  const cls = typeOf(value);
  if (cls.isSubclassOf(type)) return true;
  if (type === intClass && cls === boolClass) return true;
  if (type.cls !== typeClass) {
    const hook = type.cls.lookup("__instancecheck__");
    if (hook !== undefined) return truthOf(runtime, runtime.call(hook, [type, value]));
  }
  return cls.unknownBase ?? false;
}
