// Python's built-in functions and types, by name.

import { Expr, hintOf, isSymbolic, max as maxDim, min as minDim, neg, compare } from "../symbolic/dim.ts";
import type { Comparison, Dim } from "../symbolic/dim.ts";
import {
  deleteAttribute,
  findAttribute,
  getAttribute,
  objectDelattr,
  objectGetattribute,
  objectSetattr,
  setAttribute,
} from "./attributes.ts";
import { construct, objectInit, objectNew, recast, typeNew } from "./classes.ts";
import { dictSet, hashKey, identity, makeSet } from "./dict.ts";
import { exceptionClasses, baseExceptionClass, raiseError } from "./errors.ts";
import { fixed, formatValue, reprOf, strOf } from "./format.ts";
import { mergeInto } from "./compileExpression.ts";
import { PyGenerator } from "./generators.ts";
import { iterateValue, iteratorOf, overArray } from "./iteration.ts";
import { bindBuiltinMethods } from "./methods.ts";
import {
  asDim,
  asIndex,
  asNumber,
  binary,
  compareValues,
  getItem,
  identical,
  isInstance,
  lengthOf,
  truthOf,
  unbox,
} from "./operators.ts";
import { runtimeOf } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { parseSignature } from "./signature.ts";
import { typeOf } from "./types.ts";
import {
  Builtin,
  ClassMethod,
  Property,
  PyBytes,
  PyClass,
  PyComplex,
  PyDict,
  PyFloat,
  PyFunction,
  PyInstance,
  PyIterator,
  PyList,
  PyModule,
  PyRange,
  PySet,
  PySlice,
  PySuper,
  PyTuple,
  StaticMethod,
  Unknown,
  BoundMethod,
  boolClass,
  bytesClass,
  classmethodClass,
  complexClass,
  dictClass,
  ellipsis,
  floatClass,
  frozensetClass,
  functionClass,
  generatorClass,
  intClass,
  iteratorClass,
  listClass,
  methodClass,
  notImplemented,
  objectClass,
  propertyClass,
  rangeClass,
  setClass,
  sliceClass,
  staticmethodClass,
  strClass,
  superClass,
  tupleClass,
  typeClass,
} from "./values.ts";
import type { Kwargs, NativeFunction, Value, PyRaise } from "./values.ts";

type Run = (runtime: Runtime, args: readonly Value[], kwargs: Kwargs) => Value;

/** A native function; `Context` is the interpreter itself. */
export function native(name: string, signature: string | null, run: Run): Builtin {
  return new Builtin(name, signature === null ? null : parseSignature(signature), run as NativeFunction);
}

let table: ReadonlyMap<string, Value> | null = null;

export function builtinNames(): ReadonlyMap<string, Value> {
  table ??= makeTable();
  return table;
}

function makeTable(): ReadonlyMap<string, Value> {
  prepareClasses();
  bindBuiltinMethods();
  const names = new Map<string, Value>([
    ["NotImplemented", notImplemented],
    ["Ellipsis", ellipsis],
    ["__debug__", true],
    ["__name__", "__main__"],
  ]);
  for (const cls of [
    objectClass,
    typeClass,
    intClass,
    boolClass,
    floatClass,
    complexClass,
    strClass,
    bytesClass,
    tupleClass,
    listClass,
    methodClass,
    dictClass,
    setClass,
    frozensetClass,
    sliceClass,
    rangeClass,
    propertyClass,
    staticmethodClass,
    classmethodClass,
    superClass,
  ])
    names.set(cls.name, cls);
  names.set("bytearray", bytesClass);
  names.set("memoryview", bytesClass);
  for (const [name, cls] of exceptionClasses) names.set(name, cls);
  names.set("IOError", exceptionClasses.get("OSError") ?? null);
  names.set("EnvironmentError", exceptionClasses.get("OSError") ?? null);
  for (const fn of functions) names.set(fn.name, fn);
  return names;
}

// ── functions ──────────────────────────────────────────────────────────────────────────────────────────────────────

