// Statements to closures. A statement answers with a signal: 0 goes on, 1 break, 2 continue, 3 return.

import type { BinaryOperator, ClassDef, Expr, FunctionDef, Stmt } from "./ast.ts";
import { deleteAttribute, getAttribute, setAttribute } from "./attributes.ts";
import { makeClass } from "./classes.ts";
import { truthOf } from "./comparison.ts";
import { cellAt, compileClassBody, siteOf } from "./compile.ts";
import type { Exec, Place } from "./compile.ts";
import { compileArguments, compileExpression, compileFunctionObject } from "./compileExpression.ts";
import { compileMatch } from "./compileMatch.ts";
import { compileTry, compileWith, raiseValue } from "./exceptions.ts";
import { forEachOf, iterateValue } from "./iteration.ts";
import { inPlace } from "./operators.ts";
import { CallFrame } from "./runtime.ts";
import type { Runtime, Signal } from "./runtime.ts";
import { delItem, getItem, setItem } from "./subscript.ts";
import { typeOf } from "./types.ts";
import { Cell, LazyImport, PyFloat, PyList, Unknown } from "./values.ts";
import type { Value } from "./values.ts";

export function compileBlock(place: Place, body: readonly Stmt[]): Exec {
  const statements = body.map((statement) => compileStatement(place, statement));
  const [first, second] = statements;
  if (first === undefined) return () => 0;
  if (second === undefined) return first;
  return (frame) => {
    for (const statement of statements) {
      const signal = statement(frame);
      if (signal !== 0) return signal;
    }
    return 0;
  };
}

export function compileStatement(place: Place, node: Stmt): Exec {
  switch (node.kind) {
    case "Expr": {
      const value = compileExpression(place, node.value);
      return (frame) => {
        value(frame);
        return 0;
      };
    }
    case "Assign":
      return compileAssign(place, node);
    case "AugAssign":
      return compileAugmented(place, node.target, node.op, node.value, node);
    case "AnnAssign": {
      const annotate = place.kind === "class" && node.target.kind === "Name" ? compileAnnotation(place, node) : null;
      if (node.value === null)
        return (frame) => {
          annotate?.(frame);
          return 0;
        };
      const value = compileExpression(place, node.value);
      const store = compileTarget(place, node.target);
      return (frame) => {
        store(frame, value(frame));
        annotate?.(frame);
        return 0;
      };
    }
    case "Return": {
      const value = node.value === null ? null : compileExpression(place, node.value);
      const noted = noteBound(place, node, null);
      return (frame) => {
        const result = value === null ? null : value(frame);
        frame.result = result;
        if (noted !== null) noted(frame, result);
        return 3;
      };
    }
    case "If":
      return compileIf(place, node.test, node.body, node.orelse);
    case "For":
      return compileFor(place, node);
    case "While":
      return compileWhile(place, node);
    case "FunctionDef":
      return compileDefinition(place, node);
    case "ClassDef":
      return compileClass(place, node);
    case "Pass":
      return () => 0;
    case "Break":
      return () => 1;
    case "Continue":
      return () => 2;
    case "With":
      return compileWith(place, node);
    case "Try":
      return compileTry(place, node);
    case "Raise": {
      const exception = node.exception === null ? null : compileExpression(place, node.exception);
      const cause = node.cause === null ? null : compileExpression(place, node.cause);
      const site = siteOf(place, node);
      return (frame) => {
        const value = exception === null ? undefined : exception(frame);
        const from = cause === null ? null : cause(frame);
        frame.runtime.site = site;
        throw raiseValue(frame, value, from);
      };
    }
    case "Assert":
      return compileAssert(place, node);
    case "Import":
      return compileImport(place, node);
    case "ImportFrom":
      return compileImportFrom(place, node);
    case "Delete":
      return compileDelete(place, node.targets);
    case "Match":
      return compileMatch(place, node);
    case "TypeAlias": {
      const store = compileStore(place, node.name);
      return (frame) => {
        store(frame, frame.runtime.unknown("a type alias"));
        return 0;
      };
    }
    case "Global":
    case "Nonlocal":
    case "Broken":
      return () => 0;
  }
}

// ── assignment ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type Store = (frame: CallFrame, value: Value) => void;

