// Tensors to the interpreter: what an undecided branch does to the trace, what a failure leaves, which calls are the model's.

import type { Site } from "../python/ast.ts";
import { isSymbolicCall } from "../keras/graph.ts";
import { Stop } from "../python/runtime.ts";
import type { Domain, Runtime } from "../python/runtime.ts";
import { PyDict, PyList } from "../python/values.ts";
import type { Kwargs, PyInstance, PyRaise, Reason, Unknown, Value } from "../python/values.ts";
import { add, hintOf } from "../symbolic/dim.ts";
import type { Dim, Guard } from "../symbolic/dim.ts";
import { tensorState } from "../tensor/op.ts";
import { Tensor } from "../tensor/tensor.ts";
import { createTrace } from "../tensor/trace.ts";
import type { OpRecord, Trace } from "../tensor/trace.ts";

/** A call on a module that no other module made: the model itself. */
export interface RootCall {
  readonly module: PyInstance;
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly kwargs: Kwargs;
  /** Where it was called. */
  readonly site: Site | null;
  readonly from: number;
  to: number;
  result: Value | null;
}

/** Above this many ops a run is stopped: something loops. */
const recordLimit = 400_000;

export class TraceDomain implements Domain {
  readonly rootCalls: RootCall[] = [];
  /** The ops of one training step, once an optimizer has made it. */
  step: { readonly from: number; readonly to: number } | null = null;
  runtime: Runtime | null = null;
  private fallback: Trace | null = null;
  private depth = 0;
  /** The root call that runs now. */
  private open: RootCall | null = null;

  /** The trace of the run this domain serves. */
  get trace(): Trace {
    if (this.runtime !== null) return tensorState(this.runtime).trace;
    this.fallback ??= createTrace();
    return this.fallback;
  }

  /** Before another run of the same interpreter. */
  reset(): void {
    this.rootCalls.length = 0;
    this.step = null;
    this.depth = 0;
    this.open = null;
  }

  mark(): number {
    return this.trace.records.length;
  }

  take(mark: number): OpRecord[] {
    return this.trace.records.splice(mark);
  }

  keep(taken: unknown): void {
    this.trace.records.push(...(taken as OpRecord[]));
  }

  /** Of two arms the cheaper one stands, as a lower bound; arms of equal cost leave nothing open. */
  join(a: unknown, b: unknown, reason: Reason): void {
    const [left, right] = [a as OpRecord[], b as OpRecord[]];
    const [x, y] = [totalOf(left), totalOf(right)];
    this.keep(hintOf(x) <= hintOf(y) ? left : right);
    if (x !== y) this.missing(reason);
  }

  unknownCall(callee: Unknown, args: readonly Value[], kwargs: Kwargs): void {
    if (args.some(holdsTensor) || [...kwargs.values()].some(holdsTensor)) this.missing(callee.reason);
  }

  missing(reason: Reason): void {
    const { missing } = this.trace;
    if (missing.some((other) => other.reason.message === reason.message && other.reason.site === reason.site)) return;
    missing.push({ reason, frame: this.runtime?.frame ?? null });
  }

  failure(raised: PyRaise): void {
    this.trace.failures.push({ raised });
  }

  guard(guard: Guard): void {
    this.trace.guards.add(guard);
  }

  bound(site: Site, value: Value, names: readonly string[]): void {
    const { trace, runtime } = this;
    if (trace.records.length > recordLimit)
      throw new Stop({ message: `the run was stopped after ${String(recordLimit)} ops`, site });
    // A list as it is now: it may grow.
    if (!holdsTensor(value)) return;
    const now = value instanceof PyList ? new PyList([...value.items]) : value;
    trace.bindings.push({ site, value: now, names, frame: runtime?.frame ?? null });
  }

  called(module: PyInstance, callee: Value, args: readonly Value[], kwargs: Kwargs): void {
    // A call on symbolic tensors builds a graph: it is nobody's run.
    if (this.depth === 0 && !isSymbolicCall(args, kwargs)) {
      const [site, from] = [this.runtime?.userSite() ?? null, this.mark()];
      this.open = { module, callee, args, kwargs, site, from, to: from, result: null };
      this.rootCalls.push(this.open);
    }
    this.depth += 1;
  }

  returned(_module: PyInstance, result: Value | null): void {
    this.depth -= 1;
    if (this.depth !== 0 || this.open === null) return;
    this.open.to = this.mark();
    this.open.result = result;
    this.open = null;
  }

  stepped(mark: number): boolean {
    if (!this.trace.records.slice(mark).some((record) => record.flops !== 0)) return false;
    this.step ??= { from: mark, to: this.mark() };
    return true;
  }
}

function totalOf(records: readonly OpRecord[]): Dim {
  return records.reduce<Dim>((total, record) => add(total, add(record.flops, record.backward)), 0);
}

/** A tensor, or a tuple, list or dict that holds one. */
export function holdsTensor(value: Value): boolean {
  if (value instanceof Tensor) return true;
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof PyDict) return [...value.entries.values()].some((entry) => entry.value instanceof Tensor);
  if (!("items" in value)) return false;
  const { items } = value as { items: unknown };
  return Array.isArray(items) && items.some((item: unknown) => item instanceof Tensor);
}
