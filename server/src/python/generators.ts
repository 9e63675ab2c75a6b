// Functions that contain `yield`: a second, suspendable way to run statements, as JS generators. Statements without a
// `yield` inside run as ordinary closures.

import type { Comprehension, Expr, Stmt } from "./ast.ts";
import { truthOf } from "./comparison.ts";
import type { Place } from "./compile.ts";
import { compileExpression } from "./compileExpression.ts";
import { compileStatement, compileStore, compileTarget } from "./compileStatement.ts";
import { exceptionMatches } from "./exceptions.ts";
import { findAttribute } from "./attributes.ts";
import { iteratorOf } from "./iteration.ts";
import type { CallFrame, Signal } from "./runtime.ts";
import { generatorArgument } from "./scope.ts";
import { PyIterator, PyRaise, Unknown, generatorClass } from "./values.ts";
import type { Value } from "./values.ts";

export type GeneratorBody = (frame: CallFrame) => Generator<Value, Signal, Value>;

/** A generator object. Its frame stays alive between turns. */
export class PyGenerator extends PyIterator {
  readonly frame: CallFrame;
  readonly resume: (sent: Value, raised?: PyRaise) => Value | undefined;
  /** What `return` gave, once it has ended. */
  returned: Value = null;
  constructor(frame: CallFrame, body: GeneratorBody) {
    let running: Generator<Value, Signal, Value> | null = null;
    let ended = false;
    const resume = (sent: Value, raised?: PyRaise): Value | undefined => {
      if (ended) return undefined;
      const { runtime } = frame;
      runtime.tick();
      const { frame: outer, depth, site } = runtime;
      runtime.frame = frame;
      try {
        running ??= body(frame);
        const step = raised === undefined ? running.next(sent) : running.throw(raised);
        if (step.done !== true) return step.value;
        ended = true;
        this.returned = step.value === 3 ? frame.result : null;
        return undefined;
      } catch (thrown) {
        ended = true;
        throw thrown;
      } finally {
        runtime.frame = outer;
        runtime.depth = depth;
        runtime.site = site;
      }
    };
    super(() => resume(null), generatorClass);
    this.frame = frame;
    this.resume = resume;
  }
}

export function makeGenerator(frame: CallFrame, body: GeneratorBody): PyGenerator {
  return new PyGenerator(frame, body);
}

export function compileGeneratorBody(place: Place, body: readonly Stmt[]): GeneratorBody {
  return compileGeneratorBlock(place, body);
}

function compileGeneratorBlock(place: Place, body: readonly Stmt[]): GeneratorBody {
  const steps = body.map((statement) =>
    yieldsIn(statement)
      ? { plain: null, suspended: compileSuspended(place, statement) }
      : { plain: compileStatement(place, statement), suspended: null },
  );
  return function* run(frame) {
    for (const { plain, suspended } of steps) {
      const signal = plain !== null ? plain(frame) : yield* suspended(frame);
      if (signal !== 0) return signal;
    }
    return 0;
  };
}

function compileSuspended(place: Place, node: Stmt): GeneratorBody {
  switch (node.kind) {
    case "If": {
      const test = suspendable(place, node.test);
      const then = compileGeneratorBlock(place, node.body);
      const otherwise = compileGeneratorBlock(place, node.orelse);
      return function* run(frame) {
        const truth = truthOf(frame.runtime, yield* test(frame));
        if (truth instanceof Unknown) frame.runtime.missing(truth.reason); // the first arm stands for both
        return yield* truth instanceof Unknown || truth ? then(frame) : otherwise(frame);
      };
    }
    case "While": {
      const test = suspendable(place, node.test);
      const body = compileGeneratorBlock(place, node.body);
      const orelse = compileGeneratorBlock(place, node.orelse);
      return function* run(frame) {
        for (;;) {
          frame.runtime.tick();
          const truth = truthOf(frame.runtime, yield* test(frame));
          if (truth === false) return yield* orelse(frame);
          const signal = yield* body(frame);
          if (signal === 1 || truth instanceof Unknown) return 0;
          if (signal === 3) return 3;
        }
      };
    }
    case "For": {
      const iterable = suspendable(place, node.iter);
      const store = compileTarget(place, node.target);
      const body = compileGeneratorBlock(place, node.body);
      const orelse = compileGeneratorBlock(place, node.orelse);
      return function* run(frame) {
        const source = yield* iterable(frame);
        const iterator = iteratorOf(frame.runtime, source);
        if (iterator instanceof Unknown) {
          store(frame, iterator);
          const signal = yield* body(frame);
          return signal === 3 ? 3 : 0;
        }
        for (;;) {
          frame.runtime.tick();
          const item = iterator.next();
          if (item === undefined) break;
          store(frame, item);
          const signal = yield* body(frame);
          if (signal === 1) return 0;
          if (signal === 3) return 3;
        }
        return yield* orelse(frame);
      };
    }
    case "Try":
      return compileSuspendedTry(place, node);
    case "With":
      return compileSuspendedWith(place, node);
    default:
      return compileLeaf(place, node);
  }
}

