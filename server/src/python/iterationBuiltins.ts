// Built-in functions that go through an iterable: sorted, zip, map, min, sum … The lazy ones give an iterator, the others
// end with the first thing they cannot know.

import { hintOf, isSymbolic, max as maxDim, min as minDim } from "../symbolic/dim.ts";
import type { Comparison } from "../symbolic/dim.ts";
import { compareValues, truthOf } from "./comparison.ts";
import { raiseError } from "./errors.ts";
import { PyGenerator } from "./generators.ts";
import { iterateValue, iteratorOf, overArray } from "./iteration.ts";
import { native } from "./nativeFunction.ts";
import { asDim } from "./operands.ts";
import { binary } from "./operators.ts";
import type { Runtime } from "./runtime.ts";
import { getItem } from "./subscript.ts";
import { typeOf } from "./types.ts";
import { PyInstance, PyIterator, PyList, PyTuple, Unknown } from "./values.ts";
import type { Builtin, Kwargs, PyRaise, Value } from "./values.ts";

export const iterationBuiltins: readonly Builtin[] = [
  native("iter", "obj, sentinel=None, /", (runtime, [value = null, sentinel = null]) => {
    if (sentinel === null) return iteratorOf(runtime, value);
    return new PyIterator(() => {
      const item = runtime.call(value, []);
      return truthOf(runtime, compareValues(runtime, "==", item, sentinel)) === true ? undefined : item;
    });
  }),
  native("next", null, (runtime, args) => nextValue(runtime, args)),
  native("enumerate", "iterable, start=0", (runtime, [iterable = null, start = 0]) => {
    const iterator = iteratorOf(runtime, iterable);
    if (iterator instanceof Unknown) return iterator;
    let index = hintOf(asDim(start) ?? 0);
    return new PyIterator(() => {
      const item = iterator.next();
      return item === undefined ? undefined : new PyTuple([index++, item]);
    });
  }),
  native("zip", "*iterables, strict=False", (runtime, [iterables = null]) => {
    const rows = rowsOf(runtime, iterables);
    if (rows instanceof Unknown) return rows;
    return new PyIterator(() => {
      const row = rows();
      return row === undefined || row.length === 0 ? undefined : new PyTuple(row);
    });
  }),
  native("map", "function, *iterables", (runtime, [callee = null, iterables = null]) => {
    const rows = rowsOf(runtime, iterables);
    if (rows instanceof Unknown) return rows;
    return new PyIterator(() => {
      const row = rows();
      return row === undefined ? undefined : runtime.call(callee, row);
    });
  }),
  native("filter", "function, iterable, /", (runtime, [callee = null, iterable = null]) => {
    const iterator = iteratorOf(runtime, iterable);
    if (iterator instanceof Unknown) return iterator;
    return new PyIterator(() => {
      for (;;) {
        const item = iterator.next();
        if (item === undefined) return undefined;
        const truth = truthOf(runtime, callee === null ? item : runtime.call(callee, [item]));
        if (truth === true) return item;
        if (truth instanceof Unknown) return truth;
      }
    });
  }),
  native("reversed", "sequence, /", (runtime, [value = null]) => {
    const method = value instanceof PyInstance ? value.cls.lookup("__reversed__") : undefined;
    if (method !== undefined) return runtime.call(method, [value]);
    const items = sequenceItems(runtime, value);
    return items instanceof Unknown ? items : overArray([...items].reverse());
  }),
  native(
    "sorted",
    "iterable, /, *, key=None, reverse=False",
    (runtime, [iterable = null, key = null, reverse = false]) => {
      const items = iterateValue(runtime, iterable);
      return items instanceof Unknown ? items : sortValues(runtime, items, key, truthOf(runtime, reverse) === true);
    },
  ),
  native("sum", "iterable, start=0", (runtime, [iterable = null, start = 0]) => {
    const items = iterateValue(runtime, iterable);
    if (items instanceof Unknown) return items;
    return items.reduce((total, item) => binary(runtime, "+", total, item), start);
  }),
  native("min", null, (runtime, args, kwargs) => extreme(runtime, "min", args, kwargs)),
  native("max", null, (runtime, args, kwargs) => extreme(runtime, "max", args, kwargs)),
  native("any", "iterable, /", (runtime, [iterable = null]) => anyAll(runtime, iterable, true)),
  native("all", "iterable, /", (runtime, [iterable = null]) => anyAll(runtime, iterable, false)),
];

