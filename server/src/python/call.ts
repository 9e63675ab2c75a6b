// Calls: functions of the source, our builtins, classes, instances with `__call__`, and Unknown.

import { compileFunction } from "./compile.ts";
import type { Compiled } from "./compile.ts";
import { findAttribute } from "./attributes.ts";
import { instantiate } from "./classes.ts";
import { makeGenerator } from "./generators.ts";
import { dictSet } from "./dict.ts";
import { raiseError } from "./errors.ts";
import { CallFrame } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { joinValues } from "./journal.ts";
import {
  BoundMethod,
  Builtin,
  Cell,
  ClassMethod,
  PyClass,
  PyDict,
  PyFunction,
  PyInstance,
  PyRaise,
  PyTuple,
  StaticMethod,
  Unknown,
  noKwargs,
} from "./values.ts";
import type { Frame, Kwargs, Signature, Value } from "./values.ts";

export function callValue(runtime: Runtime, callee: Value, args: readonly Value[], kwargs: Kwargs = noKwargs): Value {
  if (callee instanceof PyFunction) return callFunction(runtime, callee, args, kwargs);
  if (callee instanceof Builtin) return callBuiltin(runtime, callee, args, kwargs);
  if (callee instanceof BoundMethod) return callValue(runtime, callee.func, [callee.self, ...args], kwargs);
  if (callee instanceof PyClass) return instantiate(runtime, callee, args, kwargs);
  if (callee instanceof Unknown) {
    runtime.receiver = null;
    runtime.domain.unknownCall(callee, args, kwargs);
    return callee;
  }
  if (callee instanceof StaticMethod || callee instanceof ClassMethod)
    return callValue(runtime, callee.func, args, kwargs);
  if (callee instanceof PyInstance) {
    const method = callee.cls.lookup("__call__");
    if (method instanceof PyFunction || method instanceof Builtin)
      return callValue(runtime, method, [callee, ...args], kwargs);
    if (method !== undefined) {
      const bound = findAttribute(runtime, callee, "__call__");
      if (bound !== undefined) return callValue(runtime, bound, args, kwargs);
    }
    if (callee.cls.unknownBase !== null) return callValue(runtime, callee.cls.unknownBase, args, kwargs);
  }
  return runtime.fail("TypeError", `'${typeNameOf(callee)}' object is not callable`);
}

function typeNameOf(value: Value): string {
  if (value === null) return "NoneType";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "number":
      return "int";
    case "string":
      return "str";
    default:
      return "cls" in value ? value.cls.name : "int";
  }
}

export function callBuiltin(runtime: Runtime, callee: Builtin, args: readonly Value[], kwargs: Kwargs): Value {
  runtime.receiver = null;
  if (runtime.handlers > 0) {
    const bound =
      callee.signature === null ? args : bindSignature(runtime, callee.name, callee.signature, args, kwargs);
    return callee.run(runtime, bound, callee.signature === null ? kwargs : noKwargs);
  }
  const { frame, site, depth } = runtime;
  try {
    const bound =
      callee.signature === null ? args : bindSignature(runtime, callee.name, callee.signature, args, kwargs);
    return callee.run(runtime, bound, callee.signature === null ? kwargs : noKwargs);
  } catch (thrown) {
    if (!(thrown instanceof PyRaise) || passesOn(runtime, thrown, frame)) throw thrown;
    runtime.frame = frame;
    runtime.site = site;
    runtime.depth = depth;
    return runtime.noteFailure(thrown);
  }
}

/** Whether a failure goes on to the caller: something may catch it, or the caller is a library model, which it ends too. */
function passesOn(runtime: Runtime, raised: PyRaise, caller: Frame): boolean {
  return runtime.handlers > 0 || caller.file?.library === true || isExit(raised);
}

/** Exceptions that mean something to the code around, even where nothing catches them. */
function isExit(raised: PyRaise): boolean {
  const name = raised.exception.cls.name;
  return name === "SystemExit" || name === "StopIteration" || name === "GeneratorExit";
}