function compileAssign(place: Place, node: Stmt & { kind: "Assign" }): Exec {
  const value = compileExpression(place, node.value);
  const stores = node.targets.map((target) => compileTarget(place, target));
  const [store] = stores;
  const noted = noteBound(place, node, node.targets[0] ?? null);
  if (store !== undefined && stores.length === 1)
    return (frame) => {
      const result = value(frame);
      store(frame, result);
      if (noted !== null) noted(frame, result);
      return 0;
    };
  return (frame) => {
    const result = value(frame);
    for (const item of stores) item(frame, result);
    if (noted !== null) noted(frame, result);
    return 0;
  };
}

/** Tells the domain what a line of somebody's source made, for the hints beside it. */
function noteBound(place: Place, node: { start: number; end: number }, target: Expr | null): Store | null {
  if (place.unit.file.library) return null;
  const site = siteOf(place, node);
  const names = target === null ? [] : namesIn(target);
  return (frame, value) => {
    if (typeof value === "object" && value !== null) frame.runtime.domain.bound(site, value, names);
  };
}

/** The names that a target binds, in order: one, or one for each item. Empty for attributes, items of a list and the like. */
function namesIn(target: Expr): readonly string[] {
  if (target.kind === "Name") return [target.id];
  if (target.kind !== "Tuple" && target.kind !== "List") return [];
  const names = target.items.flatMap((item) => (item.kind === "Name" ? [item.id] : []));
  return names.length === target.items.length ? names : [];
}

function compileAnnotation(place: Place, node: Stmt & { kind: "AnnAssign" }): (frame: CallFrame) => void {
  const name = node.target.kind === "Name" ? node.target.id : "";
  const annotation = compileExpression(place, node.annotation);
  return (frame) => {
    const { namespace, runtime } = frame;
    if (namespace === null) return;
    const value = runtime.attempt(["Exception"], () => annotation(frame)) ?? runtime.unknown("an annotation");
    let names = namespace.get("__annotations__");
    if (names === undefined) {
      names = runtime.call(runtime.builtins.get("dict") ?? null, []);
      namespace.set("__annotations__", names);
    }
    setItem(runtime, names, name, value);
  };
}

/** Binds a name where the scope says it lives. */
export function compileStore(place: Place, id: string): Store {
  const name = place.renames.get(id) ?? id;
  if (!place.scope.globals.has(name)) {
    const cell = place.cells.get(name);
    if (cell !== undefined && (place.kind === "function" || name !== id))
      return (frame, value) => {
        const target = cellAt(frame, cell);
        frame.runtime.touchCell(target);
        target.value = value;
      };
    const slot = place.scope.slots.get(name);
    if (slot !== undefined)
      return (frame, value) => {
        frame.slots[slot] = value;
      };
    if (place.kind === "class")
      return (frame, value) => {
        frame.namespace?.set(id, value);
      };
  }
  return (frame, value) => {
    frame.runtime.touch(frame.globals);
    frame.globals.attrs.set(id, value);
  };
}

export function compileTarget(place: Place, node: Expr): Store {
  switch (node.kind) {
    case "Name":
      return compileStore(place, node.id);
    case "Attribute": {
      const object = compileExpression(place, node.value);
      const { attr } = node;
      const site = siteOf(place, node);
      return (frame, value) => {
        const target = object(frame);
        frame.runtime.site = site;
        setAttribute(frame.runtime, target, attr, value);
      };
    }
    case "Subscript": {
      const object = compileExpression(place, node.value);
      const index = compileExpression(place, node.index);
      const site = siteOf(place, node);
      return (frame, value) => {
        const target = object(frame);
        const key = index(frame);
        frame.runtime.site = site;
        setItem(frame.runtime, target, key, value);
      };
    }
    case "Starred":
      return compileTarget(place, node.value);
    case "Tuple":
    case "List":
      return compileUnpacking(place, node.items, siteOf(place, node));
    default:
      return (frame) => {
        frame.runtime.fail("SyntaxError", "cannot assign to this expression");
      };
  }
}

