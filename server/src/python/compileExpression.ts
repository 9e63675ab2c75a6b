// Expressions to closures. Numbers take the short way; everything else goes through the operators and the call machinery.

import { add, mul, sub, symbol } from "../symbolic/dim.ts";
import type { Argument, Call, Compare, Comprehension, Expr, FormattedValue, FunctionDef, Lambda } from "./ast.ts";
import { findAttribute, getAttribute, settle } from "./attributes.ts";
import { callBuiltin, callFunction, callValue } from "./call.ts";
import { compareValues, containsValue, identical, truthOf } from "./comparison.ts";
import { captures, cellAt, siteOf } from "./compile.ts";
import type { Eval, Place } from "./compile.ts";
import { compileTarget } from "./compileStatement.ts";
import { dictSet, makeSet } from "./dict.ts";
import { formatValue } from "./format.ts";
import { PyGenerator } from "./generators.ts";
import { forEachOf } from "./iteration.ts";
import { joinValues } from "./journal.ts";
import { binary, unary } from "./operators.ts";
import type { CallFrame, Runtime } from "./runtime.ts";
import { comprehensionName, generatorArgument, scopeOf, targetNames } from "./scope.ts";
import { getItem } from "./subscript.ts";
import {
  Builtin,
  Cell,
  LazyImport,
  PyBytes,
  PyComplex,
  PyContainer,
  PyDict,
  PyFloat,
  PyFunction,
  PyInstance,
  PyList,
  PyModule,
  PySlice,
  PySuper,
  PyTuple,
  Unknown,
  ellipsis,
  noKwargs,
} from "./values.ts";
import type { FunctionCode, Kwargs, Value } from "./values.ts";

export function compileExpression(place: Place, node: Expr): Eval {
  switch (node.kind) {
    case "Name":
      return compileName(place, node.id, node);
    case "Constant": {
      const value = constant(node);
      return () => value;
    }
    case "JoinedStr": {
      const parts = compileParts(place, node.parts);
      return (frame) => joinParts(frame, parts);
    }
    case "Tuple": {
      const items = compileItems(place, node.items);
      return (frame) => new PyTuple(items(frame));
    }
    case "List": {
      const items = compileItems(place, node.items);
      return (frame) => new PyList(items(frame));
    }
    case "Set": {
      const items = compileItems(place, node.items);
      return (frame) => makeSet(frame.runtime, items(frame));
    }
    case "Dict":
      return compileDict(place, node.entries);
    case "Attribute":
      return compileAttribute(place, node);
    case "Subscript": {
      const value = compileExpression(place, node.value);
      const index = compileExpression(place, node.index);
      const site = siteOf(place, node);
      return (frame) => {
        const object = value(frame);
        const key = index(frame);
        frame.runtime.site = site;
        return getItem(frame.runtime, object, key);
      };
    }
    case "Slice": {
      const [lower, upper, step] = [node.lower, node.upper, node.step].map((part) =>
        part === null ? none : compileExpression(place, part),
      ) as [Eval, Eval, Eval];
      return (frame) => new PySlice(lower(frame), upper(frame), step(frame));
    }
    case "Call":
      return compileCall(place, node);
    case "BinOp":
      return compileBinary(place, node);
    case "UnaryOp":
      return compileUnary(place, node);
    case "BoolOp":
      return compileBool(place, node);
    case "Compare":
      return compileCompare(place, node);
    case "IfExp":
      return compileConditional(place, node);
    case "Lambda":
      return compileFunctionObject(place, node, "<lambda>");
    case "Comprehension":
      return node.type === "generator" ? compileGenerator(place, node) : compileComprehension(place, node);
    case "Starred":
      return compileExpression(place, node.value);
    case "NamedExpr": {
      const value = compileExpression(place, node.value);
      const store = compileTarget(place, node.target);
      // In a directive `B := 8` names a symbol with its default.
      if (place.directive)
        return (frame) => {
          const given = value(frame);
          const { id } = node.target;
          const result = typeof given === "number" ? symbol(id, frame.runtime.defaultOf(id, given)) : given;
          store(frame, result);
          return result;
        };
      return (frame) => {
        const result = value(frame);
        store(frame, result);
        return result;
      };
    }
    case "Await":
      return compileExpression(place, node.value);
    case "Yield":
    case "YieldFrom": {
      // The generator has run the yield already and left what it received in a slot.
      if (place.yields === null) return (frame) => frame.runtime.unknown("'yield' outside function");
      let index = place.yields.get(node);
      if (index === undefined) {
        index = place.scope.slots.size + place.yields.size;
        place.yields.set(node, index);
      }
      const slot = index;
      return (frame) => frame.slots[slot] ?? null;
    }
    case "Missing":
      return (frame) => frame.runtime.unknown(node.message);
  }
}