const functions: readonly Builtin[] = [
  native("len", "obj, /", (runtime, [value = null]) => lengthOf(runtime, value)),
  native("isinstance", "obj, cls, /", (runtime, [value = null, cls = null]) => isInstance(runtime, value, cls)),
  native("issubclass", "cls, parent, /", (runtime, [cls = null, parent = null]) => isSubclass(runtime, cls, parent)),
  native("print", null, () => null),
  native("input", null, (runtime) => runtime.unknown("input from the user")),
  native("open", null, (runtime) => runtime.unknown("the content of a file")),
  native("repr", "obj, /", (runtime, [value = null]) => (value instanceof Unknown ? value : reprOf(runtime, value))),
  native(
    "ascii",
    "obj, /",
    (runtime, [value = null]) =>
      value instanceof Unknown ? value : reprOf(runtime, value).replace(/[^\x00-\x7f]/gu, escapeText), // eslint-disable-line no-control-regex -- ASCII is from 0 to 127
  ),
  native("format", "value, spec='', /", (runtime, [value = null, spec = ""]) =>
    value instanceof Unknown ? value : formatValue(runtime, value, typeof spec === "string" ? spec : ""),
  ),
  native("abs", "x, /", (runtime, [value = null]) => absolute(runtime, value)),
  native("min", null, (runtime, args, kwargs) => extreme(runtime, "min", args, kwargs)),
  native("max", null, (runtime, args, kwargs) => extreme(runtime, "max", args, kwargs)),
  native("sum", "iterable, start=0", (runtime, [iterable = null, start = 0]) => {
    const items = iterateValue(runtime, iterable);
    if (items instanceof Unknown) return items;
    return items.reduce((total, item) => binary(runtime, "+", total, item), start);
  }),
  native("any", "iterable, /", (runtime, [iterable = null]) => anyAll(runtime, iterable, true)),
  native("all", "iterable, /", (runtime, [iterable = null]) => anyAll(runtime, iterable, false)),
  native(
    "sorted",
    "iterable, /, *, key=None, reverse=False",
    (runtime, [iterable = null, key = null, reverse = false]) => {
      const items = iterateValue(runtime, iterable);
      return items instanceof Unknown ? items : sortValues(runtime, items, key, truthOf(runtime, reverse) === true);
    },
  ),
  native("reversed", "sequence, /", (runtime, [value = null]) => {
    const method = value instanceof PyInstance ? value.cls.lookup("__reversed__") : undefined;
    if (method !== undefined) return runtime.call(method, [value]);
    const items = sequenceItems(runtime, value);
    return items instanceof Unknown ? items : overArray([...items].reverse());
  }),
  native("enumerate", "iterable, start=0", (runtime, [iterable = null, start = 0]) => {
    const iterator = iteratorOf(runtime, iterable);
    if (iterator instanceof Unknown) return iterator;
    let index = hintOf(asDim(start) ?? 0);
    return new PyIterator(() => {
      const item = iterator.next();
      return item === undefined ? undefined : new PyTuple([index++, item]);
    });
  }),
  native("zip", "*iterables, strict=False", (runtime, [iterables = null]) => {
    const rows = rowsOf(runtime, iterables);
    if (rows instanceof Unknown) return rows;
    return new PyIterator(() => {
      const row = rows();
      return row === undefined || row.length === 0 ? undefined : new PyTuple(row);
    });
  }),
  native("map", "function, *iterables", (runtime, [callee = null, iterables = null]) => {
    const rows = rowsOf(runtime, iterables);
    if (rows instanceof Unknown) return rows;
    return new PyIterator(() => {
      const row = rows();
      return row === undefined ? undefined : runtime.call(callee, row);
    });
  }),
  native("filter", "function, iterable, /", (runtime, [callee = null, iterable = null]) => {
    const iterator = iteratorOf(runtime, iterable);
    if (iterator instanceof Unknown) return iterator;
    return new PyIterator(() => {
      for (;;) {
        const item = iterator.next();
        if (item === undefined) return undefined;
        const truth = truthOf(runtime, callee === null ? item : runtime.call(callee, [item]));
        if (truth === true) return item;
        if (truth instanceof Unknown) return truth;
      }
    });
  }),
  native("iter", "obj, sentinel=None, /", (runtime, [value = null, sentinel = null]) => {
    if (sentinel === null) return iteratorOf(runtime, value);
    return new PyIterator(() => {
      const item = runtime.call(value, []);
      return truthOf(runtime, compareValues(runtime, "==", item, sentinel)) === true ? undefined : item;
    });
  }),
  native("next", null, (runtime, args) => nextValue(runtime, args)),
  native("getattr", null, (runtime, [object = null, name = null, ...rest]) => {
    if (name instanceof Unknown) return name;
    if (typeof name !== "string") return runtime.fail("TypeError", "attribute name must be string");
    if (rest.length === 0) return getAttribute(runtime, object, name);
    const found = runtime.attempt(["AttributeError"], () => findAttribute(runtime, object, name));
    return found === undefined ? (rest[0] ?? null) : found;
  }),
  native("setattr", "obj, name, value, /", (runtime, [object = null, name = null, value = null]) => {
    if (typeof name === "string") setAttribute(runtime, object, name, value);
    return null;
  }),
  native("delattr", "obj, name, /", (runtime, [object = null, name = null]) => {
    if (typeof name === "string") deleteAttribute(runtime, object, name);
    return null;
  }),
  native("hasattr", "obj, name, /", (runtime, [object = null, name = null]) => {
    if (object instanceof Unknown) return object;
    if (typeof name !== "string") return name instanceof Unknown ? name : false;
    const found = runtime.attempt(["AttributeError"], () => findAttribute(runtime, object, name));
    return found instanceof Unknown && typeOf(object).unknownBase !== null ? found : found !== undefined;
  }),
  native("callable", "obj, /", (_runtime, [value = null]) => {
    if (value instanceof Unknown) return value;
    return (
      value instanceof PyFunction ||
      value instanceof Builtin ||
      value instanceof BoundMethod ||
      value instanceof PyClass ||
      (value instanceof PyInstance && value.cls.lookup("__call__") !== undefined)
    );
  }),
  native("id", "obj, /", (_runtime, [value = null]) =>
    typeof value === "object" && value !== null ? identity(value) : 0,
  ),
  native("hash", "obj, /", (runtime, [value = null]) => {
    if (value instanceof Unknown) return value;
    if (value instanceof PyInstance && value.cls.lookup("__hash__") === null)
      return runtime.fail("TypeError", `unhashable type: '${value.cls.name}'`);
    const key = hashKey(runtime, value);
    if (typeof key === "number") return key;
    const text = typeof key === "string" ? key : String(identity(key as object));
    let hash = 7;
    for (let index = 0; index < text.length; index++) hash = (hash * 31 + text.charCodeAt(index)) % 2147483647;
    return hash;
  }),
  native("round", "number, ndigits=None", (runtime, [value = null, digits = null]) =>
    roundValue(runtime, value, digits),
  ),
  native("pow", "base, exp, mod=None", (runtime, [base = null, exponent = null, modulus = null]) => {
    if ([base, exponent, modulus].every((part) => typeof part === "number") && Number(exponent) >= 0 && modulus !== 0)
      return powerModulo(Number(base), Number(exponent), Number(modulus));
    const result = binary(runtime, "**", base, exponent);
    return modulus === null ? result : binary(runtime, "%", result, modulus);
  }),
  native(
    "divmod",
    "a, b, /",
    (runtime, [a = null, b = null]) => new PyTuple([binary(runtime, "//", a, b), binary(runtime, "%", a, b)]),
  ),
  native("chr", "i, /", (_runtime, [value = null]) =>
    typeof value === "number" ? String.fromCodePoint(value) : value,
  ),
  native("ord", "c, /", (_runtime, [value = null]) =>
    typeof value === "string" ? (value.codePointAt(0) ?? 0) : value,
  ),
  native("hex", "x, /", (_runtime, [value = null]) => (typeof value === "number" ? `0x${value.toString(16)}` : value)),
  native("bin", "x, /", (_runtime, [value = null]) => (typeof value === "number" ? `0b${value.toString(2)}` : value)),
  native("oct", "x, /", (_runtime, [value = null]) => (typeof value === "number" ? `0o${value.toString(8)}` : value)),
  native("dir", null, (runtime, [object = null]) => directory(object) ?? runtime.unknown("dir() is not modelled here")),
  native("vars", null, (runtime, [object = null]) => getAttribute(runtime, object, "__dict__")),
  native("globals", "", (runtime) => {
    const frame = runtime.frame as { globals?: PyModule };
    return frame.globals === undefined ? new PyDict() : getAttribute(runtime, frame.globals, "__dict__");
  }),
  native("locals", "", (runtime) => locals(runtime)),
  native("eval", null, (runtime) => runtime.unknown("eval() of a string")),
  native("exec", null, (runtime) => runtime.unknown("exec() of a string")),
  native("compile", null, (runtime) => runtime.unknown("compile() of a string")),
  native("breakpoint", null, () => null),
  native("exit", null, (runtime) => {
    throw raiseError(runtime, "SystemExit", "");
  }),
  native("quit", null, (runtime) => {
    throw raiseError(runtime, "SystemExit", "");
  }),
  native("__import__", null, (runtime, [name = null]) =>
    typeof name === "string" && runtime.modules !== null
      ? runtime.modules.importModule(name, true)
      : runtime.unknown("__import__ of an unknown name"),
  ),
];