function compileUnpacking(place: Place, items: readonly Expr[], site: ReturnType<typeof siteOf>): Store {
  const stores = items.map((item) => compileTarget(place, item));
  const star = items.findIndex((item) => item.kind === "Starred");
  const count = items.length;
  return (frame, value) => {
    const { runtime } = frame;
    runtime.site = site;
    const isPlain = value === null || typeof value === "number" || typeof value === "boolean";
    const values =
      isPlain || value instanceof PyFloat
        ? runtime.fail("TypeError", `cannot unpack non-iterable ${typeOf(value).name} object`)
        : iterateValue(runtime, value);
    if (values instanceof Unknown) {
      for (const store of stores) store(frame, values);
      return;
    }
    const wrong =
      values.length < (star < 0 ? count : count - 1)
        ? `not enough values to unpack (expected ${star < 0 ? "" : "at least "}${String(star < 0 ? count : count - 1)}, got ${String(values.length)})`
        : star < 0 && values.length > count
          ? `too many values to unpack (expected ${String(count)})`
          : null;
    if (wrong !== null) {
      const lost = runtime.fail("ValueError", wrong);
      for (const store of stores) store(frame, lost);
      return;
    }
    const rest = values.length - (count - 1);
    for (const [index, store] of stores.entries()) {
      if (star < 0 || index < star) store(frame, values[index] ?? null);
      else if (index === star) store(frame, new PyList(values.slice(star, star + rest)));
      else store(frame, values[index + rest - 1] ?? null);
    }
  };
}

function compileAugmented(place: Place, target: Expr, op: BinaryOperator, value: Expr, node: Stmt): Exec {
  const right = compileExpression(place, value);
  const site = siteOf(place, node);
  const noted = noteBound(place, node, target);
  if (target.kind === "Attribute") {
    const object = compileExpression(place, target.value);
    return (frame) => {
      const at = object(frame);
      const { runtime } = frame;
      runtime.site = site;
      const old = getAttribute(runtime, at, target.attr);
      const operand = right(frame);
      runtime.site = site;
      const result = inPlace(runtime, op, old, operand);
      setAttribute(runtime, at, target.attr, result);
      return 0;
    };
  }
  if (target.kind === "Subscript") {
    const object = compileExpression(place, target.value);
    const index = compileExpression(place, target.index);
    return (frame) => {
      const at = object(frame);
      const key = index(frame);
      const { runtime } = frame;
      runtime.site = site;
      const old = getItem(runtime, at, key);
      const operand = right(frame);
      runtime.site = site;
      setItem(runtime, at, key, inPlace(runtime, op, old, operand));
      return 0;
    };
  }
  const load = compileExpression(place, target);
  const store = compileTarget(place, target);
  return (frame) => {
    const old = load(frame);
    const operand = right(frame);
    frame.runtime.site = site;
    const result = inPlace(frame.runtime, op, old, operand);
    store(frame, result);
    if (noted !== null) noted(frame, result);
    return 0;
  };
}

function compileDelete(place: Place, targets: readonly Expr[]): Exec {
  const deletes = targets.map((target): ((frame: CallFrame) => void) => {
    switch (target.kind) {
      case "Name": {
        const name = place.renames.get(target.id) ?? target.id;
        const cell = place.cells.get(name);
        const slot = place.scope.slots.get(name);
        if (cell !== undefined && place.kind === "function")
          return (frame) => {
            cellAt(frame, cell).value = undefined;
          };
        if (slot !== undefined)
          return (frame) => {
            frame.slots[slot] = undefined;
          };
        return (frame) => {
          (frame.namespace ?? frame.globals.attrs).delete(target.id);
        };
      }
      case "Attribute": {
        const object = compileExpression(place, target.value);
        return (frame) => {
          deleteAttribute(frame.runtime, object(frame), target.attr);
        };
      }
      case "Subscript": {
        const object = compileExpression(place, target.value);
        const index = compileExpression(place, target.index);
        return (frame) => {
          delItem(frame.runtime, object(frame), index(frame));
        };
      }
      case "Tuple":
      case "List": {
        const inner = compileDelete(place, target.items);
        return (frame) => {
          inner(frame);
        };
      }
      default:
        return () => undefined;
    }
  });
  return (frame) => {
    for (const item of deletes) item(frame);
    return 0;
  };
}

// ── control flow ───────────────────────────────────────────────────────────────────────────────────────────────────

