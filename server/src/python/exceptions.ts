// `raise`, `try` and `with`. A PyRaise passes through JS as an exception; only these places catch it.

import type { Stmt } from "./ast.ts";
import { findAttribute } from "./attributes.ts";
import { truthOf } from "./comparison.ts";
import { siteOf } from "./compile.ts";
import type { Exec, Place } from "./compile.ts";
import { compileExpression } from "./compileExpression.ts";
import { compileBlock, compileStore, compileTarget } from "./compileStatement.ts";
import { raiseError } from "./errors.ts";
import type { CallFrame, Signal } from "./runtime.ts";
import { typeOf } from "./types.ts";
import { PyClass, PyInstance, PyRaise, PyTuple, Unknown } from "./values.ts";
import type { Value } from "./values.ts";

/** What `raise value from from` throws; undefined is a bare `raise`. */
export function raiseValue(frame: CallFrame, value: Value | undefined, from: Value): PyRaise {
  const { runtime } = frame;
  if (value === undefined) {
    const handled = handledIn(frame);
    return handled ?? raiseError(runtime, "RuntimeError", "No active exception to reraise");
  }
  const exception = value instanceof PyClass ? runtime.call(value, []) : value;
  if (exception instanceof PyInstance) {
    if (from !== null) exception.attrs.set("__cause__", from);
    const context = handledIn(frame);
    if (context !== null && context.exception !== exception) exception.attrs.set("__context__", context.exception);
    return new PyRaise(exception, runtime.frame, runtime.site);
  }
  if (exception instanceof Unknown)
    return raiseError(runtime, "Exception", `an exception that is not known (${exception.reason.message})`);
  return raiseError(runtime, "TypeError", "exceptions must derive from BaseException");
}

function handledIn(frame: CallFrame): PyRaise | null {
  for (
    let at: unknown = frame;
    at !== null && typeof at === "object" && "handled" in at;
    at = (at as CallFrame).parent
  ) {
    const { handled } = at as CallFrame;
    if (handled !== null) return handled;
  }
  return null;
}

export function exceptionMatches(frame: CallFrame, raised: PyRaise, type: Value): boolean {
  if (type instanceof PyClass) return raised.exception.cls.isSubclassOf(type);
  if (type instanceof PyTuple) return type.items.some((item) => exceptionMatches(frame, raised, item));
  return type instanceof Unknown; // an exception class that is not known: taken to be the one that was meant
}

export function compileTry(place: Place, node: Stmt & { kind: "Try" }): Exec {
  const inner: Place = node.handlers.length > 0 ? { ...place, eager: true, guarded: true } : place;
  const body = compileBlock(inner, node.body);
  const handlers = node.handlers.map((handler) => ({
    type: handler.type === null ? null : compileExpression(place, handler.type),
    store: handler.name === null ? null : compileStore(place, handler.name),
    body: compileBlock(place, handler.body),
  }));
  const orelse = compileBlock(place, node.orelse);
  const finalbody = compileBlock(place, node.finalbody);
  const catching = handlers.length > 0 ? 1 : 0;
  const guarded = (frame: CallFrame): Signal => {
    const { runtime } = frame;
    const { frame: current, depth, loops } = runtime;
    let signal: Signal;
    runtime.handlers += catching;
    try {
      signal = body(frame);
    } catch (thrown) {
      if (!(thrown instanceof PyRaise)) throw thrown;
      runtime.handlers -= catching;
      runtime.frame = current;
      runtime.depth = depth;
      runtime.loops = loops;
      const handler = handlers.find(({ type }) => type === null || exceptionMatches(frame, thrown, type(frame)));
      runtime.handlers += catching;
      if (handler === undefined) throw thrown;
      runtime.handlers -= catching;
      const outer = frame.handled;
      frame.handled = thrown;
      try {
        handler.store?.(frame, thrown.exception);
        return handler.body(frame);
      } finally {
        frame.handled = outer;
        runtime.handlers += catching;
      }
    } finally {
      runtime.handlers -= catching;
    }
    return signal === 0 ? orelse(frame) : signal;
  };
  if (node.finalbody.length === 0) return guarded;
  return (frame) => {
    const { frame: current, depth } = frame.runtime;
    let signal: Signal;
    let result: Value;
    try {
      signal = guarded(frame);
      ({ result } = frame);
    } catch (thrown) {
      if (!(thrown instanceof PyRaise)) throw thrown;
      frame.runtime.frame = current;
      frame.runtime.depth = depth;
      const last = finalbody(frame);
      if (last !== 0) return last;
      throw thrown;
    }
    const last = finalbody(frame);
    if (last !== 0) return last;
    frame.result = result;
    return signal;
  };
}

export function compileWith(place: Place, node: Stmt & { kind: "With" }): Exec {
  const body = compileBlock(place, node.body);
  return node.items.reduceRight<Exec>((inner, item) => {
    const context = compileExpression(place, item.context);
    const store = item.target === null ? null : compileTarget(place, item.target);
    const site = siteOf(place, item.context);
    return (frame) => {
      const { runtime } = frame;
      const manager = context(frame);
      runtime.site = site;
      if (manager instanceof Unknown) {
        store?.(frame, manager);
        return inner(frame);
      }
      const [enterName, exitName] = node.async ? ["__aenter__", "__aexit__"] : ["__enter__", "__exit__"];
      const enter = findAttribute(runtime, manager, enterName);
      const exit = findAttribute(runtime, manager, exitName);
      if (enter === undefined || exit === undefined) {
        const lost = runtime.fail(
          "TypeError",
          `'${typeOf(manager).name}' object does not support the context manager protocol`,
        );
        store?.(frame, lost);
        return inner(frame);
      }
      const value = runtime.call(enter, []);
      store?.(frame, value);
      const { frame: current, depth } = runtime;
      const catching = swallows(manager) ? 1 : 0;
      let signal: Signal;
      runtime.handlers += catching;
      try {
        signal = inner(frame);
      } catch (thrown) {
        if (!(thrown instanceof PyRaise)) throw thrown;
        runtime.frame = current;
        runtime.depth = depth;
        runtime.site = site;
        const swallowed = truthOf(runtime, runtime.call(exit, [thrown.exception.cls, thrown.exception, null]));
        if (swallowed === true) return 0;
        throw thrown;
      } finally {
        runtime.handlers -= catching;
      }
      const { result } = frame;
      runtime.site = site;
      runtime.call(exit, [null, null, null]);
      frame.result = result;
      return signal;
    };
  }, body);
}

/** Managers that exist to swallow exceptions: a failure inside belongs to them. */
function swallows(manager: Value): boolean {
  const { name } = typeOf(manager);
  return name === "suppress" || name === "ExitStack" || name === "_AssertRaisesContext";
}