function escapeText(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const [mark, size] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${mark}${code.toString(16).padStart(size, "0")}`;
}

function isSubclass(runtime: Runtime, cls: Value, parent: Value): Value {
  if (cls instanceof Unknown) return cls;
  if (parent instanceof Unknown) return parent;
  if (parent instanceof PyTuple) return parent.items.some((item) => isSubclass(runtime, cls, item) === true);
  const hook = typeOf(parent).lookup("__subclasscheck__");
  if (hook instanceof PyFunction) return runtime.call(hook, [parent, cls]);
  if (!(cls instanceof PyClass) || !(parent instanceof PyClass))
    return runtime.fail("TypeError", "issubclass() arg 1 must be a class");
  return cls.isSubclassOf(parent) || (cls.unknownBase ?? false);
}

function absolute(runtime: Runtime, value: Value): Value {
  if (value instanceof Unknown) return value;
  const plain = unbox(value);
  const dim = asDim(plain);
  if (dim !== null) return isSymbolic(dim) ? (compare(">=", dim, 0).value ? dim : neg(dim)) : Math.abs(dim);
  if (plain instanceof PyFloat) return new PyFloat(Math.abs(plain.value));
  if (plain instanceof PyComplex) return new PyFloat(Math.hypot(plain.real, plain.imag));
  const method = typeOf(value).lookup("__abs__");
  return method === undefined
    ? runtime.fail("TypeError", `bad operand type for abs(): '${typeOf(value).name}'`)
    : runtime.call(method, [value]);
}

function extreme(runtime: Runtime, name: "min" | "max", args: readonly Value[], kwargs: Kwargs): Value {
  const [first = null] = args;
  const items = args.length === 1 ? iterateValue(runtime, first) : args;
  if (items instanceof Unknown) return items;
  const key = kwargs.get("key") ?? null;
  if (items.length === 0) {
    const fallback = kwargs.get("default");
    return fallback ?? runtime.fail("ValueError", `${name}() arg is an empty sequence`);
  }
  const lost = items.find((item) => item instanceof Unknown);
  if (lost !== undefined) return lost;
  const dims = items.map((item) => asDim(item)).filter((dim) => dim !== null);
  if (key === null && dims.length === items.length && dims.some(isSymbolic))
    return dims.reduce((best, dim) => (name === "min" ? minDim(best, dim) : maxDim(best, dim)));
  const op: Comparison = name === "min" ? "<" : ">";
  let best: Value = items[0] ?? null;
  let bestKey = key === null ? best : runtime.call(key, [best]);
  for (const item of items.slice(1)) {
    const itemKey = key === null ? item : runtime.call(key, [item]);
    const better = truthOf(runtime, compareValues(runtime, op, itemKey, bestKey));
    if (better instanceof Unknown) return better;
    if (better) [best, bestKey] = [item, itemKey];
  }
  return best;
}

function anyAll(runtime: Runtime, iterable: Value, wanted: boolean): Value {
  const iterator = iteratorOf(runtime, iterable);
  if (iterator instanceof Unknown) return iterator;
  let lost: Unknown | null = null;
  for (let item = iterator.next(); item !== undefined; item = iterator.next()) {
    runtime.tick();
    const truth = truthOf(runtime, item);
    if (truth instanceof Unknown) lost ??= truth;
    else if (truth === wanted) return wanted;
  }
  return lost ?? !wanted;
}

export function sortValues(runtime: Runtime, items: readonly Value[], key: Value, reverse: boolean): Value {
  const keyed = items.map((item) => ({ item, key: key === null ? item : runtime.call(key, [item]) }));
  const lost: Unknown[] = [];
  const sorted = [...keyed].sort((a, b) => {
    const [x, y] = reverse ? [b, a] : [a, b];
    const less = truthOf(runtime, compareValues(runtime, "<", x.key, y.key));
    const more = truthOf(runtime, compareValues(runtime, "<", y.key, x.key));
    if (less instanceof Unknown || more instanceof Unknown) {
      lost.push(less instanceof Unknown ? less : (more as Unknown));
      return 0;
    }
    return less ? -1 : more ? 1 : 0;
  });
  return lost[0] ?? new PyList(sorted.map((entry) => entry.item));
}

function sequenceItems(runtime: Runtime, value: Value): readonly Value[] | Unknown {
  const length = value instanceof PyInstance ? value.cls.lookup("__len__") : undefined;
  if (length !== undefined && value instanceof PyInstance && value.cls.lookup("__getitem__") !== undefined) {
    const count = runtime.call(length, [value]);
    if (typeof count !== "number")
      return count instanceof Unknown ? count : runtime.unknown("a length that is not known");
    return Array.from({ length: count }, (_item, index) => getItem(runtime, value, index));
  }
  return iterateValue(runtime, value);
}

/** Steps several iterables together, as `zip` and `map` do: a row a step, undefined once one of them ends. */
function rowsOf(runtime: Runtime, iterables: Value): (() => Value[] | undefined) | Unknown {
  const list = iterateValue(runtime, iterables);
  if (list instanceof Unknown) return list;
  const iterators: PyIterator[] = [];
  for (const item of list) {
    const iterator = iteratorOf(runtime, item);
    if (iterator instanceof Unknown) return iterator;
    iterators.push(iterator);
  }
  return () => {
    const row: Value[] = [];
    for (const iterator of iterators) {
      const item = iterator.next();
      if (item === undefined) return undefined;
      row.push(item);
    }
    return row;
  };
}

function nextValue(runtime: Runtime, [value = null, ...rest]: readonly Value[]): Value {
  if (value instanceof Unknown) return value;
  let item: Value | undefined;
  if (value instanceof PyIterator) item = value.next();
  else {
    const method = typeOf(value).lookup("__next__");
    if (method === undefined) return runtime.fail("TypeError", `'${typeOf(value).name}' object is not an iterator`);
    if (rest.length === 0) return runtime.call(method, [value]);
    item = runtime.attempt(["StopIteration"], () => runtime.call(method, [value]));
  }
  if (item !== undefined) return item;
  if (rest.length > 0) return rest[0] ?? null;
  throw stopIteration(runtime, value);
}

/** The end of a generator carries what it returned. */
function stopIteration(runtime: Runtime, iterator: Value): PyRaise {
  const raised = raiseError(runtime, "StopIteration", "");
  const value = iterator instanceof PyGenerator ? iterator.returned : null;
  raised.exception.attrs.set("value", value);
  raised.exception.attrs.set("args", new PyTuple(value === null ? [] : [value]));
  return raised;
}

/** Python rounds halves to even. */
function roundValue(runtime: Runtime, value: Value, digits: Value): Value {
  if (value instanceof Unknown) return value;
  const plain = unbox(value);
  if (typeof plain === "number" && typeof digits === "number" && digits < 0) return roundTo(plain, digits);
  if (asDim(plain) !== null) return plain;
  if (!(plain instanceof PyFloat)) {
    const method = typeOf(value).lookup("__round__");
    return method === undefined
      ? runtime.fail("TypeError", `type ${typeOf(value).name} doesn't define __round__ method`)
      : runtime.call(method, digits === null ? [value] : [value, digits]);
  }
  if (digits === null) return halfEven(plain.value);
  return new PyFloat(roundTo(plain.value, typeof digits === "number" ? digits : 0));
}