const none: Eval = () => null;

function constant(node: Expr & { kind: "Constant" }): Value {
  switch (node.type) {
    case "none":
      return null;
    case "true":
      return true;
    case "false":
      return false;
    case "ellipsis":
      return ellipsis;
    case "int":
      return node.value;
    case "float":
      return new PyFloat(node.value);
    case "complex":
      return new PyComplex(0, node.value);
    case "str":
      return node.value;
    case "bytes":
      return new PyBytes(node.value);
  }
}

// ── names ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export function compileName(place: Place, id: string, node: { start: number; end: number }): Eval {
  const name = place.renames.get(id) ?? id;
  const cell = place.cells.get(name);
  const site = siteOf(place, node);
  if (cell !== undefined && !(place.kind === "class" && name === id)) {
    return (frame) => {
      const value = cellAt(frame, cell).value;
      if (value !== undefined) return value;
      frame.runtime.site = site;
      return frame.runtime.fail(
        "NameError",
        `cannot access free variable '${id}' where it is not associated with a value`,
      );
    };
  }
  const slot = place.scope.slots.get(name);
  if (slot !== undefined && !place.scope.globals.has(name)) {
    return (frame) => {
      const value = frame.slots[slot];
      if (value !== undefined) return value;
      frame.runtime.site = site;
      return frame.runtime.fail(
        "UnboundLocalError",
        `cannot access local variable '${id}' where it is not associated with a value`,
      );
    };
  }
  if (place.kind === "class")
    return (frame) => {
      const own = frame.namespace?.get(id);
      if (own !== undefined) return own instanceof LazyImport ? own.resolve() : own;
      if (cell !== undefined) {
        const shared = cellAt(frame, cell).value;
        if (shared !== undefined) return shared;
      }
      frame.runtime.site = site;
      return loadGlobal(frame, id);
    };
  return (frame) => {
    const value = frame.globals.attrs.get(id);
    if (value !== undefined && !(value instanceof LazyImport)) return value;
    frame.runtime.site = site;
    return loadGlobal(frame, id);
  };
}

export function loadGlobal(frame: CallFrame, name: string): Value {
  const { globals, runtime } = frame;
  const value = globals.attrs.get(name);
  if (value !== undefined) return value instanceof LazyImport ? settle(globals, name, value) : value;
  const starred = runtime.modules?.lookupStars(globals, name);
  if (starred !== undefined) return starred;
  const builtin = runtime.builtins.get(name);
  if (builtin !== undefined) return builtin;
  const special = globals.attrs.get(name) ?? (name === "__file__" ? (globals.file?.path ?? "") : undefined);
  if (special !== undefined) return special;
  return runtime.fail("NameError", `name '${name}' is not defined`);
}

// ── displays and strings ───────────────────────────────────────────────────────────────────────────────────────────

export function compileItems(place: Place, nodes: readonly Expr[]): (frame: CallFrame) => Value[] {
  const items = nodes.map((node) => ({ eval: compileExpression(place, node), star: node.kind === "Starred" }));
  if (items.every((item) => !item.star)) {
    const evals = items.map((item) => item.eval);
    return (frame) => {
      const values: Value[] = [];
      for (const item of evals) values.push(item(frame));
      return values;
    };
  }
  return (frame) => {
    const values: Value[] = [];
    for (const { eval: item, star } of items) {
      const value = item(frame);
      if (!star) values.push(value);
      else {
        const spread = frame.runtime.iterate(value);
        if (spread instanceof Unknown) values.push(spread);
        else values.push(...spread);
      }
    }
    return values;
  };
}

