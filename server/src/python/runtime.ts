// The interpreter's state in one run, and how a Python call happens: frames, fuel, failures, undecided branches.

import type { Guard } from "../symbolic/dim.ts";
import type { Site, SourceFile } from "./ast.ts";
import { truthOf } from "./comparison.ts";
import { raiseError } from "./errors.ts";
import { getAttribute, findAttribute, setAttribute } from "./attributes.ts";
import { callValue } from "./call.ts";
import { Journal, commit, commitJoin, joinValues } from "./journal.ts";
import { iterateValue } from "./iteration.ts";
import { reprOf, strOf } from "./format.ts";
import type { Modules } from "./modules.ts";
import { PyRaise, PyTuple, Unknown, noKwargs } from "./values.ts";
import type {
  Cell,
  Context,
  Frame,
  Kwargs,
  PyFunction,
  PyInstance,
  PyModule,
  PyObject,
  Reason,
  Value,
} from "./values.ts";

export class CallFrame implements Frame {
  readonly runtime: Runtime;
  readonly parent: Frame | null;
  readonly site: Site | null;
  readonly callee: PyFunction | null;
  readonly file: SourceFile | null;
  readonly receiver: PyInstance | null;
  readonly globals: PyModule;
  /** The names of a class body or a module; null in functions. */
  readonly namespace: Map<string, Value> | null;
  slots: (Value | undefined)[];
  cells: Cell[];
  /** What `return` gave. */
  result: Value = null;
  /** Results of undecided arms that returned while the other arm went on. */
  maybe: Value[] | null = null;
  /** The exception that an `except` block handles, for a bare `raise`. */
  handled: PyRaise | null = null;
  /** An undecided branch has left a loop (or the function) in one of its arms. */
  mayHaveLeft: Reason | null = null;
  /** Functions made by a class body: their `super()` starts from the class. */
  made: PyFunction[] | null = null;

  constructor(
    runtime: Runtime,
    parent: Frame | null,
    site: Site | null,
    callee: PyFunction | null,
    file: SourceFile | null,
    receiver: PyInstance | null,
    globals: PyModule,
    namespace: Map<string, Value> | null,
    slots: (Value | undefined)[],
    cells: Cell[],
  ) {
    this.runtime = runtime;
    this.parent = parent;
    this.site = site;
    this.callee = callee;
    this.file = file;
    this.receiver = receiver;
    this.globals = globals;
    this.namespace = namespace;
    this.slots = slots;
    this.cells = cells;
  }
}

/** The run used up its budget or was cancelled. No Python `except` sees it. */
export class Stop {
  readonly reason: Reason;
  constructor(reason: Reason) {
    this.reason = reason;
  }
}

/** What a domain adds to undecided branches and to calls of unknown things. */
export interface Domain {
  /** A mark in the domain's log. */
  mark(): number;
  /** Removes what was logged since the mark and gives it back. */
  take(mark: number): unknown;
  /** Logs what both arms of an undecided branch have in common; where they differ, notes what is missing. */
  join(a: unknown, b: unknown, reason: Reason): void;
  /** Logs what one arm did. */
  keep(taken: unknown): void;
  unknownCall(callee: Unknown, args: readonly Value[], kwargs: Kwargs): void;
  missing(reason: Reason): void;
  failure(raised: PyRaise): void;
  /** A symbol's default decided a comparison. */
  guard(guard: Guard): void;
  /** A call on a receiver begins and ends. */
  called(receiver: PyInstance, callee: Value, args: readonly Value[], kwargs: Kwargs): void;
  returned(receiver: PyInstance, result: Value | null): void;
  /** A loop's turn in which an optimizer made its step, from this mark to now. False if the turn cost nothing. */
  stepped(mark: number): boolean;
  /** A statement in a file that is not ours bound names to a value; none where it went elsewhere: an attribute, a caller. */
  bound(site: Site, value: Value, names: readonly string[]): void;
}

export interface RuntimeOptions {
  readonly domain: Domain;
  /** Calls and loop turns before the run stops. */
  readonly fuel: number;
  /** Asked now and then: true stops the run. */
  readonly cancelled: () => boolean;
  readonly builtins: ReadonlyMap<string, Value>;
  /** The text of a file that a program may read; null for any other. */
  readonly readFile?: (path: string) => string | null;
}

const depthLimit = 400;

export type Signal = 0 | 1 | 2 | 3; // normal, break, continue, return