export function nextValue(runtime: Runtime, [value = null, ...rest]: readonly Value[]): Value {
  if (value instanceof Unknown) return value;
  let item: Value | undefined;
  if (value instanceof PyIterator) item = value.next();
  else {
    const method = typeOf(value).lookup("__next__");
    if (method === undefined) return runtime.fail("TypeError", `'${typeOf(value).name}' object is not an iterator`);
    if (rest.length === 0) return runtime.call(method, [value]);
    item = runtime.attempt(["StopIteration"], () => runtime.call(method, [value]));
  }
  if (item !== undefined) return item;
  if (rest.length > 0) return rest[0] ?? null;
  throw stopIteration(runtime, value);
}

/** The end of a generator carries what it returned. */
export function stopIteration(runtime: Runtime, iterator: Value): PyRaise {
  const raised = raiseError(runtime, "StopIteration", "");
  const value = iterator instanceof PyGenerator ? iterator.returned : null;
  raised.exception.attrs.set("value", value);
  raised.exception.attrs.set("args", new PyTuple(value === null ? [] : [value]));
  return raised;
}

export function sortValues(runtime: Runtime, items: readonly Value[], key: Value, reverse: boolean): Value {
  const keyed = items.map((item) => ({ item, key: key === null ? item : runtime.call(key, [item]) }));
  const lost: Unknown[] = [];
  const sorted = [...keyed].sort((a, b) => {
    const [x, y] = reverse ? [b, a] : [a, b];
    const less = truthOf(runtime, compareValues(runtime, "<", x.key, y.key));
    const more = truthOf(runtime, compareValues(runtime, "<", y.key, x.key));
    if (less instanceof Unknown || more instanceof Unknown) {
      lost.push(less instanceof Unknown ? less : (more as Unknown));
      return 0;
    }
    return less ? -1 : more ? 1 : 0;
  });
  return lost[0] ?? new PyList(sorted.map((entry) => entry.item));
}

function extreme(runtime: Runtime, name: "min" | "max", args: readonly Value[], kwargs: Kwargs): Value {
  const [first = null] = args;
  const items = args.length === 1 ? iterateValue(runtime, first) : args;
  if (items instanceof Unknown) return items;
  const key = kwargs.get("key") ?? null;
  if (items.length === 0) {
    const fallback = kwargs.get("default");
    return fallback ?? runtime.fail("ValueError", `${name}() arg is an empty sequence`);
  }
  const lost = items.find((item) => item instanceof Unknown);
  if (lost !== undefined) return lost;
  const dims = items.map((item) => asDim(item)).filter((dim) => dim !== null);
  if (key === null && dims.length === items.length && dims.some(isSymbolic))
    return dims.reduce((best, dim) => (name === "min" ? minDim(best, dim) : maxDim(best, dim)));
  const op: Comparison = name === "min" ? "<" : ">";
  let best: Value = items[0] ?? null;
  let bestKey = key === null ? best : runtime.call(key, [best]);
  for (const item of items.slice(1)) {
    const itemKey = key === null ? item : runtime.call(key, [item]);
    const better = truthOf(runtime, compareValues(runtime, op, itemKey, bestKey));
    if (better instanceof Unknown) return better;
    if (better) [best, bestKey] = [item, itemKey];
  }
  return best;
}

function anyAll(runtime: Runtime, iterable: Value, wanted: boolean): Value {
  const iterator = iteratorOf(runtime, iterable);
  if (iterator instanceof Unknown) return iterator;
  let lost: Unknown | null = null;
  for (let item = iterator.next(); item !== undefined; item = iterator.next()) {
    runtime.tick();
    const truth = truthOf(runtime, item);
    if (truth instanceof Unknown) lost ??= truth;
    else if (truth === wanted) return wanted;
  }
  return lost ?? !wanted;
}

function sequenceItems(runtime: Runtime, value: Value): readonly Value[] | Unknown {
  const length = value instanceof PyInstance ? value.cls.lookup("__len__") : undefined;
  if (length !== undefined && value instanceof PyInstance && value.cls.lookup("__getitem__") !== undefined) {
    const count = runtime.call(length, [value]);
    if (typeof count !== "number")
      return count instanceof Unknown ? count : runtime.unknown("a length that is not known");
    return Array.from({ length: count }, (_item, index) => getItem(runtime, value, index));
  }
  return iterateValue(runtime, value);
}

/** Steps several iterables together, as `zip` and `map` do: a row a step, undefined once one of them ends. */
function rowsOf(runtime: Runtime, iterables: Value): (() => Value[] | undefined) | Unknown {
  const list = iterateValue(runtime, iterables);
  if (list instanceof Unknown) return list;
  const iterators: PyIterator[] = [];
  for (const item of list) {
    const iterator = iteratorOf(runtime, item);
    if (iterator instanceof Unknown) return iterator;
    iterators.push(iterator);
  }
  return () => {
    const row: Value[] = [];
    for (const iterator of iterators) {
      const item = iterator.next();
      if (item === undefined) return undefined;
      row.push(item);
    }
    return row;
  };
}