function compileDict(place: Place, entries: readonly { key: Expr | null; value: Expr }[]): Eval {
  const compiled = entries.map(({ key, value }) => ({
    key: key === null ? null : compileExpression(place, key),
    value: compileExpression(place, value),
  }));
  return (frame) => {
    const dict = new PyDict();
    for (const { key, value } of compiled) {
      if (key !== null) {
        const at = key(frame);
        if (at instanceof Unknown) dict.lost = at;
        else dictSet(frame.runtime, dict, at, value(frame));
      } else mergeInto(frame.runtime, dict, value(frame));
    }
    return dict;
  };
}

export function mergeInto(runtime: Runtime, dict: PyDict, other: Value): void {
  if (other instanceof Unknown) {
    dict.lost = other;
    return;
  }
  if (other instanceof PyDict) {
    dict.lost ??= other.lost;
    for (const { key, value } of other.entries.values()) dictSet(runtime, dict, key, value);
    return;
  }
  const keys = findAttribute(runtime, other, "keys");
  if (keys === undefined) {
    runtime.fail("TypeError", "argument after ** must be a mapping");
    return;
  }
  const list = runtime.iterate(runtime.call(keys, []));
  if (list instanceof Unknown) dict.lost = list;
  else for (const key of list) dictSet(runtime, dict, key, getItem(runtime, other, key));
}

type Part = string | { value: Eval; conversion: string | null; label: string | null; format: readonly Part[] };

function compileParts(place: Place, parts: readonly (string | FormattedValue)[]): Part[] {
  return parts.map((part) =>
    typeof part === "string"
      ? part
      : {
          value: compileExpression(place, part.value),
          conversion: part.conversion,
          label: part.label,
          format: compileParts(place, part.format),
        },
  );
}

function joinParts(frame: CallFrame, parts: readonly Part[]): Value {
  let text = "";
  let lost: Unknown | null = null;
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = part.value(frame);
    const format = joinParts(frame, part.format);
    if (value instanceof Unknown || format instanceof Unknown) {
      lost ??= value instanceof Unknown ? value : (format as Unknown);
      continue;
    }
    const converted =
      part.conversion === "r" || part.conversion === "a"
        ? frame.runtime.repr(value)
        : part.conversion === "s"
          ? frame.runtime.str(value)
          : value;
    text += (part.label ?? "") + formatValue(frame.runtime, converted, typeof format === "string" ? format : "");
  }
  return lost ?? text;
}

// ── attributes and calls ───────────────────────────────────────────────────────────────────────────────────────────

function compileAttribute(place: Place, node: Expr & { kind: "Attribute" }): Eval {
  const value = compileExpression(place, node.value);
  const { attr } = node;
  const site = siteOf(place, node);
  return (frame) => {
    const object = value(frame);
    frame.runtime.site = site;
    return getAttribute(frame.runtime, object, attr);
  };
}

interface CompiledArguments {
  readonly simple: readonly Eval[] | null;
  readonly build: (frame: CallFrame) => { args: Value[]; kwargs: Kwargs; lost: Unknown | null };
}

export function compileArguments(place: Place, args: readonly Argument[]): CompiledArguments {
  const compiled = args.map((argument) => ({ ...argument, eval: compileExpression(place, argument.value) }));
  const simple = compiled.every((argument) => argument.star === 0 && argument.name === null)
    ? compiled.map((argument) => argument.eval)
    : null;
  const build = (frame: CallFrame): { args: Value[]; kwargs: Kwargs; lost: Unknown | null } => {
    const values: Value[] = [];
    let named: Map<string, Value> | null = null;
    let lost: Unknown | null = null;
    for (const argument of compiled) {
      const value = argument.eval(frame);
      if (argument.star === 1) {
        const spread = frame.runtime.iterate(value);
        if (spread instanceof Unknown) lost ??= spread;
        else for (const item of spread) values.push(item);
      } else if (argument.star === 2) {
        const dict = new PyDict();
        mergeInto(frame.runtime, dict, value);
        lost ??= dict.lost;
        named ??= new Map();
        for (const entry of dict.entries.values()) if (typeof entry.key === "string") named.set(entry.key, entry.value);
      } else if (argument.name !== null) {
        named ??= new Map();
        named.set(argument.name, value);
      } else values.push(value);
    }
    return { args: values, kwargs: named ?? noKwargs, lost };
  };
  return { simple, build };
}