function compileIf(place: Place, test: Expr, body: readonly Stmt[], orelse: readonly Stmt[]): Exec {
  const condition = compileExpression(place, test);
  const then = compileBlock(place, body);
  const otherwise = compileBlock(place, orelse);
  return (frame) => {
    const value = condition(frame);
    const truth = typeof value === "boolean" ? value : truthOf(frame.runtime, value);
    if (truth instanceof Unknown)
      return frame.runtime.branch(frame, truth, [() => then(frame), () => otherwise(frame)]);
    return truth ? then(frame) : otherwise(frame);
  };
}

function compileFor(place: Place, node: Stmt & { kind: "For" }): Exec {
  const iterable = compileExpression(place, node.iter);
  const store = compileTarget(place, node.target);
  const body = compileBlock(place, node.body);
  const orelse = compileBlock(place, node.orelse);
  const site = siteOf(place, node.iter);
  const noted = noteBound(place, { start: node.target.start, end: node.target.end }, node.target);
  return (frame) => {
    const { runtime } = frame;
    const source = iterable(frame);
    runtime.site = site;
    let left = 0 as Signal;
    const depth = runtime.loops + 1;
    const turn = (item: Value): boolean => {
      store(frame, item);
      if (noted !== null) noted(frame, item);
      runtime.loops = depth;
      const mark = runtime.domain.mark();
      const signal = body(frame);
      if (signal === 1 || signal === 3) left = signal;
      return endsTurn(runtime, depth, mark) || left !== 0 || mayHaveEnded(frame);
    };
    const lost = forEachOf(runtime, source, turn);
    runtime.loops = depth - 1;
    if (lost !== null)
      return runUnknownLoop(
        frame,
        lost,
        () => turn(lost),
        () => left,
      );
    if (left === 3) return 3;
    return left === 1 ? 0 : orelse(frame);
  };
}

/** True where an optimizer made its step in this turn: the loops around it have shown what one step costs. */
function endsTurn(runtime: Runtime, depth: number, mark: number): boolean {
  if (runtime.stopLoops < depth) return false;
  runtime.stopLoops = depth - 1;
  return runtime.domain.stepped(mark); // a loop over optimizers goes on: the step is the turn around it
}

/** True where a turn may have left the loop: further turns may not happen, so what they cost is missing. */
function mayHaveEnded(frame: CallFrame): boolean {
  const reason = frame.mayHaveLeft;
  if (reason === null) return false;
  frame.mayHaveLeft = null;
  frame.runtime.missing(reason);
  return true;
}

/** A loop over something unknown runs once; what it costs then is a lower bound. */
function runUnknownLoop(frame: CallFrame, lost: Unknown, turn: () => void, left: () => Signal): Signal {
  const { domain } = frame.runtime;
  const mark = domain.mark();
  turn();
  const taken = domain.take(mark);
  domain.keep(taken);
  if (Array.isArray(taken) && taken.length > 0)
    frame.runtime.missing({
      message: `a loop runs an unknown number of times (${lost.reason.message})`,
      site: lost.reason.site,
    });
  return left() === 3 ? 3 : 0;
}

function compileWhile(place: Place, node: Stmt & { kind: "While" }): Exec {
  const condition = compileExpression(place, node.test);
  const body = compileBlock(place, node.body);
  const orelse = compileBlock(place, node.orelse);
  return (frame) => {
    const { runtime } = frame;
    const depth = runtime.loops + 1;
    for (;;) {
      runtime.tick();
      runtime.loops = depth;
      const mark = runtime.domain.mark();
      const value = condition(frame);
      const truth = typeof value === "boolean" ? value : truthOf(runtime, value);
      if (truth instanceof Unknown) {
        let signal: Signal = 0;
        const result = runUnknownLoop(
          frame,
          truth,
          () => {
            signal = body(frame);
            endsTurn(runtime, depth, mark);
          },
          () => signal,
        );
        runtime.loops = depth - 1;
        return result;
      }
      if (!truth) {
        runtime.loops = depth - 1;
        return orelse(frame);
      }
      const signal = body(frame);
      const ends = endsTurn(runtime, depth, mark) || mayHaveEnded(frame);
      if (!ends && signal !== 1 && signal !== 3) continue;
      runtime.loops = depth - 1;
      return signal === 3 ? 3 : 0;
    }
  };
}