/** Puts arguments into the order of a native signature. */
export function bindSignature(
  runtime: Runtime,
  name: string,
  signature: Signature,
  args: readonly Value[],
  kwargs: Kwargs,
): readonly Value[] {
  const { params } = signature;
  const bound: Value[] = [];
  let position = 0;
  let used = 0;
  for (const param of params) {
    if (param.type === "args") {
      bound.push(new PyTuple(args.slice(position)));
      position = args.length;
      continue;
    }
    if (param.type === "kwargs") {
      const rest = new PyDict();
      for (const [key, value] of kwargs)
        if (!params.some((other) => other.name === key && other.type !== "positional-only"))
          dictSet(runtime, rest, key, value);
      used = kwargs.size;
      bound.push(rest);
      continue;
    }
    const positional = param.type === "normal" || param.type === "positional-only";
    if (positional && position < args.length) {
      bound.push(args[position] ?? null);
      position += 1;
      if (kwargs.size > 0 && kwargs.has(param.name) && param.type === "normal")
        throw raise(runtime, `${name}() got multiple values for argument '${param.name}'`);
      continue;
    }
    const named = param.type === "positional-only" ? undefined : kwargs.get(param.name);
    if (named !== undefined) {
      used += 1;
      bound.push(named);
    } else if (param.default !== undefined) bound.push(param.default);
    else throw raise(runtime, `${name}() missing 1 required positional argument: '${param.name}'`);
  }
  if (position < args.length) {
    const most = params.filter((param) => param.type === "normal").length;
    throw raise(runtime, `${name}() takes ${String(most)} positional arguments but ${String(args.length)} were given`);
  }
  if (used < kwargs.size) {
    const extra = [...kwargs.keys()].find((key) => !params.some((param) => param.name === key));
    throw raise(runtime, `${name}() got an unexpected keyword argument '${extra ?? ""}'`);
  }
  return bound;
}

function raise(runtime: Runtime, message: string): PyRaise {
  return raiseError(runtime, "TypeError", message);
}

export function callFunction(runtime: Runtime, callee: PyFunction, args: readonly Value[], kwargs: Kwargs): Value {
  const receiver = runtime.receiver;
  runtime.receiver = null;
  const compiled = compileFunction(callee.code);
  const { frame: caller, site, depth, loops } = runtime;
  const slots = bindArguments(runtime, callee, compiled, args, kwargs);
  if (slots instanceof Unknown) return slots;
  const cells = makeCells(compiled, slots, callee);
  const frame = new CallFrame(
    runtime,
    caller,
    site,
    callee,
    callee.code.unit.file,
    receiver,
    callee.globals,
    null,
    slots,
    cells,
  );
  if (compiled.generator !== null) return makeGenerator(frame, compiled.generator);
  runtime.enter();
  runtime.frame = frame;
  try {
    if (compiled.expression !== null) return compiled.expression(frame);
    const signal = compiled.body(frame);
    let result = signal === 3 ? frame.result : null;
    if (frame.maybe !== null)
      for (const other of frame.maybe)
        result = joinValues(result, other, runtime.reason("depends on a condition that is not known"));
    return result;
  } catch (thrown) {
    if (!(thrown instanceof PyRaise) || passesOn(runtime, thrown, caller)) throw thrown;
    runtime.frame = caller;
    runtime.site = site;
    return runtime.noteFailure(thrown);
  } finally {
    runtime.frame = caller;
    runtime.depth = depth;
    runtime.loops = loops;
    frame.slots = noSlots; // records keep the frame: let its values go
    frame.cells = noCells;
  }
}

const noSlots: (Value | undefined)[] = [];
const noCells: Cell[] = [];

export function makeCells(compiled: Compiled, slots: (Value | undefined)[], callee: PyFunction): Cell[] {
  const { ownCells, freeNames } = compiled.scope;
  if (ownCells.length === 0 && freeNames.length === 0) return noCells;
  const cells: Cell[] = [];
  for (const name of ownCells) {
    const slot = compiled.scope.slots.get(name);
    cells.push(new Cell(slot === undefined ? undefined : slots[slot]));
  }
  for (const cell of callee.closure) cells.push(cell);
  return cells;
}