function compileCall(place: Place, node: Call): Eval {
  const { func } = node;
  if (func.kind === "Name" && func.id === "super" && node.args.length === 0) return compileSuper(place);
  const site = siteOf(place, node);
  const { simple, build } = compileArguments(place, node.args);
  if (func.kind === "Attribute") {
    const target = compileExpression(place, func.value);
    const { attr } = func;
    const funcSite = siteOf(place, func);
    return (frame) => {
      const { runtime } = frame;
      const object = target(frame);
      const method = quickMethod(object, attr);
      if (method !== undefined) {
        let args: Value[];
        let kwargs: Kwargs = noKwargs;
        if (simple !== null) {
          args = [object];
          for (const argument of simple) args.push(argument(frame));
        } else {
          const built = build(frame);
          if (built.lost !== null) return lostCall(runtime, method, built);
          args = [object, ...built.args];
          kwargs = built.kwargs;
        }
        runtime.site = site;
        return method instanceof PyFunction
          ? callFunction(runtime, method, args, kwargs)
          : callBuiltin(runtime, method, args, kwargs);
      }
      runtime.site = funcSite;
      const callee = getAttribute(runtime, object, attr);
      return finishCall(frame, callee, simple, build, site);
    };
  }
  const callee = compileExpression(place, func);
  return (frame) => finishCall(frame, callee(frame), simple, build, site);
}

function finishCall(
  frame: CallFrame,
  callee: Value,
  simple: readonly Eval[] | null,
  build: CompiledArguments["build"],
  site: { unit: Place["unit"]; start: number; end: number },
): Value {
  const { runtime } = frame;
  if (simple !== null) {
    const args: Value[] = [];
    for (const argument of simple) args.push(argument(frame));
    runtime.site = site;
    return callValue(runtime, callee, args, noKwargs);
  }
  const built = build(frame);
  runtime.site = site;
  if (built.lost !== null) return lostCall(runtime, callee, built);
  return callValue(runtime, callee, built.args, built.kwargs);
}

/** A call with `*args` or `**kwargs` that are not known: its result is not known either. */
function lostCall(
  runtime: Runtime,
  callee: Value,
  built: { args: Value[]; kwargs: Kwargs; lost: Unknown | null },
): Value {
  const lost = built.lost ?? runtime.unknown("arguments are not known");
  runtime.domain.unknownCall(lost, [callee, ...built.args], built.kwargs);
  return lost;
}

/** A method that can be called with the object first, without making a bound method. */
function quickMethod(object: Value, name: string): PyFunction | Builtin | undefined {
  if (typeof object !== "object" || object === null || !("cls" in object)) return undefined;
  if (object instanceof PyInstance) {
    if (object instanceof PyModule || object.attrs.has(name)) return undefined;
  } else if (!(object instanceof PyContainer) || object.attrs !== null) return undefined;
  const method = object.cls.lookup(name);
  if (method instanceof PyFunction) return method;
  return method instanceof Builtin && method.binds ? method : undefined;
}

function compileSuper(place: Place): Eval {
  const { first } = place;
  const cell = first === null ? undefined : place.cells.get(first);
  const slot = first === null ? undefined : place.scope.slots.get(first);
  return (frame) => {
    const owner = frame.callee?.owner ?? null;
    const self = cell !== undefined ? cellAt(frame, cell).value : slot !== undefined ? frame.slots[slot] : undefined;
    if (owner === null || self === undefined) return frame.runtime.fail("RuntimeError", "super(): no arguments");
    return new PySuper(owner, self);
  };
}

// ── operators ──────────────────────────────────────────────────────────────────────────────────────────────────────

function compileBinary(place: Place, node: Expr & { kind: "BinOp" }): Eval {
  const left = compileExpression(place, node.left);
  const right = compileExpression(place, node.right);
  const { op } = node;
  const site = siteOf(place, node);
  const slow = (frame: CallFrame, a: Value, b: Value): Value => {
    frame.runtime.site = site;
    return binary(frame.runtime, op, a, b);
  };
  const fast = op === "+" ? add : op === "-" ? sub : op === "*" ? mul : null;
  if (fast === null) return (frame) => slow(frame, left(frame), right(frame));
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    return typeof a === "number" && typeof b === "number" ? fast(a, b) : slow(frame, a, b);
  };
}