/** A simple statement: its yields come first, in order; then the statement finds what they received. */
function compileLeaf(place: Place, node: Stmt): GeneratorBody {
  const steps = yieldSteps(place, yieldExpressions(node));
  const statement = compileStatement(place, node);
  return function* run(frame) {
    yield* steps(frame);
    return statement(frame);
  };
}

function suspendable(place: Place, node: Expr): (frame: CallFrame) => Generator<Value, Value, Value> {
  const steps = yieldSteps(place, yieldExpressions(node));
  const value = compileExpression(place, node);
  return function* run(frame) {
    yield* steps(frame);
    return value(frame);
  };
}

type YieldNode = Expr & { kind: "Yield" | "YieldFrom" };

function yieldSteps(place: Place, nodes: readonly YieldNode[]): (frame: CallFrame) => Generator<Value, void, Value> {
  const steps = nodes.map((node) => {
    const value = node.value === null ? null : compileExpression(place, node.value);
    compileExpression(place, node); // reserves the slot
    return { from: node.kind === "YieldFrom", value, slot: place.yields?.get(node) ?? 0 };
  });
  return function* run(frame) {
    for (const { from, value, slot } of steps) {
      const given = value === null ? null : value(frame);
      if (!from) {
        frame.slots[slot] = yield given;
        continue;
      }
      const iterator = iteratorOf(frame.runtime, given);
      if (iterator instanceof Unknown) {
        yield iterator;
        continue;
      }
      let item = iterator.next();
      while (item !== undefined) {
        let sent: Value = null;
        let raised: PyRaise | undefined;
        try {
          sent = yield item;
        } catch (thrown) {
          if (!(thrown instanceof PyRaise) || !(iterator instanceof PyGenerator)) throw thrown;
          raised = thrown;
        }
        item = iterator instanceof PyGenerator ? iterator.resume(sent, raised) : iterator.next();
      }
      frame.slots[slot] = iterator instanceof PyGenerator ? iterator.returned : null;
    }
  };
}

function compileSuspendedTry(place: Place, node: Stmt & { kind: "Try" }): GeneratorBody {
  const body = compileGeneratorBlock({ ...place, eager: true, guarded: true }, node.body);
  const handlers = node.handlers.map((handler) => ({
    type: handler.type === null ? null : compileExpression(place, handler.type),
    store: handler.name === null ? null : compileStore(place, handler.name),
    body: compileGeneratorBlock(place, handler.body),
  }));
  const catching = handlers.length > 0 ? 1 : 0;
  const orelse = compileGeneratorBlock(place, node.orelse);
  const finalbody = compileGeneratorBlock(place, node.finalbody);
  return function* run(frame) {
    const { runtime } = frame;
    let signal: Signal = 0;
    let pending: PyRaise | null = null;
    try {
      signal = yield* withHandlers(frame, body(frame), catching);
      if (signal === 0) signal = yield* orelse(frame);
    } catch (thrown) {
      if (!(thrown instanceof PyRaise)) throw thrown;
      runtime.frame = frame;
      const handler = handlers.find(({ type }) => type === null || exceptionMatches(frame, thrown, type(frame)));
      if (handler === undefined) pending = thrown;
      else {
        const outer = frame.handled;
        frame.handled = thrown;
        handler.store?.(frame, thrown.exception);
        try {
          signal = yield* handler.body(frame);
        } catch (again) {
          if (!(again instanceof PyRaise)) throw again;
          pending = again;
        }
        frame.handled = outer;
      }
    }
    const { result } = frame;
    const last = yield* finalbody(frame);
    if (last !== 0) return last;
    if (pending !== null) throw pending;
    frame.result = result;
    return signal;
  };
}

/** Runs a `try` body: its handlers count while it runs, not while it is suspended. */
function* withHandlers(
  frame: CallFrame,
  inner: Generator<Value, Signal, Value>,
  catching: number,
): Generator<Value, Signal, Value> {
  const { runtime } = frame;
  const turn = (resume: () => IteratorResult<Value, Signal>): IteratorResult<Value, Signal> => {
    runtime.handlers += catching;
    try {
      return resume();
    } finally {
      runtime.handlers -= catching;
    }
  };
  let step = turn(() => inner.next(null));
  while (step.done !== true) {
    const { value } = step;
    try {
      const sent = yield value;
      step = turn(() => inner.next(sent));
    } catch (thrown) {
      if (!(thrown instanceof PyRaise)) throw thrown;
      step = turn(() => inner.throw(thrown));
    }
  }
  return step.value;
}

