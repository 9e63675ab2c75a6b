// Methods of set and frozenset.

import { operatorRows } from "./containerMethods.ts";
import { hashKey, makeSet } from "./dict.ts";
import { iterateValue } from "./iteration.ts";
import type { Rows, Run } from "./nativeFunction.ts";
import { binary } from "./operators.ts";
import type { Runtime } from "./runtime.ts";
import { PySet, Unknown } from "./values.ts";
import type { Value } from "./values.ts";

export const setRows: Rows = [
  ...operatorRows,
  [
    "add",
    "self, value, /",
    onSet((set, [value = null], runtime) => {
      runtime.touch(set);
      if (value instanceof Unknown) set.lost = value;
      else makeSet(runtime, [value], set);
      return null;
    }),
  ],
  [
    "discard",
    "self, value, /",
    onSet((set, [value = null], runtime) => {
      runtime.touch(set);
      set.entries.delete(hashKey(runtime, value));
      return null;
    }),
  ],
  [
    "remove",
    "self, value, /",
    onSet((set, [value = null], runtime) => {
      runtime.touch(set);
      if (!set.entries.delete(hashKey(runtime, value))) runtime.failWith("KeyError", value);
      return null;
    }),
  ],
  [
    "pop",
    "self, /",
    onSet((set, _args, runtime) => {
      const [first] = set.entries;
      if (first === undefined) return runtime.fail("KeyError", "pop from an empty set");
      runtime.touch(set);
      set.entries.delete(first[0]);
      return first[1];
    }),
  ],
  [
    "clear",
    "self, /",
    onSet((set, _args, runtime) => {
      runtime.touch(set);
      set.entries = new Map();
      return null;
    }),
  ],
  [
    "update",
    null,
    onSet((set, args, runtime) => {
      runtime.touch(set);
      for (const arg of args) {
        const list = iterateValue(runtime, arg);
        if (list instanceof Unknown) set.lost = list;
        else makeSet(runtime, list, set);
      }
      return null;
    }),
  ],
  ["copy", "self, /", onSet((set, _args, runtime) => makeSet(runtime, set.entries.values(), new PySet(set.cls)))],
  ["union", null, combined("|")],
  ["intersection", null, combined("&")],
  ["difference", null, combined("-")],
  ["symmetric_difference", null, combined("^")],
  [
    "issubset",
    "self, other, /",
    onSet((set, [other = null], runtime) => {
      const list = iterateValue(runtime, other);
      if (list instanceof Unknown) return list;
      const outer = makeSet(runtime, list);
      return [...set.entries.keys()].every((key) => outer.entries.has(key));
    }),
  ],
  [
    "issuperset",
    "self, other, /",
    onSet((set, [other = null], runtime) => {
      const list = iterateValue(runtime, other);
      return list instanceof Unknown ? list : list.every((item) => set.entries.has(hashKey(runtime, item)));
    }),
  ],
  [
    "isdisjoint",
    "self, other, /",
    onSet((set, [other = null], runtime) => {
      const list = iterateValue(runtime, other);
      return list instanceof Unknown ? list : !list.some((item) => set.entries.has(hashKey(runtime, item)));
    }),
  ],
];

/** A frozenset is full once it is made. */
export const setInitRows: Rows = [
  [
    "__init__",
    null,
    (runtime, [self = null, source]) => {
      const list = source === undefined ? [] : iterateValue(runtime, source);
      if (!(self instanceof PySet)) return null;
      runtime.touch(self);
      if (list instanceof Unknown) self.lost = list;
      else makeSet(runtime, list, self);
      return null;
    },
  ],
];

function onSet(run: (set: PySet, args: readonly Value[], runtime: Runtime) => Value): Run {
  return (runtime, [self = null, ...args]) => (self instanceof PySet ? run(self, args, runtime) : null);
}

function combined(op: "|" | "&" | "-" | "^"): Run {
  return onSet((set, args, runtime) => {
    let result: Value = set;
    for (const arg of args) {
      const list = iterateValue(runtime, arg);
      if (list instanceof Unknown) return list;
      result = binary(runtime, op, result, makeSet(runtime, list, new PySet(set.cls)));
    }
    return result === set ? makeSet(runtime, set.entries.values(), new PySet(set.cls)) : result;
  });
}