function compileUnary(place: Place, node: Expr & { kind: "UnaryOp" }): Eval {
  const operand = compileExpression(place, node.operand);
  const { op } = node;
  const site = siteOf(place, node);
  if (op === "not")
    return (frame) => {
      const value = operand(frame);
      if (typeof value === "boolean") return !value;
      frame.runtime.site = site;
      const truth = truthOf(frame.runtime, value);
      return truth instanceof Unknown ? truth : !truth;
    };
  if (op === "-" && node.operand.kind === "Constant" && node.operand.type === "int") {
    const value = -node.operand.value;
    return () => value;
  }
  return (frame) => {
    const value = operand(frame);
    frame.runtime.site = site;
    return unary(frame.runtime, op, value);
  };
}

/** `a and b`: the first falsy value, or the last. An unknown value decides nothing: the others may still. */
function compileBool(place: Place, node: Expr & { kind: "BoolOp" }): Eval {
  const values = node.values.map((value) => compileExpression(place, value));
  const stop = node.op === "or";
  return (frame) => {
    let value: Value = null;
    let lost: Unknown | null = null;
    for (const item of values) {
      value = lost === null ? item(frame) : guarded(frame, item);
      const truth: boolean | Unknown = typeof value === "boolean" ? value : truthOf(frame.runtime, value);
      if (truth instanceof Unknown) lost ??= truth;
      else if (truth === stop) return lost === null ? value : stop ? value === true || lost : false;
    }
    return lost ?? value;
  };
}

/** Evaluates what Python might not have reached: a failure there is not the user's. */
function guarded(frame: CallFrame, item: Eval): Value {
  const found = frame.runtime.attempt(["Exception"], () => item(frame));
  return found === undefined ? frame.runtime.unknown("not decided") : found;
}

function compileCompare(place: Place, node: Compare): Eval {
  const left = compileExpression(place, node.left);
  const rest = node.comparators.map((comparator) => compileExpression(place, comparator));
  const site = siteOf(place, node);
  const [op] = node.ops;
  const [right] = rest;
  if (node.ops.length === 1 && op !== undefined && right !== undefined) {
    return (frame) => {
      const a = left(frame);
      const b = right(frame);
      frame.runtime.site = site;
      return compareOne(frame.runtime, op, a, b);
    };
  }
  return (frame) => {
    let a = left(frame);
    let result: Value = true;
    for (const [index, next] of rest.entries()) {
      const b = next(frame);
      frame.runtime.site = site;
      result = compareOne(frame.runtime, node.ops[index] ?? "==", a, b);
      const truth = truthOf(frame.runtime, result);
      if (truth instanceof Unknown || !truth) return result;
      a = b;
    }
    return result;
  };
}

function compareOne(runtime: Runtime, op: Compare["ops"][number], a: Value, b: Value): Value {
  switch (op) {
    case "is":
      return identical(a, b);
    case "is not": {
      const same = identical(a, b);
      return same instanceof Unknown ? same : !same;
    }
    case "in":
      return containsValue(runtime, b, a);
    case "not in": {
      const inside = containsValue(runtime, b, a);
      return inside instanceof Unknown ? inside : !inside;
    }
    default:
      return compareValues(runtime, op, a, b);
  }
}

function compileConditional(place: Place, node: Expr & { kind: "IfExp" }): Eval {
  const test = compileExpression(place, node.test);
  const body = compileExpression(place, node.body);
  const orelse = compileExpression(place, node.orelse);
  return (frame) => {
    const value = test(frame);
    const truth = typeof value === "boolean" ? value : truthOf(frame.runtime, value);
    if (!(truth instanceof Unknown)) return truth ? body(frame) : orelse(frame);
    let a: Value | undefined;
    let b: Value | undefined;
    frame.runtime.branch(frame, truth, [
      () => {
        a = body(frame);
        return 0;
      },
      () => {
        b = orelse(frame);
        return 0;
      },
    ]);
    if (a === undefined || b === undefined) return a ?? b ?? truth;
    return joinValues(a, b, truth.reason);
  };
}

// ── functions and comprehensions ───────────────────────────────────────────────────────────────────────────────────

