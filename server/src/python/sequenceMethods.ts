// Methods of list, and what tuple and range share with it; `slice.indices`.

import { hintOf } from "../symbolic/dim.ts";
import { compareValues, truthOf } from "./comparison.ts";
import { nativeView, operatorRows, writeRows } from "./containerMethods.ts";
import { reprOf } from "./format.ts";
import { iterateValue } from "./iteration.ts";
import { sortValues } from "./iterationBuiltins.ts";
import type { Rows, Run } from "./nativeFunction.ts";
import { asDim, sliceBounds } from "./operands.ts";
import { binary } from "./operators.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import { PyContainer, PyList, PySlice, PyTuple, Unknown } from "./values.ts";
import type { Kwargs, Value } from "./values.ts";

export const sequenceRows: Rows = [
  ...operatorRows,
  ["__add__", null, (runtime, [a = null, b = null]) => binary(runtime, "+", nativeView(a), nativeView(b))],
  ["__mul__", null, (runtime, [a = null, b = null]) => binary(runtime, "*", nativeView(a), b)],
  ["__eq__", null, (runtime, [a = null, b = null]) => compareValues(runtime, "==", nativeView(a), nativeView(b))],
  [
    "index",
    "self, value, start=0, stop=None, /",
    (runtime, [self = null, wanted = null, start = 0, stop = null]) => {
      const list = items(runtime, self);
      if (list instanceof Unknown) return list;
      const bounds = sliceBounds(runtime, new PySlice(start, stop, null), list.length);
      if (bounds instanceof Unknown) return bounds;
      const found = indexOf(runtime, list.slice(bounds.start, bounds.stop), wanted);
      const at = typeof found === "number" && found >= 0 ? found + bounds.start : found;
      return at === -1 ? runtime.fail("ValueError", `${reprOf(runtime, wanted)} is not in ${typeOf(self).name}`) : at;
    },
  ],
  [
    "count",
    "self, value, /",
    (runtime, [self = null, wanted = null]) => {
      const list = items(runtime, self);
      if (list instanceof Unknown) return list;
      return list.filter((item) => truthOf(runtime, compareValues(runtime, "==", item, wanted)) === true).length;
    },
  ],
];

export const listRows: Rows = [
  ...sequenceRows,
  ...writeRows,
  [
    "__init__",
    null,
    (runtime, [self = null, source]) => {
      if (self instanceof PyList && source !== undefined) {
        const list = iterateValue(runtime, source);
        runtime.touch(self);
        if (list instanceof Unknown) self.lost = list;
        else self.items = [...list];
      }
      return null;
    },
  ],
  [
    "append",
    "self, value, /",
    changing((list, [value = null]) => {
      list.items.push(value);
      return null;
    }),
  ],
  [
    "extend",
    "self, iterable, /",
    changing((list, [iterable = null], runtime) => {
      const more = iterateValue(runtime, iterable);
      if (more instanceof Unknown) list.lost = more;
      else for (const item of [...more]) list.items.push(item);
      return null;
    }),
  ],
  [
    "__iadd__",
    "self, iterable, /",
    changing((list, [iterable = null], runtime) => {
      const more = iterateValue(runtime, iterable);
      if (more instanceof Unknown) list.lost = more;
      else list.items.push(...more);
      return list;
    }),
  ],
  [
    "insert",
    "self, index, value, /",
    changing((list, [index = 0, value = null]) => {
      const at = hintOf(asDim(index) ?? 0);
      list.items.splice(at < 0 ? Math.max(0, at + list.items.length) : at, 0, value);
      return null;
    }),
  ],
  [
    "pop",
    "self, index=-1, /",
    changing((list, [index = -1], runtime) => {
      if (list.lost !== null) return list.lost;
      if (index instanceof Unknown) {
        list.lost = index;
        return index;
      }
      if (list.items.length === 0) return runtime.fail("IndexError", "pop from empty list");
      const given = hintOf(asDim(index) ?? -1);
      const at = given < 0 ? given + list.items.length : given;
      if (at < 0 || at >= list.items.length) return runtime.fail("IndexError", "pop index out of range");
      return list.items.splice(at, 1)[0] ?? null;
    }),
  ],
  [
    "remove",
    "self, value, /",
    changing((list, [value = null], runtime) => {
      const at = indexOf(runtime, list.items, value);
      if (at instanceof Unknown) list.lost = at;
      else if (at < 0) runtime.fail("ValueError", "list.remove(x): x not in list");
      else list.items.splice(at, 1);
      return null;
    }),
  ],
  [
    "clear",
    "self, /",
    changing((list) => {
      list.items = [];
      list.lost = null;
      return null;
    }),
  ],
  [
    "reverse",
    "self, /",
    changing((list) => {
      list.items.reverse();
      return null;
    }),
  ],
  [
    "sort",
    "self, *, key=None, reverse=False",
    changing((list, [key = null, reverse = false], runtime) => {
      const sorted = sortValues(runtime, list.items, key, truthOf(runtime, reverse) === true);
      if (sorted instanceof PyList) list.items = sorted.items;
      else if (sorted instanceof Unknown) list.lost = sorted;
      return null;
    }),
  ],
  [
    "copy",
    "self, /",
    (_runtime, [self = null]) =>
      self instanceof PyList ? Object.assign(new PyList([...self.items]), { lost: self.lost }) : self,
  ],
];

export const sliceRows: Rows = [
  [
    "indices",
    "self, length, /",
    (runtime, [self = null, length = 0]) => {
      if (!(self instanceof PySlice)) return null;
      const bounds = sliceBounds(runtime, self, hintOf(asDim(length) ?? 0));
      return bounds instanceof Unknown ? bounds : new PyTuple([bounds.start, bounds.stop, bounds.step]);
    },
  ],
];

/** A change of a list: `touch` first, and an Unknown argument loses the contents. */
function changing(run: (list: PyList, args: readonly Value[], runtime: Runtime, kwargs: Kwargs) => Value): Run {
  return (runtime, [self = null, ...args], kwargs) => {
    if (!(self instanceof PyList)) return null;
    runtime.touch(self);
    return run(self, args, runtime, kwargs);
  };
}

function items(runtime: Runtime, self: Value): readonly Value[] | Unknown {
  if (self instanceof PyContainer && self.lost !== null) return self.lost;
  if (self instanceof PyList || self instanceof PyTuple) return self.items;
  return iterateValue(runtime, self);
}

function indexOf(runtime: Runtime, list: readonly Value[], wanted: Value): number | Unknown {
  for (const [index, item] of list.entries()) {
    const equal = Object.is(item, wanted) || truthOf(runtime, compareValues(runtime, "==", item, wanted));
    if (equal instanceof Unknown) return equal;
    if (equal) return index;
  }
  return -1;
}