/** Python's rules for arguments; a TypeError in CPython's words where they do not fit. */
function bindArguments(
  runtime: Runtime,
  callee: PyFunction,
  compiled: Compiled,
  args: readonly Value[],
  kwargs: Kwargs,
): (Value | undefined)[] | Unknown {
  const { params, slotCount } = compiled;
  const slots: (Value | undefined)[] = args.length === params.length && compiled.simple ? args.slice() : [];
  if (slots.length > 0 && kwargs.size === 0) {
    while (slots.length < slotCount) slots.push(undefined);
    return slots;
  }
  for (let index = 0; index < slotCount; index++) slots[index] = undefined;
  let position = 0;
  let used = 0;
  for (const [index, param] of params.entries()) {
    switch (param.type) {
      case "args":
        slots[index] = new PyTuple(args.slice(position));
        position = args.length;
        break;
      case "kwargs": {
        const rest = new PyDict();
        for (const [name, value] of kwargs)
          if (!params.some((other) => other.name === name && isNamed(other.type))) {
            dictSet(runtime, rest, name, value);
            used += 1;
          }
        slots[index] = rest;
        break;
      }
      default:
        if (position < args.length && param.type !== "keyword-only") {
          slots[index] = args[position];
          position += 1;
          if (kwargs.size > 0 && param.type === "normal" && kwargs.has(param.name))
            return runtime.fail(
              "TypeError",
              `${calledName(callee, args[0])}() got multiple values for argument '${param.name}'`,
            );
          break;
        }
        if (kwargs.size > 0 && isNamed(param.type)) {
          const value = kwargs.get(param.name);
          if (value !== undefined) {
            slots[index] = value;
            used += 1;
            break;
          }
        }
        slots[index] = callee.defaults[index];
        if (slots[index] === undefined && position < args.length && !params.some(({ type }) => type === "args"))
          return tooMany(runtime, callee, compiled, args);
        if (slots[index] === undefined) return missingArgument(runtime, callee, compiled, index, kwargs, args);
    }
  }
  if (position < args.length) return tooMany(runtime, callee, compiled, args);
  if (used < kwargs.size) {
    const extra = [...kwargs.keys()].find(
      (name) => !params.some((param) => param.name === name && isNamed(param.type)),
    );
    return runtime.fail(
      "TypeError",
      `${calledName(callee, args[0])}() got an unexpected keyword argument '${extra ?? ""}'`,
    );
  }
  return slots;
}

function tooMany(runtime: Runtime, callee: PyFunction, { params }: Compiled, args: readonly Value[]): Unknown {
  const positional = [...params.entries()].filter(([, { type }]) => type === "normal" || type === "positional-only");
  const most = positional.length;
  const least = positional.filter(([index]) => callee.defaults[index] === undefined).length;
  const takes = least < most ? `from ${String(least)} to ${String(most)}` : String(most);
  const plural = least < most || most !== 1 ? "s" : "";
  return runtime.fail(
    "TypeError",
    `${calledName(callee, args[0])}() takes ${takes} positional argument${plural} but ${String(args.length)} ${args.length === 1 ? "was" : "were"} given`,
  );
}

/**
 * The name that Python's messages have for a function. A private base class of a library model stands for code that each of the
 * library's public classes has itself: `Conv2D.__init__`, not that of what it shares with others.
 */
function calledName(callee: PyFunction, self: Value | undefined): string {
  const [owner = "", name = ""] = callee.qualname.split(".");
  if (!owner.startsWith("_") || !callee.code.unit.file.library || !(self instanceof PyInstance)) return callee.qualname;
  const known = self.cls.mro.find((cls) => cls.site?.unit.file.library === true && !cls.name.startsWith("_"));
  return known === undefined ? callee.qualname : `${known.name}.${name}`;
}

function isNamed(type: Compiled["params"][number]["type"]): boolean {
  return type === "normal" || type === "keyword-only";
}

function missingArgument(
  runtime: Runtime,
  callee: PyFunction,
  compiled: Compiled,
  index: number,
  kwargs: Kwargs,
  args: readonly Value[],
): Unknown {
  const keywordOnly = compiled.params[index]?.type === "keyword-only";
  const names = compiled.params
    .filter(
      (param, at) =>
        at >= index &&
        at >= (keywordOnly ? 0 : args.length) &&
        param.type !== "args" &&
        param.type !== "kwargs" &&
        (param.type === "keyword-only") === keywordOnly &&
        callee.defaults[at] === undefined &&
        !kwargs.has(param.name),
    )
    .map((param) => `'${param.name}'`);
  const kind = keywordOnly ? "keyword-only" : "positional";
  const list =
    names.length <= 2 ? names.join(" and ") : `${names.slice(0, -1).join(", ")}, and ${names[names.length - 1] ?? ""}`;
  return runtime.fail(
    "TypeError",
    `${calledName(callee, args[0])}() missing ${String(names.length)} required ${kind} argument${names.length === 1 ? "" : "s"}: ${list}`,
  );
}