function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21 || digits > 40) return value;
  const scale = 10 ** -digits;
  return digits < 0 ? halfEven(value / scale) * scale : Number(fixed(value, digits));
}

/** `pow(base, exponent, modulus)` without the large number in between. */
function powerModulo(base: number, exponent: number, modulus: number): number {
  const n = BigInt(modulus);
  let [square, rest, result] = [BigInt(base) % n, BigInt(exponent), 1n];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return Number(((result % n) + n) % n);
}

function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function directory(object: Value): Value | null {
  if (object instanceof PyModule) return new PyList([...object.attrs.keys()].sort());
  const cls = object instanceof PyClass ? object : typeOf(object);
  const names = new Set(cls.mro.flatMap((base) => [...base.dict.keys()]));
  if (object instanceof PyInstance) for (const name of object.attrs.keys()) names.add(name);
  return new PyList([...names].sort());
}

function locals(runtime: Runtime): Value {
  const frame = runtime.frame as { namespace?: Map<string, Value> | null };
  const dict = new PyDict();
  if (frame.namespace === undefined || frame.namespace === null) return runtime.unknown("locals() in a function");
  for (const [name, value] of frame.namespace) dictSet(runtime, dict, name, value);
  return dict;
}

// ── types ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How each built-in type makes its bare value: `int("3")`, `list(x)`, and the same for subclasses. */
function allocator(base: PyClass, make: Run): void {
  base.allocate = (context, cls, args, kwargs) => {
    const value = make(runtimeOf(context), args, kwargs);
    return value instanceof Unknown ? value : recast(runtimeOf(context), cls, base, value);
  };
}

