// Calls of the built-in types, `int("3")` or `list(x)`, and of their subclasses.

import { Expr, hintOf, isSymbolic } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { findAttribute } from "./attributes.ts";
import { recast } from "./classes.ts";
import { truthOf } from "./comparison.ts";
import { mergeInto } from "./compileExpression.ts";
import { dictSet, makeSet } from "./dict.ts";
import { reprOf, strOf } from "./format.ts";
import { iterateValue } from "./iteration.ts";
import { native, nativeProperty } from "./nativeFunction.ts";
import type { Run } from "./nativeFunction.ts";
import { asDim, asIndex, asNumber, unbox } from "./operands.ts";
import { binary } from "./operators.ts";
import { runtimeOf } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import {
  BoundMethod,
  ClassMethod,
  Property,
  PyBytes,
  PyClass,
  PyComplex,
  PyDict,
  PyFloat,
  PyList,
  PyRange,
  PySet,
  PySlice,
  PySuper,
  PyTuple,
  StaticMethod,
  Unknown,
  boolClass,
  bytesClass,
  classmethodClass,
  complexClass,
  dictClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  methodClass,
  propertyClass,
  rangeClass,
  setClass,
  sliceClass,
  staticmethodClass,
  strClass,
  superClass,
  tupleClass,
} from "./values.ts";
import type { Kwargs, Value } from "./values.ts";

export function bindConstructors(): void {
  allocator(intClass, (runtime, args) => toInt(runtime, args));
  boolClass.allocate = (context, _cls, [value = false]) => truthOf(runtimeOf(context), value);
  allocator(floatClass, (runtime, [value = 0]) => toFloat(runtime, value));
  allocator(complexClass, (_runtime, [real = 0, imag = 0]) => new PyComplex(asNumber(real) ?? 0, asNumber(imag) ?? 0));
  allocator(strClass, (runtime, [value = ""]) => (value instanceof Unknown ? value : strOf(runtime, value)));
  allocator(bytesClass, (_runtime, [value = null]) => new PyBytes(typeof value === "string" ? value : ""));
  allocator(tupleClass, (runtime, [value]) => {
    if (value === undefined) return new PyTuple([]);
    const items = iterateValue(runtime, value);
    return items instanceof Unknown ? items : new PyTuple(items);
  });
  allocator(listClass, (runtime, [value]) => {
    if (value === undefined) return new PyList([]);
    const items = iterateValue(runtime, value);
    return items instanceof Unknown ? items : new PyList([...items]);
  });
  allocator(dictClass, (runtime, args, kwargs) => toDict(runtime, args, kwargs));
  for (const cls of [setClass, frozensetClass])
    allocator(cls, (runtime, [value]) => {
      if (value === undefined) return new PySet(cls);
      const items = iterateValue(runtime, value);
      return items instanceof Unknown ? items : makeSet(runtime, items, new PySet(cls));
    });
  sliceClass.allocate = (_context, _cls, args) => {
    const [a = null, b = null, c = null] = args;
    return args.length === 1 ? new PySlice(null, a, null) : new PySlice(a, b, c);
  };
  rangeClass.allocate = (context, _cls, args) => toRange(runtimeOf(context), args);
  propertyClass.allocate = (_context, _cls, [get = null, set = null, del = null], kwargs) =>
    new Property(get ?? kwargs.get("fget") ?? null, set ?? kwargs.get("fset") ?? null, del);
  for (const [name, change] of [
    ["getter", (property: Property, fn: Value) => new Property(fn, property.set, property.del)],
    ["setter", (property: Property, fn: Value) => new Property(property.get, fn, property.del)],
    ["deleter", (property: Property, fn: Value) => new Property(property.get, property.set, fn)],
  ] as const)
    propertyClass.dict.set(
      name,
      native(name, "self, function, /", (_runtime, [property = null, fn = null]) =>
        property instanceof Property ? change(property, fn) : null,
      ),
    );
  for (const [name, get] of [
    ["fget", (property: Property) => property.get],
    ["fset", (property: Property) => property.set],
    ["fdel", (property: Property) => property.del],
  ] as const)
    propertyClass.dict.set(
      name,
      nativeProperty(name, (self) => (self instanceof Property ? get(self) : null)),
    );
  methodClass.allocate = (_context, _cls, [fn = null, self = null]) => new BoundMethod(fn, self);
  staticmethodClass.allocate = (_context, _cls, [fn = null]) => new StaticMethod(fn);
  classmethodClass.allocate = (_context, _cls, [fn = null]) => new ClassMethod(fn);
  superClass.allocate = (context, _cls, [start = null, self = null]) =>
    start instanceof PyClass ? new PySuper(start, self) : runtimeOf(context).unknown("super() of something unknown");
}

