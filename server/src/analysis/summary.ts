// A run seen as a whole: its counted records, its modules with their calls, paths and places, its totals. Made once a run
// and convention, and shared by hints, hovers, diagnostics and reports.

import type { Convention } from "../cost/conventions.ts";
import { countOf } from "../cost/conventions.ts";
import { parametersOf, parametersTouched } from "../cost/parameters.ts";
import { totalsOf } from "../cost/totals.ts";
import type { Totals } from "../cost/totals.ts";
import type { Frame } from "../python/values.ts";
import { PyInstance } from "../python/values.ts";
import { hintOf } from "../symbolic/dim.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { namedModules, ownMembers } from "../torch/moduleTree.ts";
import { isConstruction, receiversFrom } from "./places.ts";
import type { EntryRun } from "./run.ts";

export interface FrameCost {
  forward: number;
  backward: number;
  /** Ops. */
  ops: number;
}

export interface Summary {
  readonly run: EntryRun;
  readonly convention: Convention;
  /** What the entry's totals are made of: all records but those of constructors and of the inputs' creation. */
  readonly records: readonly OpRecord[];
  readonly totals: Totals;
  /** Something is missing in the totals: they are lower bounds. */
  readonly isPartial: boolean;
  readonly parameters: ReadonlySet<Tensor>;
  /** By the frame that called the ops. */
  readonly costs: ReadonlyMap<Frame, FrameCost>;
  /** Every module of the root's tree and every other one that was called, with its calls. */
  readonly calls: ReadonlyMap<PyInstance, readonly Frame[]>;
  /** Dotted names from the root, which is ""; those of other models start with their class: `Discriminator.main`. */
  readonly paths: ReadonlyMap<PyInstance, string>;
  readonly parents: ReadonlyMap<PyInstance, readonly PyInstance[]>;
}

const summaries = new WeakMap<EntryRun, Map<Convention, Summary>>();

export function summaryOf(run: EntryRun, convention: Convention): Summary {
  let known = summaries.get(run);
  if (known === undefined) summaries.set(run, (known = new Map<Convention, Summary>()));
  let summary = known.get(convention);
  if (summary === undefined) known.set(convention, (summary = summarize(run, convention)));
  return summary;
}

function summarize(run: EntryRun, convention: Convention): Summary {
  const records = run.trace.records.filter(isCounted);
  const costs = new Map<Frame, FrameCost>();
  for (const record of records) {
    let cost = costs.get(record.frame);
    if (cost === undefined) costs.set(record.frame, (cost = { forward: 0, backward: 0, ops: 0 }));
    const count = countOf(record, convention);
    cost.forward += hintOf(count.forward);
    cost.backward += hintOf(count.backward);
    cost.ops += 1;
  }
  const calls = callsOf(run.root, costs.keys());
  const parents = parentsOf(calls.keys());
  const outermost = [...calls.keys()].filter((module) => module !== run.root && !parents.has(module));
  const parameters = new Set<Tensor>();
  for (const module of [...(run.root === null ? [] : [run.root]), ...outermost]) parametersOf(module, parameters);
  return {
    run,
    convention,
    records,
    totals: totalsOf(records, convention),
    isPartial: run.trace.missing.length > 0 || run.trace.failures.length > 0 || run.error !== null,
    parameters: parametersTouched(records, parameters),
    costs,
    calls,
    paths: pathsOf(run.root, outermost),
    parents,
  };
}

/** The entry costs what its forward costs: not what a constructor computes, nor what makes the inputs. */
function isCounted(record: OpRecord): boolean {
  for (const _ of receiversFrom(record.frame)) return !isConstruction(record.frame);
  return record.kind !== "creation" && record.kind !== "random" && !isConstruction(record.frame);
}

function callsOf(root: PyInstance | null, frames: Iterable<Frame>): Map<PyInstance, Frame[]> {
  const calls = new Map<PyInstance, Frame[]>();
  if (root !== null) for (const [, module] of namedModules(root)) calls.set(module, []);
  const seen = new Set<Frame>();
  for (const start of frames) {
    for (let frame: Frame | null = start; frame !== null && !seen.has(frame); frame = frame.parent) {
      seen.add(frame);
      const { receiver } = frame;
      if (receiver === null) continue;
      const known = calls.get(receiver);
      if (known !== undefined) known.push(frame);
      else {
        for (const [, module] of namedModules(receiver)) if (!calls.has(module)) calls.set(module, []);
        calls.get(receiver)?.push(frame);
      }
    }
  }
  return calls;
}