export class Runtime implements Context {
  frame: Frame = rootFrame;
  site: Site | null = null;
  readonly state = new Map<object, unknown>();
  readonly domain: Domain;
  readonly builtins: ReadonlyMap<string, Value>;
  /** Enclosing `try` blocks that may catch: without one a failure is noted and gives Unknown. */
  handlers = 0;
  depth = 0;
  /** The next frame names this receiver. */
  receiver: PyInstance | null = null;
  journal: Journal | null = null;
  /** Loops of the source that run now, and how many of them end with this turn: an optimizer has made its step. */
  loops = 0;
  stopLoops = 0;
  modules: Modules | null = null;
  readonly readFile: (path: string) => string | null;
  /** Defaults of symbols, by name, in place of those that the source states; and what it states for them. */
  defaults: ReadonlyMap<string, number> = new Map();
  readonly stated = new Map<string, number>();
  private fuel: number;
  private readonly fullFuel: number;
  private readonly cancelled: () => boolean;

  constructor(options: RuntimeOptions) {
    this.domain = options.domain;
    this.builtins = options.builtins;
    this.fuel = options.fuel;
    this.fullFuel = options.fuel;
    this.cancelled = options.cancelled;
    this.readFile = options.readFile ?? (() => null);
  }

  /** Before another run: nothing is being called, and the budget is whole. What was imported and computed stays. */
  renew(): void {
    this.frame = rootFrame;
    this.site = null;
    this.handlers = 0;
    this.depth = 0;
    this.receiver = null;
    this.journal = null;
    this.loops = 0;
    this.stopLoops = 0;
    this.fuel = this.fullFuel;
  }

  /** The default of a symbol that the source makes. */
  defaultOf(name: string, stated: number): number {
    this.stated.set(name, stated);
    return this.defaults.get(name) ?? stated;
  }

  /** Counts a call or a loop turn. */
  tick(): void {
    this.fuel -= 1;
    if (this.fuel <= 0) throw new Stop(this.reason("the run's budget is used up"));
    if ((this.fuel & 2047) === 0 && this.cancelled())
      throw new Stop(this.reason("the run took too long and was stopped"));
  }

  enter(): void {
    this.tick();
    this.depth += 1;
    if (this.depth > depthLimit) {
      throw raiseError(this, "RecursionError", "maximum recursion depth exceeded");
    }
  }

  call(callee: Value, args: readonly Value[], kwargs: Kwargs = noKwargs): Value {
    return callValue(this, callee, args, kwargs);
  }

  callOn(receiver: PyInstance, callee: Value, args: readonly Value[], kwargs: Kwargs = noKwargs): Value {
    this.domain.called(receiver, callee, args, kwargs);
    this.receiver = receiver;
    let result: Value = null;
    try {
      result = callValue(this, callee, args, kwargs);
      return result;
    } finally {
      this.domain.returned(receiver, result);
    }
  }

  getattr(object: Value, name: string): Value {
    return getAttribute(this, object, name);
  }

  findattr(object: Value, name: string): Value | undefined {
    return findAttribute(this, object, name);
  }

  setattr(object: Value, name: string, value: Value): void {
    setAttribute(this, object, name, value);
  }

  iterate(iterable: Value): readonly Value[] | Unknown {
    return iterateValue(this, iterable);
  }

  truth(value: Value): boolean | Unknown {
    return truthOf(this, value);
  }

  str(value: Value): string {
    return strOf(this, value);
  }

  repr(value: Value): string {
    return reprOf(this, value);
  }

  unknown(message: string): Unknown {
    return new Unknown(this.reason(message));
  }

  reason(message: string): Reason {
    return { message, site: this.userSite() };
  }

  /** The innermost place in a file that is not one of our models. */
  userSite(): Site | null {
    let site = this.site;
    let frame: Frame | null = this.frame;
    while (frame !== null) {
      if (site !== null && !site.unit.file.library) return site;
      site = frame.site;
      frame = frame.parent;
    }
    return site !== null && !site.unit.file.library ? site : null;
  }

  touch(object: PyObject): void {
    this.journal?.touch(object);
  }

  touchCell(cell: Cell): void {
    this.journal?.touch(cell);
  }

  missing(reason: Reason): void {
    this.domain.missing(reason);
  }

  /** Raises where something may catch it; otherwise notes the failure, and the run goes on with Unknown. */
  fail(type: string, message: string): Unknown {
    const raised = raiseError(this, type, message);
    if (this.handlers > 0) throw raised;
    return this.noteFailure(raised);
  }

  /** As `fail`, for an exception whose argument is a value: a KeyError's key. */
  failWith(type: string, argument: Value): Unknown {
    const raised = raiseError(this, type, "");
    raised.exception.attrs.set("args", new PyTuple([argument]));
    if (this.handlers > 0) throw raised;
    return this.noteFailure(raised);
  }

  guard(guard: Guard): void {
    this.domain.guard(guard);
  }