/** How each built-in type makes its bare value: `int("3")`, `list(x)`, and the same for subclasses. */
function allocator(base: PyClass, make: Run): void {
  base.allocate = (context, cls, args, kwargs) => {
    const value = make(runtimeOf(context), args, kwargs);
    return value instanceof Unknown ? value : recast(runtimeOf(context), cls, base, value);
  };
}

function toInt(runtime: Runtime, args: readonly Value[]): Value {
  const [given = 0, base = 10] = args;
  if (given instanceof Unknown) return given;
  const value = unbox(given);
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "number" || value instanceof Expr) return value;
  if (value instanceof PyFloat) {
    if (value.ratio !== null && value.value >= 0) {
      const { over, under } = value.ratio;
      return binary(runtime, "//", over, under);
    }
    if (!Number.isFinite(value.value)) return runtime.fail("OverflowError", "cannot convert float infinity to integer");
    return Math.trunc(value.value) + 0;
  }
  if (typeof value === "string" || value instanceof PyBytes) {
    const text = (typeof value === "string" ? value : value.value).trim().replace(/_/g, "");
    const radix = typeof base === "number" ? base : 10;
    const digits = text.replace(/^([+-]?)0[xob]/i, "$1");
    const number =
      radix === 10
        ? /^[+-]?\d+$/.test(text)
          ? Number(text)
          : NaN
        : parseInt(digits, radix === 0 ? (/^[+-]?0x/i.test(text) ? 16 : /^[+-]?0b/i.test(text) ? 2 : 10) : radix);
    if (Number.isNaN(number))
      return runtime.fail(
        "ValueError",
        `invalid literal for int() with base ${String(radix)}: ${reprOf(runtime, value)}`,
      );
    return number;
  }
  for (const name of ["__int__", "__index__", "__trunc__"]) {
    const method = typeOf(value).lookup(name);
    if (method !== undefined) return runtime.call(method, [value]);
  }
  return (
    typeOf(value).unknownBase ??
    runtime.fail(
      "TypeError",
      `int() argument must be a string, a bytes-like object or a real number, not '${typeOf(value).name}'`,
    )
  );
}

function toFloat(runtime: Runtime, given: Value): Value {
  if (given instanceof Unknown) return given;
  const value = unbox(given);
  if (value instanceof PyFloat) return value;
  const dim = asDim(value);
  if (dim !== null) return new PyFloat(hintOf(dim), isSymbolic(dim) ? { over: dim, under: 1 } : null);
  if (typeof value === "string") {
    const text = value.trim().toLowerCase().replace(/_/g, "");
    if (/^[+-]?(inf|infinity)$/.test(text)) return new PyFloat(text.startsWith("-") ? -Infinity : Infinity);
    if (/^[+-]?nan$/.test(text)) return new PyFloat(NaN);
    const number = Number(text);
    if (text === "" || Number.isNaN(number))
      return runtime.fail("ValueError", `could not convert string to float: ${reprOf(runtime, value)}`);
    return new PyFloat(number);
  }
  for (const name of ["__float__", "__index__"]) {
    const method = typeOf(value).lookup(name);
    if (method !== undefined) return runtime.call(method, [value]);
  }
  return (
    typeOf(value).unknownBase ??
    runtime.fail("TypeError", `float() argument must be a string or a real number, not '${typeOf(value).name}'`)
  );
}

function toDict(runtime: Runtime, args: readonly Value[], kwargs: Kwargs): Value {
  const dict = new PyDict();
  const [source] = args;
  if (source !== undefined) {
    if (source instanceof Unknown) return source;
    if (source instanceof PyDict || findAttribute(runtime, source, "keys") !== undefined)
      mergeInto(runtime, dict, source);
    else {
      const pairs = iterateValue(runtime, source);
      if (pairs instanceof Unknown) return pairs;
      for (const pair of pairs) {
        const items = iterateValue(runtime, pair);
        if (items instanceof Unknown) dict.lost = items;
        else dictSet(runtime, dict, items[0] ?? null, items[1] ?? null);
      }
    }
  }
  for (const [name, value] of kwargs) dictSet(runtime, dict, name, value);
  return dict;
}

function toRange(runtime: Runtime, args: readonly Value[]): Value {
  const dims: Dim[] = [];
  for (const arg of args) {
    const dim = asIndex(runtime, arg);
    if (dim instanceof Unknown) return dim;
    if (dim === null)
      return runtime.fail("TypeError", `'${typeOf(arg).name}' object cannot be interpreted as an integer`);
    dims.push(dim);
  }
  const [a = 0, b, c = 1] = dims;
  const step = hintOf(c);
  if (step === 0) return runtime.fail("ValueError", "range() arg 3 must not be zero");
  return b === undefined ? new PyRange(0, a, 1) : new PyRange(a, b, step);
}