function compileAssert(place: Place, node: Stmt & { kind: "Assert" }): Exec {
  const test = compileExpression(place, node.test);
  const message = node.message === null ? null : compileExpression(place, node.message);
  const site = siteOf(place, node);
  return (frame) => {
    const { runtime } = frame;
    const truth = truthOf(runtime, test(frame));
    if (truth instanceof Unknown || truth) return 0; // what is not known is taken to hold
    const text = message === null ? "" : runtime.str(message(frame));
    runtime.site = site;
    runtime.fail("AssertionError", text);
    return 0;
  };
}

// ── definitions ────────────────────────────────────────────────────────────────────────────────────────────────────

function compileDefinition(place: Place, node: FunctionDef): Exec {
  const make = compileFunctionObject(place, node, node.name);
  const store = compileStore(place, node.name);
  const decorate = compileDecorators(place, node.decorators);
  return (frame) => {
    store(
      frame,
      decorate(frame, () => make(frame)),
    );
    return 0;
  };
}

function compileDecorators(place: Place, nodes: readonly Expr[]): (frame: CallFrame, make: () => Value) => Value {
  if (nodes.length === 0) return (_frame, make) => make();
  const decorators = nodes.map((node) => ({ eval: compileExpression(place, node), site: siteOf(place, node) }));
  return (frame, make) => {
    const callees = decorators.map((decorator) => decorator.eval(frame));
    let value = make();
    for (let index = callees.length - 1; index >= 0; index--) {
      const callee = callees[index] ?? null;
      if (callee instanceof Unknown) continue; // an unknown decorator is taken to leave the function as it is
      frame.runtime.site = decorators[index]?.site ?? null;
      value = frame.runtime.call(callee, [value]);
    }
    return value;
  };
}

function compileClass(place: Place, node: ClassDef): Exec {
  const compiled = compileClassBody(place, node);
  const { build } = compileArguments(place, node.args);
  const store = compileStore(place, node.name);
  const decorate = compileDecorators(place, node.decorators);
  const site = siteOf(place, node);
  return (frame) => {
    const { runtime } = frame;
    const made = decorate(frame, () => {
      const { args, kwargs } = build(frame);
      const namespace = new Map<string, Value>();
      const cells = Array.from({ length: compiled.ownCells }, () => new Cell(undefined));
      for (const index of compiled.captured) cells.push(cellAt(frame, index));
      const body = new CallFrame(
        runtime,
        runtime.frame,
        site,
        frame.callee,
        place.unit.file,
        null,
        frame.globals,
        namespace,
        new Array<Value | undefined>(compiled.slotCount).fill(undefined),
        cells,
      );
      body.made = [];
      const outer = runtime.frame;
      runtime.frame = body;
      try {
        compiled.body(body);
      } finally {
        runtime.frame = outer;
      }
      runtime.site = site;
      return makeClass(runtime, node.name, args, kwargs, namespace, site, body.made, frame.globals.name);
    });
    store(frame, made);
    return 0;
  };
}

// ── imports ────────────────────────────────────────────────────────────────────────────────────────────────────────

function compileImport(place: Place, node: Stmt & { kind: "Import" }): Exec {
  const site = siteOf(place, node);
  const imports = node.names.map(({ name, as }) => ({
    name,
    as,
    store: compileStore(place, as ?? name.split(".")[0] ?? name),
  }));
  return (frame) => {
    const { runtime } = frame;
    runtime.site = site;
    for (const { name, as, store } of imports) {
      const module =
        runtime.modules?.importModule(name, as === null, place.guarded) ?? runtime.unknown(`no module named '${name}'`);
      store(frame, module);
    }
    return 0;
  };
}

/** Names bind lazily at module level; in functions, classes and `try` at once. */
function compileImportFrom(place: Place, node: Stmt & { kind: "ImportFrom" }): Exec {
  const site = siteOf(place, node);
  const names = node.names.map(({ name, as }) => ({
    name,
    store: name === "*" ? null : compileStore(place, as ?? name),
  }));
  return (frame) => {
    const { runtime } = frame;
    const { modules } = runtime;
    runtime.site = site;
    if (modules === null) return 0;
    for (const { name, store } of names) {
      const source = { module: node.module, level: node.level, name, into: frame.globals, site };
      if (store === null) modules.importStar(source);
      else if (place.eager) store(frame, modules.importName(source, place.guarded));
      else store(frame, new LazyImport(() => modules.importName(source)));
    }
    return 0;
  };
}