  noteFailure(raised: PyRaise): Unknown {
    this.domain.failure(raised);
    const message = `${raised.exception.cls.name}: ${exceptionText(this, raised.exception)}`;
    const isOwn = raised.site !== null && !raised.site.unit.file.library;
    return new Unknown({ message, site: isOwn ? raised.site : this.userSite() });
  }

  /** Runs `body` with failures raised instead of noted, and gives undefined if one of `types` came. */
  attempt<T>(types: readonly string[], body: () => T): T | undefined {
    const { frame, depth, site } = this;
    this.handlers += 1;
    try {
      return body();
    } catch (thrown) {
      if (!(thrown instanceof PyRaise) || !thrown.exception.cls.mro.some((cls) => types.includes(cls.name)))
        throw thrown;
      this.frame = frame;
      this.depth = depth;
      this.site = site;
      return undefined;
    } finally {
      this.handlers -= 1;
    }
  }

  /**
   * Runs both arms of a branch that `condition` does not decide, and joins what they leave: heap, the frame's variables,
   * the domain's log. An arm that raises is taken as the one that does not happen.
   */
  branch(frame: CallFrame, condition: Unknown, arms: readonly [() => Signal, () => Signal]): Signal {
    const reason: Reason = {
      message: `depends on a condition that is not known (${condition.reason.message})`,
      site: condition.reason.site ?? this.userSite(),
    };
    const outer = this.journal;
    const slots = frame.slots.slice();
    const result = frame.result;
    const outcomes = arms.map((arm) => {
      const journal = new Journal();
      this.journal = journal;
      const mark = this.domain.mark();
      const { frame: current, depth, site } = this;
      let signal: Signal | PyRaise;
      this.handlers += 1;
      try {
        signal = arm();
      } catch (thrown) {
        if (!(thrown instanceof PyRaise)) {
          this.journal = outer;
          throw thrown;
        }
        signal = thrown;
        this.frame = current;
        this.depth = depth;
        this.site = site;
      } finally {
        this.handlers -= 1;
      }
      const log = this.domain.take(mark);
      const outcome = { signal, log, heap: journal.rollback(), slots: frame.slots, result: frame.result };
      frame.slots = slots.slice();
      frame.result = result;
      return outcome;
    });
    this.journal = outer;
    const [a, b] = outcomes;
    if (a === undefined || b === undefined) return 0;
    if (a.signal instanceof PyRaise && b.signal instanceof PyRaise) throw a.signal;
    const only = a.signal instanceof PyRaise ? b : b.signal instanceof PyRaise ? a : null;
    if (only !== null) {
      commit(only.heap, outer);
      this.domain.keep(only.log);
      frame.slots = only.slots;
      frame.result = only.result;
      return only.signal as Signal;
    }
    commitJoin(a.heap, b.heap, reason, outer);
    this.domain.join(a.log, b.log, reason);
    frame.slots = joinSlots(a.slots, b.slots, reason);
    if (a.signal === b.signal) {
      if (a.signal === 3) frame.result = joinValues(a.result, b.result, reason);
      return a.signal as Signal;
    }
    // One arm leaves (returns, breaks), the other goes on: go on, and remember what would have been returned.
    for (const arm of [a, b]) if (arm.signal === 3) (frame.maybe ??= []).push(arm.result);
    if (a.signal !== 2 && b.signal !== 2) frame.mayHaveLeft = reason;
    const goesOn = a.signal === 0 || b.signal === 0 ? 0 : a.signal === 3 ? b.signal : a.signal;
    const stays = a.signal === goesOn ? a : b;
    frame.slots = stays.slots.slice();
    frame.result = stays.result;
    return goesOn as Signal;
  }
}

function joinSlots(
  a: readonly (Value | undefined)[],
  b: readonly (Value | undefined)[],
  reason: Reason,
): (Value | undefined)[] {
  const joined: (Value | undefined)[] = [];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined && right === undefined) joined.push(undefined);
    else if (left === undefined || right === undefined) joined.push(new Unknown(reason));
    else joined.push(joinValues(left, right, reason));
  }
  return joined;
}

const rootFrame: Frame = { parent: null, site: null, callee: null, file: null, receiver: null };

/** The interpreter behind a context: our own native code may use more of it than the contract shows. */
export function runtimeOf(context: Context): Runtime {
  if (!(context instanceof Runtime)) throw new Error("a context that is not the interpreter");
  return context;
}

/** `str(exception)`. */
export function exceptionText(runtime: Runtime, exception: PyInstance): string {
  const args = exception.attrs.get("args");
  const items = args === undefined ? [] : runtime.iterate(args);
  if (items instanceof Unknown || items.length === 0) return "";
  const [first = null] = items;
  if (items.length > 1) return `(${items.map((item) => runtime.repr(item)).join(", ")})`;
  return exception.cls.name === "KeyError" ? runtime.repr(first) : runtime.str(first);
}
