// Python's built-in functions and types, by name, gathered. Here are also the functions that stand alone: len, what deals
// with text, and what the outside world would have to answer.

import { exceptionClasses, raiseError } from "./errors.ts";
import { formatValue, reprOf } from "./format.ts";
import { iterationBuiltins } from "./iterationBuiltins.ts";
import { bindBuiltinMethods } from "./methods.ts";
import { native } from "./nativeFunction.ts";
import { numberBuiltins } from "./numberBuiltins.ts";
import { objectBuiltins } from "./objectBuiltins.ts";
import { bindObjectProtocol } from "./objectProtocol.ts";
import { lengthOf } from "./subscript.ts";
import { bindConstructors } from "./typeConstructors.ts";
import {
  Unknown,
  boolClass,
  bytesClass,
  classmethodClass,
  complexClass,
  dictClass,
  ellipsis,
  floatClass,
  frozensetClass,
  intClass,
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
import type { Builtin, Value } from "./values.ts";

let table: ReadonlyMap<string, Value> | null = null;

export function builtinNames(): ReadonlyMap<string, Value> {
  table ??= makeTable();
  return table;
}

function makeTable(): ReadonlyMap<string, Value> {
  bindObjectProtocol();
  bindConstructors();
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
  for (const fn of [...functions, ...objectBuiltins, ...numberBuiltins, ...iterationBuiltins]) names.set(fn.name, fn);
  return names;
}

const functions: readonly Builtin[] = [
  native("len", "obj, /", (runtime, [value = null]) => lengthOf(runtime, value)),
  native("print", null, () => null),
  native("input", null, (runtime) => runtime.unknown("input from the user")),
  native("open", null, (runtime, args, kwargs) => {
    const io = runtime.modules?.module("io") ?? null;
    return io === null
      ? runtime.unknown("the content of a file")
      : runtime.call(runtime.getattr(io, "open"), args, kwargs);
  }),
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
