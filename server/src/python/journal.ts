// Undecided branches: both arms run, each from the same heap, and what they leave differently is joined.
//
// While a journal is open every mutation announces its object with `touch`; the first touch keeps a copy. After an arm the
// objects hold that arm's state; it is taken, the copies are put back, and the other arm runs.

import { Cell, PyClass, PyContainer, PyDict, PyInstance, PyList, PySet, PyTuple, Unknown } from "./values.ts";
import type { HashKey, PyObject, Reason, Value } from "./values.ts";

export type Mutable = PyObject | Cell;

interface State {
  readonly attrs: Map<string, Value> | null;
  readonly items: Value[] | null;
  readonly entries: Map<HashKey, { readonly key: Value; value: Value }> | null;
  readonly members: Map<HashKey, Value> | null;
  readonly cell: Value | undefined;
  readonly lost: Unknown | null;
}

export class Journal {
  readonly saved = new Map<Mutable, State>();

  touch(object: Mutable): void {
    if (!this.saved.has(object)) this.saved.set(object, stateOf(object));
  }

  /** The state that the arm left, with everything put back as it was before. */
  rollback(): Map<Mutable, State> {
    const after = new Map<Mutable, State>();
    for (const [object, before] of this.saved) {
      after.set(object, stateOf(object));
      restore(object, before);
    }
    return after;
  }
}

/** Puts an arm's state in force. `outer` is the enclosing journal. */
export function commit(state: ReadonlyMap<Mutable, State>, outer: Journal | null): void {
  for (const [object, after] of state) {
    outer?.touch(object);
    restore(object, after);
  }
}

/** Puts the join of two arms' states in force. */
export function commitJoin(
  a: ReadonlyMap<Mutable, State>,
  b: ReadonlyMap<Mutable, State>,
  reason: Reason,
  outer: Journal | null,
): void {
  for (const object of new Set([...a.keys(), ...b.keys()])) {
    outer?.touch(object);
    const now = stateOf(object); // as before the branch: what an arm that did not touch it leaves
    restore(object, joinStates(a.get(object) ?? now, b.get(object) ?? now, reason));
  }
}

function stateOf(object: Mutable): State {
  return {
    attrs: object instanceof PyClass ? new Map(object.dict) : copy(attrsOf(object)),
    items: object instanceof PyList ? object.items.slice() : null,
    entries: object instanceof PyDict ? new Map([...object.entries].map(([key, entry]) => [key, { ...entry }])) : null,
    members: object instanceof PySet ? new Map(object.entries) : null,
    cell: object instanceof Cell ? object.value : undefined,
    lost: object instanceof PyContainer ? object.lost : null,
  };
}

function copy(attrs: Map<string, Value> | null): Map<string, Value> | null {
  return attrs === null ? null : new Map(attrs);
}

function attrsOf(object: Mutable): Map<string, Value> | null {
  return object instanceof PyInstance || object instanceof PyContainer ? object.attrs : null;
}

function restore(object: Mutable, state: State): void {
  if (object instanceof Cell) object.value = state.cell;
  else if (object instanceof PyClass) {
    for (const name of [...object.dict.keys()]) if (!(state.attrs?.has(name) ?? false)) object.delete(name);
    for (const [name, value] of state.attrs ?? []) object.set(name, value);
  } else if (object instanceof PyInstance) object.attrs = new Map(state.attrs);
  else if (object instanceof PyContainer) {
    object.attrs = copy(state.attrs);
    object.lost = state.lost;
    if (object instanceof PyList) object.items = (state.items ?? []).slice();
    if (object instanceof PyDict) object.entries = new Map(state.entries);
    if (object instanceof PySet) object.entries = new Map(state.members);
  }
}

function joinStates(a: State, b: State, reason: Reason): State {
  const items = joinItems(a.items, b.items, reason);
  const sameMembers = a.members === b.members || sameKeys(a.members, b.members);
  const lost = a.lost ?? b.lost ?? (items === undefined || !sameMembers ? new Unknown(reason) : null);
  return {
    attrs: joinMaps(a.attrs, b.attrs, reason),
    items: items ?? a.items,
    entries: joinEntries(a.entries, b.entries, reason),
    members: a.members,
    cell: a.cell === undefined || b.cell === undefined ? new Unknown(reason) : joinValues(a.cell, b.cell, reason),
    lost,
  };
}

/** undefined where the lengths differ. */
function joinItems(a: Value[] | null, b: Value[] | null, reason: Reason): Value[] | null | undefined {
  if (a === null || b === null) return a;
  if (a.length !== b.length) return undefined;
  return a.map((value, index) => joinValues(value, b[index] ?? null, reason));
}

function sameKeys(a: Map<HashKey, Value> | null, b: Map<HashKey, Value> | null): boolean {
  if (a === null || b === null) return a === b;
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

function joinMaps(
  a: Map<string, Value> | null,
  b: Map<string, Value> | null,
  reason: Reason,
): Map<string, Value> | null {
  if (a === null || b === null) return a ?? b;
  const joined = new Map<string, Value>();
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const left = a.get(name);
    const right = b.get(name);
    joined.set(name, left === undefined || right === undefined ? new Unknown(reason) : joinValues(left, right, reason));
  }
  return joined;
}

function joinEntries(a: State["entries"], b: State["entries"], reason: Reason): State["entries"] {
  if (a === null || b === null) return a;
  const joined: NonNullable<State["entries"]> = new Map();
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const left = a.get(key);
    const right = b.get(key);
    const entry = left ?? right;
    if (entry === undefined) continue;
    const value =
      left === undefined || right === undefined ? new Unknown(reason) : joinValues(left.value, right.value, reason);
    joined.set(key, { key: entry.key, value });
  }
  return joined;
}

/** Values that carry shapes join where they agree in what matters; the domain says how. Null where they do not. */
export interface Joinable {
  joined(other: Value): Value | null;
}

function isJoinable(value: Value): value is Value & Joinable {
  return typeof value === "object" && value !== null && "joined" in value && typeof value.joined === "function";
}

export function joinValues(a: Value, b: Value, reason: Reason): Value {
  if (Object.is(a, b)) return a;
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  if (a instanceof PyTuple && b instanceof PyTuple && a.items.length === b.items.length && a.cls === b.cls)
    return new PyTuple(
      a.items.map((item, index) => joinValues(item, b.items[index] ?? null, reason)),
      a.cls,
    );
  return (isJoinable(a) ? a.joined(b) : null) ?? new Unknown(reason);
}
