// Operators, truth, comparison, membership and items: native for the built-in types, dunder methods for everything else.

import { Expr, add, compare, floorDiv, hintOf, isSymbolic, mod, mul, neg, power, sub } from "../symbolic/dim.ts";
import type { Comparison, Dim } from "../symbolic/dim.ts";
import type { BinaryOperator } from "./ast.ts";
import { findAttribute } from "./attributes.ts";
import { dictSet, hashKey, isHashable, makeDict, makeSet } from "./dict.ts";
import { percentFormat } from "./format.ts";
import { iterateValue } from "./iteration.ts";
import type { Runtime } from "./runtime.ts";
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
  intClass,
  boolClass,
  dictItemsClass,
  dictKeysClass,
  notImplemented,
  objectClass,
  typeClass,
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

const isSequence = (value: Value): boolean =>
  typeof value === "string" || value instanceof PyList || value instanceof PyTuple || value instanceof PyBytes;

function operandError(runtime: Runtime, op: string, a: Value, b: Value): Value {
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

function isUserObject(value: Value): boolean {
  return (
    (value instanceof PyInstance && !(value instanceof PyFunction)) ||
    (value instanceof PyContainer && value.cls.site !== null)
  );
}

function intBinary(runtime: Runtime, op: BinaryOperator, a: Dim, b: Dim, bool: boolean): Value {
  switch (op) {
    case "+":
      return add(a, b);
    case "-":
      return sub(a, b);
    case "*":
      return mul(a, b);
    case "/": {
      if (b === 0) return runtime.fail("ZeroDivisionError", "division by zero");
      const symbolic = isSymbolic(a) || isSymbolic(b);
      return new PyFloat(hintOf(a) / hintOf(b), symbolic ? { over: a, under: b } : null);
    }
    case "//":
      if (b === 0) return runtime.fail("ZeroDivisionError", "integer division or modulo by zero");
      return floorDiv(a, b);
    case "%":
      if (b === 0) return runtime.fail("ZeroDivisionError", "integer modulo by zero");
      return mod(a, b);
    case "**":
      return intPower(runtime, a, b);
    case "@":
      return operandError(runtime, op, hintOf(a), hintOf(b));
    default:
      return intBits(runtime, op, a, b, bool);
  }
}

function intPower(runtime: Runtime, a: Dim, b: Dim): Value {
  if (isSymbolic(b)) return runtime.unknown("a power with a symbolic exponent");
  if (b < 0) {
    if (a === 0) return runtime.fail("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    return new PyFloat(hintOf(a) ** b);
  }
  return isSymbolic(a) ? power(a, b) : a ** b;
}

function intBits(runtime: Runtime, op: BinaryOperator, a: Dim, b: Dim, bool: boolean): Value {
  if ((op === "<<" || op === ">>") && hintOf(b) < 0) return runtime.fail("ValueError", "negative shift count");
  if (isSymbolic(a) || isSymbolic(b)) {
    if (op === "<<" && !isSymbolic(b)) return mul(a, 2 ** b);
    if (op === ">>" && !isSymbolic(b)) return floorDiv(a, 2 ** b);
    return runtime.unknown(`bits of a symbolic number`);
  }
  switch (op) {
    case "<<":
      return a * 2 ** b;
    case ">>":
      return Math.floor(a / 2 ** b);
    case "&":
      return bool ? a !== 0 && b !== 0 : Number(BigInt(a) & BigInt(b));
    case "|":
      return bool ? a !== 0 || b !== 0 : Number(BigInt(a) | BigInt(b));
    default:
      return bool ? a !== b : Number(BigInt(a) ^ BigInt(b));
  }
}

function floatBinary(runtime: Runtime, op: BinaryOperator, a: Value, b: Value): Value {
  const x = asNumber(a) ?? 0;
  const y = asNumber(b) ?? 0;
  switch (op) {
    case "+":
      return new PyFloat(x + y);
    case "-":
      return new PyFloat(x - y);
    case "*":
      return scaledRatio(a, b) ?? new PyFloat(x * y);
    case "/":
      if (y === 0) return runtime.fail("ZeroDivisionError", "float division by zero");
      return new PyFloat(
        x / y,
        a instanceof PyFloat && a.ratio !== null && typeof b === "number"
          ? { over: a.ratio.over, under: mul(a.ratio.under, b) }
          : null,
      );
    case "//":
      if (y === 0) return runtime.fail("ZeroDivisionError", "float floor division by zero");
      return new PyFloat(Math.floor(x / y));
    case "%":
      if (y === 0) return runtime.fail("ZeroDivisionError", "float modulo");
      return new PyFloat(x - y * Math.floor(x / y));
    case "**":
      return new PyFloat(x ** y);
    default:
      return operandError(runtime, op, a, b);
  }
}

/** `T * 0.5` and `(T / 3) * 2` keep their symbol where the factor is an integer or the inverse of one. */
function scaledRatio(a: Value, b: Value): PyFloat | null {
  const [ratio, other] =
    a instanceof PyFloat && a.ratio !== null
      ? [a.ratio, b]
      : b instanceof PyFloat && b.ratio !== null
        ? [b.ratio, a]
        : [null, null];
  if (ratio !== null) {
    const factor = asDim(other);
    return factor === null
      ? null
      : new PyFloat((asNumber(a) ?? 0) * (asNumber(b) ?? 0), { over: mul(ratio.over, factor), under: ratio.under });
  }
  const [symbol, float] = a instanceof Expr ? [a, b] : b instanceof Expr ? [b, a] : [null, null];
  if (symbol === null || !(float instanceof PyFloat)) return null;
  const value = hintOf(symbol) * float.value;
  if (Number.isInteger(float.value)) return new PyFloat(value, { over: mul(symbol, float.value), under: 1 });
  const inverse = 1 / float.value;
  return Number.isInteger(inverse) ? new PyFloat(value, { over: symbol, under: inverse }) : null;
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

function complexBinary(op: BinaryOperator, a: Value, b: Value): Value | undefined {
  if (!(a instanceof PyComplex || b instanceof PyComplex)) return undefined;
  const part = (value: Value): PyComplex | null => {
    if (value instanceof PyComplex) return value;
    const number = asNumber(value);
    return number === null ? null : new PyComplex(number, 0);
  };
  const x = part(a);
  const y = part(b);
  if (x === null || y === null) return undefined;
  if (op === "+") return new PyComplex(x.real + y.real, x.imag + y.imag);
  if (op === "-") return new PyComplex(x.real - y.real, x.imag - y.imag);
  if (op === "*") return new PyComplex(x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real);
  return undefined;
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

// ── truth and comparison ───────────────────────────────────────────────────────────────────────────────────────────

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
export function decide(runtime: Runtime, op: Comparison, a: Dim, b: Dim): boolean {
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

export function equalValues(runtime: Runtime, a: Value, b: Value): boolean | Unknown {
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

// ── length and items ───────────────────────────────────────────────────────────────────────────────────────────────

export function lengthOf(runtime: Runtime, value: Value): Value {
  if (value instanceof Unknown) return value;
  const plain = unbox(value);
  if (value instanceof PyClass || isUserObject(value)) {
    const method = typeOf(value).lookup("__len__");
    if (method !== undefined && !(method instanceof Builtin && value instanceof PyContainer))
      return runtime.call(method, [value]);
  }
  if (plain instanceof PyContainer && plain.lost !== null) return plain.lost;
  if (typeof plain === "string") return [...plain].length;
  if (plain instanceof PyBytes) return plain.value.length;
  if (plain instanceof PyList || plain instanceof PyTuple) return plain.items.length;
  if (plain instanceof PyDict || plain instanceof PySet) return plain.entries.size;
  if (plain instanceof PyRange) {
    const span = plain.step > 0 ? sub(plain.stop, plain.start) : sub(plain.start, plain.stop);
    const step = Math.abs(plain.step);
    if (isSymbolic(span)) return step === 1 ? span : floorDiv(add(span, step - 1), step);
    return Math.max(0, Math.ceil(span / step));
  }
  return typeOf(value).unknownBase ?? runtime.fail("TypeError", `object of type '${typeOf(value).name}' has no len()`);
}

export function getItem(runtime: Runtime, object: Value, key: Value): Value {
  if (object instanceof Unknown) return object;
  if (object instanceof PyClass) return getClassItem(runtime, object, key);
  if (isUserObject(object)) {
    const method = typeOf(object).lookup("__getitem__");
    if (method !== undefined && !(method instanceof Builtin && object instanceof PyContainer))
      return runtime.call(method, [object, key]);
  }
  const plain = unbox(object);
  if (key instanceof Unknown) return key;
  if (plain instanceof PyContainer && plain.lost !== null) return plain.lost;
  if (plain instanceof PyDict) return dictItem(runtime, plain, key);
  if (plain instanceof PyList || plain instanceof PyTuple) {
    if (key instanceof PySlice) {
      const items = sliceItems(runtime, plain.items, key);
      if (items instanceof Unknown) return items;
      if (plain instanceof PyList) return new PyList(items);
      return plain.cls.keepsSlices ? new PyTuple(items, plain.cls) : new PyTuple(items);
    }
    const at = itemIndex(runtime, key, plain.items.length, plain instanceof PyList ? "list" : "tuple");
    return at instanceof Unknown ? at : (plain.items[at] ?? null);
  }
  if (typeof plain === "string") {
    const chars = [...plain];
    if (key instanceof PySlice) {
      const items = sliceItems(runtime, chars, key);
      return items instanceof Unknown ? items : items.join("");
    }
    const at = itemIndex(runtime, key, chars.length, "string");
    return at instanceof Unknown ? at : (chars[at] ?? "");
  }
  if (plain instanceof PyRange) return rangeItem(runtime, plain, key);
  if (plain instanceof PyBytes) {
    const items = [...plain.value];
    if (key instanceof PySlice) {
      const part = sliceItems(runtime, items, key);
      return part instanceof Unknown ? part : new PyBytes(part.join(""));
    }
    const at = itemIndex(runtime, key, items.length, "index");
    return at instanceof Unknown ? at : (items[at] ?? "").charCodeAt(0);
  }
  return (
    typeOf(object).unknownBase ?? runtime.fail("TypeError", `'${typeOf(object).name}' object is not subscriptable`)
  );
}

function dictItem(runtime: Runtime, dict: PyDict, key: Value): Value {
  const entry = dict.entries.get(hashKey(runtime, key));
  if (entry !== undefined) return entry.value;
  if (typeof key === "string" && runtime.modules?.fillRegistry(dict, key) === true) {
    const filled = dict.entries.get(key);
    if (filled !== undefined) return filled.value;
  }
  const missing = dict.cls.lookup("__missing__");
  if (missing !== undefined) return runtime.call(missing, [dict, key]);
  return runtime.failWith("KeyError", key);
}

function rangeItem(runtime: Runtime, range: PyRange, key: Value): Value {
  const length = lengthOf(runtime, range);
  const count = asDim(length);
  if (count === null) return length;
  if (key instanceof PySlice) {
    const bounds = sliceBounds(runtime, key, hintOf(count));
    if (bounds instanceof Unknown) return bounds;
    const at = (index: number): Dim => add(range.start, index * range.step);
    return new PyRange(at(bounds.start), at(bounds.stop), range.step * bounds.step);
  }
  const index = itemIndex(runtime, key, hintOf(count), "range object");
  return index instanceof Unknown ? index : add(range.start, index * range.step);
}

function getClassItem(runtime: Runtime, cls: PyClass, key: Value): Value {
  const inMeta = cls.cls === typeClass ? undefined : cls.cls.lookup("__getitem__");
  if (inMeta !== undefined) return runtime.call(inMeta, [cls, key]);
  const generic = cls.lookup("__class_getitem__");
  if (generic === undefined) return cls; // `list[int]` in an annotation: the class itself
  const bound = findAttribute(runtime, cls, "__class_getitem__");
  return bound instanceof PyFunction ? runtime.call(bound, [cls, key]) : runtime.call(bound ?? null, [key]);
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

function sliceItems<T>(runtime: Runtime, items: readonly T[], slice: PySlice): T[] | Unknown {
  const bounds = sliceBounds(runtime, slice, items.length);
  if (bounds instanceof Unknown) return bounds;
  const { start, stop, step } = bounds;
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const result: T[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) result.push(items[at] as T); // in bounds by sliceBounds
  return result;
}

export function setItem(runtime: Runtime, object: Value, key: Value, value: Value): void {
  if (object instanceof Unknown) return;
  if (object instanceof PyClass || isUserObject(object)) {
    const method = typeOf(object).lookup("__setitem__");
    if (method !== undefined && !(method instanceof Builtin && object instanceof PyContainer)) {
      runtime.call(method, [object, key, value]);
      return;
    }
  }
  if (object instanceof PyDict) {
    runtime.touch(object);
    if (key instanceof Unknown) object.lost = key;
    else if (!isHashable(key)) runtime.fail("TypeError", `unhashable type: '${typeOf(key).name}'`);
    else dictSet(runtime, object, key, value);
    return;
  }
  if (object instanceof PyList) {
    runtime.touch(object);
    if (key instanceof Unknown) {
      object.lost = key;
      return;
    }
    if (key instanceof PySlice) {
      setSlice(runtime, object, key, value);
      return;
    }
    const at = itemIndex(runtime, key, object.items.length, "list assignment");
    if (!(at instanceof Unknown)) object.items[at] = value;
    return;
  }
  if (typeOf(object).unknownBase !== null) return;
  runtime.fail("TypeError", `'${typeOf(object).name}' object does not support item assignment`);
}

function setSlice(runtime: Runtime, list: PyList, slice: PySlice, value: Value): void {
  const items = iterateValue(runtime, value);
  const bounds = sliceBounds(runtime, slice, list.items.length);
  if (items instanceof Unknown || bounds instanceof Unknown) {
    list.lost = items instanceof Unknown ? items : bounds instanceof Unknown ? bounds : null;
    return;
  }
  const { start, stop, step } = bounds;
  if (step === 1) list.items.splice(start, Math.max(0, stop - start), ...items);
  else {
    let at = start;
    for (const item of items) {
      list.items[at] = item;
      at += step;
    }
  }
}

export function delItem(runtime: Runtime, object: Value, key: Value): void {
  if (object instanceof Unknown) return;
  if (isUserObject(object)) {
    const method = typeOf(object).lookup("__delitem__");
    if (method !== undefined && !(method instanceof Builtin && object instanceof PyContainer)) {
      runtime.call(method, [object, key]);
      return;
    }
  }
  if (object instanceof PyDict) {
    runtime.touch(object);
    if (!object.entries.delete(hashKey(runtime, key))) runtime.failWith("KeyError", key);
    return;
  }
  if (object instanceof PyList) {
    runtime.touch(object);
    if (key instanceof PySlice) {
      const bounds = sliceBounds(runtime, key, object.items.length);
      if (bounds instanceof Unknown) object.lost = bounds;
      else {
        const gone = new Set<number>();
        for (let at = bounds.start; bounds.step > 0 ? at < bounds.stop : at > bounds.stop; at += bounds.step)
          gone.add(at);
        object.items = object.items.filter((_item, index) => !gone.has(index));
      }
      return;
    }
    const at = itemIndex(runtime, key, object.items.length, "list assignment");
    if (!(at instanceof Unknown)) object.items.splice(at, 1);
    return;
  }
  runtime.fail("TypeError", `'${typeOf(object).name}' object doesn't support item deletion`);
}

// ── classes ────────────────────────────────────────────────────────────────────────────────────────────────────────

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