function compileSuspendedWith(place: Place, node: Stmt & { kind: "With" }): GeneratorBody {
  const items = node.items.map((item) => ({
    context: suspendable(place, item.context),
    store: item.target === null ? null : compileTarget(place, item.target),
  }));
  const body = compileGeneratorBlock(place, node.body);
  return function* run(frame) {
    const { runtime } = frame;
    const managers: Value[] = [];
    for (const { context, store } of items) {
      const manager = yield* context(frame);
      const enter = findAttribute(runtime, manager, "__enter__");
      store?.(frame, enter === undefined ? manager : runtime.call(enter, []));
      managers.unshift(manager);
    }
    const leave = (args: readonly Value[]): boolean =>
      managers.some((manager) => {
        const exit = findAttribute(runtime, manager, "__exit__");
        return exit !== undefined && truthOf(runtime, runtime.call(exit, args)) === true;
      });
    let signal: Signal;
    try {
      signal = yield* body(frame);
    } catch (thrown) {
      if (!(thrown instanceof PyRaise)) throw thrown;
      runtime.frame = frame;
      if (leave([thrown.exception.cls, thrown.exception, null])) return 0;
      throw thrown;
    }
    leave([null, null, null]);
    return signal;
  };
}

/** The body of a generator expression; its first iterable waits in a slot. */
export function compileGeneratorExpression(place: Place, node: Comprehension): GeneratorBody {
  const clauses = node.clauses.map((clause, index) => ({
    iter: index === 0 ? null : compileExpression(place, clause.iter),
    store: compileTarget(place, clause.target),
    conditions: clause.conditions.map((condition) => compileExpression(place, condition)),
  }));
  const element = compileExpression(place, node.element);
  const argument = place.scope.slots.get(generatorArgument) ?? 0;
  function* level(frame: CallFrame, index: number): Generator<Value, void, Value> {
    const clause = clauses[index];
    if (clause === undefined) {
      yield element(frame);
      return;
    }
    const source = clause.iter === null ? (frame.slots[argument] ?? null) : clause.iter(frame);
    const iterator = iteratorOf(frame.runtime, source);
    if (iterator instanceof Unknown) {
      yield iterator;
      return;
    }
    for (let item = iterator.next(); item !== undefined; item = iterator.next()) {
      frame.runtime.tick();
      clause.store(frame, item);
      let passes = true;
      for (const condition of clause.conditions) {
        const truth = truthOf(frame.runtime, condition(frame));
        if (truth instanceof Unknown) {
          yield truth;
          passes = false;
          break;
        }
        if (!truth) {
          passes = false;
          break;
        }
      }
      if (passes) yield* level(frame, index + 1);
    }
  }
  return function* run(frame) {
    yield* level(frame, 0);
    return 0;
  };
}

// ── finding yields ─────────────────────────────────────────────────────────────────────────────────────────────────

function yieldsIn(node: Stmt): boolean {
  return yieldExpressions(node).length > 0 || childBlocks(node).some((block) => block.some(yieldsIn));
}

function childBlocks(node: Stmt): readonly (readonly Stmt[])[] {
  switch (node.kind) {
    case "If":
    case "While":
    case "For":
      return [node.body, node.orelse];
    case "With":
      return [node.body];
    case "Try":
      return [node.body, ...node.handlers.map((handler) => handler.body), node.orelse, node.finalbody];
    case "Match":
      return node.cases.map((branch) => branch.body);
    default:
      return [];
  }
}

/** The yields of a statement's own expressions (or of an expression), innermost first; inner functions have their own. */
function yieldExpressions(node: Stmt | Expr): readonly YieldNode[] {
  const found: YieldNode[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const { kind } = value as { kind?: string };
    if (kind === "FunctionDef" || kind === "ClassDef" || kind === "Lambda") return;
    if (kind === "Comprehension" && (value as Comprehension).type === "generator") return;
    for (const [key, child] of Object.entries(value)) if (!isBlock(key)) visit(child);
    if (kind === "Yield" || kind === "YieldFrom") found.push(value as YieldNode);
  };
  if (node.kind === "FunctionDef" || node.kind === "ClassDef") return [];
  visit(node);
  return found;
}

function isBlock(key: string): boolean {
  return key === "body" || key === "orelse" || key === "finalbody" || key === "handlers" || key === "cases";
}