function prepareClasses(): void {
  objectClass.dict.set("__init__", objectInit);
  objectClass.dict.set("__new__", objectNew);
  objectClass.dict.set("__setattr__", objectSetattr);
  objectClass.dict.set("__delattr__", objectDelattr);
  objectClass.dict.set("__getattribute__", objectGetattribute);
  objectClass.dict.set(
    "__eq__",
    native("__eq__", "self, other, /", (_runtime, [a = null, b = null]) =>
      identical(a, b) === true ? true : notImplemented,
    ),
  );
  objectClass.dict.set(
    "__ne__",
    native("__ne__", "self, other, /", (runtime, [a = null, b = null]) => {
      const equal = compareValues(runtime, "==", a, b);
      return typeof equal === "boolean" ? !equal : equal;
    }),
  );
  objectClass.dict.set("__init_subclass__", new ClassMethod(native("__init_subclass__", null, () => null)));
  objectClass.dict.set(
    "__repr__",
    native("__repr__", "self, /", (runtime, [self = null]) => plainRepr(runtime, self)),
  );
  objectClass.dict.set(
    "__str__",
    native("__str__", "self, /", (runtime, [self = null]) => plainStr(runtime, self)),
  );
  objectClass.dict.set(
    "__format__",
    native("__format__", "self, spec, /", (runtime, [self = null]) => strOf(runtime, self)),
  );
  objectClass.dict.set(
    "__dir__",
    native("__dir__", "self, /", (_runtime, [self = null]) => directory(self) ?? new PyList([])),
  );
  objectClass.dict.set(
    "__reduce__",
    native("__reduce__", null, (runtime) => runtime.unknown("__reduce__ is not modelled")),
  );
  typeClass.dict.set(
    "__call__",
    native("__call__", null, (runtime, [cls = null, ...args], kwargs) =>
      cls instanceof PyClass ? construct(runtime, cls, args, kwargs) : null,
    ),
  );
  typeClass.dict.set(
    "__new__",
    new StaticMethod(
      native("__new__", null, (runtime, [cls = null, ...args], kwargs) =>
        cls instanceof PyClass ? typeNew(runtime, cls, args, kwargs) : null,
      ),
    ),
  );
  typeClass.dict.set("__init__", objectInit);
  typeClass.dict.set(
    "mro",
    native("mro", "cls, /", (_runtime, [cls = null]) => new PyList(cls instanceof PyClass ? [...cls.mro] : [])),
  );
  typeClass.dict.set(
    "__instancecheck__",
    native(
      "__instancecheck__",
      "cls, instance, /",
      (_runtime, [cls = null, value = null]) => cls instanceof PyClass && typeOf(value).isSubclassOf(cls),
    ),
  );
  typeClass.dict.set("__prepare__", new ClassMethod(native("__prepare__", null, () => new PyDict())));
  baseExceptionClass.dict.set(
    "__init__",
    native("__init__", null, (_runtime, [self = null, ...args]) => {
      if (self instanceof PyInstance) self.attrs.set("args", new PyTuple(args));
      return null;
    }),
  );
  baseExceptionClass.dict.set(
    "with_traceback",
    native("with_traceback", null, (_runtime, [self = null]) => self),
  );
  baseExceptionClass.dict.set(
    "add_note",
    native("add_note", null, () => null),
  );
  baseExceptionClass.dict.set("__traceback__", null);
  baseExceptionClass.dict.set("__cause__", null);
  baseExceptionClass.dict.set("__context__", null);
  exceptionClasses.get("StopIteration")?.dict.set("value", null);

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
  for (const part of ["fget", "fset", "fdel"] as const)
    propertyClass.dict.set(
      part,
      new Property(
        native(part, "self, /", (_runtime, [property = null]) =>
          property instanceof Property
            ? part === "fget"
              ? property.get
              : part === "fset"
                ? property.set
                : property.del
            : null,
        ),
      ),
    );
  methodClass.allocate = (_context, _cls, [fn = null, self = null]) => new BoundMethod(fn, self);
  staticmethodClass.allocate = (_context, _cls, [fn = null]) => new StaticMethod(fn);
  classmethodClass.allocate = (_context, _cls, [fn = null]) => new ClassMethod(fn);
  superClass.allocate = (context, _cls, [start = null, self = null]) =>
    start instanceof PyClass ? new PySuper(start, self) : runtimeOf(context).unknown("super() of something unknown");
  iteratorClass.dict.set(
    "__iter__",
    native("__iter__", "self, /", (_runtime, [self = null]) => self),
  );
  iteratorClass.dict.set(
    "__next__",
    native("__next__", null, (runtime, args) => nextValue(runtime, args)),
  );
  generatorClass.dict.set(
    "send",
    native("send", "self, value, /", (runtime, [self = null, value = null]) => {
      const item = self instanceof PyGenerator ? self.resume(value) : undefined;
      if (item !== undefined) return item;
      throw stopIteration(runtime, self);
    }),
  );
  generatorClass.dict.set(
    "close",
    native("close", "self, /", (runtime, [self = null]) => {
      if (self instanceof PyGenerator)
        runtime.attempt(["GeneratorExit", "StopIteration"], () =>
          self.resume(null, raiseError(runtime, "GeneratorExit", "")),
        );
      return null;
    }),
  );
  generatorClass.dict.set(
    "throw",
    native("throw", null, (runtime, [self = null, value = null]) => {
      const exception = value instanceof PyClass ? runtime.call(value, []) : value;
      if (!(self instanceof PyGenerator) || !(exception instanceof PyInstance))
        return runtime.unknown("throw() into a generator");
      const raised = raiseError(runtime, "Exception", "");
      const item = self.resume(null, Object.assign(raised, { exception }));
      if (item !== undefined) return item;
      throw stopIteration(runtime, self);
    }),
  );
  functionClass.dict.set(
    "__get__",
    native("__get__", "self, instance, owner=None, /", (_runtime, [fn = null, instance = null]) =>
      instance === null ? fn : new BoundMethod(fn, instance),
    ),
  );
  functionClass.dict.set(
    "__call__",
    native("__call__", null, (runtime, [fn = null, ...args], kwargs) => runtime.call(fn, args, kwargs)),
  );
}

function plainRepr(runtime: Runtime, self: Value): Value {
  if (
    self instanceof PyInstance &&
    !self.cls.isSubclassOf(baseExceptionClass) &&
    self.cls.allocate === null &&
    !("payload" in self)
  )
    return `<${self.cls.module}.${self.cls.qualname} object>`;
  return self instanceof PyInstance && self.cls.isSubclassOf(baseExceptionClass)
    ? `${self.cls.name}(${exceptionArgs(runtime, self)})`
    : `<${typeOf(self).name} object>`;
}

function exceptionArgs(runtime: Runtime, self: PyInstance): string {
  const args = self.attrs.get("args");
  return args instanceof PyTuple ? args.items.map((item) => reprOf(runtime, item)).join(", ") : "";
}

function plainStr(runtime: Runtime, self: Value): Value {
  if (self instanceof PyInstance && self.cls.isSubclassOf(baseExceptionClass)) {
    const args = self.attrs.get("args");
    if (!(args instanceof PyTuple) || args.items.length === 0) return "";
    if (args.items.length !== 1) return reprOf(runtime, args);
    const [only = null] = args.items;
    return self.cls.name === "KeyError" ? reprOf(runtime, only) : strOf(runtime, only);
  }
  return reprOf(runtime, self);
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
