// Iterating: over what is known item by item; over what is not known, Unknown.

import { isSymbolic, hintOf } from "../symbolic/dim.ts";
import { findAttribute } from "./attributes.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import {
  PyBytes,
  PyClass,
  PyContainer,
  PyDict,
  PyInstance,
  PyIterator,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  Unknown,
} from "./values.ts";
import type { Value } from "./values.ts";

/** Above this many items a range is not unrolled into a list. */
const listLimit = 1_000_000;

/** All values of an iterable. Unknown when it is not known, or when it has lost track of its contents. */
export function iterateValue(runtime: Runtime, iterable: Value): readonly Value[] | Unknown {
  if (iterable instanceof PyContainer && iterable.lost !== null) return iterable.lost;
  if ((iterable instanceof PyTuple || iterable instanceof PyList) && !overridesIter(iterable)) return iterable.items;
  const values: Value[] = [];
  const lost = forEachOf(runtime, iterable, (item) => {
    values.push(item);
    return values.length > listLimit;
  });
  return lost ?? (values.length > listLimit ? runtime.unknown("an iterable of more than a million items") : values);
}

function overridesIter(object: Value): boolean {
  return (
    object instanceof PyContainer &&
    object.cls.site !== null &&
    object.cls.lookup("__iter__") !== undefined &&
    object.cls.mro.some((cls) => cls.site !== null && cls.dict.has("__iter__"))
  );
}

/**
 * Calls `turn` with each item until it answers true. Gives the Unknown that ended it where the iterable is not known, or
 * null. Lists may change while they are iterated, as in Python.
 */
export function forEachOf(
  runtime: Runtime,
  iterable: Value,
  turn: (item: Value) => boolean | void, // eslint-disable-line @typescript-eslint/no-invalid-void-type -- comprehensions answer nothing
): Unknown | null {
  if (iterable instanceof Unknown) return iterable;
  if (iterable instanceof PyContainer && iterable.lost !== null) return iterable.lost;
  if ((iterable instanceof PyList || iterable instanceof PyTuple) && !overridesIter(iterable)) {
    for (const item of iterable.items) {
      runtime.tick();
      if (turn(item) === true) return null;
    }
    return null;
  }
  const iterator = iteratorOf(runtime, iterable);
  if (iterator instanceof Unknown) return iterator;
  for (;;) {
    runtime.tick();
    const item = iterator.next();
    if (item === undefined) return null;
    if (turn(item) === true) return null;
  }
}

/** `iter(value)`. */
export function iteratorOf(runtime: Runtime, iterable: Value): PyIterator | Unknown {
  if (iterable instanceof Unknown || iterable instanceof PyIterator) return iterable;
  if (iterable instanceof PyContainer && iterable.lost !== null) return iterable.lost;
  if (typeof iterable === "string") return overArray([...iterable]);
  if (iterable instanceof PyBytes) return overArray([...iterable.value].map((char) => char.charCodeAt(0)));
  if (overridesIter(iterable) || (iterable instanceof PyInstance && !(iterable instanceof PyClass)))
    return iteratorOfInstance(runtime, iterable);
  if (iterable instanceof PyList || iterable instanceof PyTuple) {
    let index = 0;
    return new PyIterator(() => (index < iterable.items.length ? (iterable.items[index++] ?? null) : undefined));
  }
  if (iterable instanceof PyDict) return overArray([...iterable.entries.values()].map((entry) => entry.key));
  if (iterable instanceof PySet) return overArray([...iterable.entries.values()]);
  if (iterable instanceof PyRange) return overRange(iterable);
  return iteratorOfInstance(runtime, iterable);
}

export function overArray(items: readonly Value[]): PyIterator {
  let index = 0;
  return new PyIterator(() => (index < items.length ? (items[index++] ?? null) : undefined));
}

/** A range with symbolic ends runs by the symbols' defaults. */
function overRange(range: PyRange): PyIterator {
  const stop = isSymbolic(range.stop) ? hintOf(range.stop) : range.stop;
  let at = isSymbolic(range.start) ? hintOf(range.start) : range.start;
  return new PyIterator(() => {
    if (range.step > 0 ? at >= stop : at <= stop) return undefined;
    const value = at;
    at += range.step;
    return value;
  });
}

function iteratorOfInstance(runtime: Runtime, iterable: Value): PyIterator | Unknown {
  const iter = iterable instanceof PyClass ? metaMethod(iterable, "__iter__") : typeOf(iterable).lookup("__iter__");
  if (iter !== undefined && iter !== null) {
    const made = runtime.call(iter, [iterable]);
    if (made instanceof PyIterator || made instanceof Unknown) return made;
    const next = typeOf(made).lookup("__next__");
    if (next === undefined) return made === iterable ? runtime.unknown("not an iterator") : iteratorOf(runtime, made);
    return new PyIterator(() => nextOf(runtime, next, made));
  }
  const getitem = iterable instanceof PyClass ? undefined : typeOf(iterable).lookup("__getitem__");
  if (getitem !== undefined) {
    let index = 0;
    return new PyIterator(() =>
      runtime.attempt(["IndexError", "StopIteration"], () => runtime.call(getitem, [iterable, index++])),
    );
  }
  const unknownBase = typeOf(iterable).unknownBase ?? findUnknown(runtime, iterable);
  if (unknownBase !== null) return unknownBase;
  return runtime.fail("TypeError", `'${typeOf(iterable).name}' object is not iterable`);
}

function findUnknown(runtime: Runtime, value: Value): Unknown | null {
  const found = value instanceof PyClass ? findAttribute(runtime, value, "__iter__") : undefined;
  return found instanceof Unknown ? found : null;
}

function metaMethod(cls: PyClass, name: string): Value | undefined {
  return cls.cls.lookup(name);
}

/** One step of an iterator written in Python: StopIteration is the end. */
function nextOf(runtime: Runtime, next: Value, iterator: Value): Value | undefined {
  return runtime.attempt(["StopIteration"], () => runtime.call(next, [iterator]));
}