function parentsOf(modules: Iterable<PyInstance>): Map<PyInstance, PyInstance[]> {
  const parents = new Map<PyInstance, PyInstance[]>();
  for (const module of modules) {
    for (const [, child] of ownMembers(module, "_modules")) {
      if (!(child instanceof PyInstance)) continue;
      const known = parents.get(child);
      if (known === undefined) parents.set(child, [module]);
      else known.push(module);
    }
  }
  return parents;
}

function pathsOf(root: PyInstance | null, outermost: readonly PyInstance[]): Map<PyInstance, string> {
  const paths = new Map<PyInstance, string>();
  if (root !== null) for (const [path, module] of namedModules(root)) paths.set(module, path);
  const names = new Map<string, number>();
  for (const top of outermost) {
    const times = (names.get(top.cls.name) ?? 0) + 1;
    names.set(top.cls.name, times);
    const prefix = times === 1 ? top.cls.name : `${top.cls.name}#${times}`;
    for (const [path, module] of namedModules(top, prefix)) if (!paths.has(module)) paths.set(module, path);
  }
  return paths;
}

/** Containers that nobody calls (a ModuleList, a Sequential that is iterated over) cost what their members cost. */
export function silentOwners(summary: Summary, module: PyInstance): PyInstance[] {
  const owners: PyInstance[] = [];
  const visit = (child: PyInstance): void => {
    for (const parent of summary.parents.get(child) ?? []) {
      if ((summary.calls.get(parent)?.length ?? 0) > 0 || owners.includes(parent)) continue;
      owners.push(parent);
      visit(parent);
    }
  };
  visit(module);
  return owners;
}

/** What each module costs: all that runs within its calls, or within those of its members where nobody calls it. */
export function moduleCosts(summary: Summary): ReadonlyMap<PyInstance, FrameCost> {
  const found = new Map<PyInstance, FrameCost>();
  eachModule(summary, summary.costs, (module, cost) => {
    const total = found.get(module);
    if (total === undefined) found.set(module, { ...cost });
    else {
      total.forward += cost.forward;
      total.backward += cost.backward;
      total.ops += cost.ops;
    }
  });
  return found;
}

/** Amounts by frame, summed over each module's calls. */
export function sumsByModule(summary: Summary, amounts: ReadonlyMap<Frame, number>): ReadonlyMap<PyInstance, number> {
  const found = new Map<PyInstance, number>();
  eachModule(summary, amounts, (module, amount) => void found.set(module, (found.get(module) ?? 0) + amount));
  return found;
}

/** Visits what each frame has once for every module that it runs in. */
function eachModule<T>(
  summary: Summary,
  amounts: ReadonlyMap<Frame, T>,
  visit: (module: PyInstance, amount: T) => void,
): void {
  const owners = new Map<PyInstance, readonly PyInstance[]>();
  const ownersOf = (module: PyInstance): readonly PyInstance[] => {
    let known = owners.get(module);
    if (known === undefined) owners.set(module, (known = silentOwners(summary, module)));
    return known;
  };
  for (const [frame, amount] of amounts) {
    const met = new Set<PyInstance>();
    for (const [module] of receiversFrom(frame)) {
      met.add(module);
      for (const owner of ownersOf(module)) met.add(owner);
    }
    for (const module of met) visit(module, amount);
  }
}

/** Whether a frame is one of `frames` or runs within one. */
export function within(frames: ReadonlySet<Frame>): (frame: Frame) => boolean {
  const known = new Map<Frame, boolean>();
  return (start) => {
    const path: Frame[] = [];
    let found = false;
    for (let frame: Frame | null = start; frame !== null; frame = frame.parent) {
      const before = known.get(frame);
      if (before !== undefined || frames.has(frame)) {
        found = before ?? true;
        path.push(frame);
        break;
      }
      path.push(frame);
    }
    for (const frame of path) known.set(frame, found);
    return found;
  };
}