export function compileFunctionObject(place: Place, node: FunctionDef | Lambda, name: string): Eval {
  const scope = scopeOf(node);
  const { names, indices } = captures(place, scope);
  const code: FunctionCode = { name, node, unit: place.unit, captured: names };
  const defaults = node.params.map((param) =>
    param.default === null ? null : compileExpression(place, param.default),
  );
  const qualname =
    place.kind === "class"
      ? `${place.qualname}.${name}`
      : place.kind === "function"
        ? `${place.qualname}.<locals>.${name}`
        : name;
  const noDefaults = defaults.every((item) => item === null);
  const empty: (Value | undefined)[] = defaults.map(() => undefined);
  return (frame) => {
    const values = noDefaults ? empty : defaults.map((item) => (item === null ? undefined : item(frame)));
    const cells: Cell[] = [];
    for (const index of indices) cells.push(cellAt(frame, index));
    const made = new PyFunction(code, frame.globals, values, cells, qualname);
    if (frame.made !== null) frame.made.push(made);
    else made.owner = frame.callee?.owner ?? null;
    return made;
  };
}

function compileGenerator(place: Place, node: Comprehension): Eval {
  const scope = scopeOf(node);
  const { names, indices } = captures(place, scope);
  const code: FunctionCode = { name: "<genexpr>", node, unit: place.unit, captured: names };
  const [first] = node.clauses;
  const iterable = first === undefined ? none : compileExpression(place, first.iter);
  const argument = scope.slots.get(generatorArgument) ?? 0;
  return (frame) => {
    const source = iterable(frame);
    if (source instanceof Unknown) return source;
    const cells: Cell[] = [];
    for (const index of indices) cells.push(cellAt(frame, index));
    const made = new PyFunction(code, frame.globals, [], cells, "<genexpr>");
    made.owner = frame.callee?.owner ?? null;
    const generator = callFunction(frame.runtime, made, [], noKwargs);
    if (generator instanceof PyGenerator) generator.frame.slots[argument] = source;
    return generator;
  };
}

function allHold(frame: CallFrame, conditions: readonly Eval[]): boolean | Unknown {
  for (const condition of conditions) {
    const value = condition(frame);
    const truth = typeof value === "boolean" ? value : truthOf(frame.runtime, value);
    if (truth !== true) return truth;
  }
  return true;
}

function compileComprehension(place: Place, node: Comprehension): Eval {
  const renames = new Map(place.renames);
  const shared: number[] = [];
  for (const clause of node.clauses)
    for (const name of targetNames(clause.target)) {
      const renamed = comprehensionName(name, node);
      renames.set(name, renamed);
      const cell = place.cells.get(renamed);
      if (cell !== undefined) shared.push(cell);
    }
  const inner: Place = { ...place, renames };
  const clauses = node.clauses.map((clause, index) => ({
    iter: compileExpression(index === 0 ? place : inner, clause.iter),
    store: compileTarget(inner, clause.target),
    conditions: clause.conditions.map((condition) => compileExpression(inner, condition)),
  }));
  const element = compileExpression(inner, node.element);
  const key = node.key === null ? null : compileExpression(inner, node.key);
  const run = (frame: CallFrame, index: number, emit: (frame: CallFrame) => void): Unknown | null => {
    const clause = clauses[index];
    if (clause === undefined) {
      emit(frame);
      return null;
    }
    let lost: Unknown | null = null;
    const ended = forEachOf(frame.runtime, clause.iter(frame), (item): void => {
      clause.store(frame, item);
      const passes = allHold(frame, clause.conditions);
      if (passes === true) lost = run(frame, index + 1, emit) ?? lost;
      else if (passes !== false) lost ??= passes;
    });
    return ended ?? lost;
  };
  const fresh = (frame: CallFrame): void => {
    for (const index of shared) frame.cells[index] = new Cell(undefined);
  };
  if (key !== null)
    return (frame) => {
      fresh(frame);
      const dict = new PyDict();
      dict.lost = run(frame, 0, (at) => {
        const name = key(at);
        if (name instanceof Unknown) dict.lost = name;
        else dictSet(at.runtime, dict, name, element(at));
      });
      return dict;
    };
  return (frame) => {
    fresh(frame);
    const items: Value[] = [];
    const lost = run(frame, 0, (at) => items.push(element(at)));
    if (node.type === "set") {
      const set = makeSet(frame.runtime, items);
      set.lost = lost;
      return set;
    }
    const list = new PyList(items);
    list.lost = lost;
    return list;
  };
}
