// Methods of dict and of its views. A view is the list of what the dict holds at that moment.

import { compareValues } from "./comparison.ts";
import { mergeInto } from "./compileExpression.ts";
import { nativeView, operatorRows, writeRows } from "./containerMethods.ts";
import { dictSet, hashKey } from "./dict.ts";
import { iterateValue } from "./iteration.ts";
import { native } from "./nativeFunction.ts";
import type { Rows, Run } from "./nativeFunction.ts";
import { binary } from "./operators.ts";
import type { Runtime } from "./runtime.ts";
import { setItem } from "./subscript.ts";
import {
  ClassMethod,
  PyDict,
  PyIterator,
  PyList,
  PySet,
  PyTuple,
  Unknown,
  dictItemsClass,
  dictKeysClass,
  dictValuesClass,
} from "./values.ts";
import type { Kwargs, PyClass, Value } from "./values.ts";

export const dictRows: Rows = [
  ...operatorRows,
  ...writeRows,
  [
    "__init__",
    null,
    (runtime, [self = null, source], kwargs) => {
      if (!(self instanceof PyDict)) return null;
      runtime.touch(self);
      updateDict(runtime, self, source, kwargs);
      return null;
    },
  ],
  ["__eq__", null, (runtime, [a = null, b = null]) => compareValues(runtime, "==", nativeView(a), nativeView(b))],
  ["__or__", null, (runtime, [a = null, b = null]) => binary(runtime, "|", nativeView(a), nativeView(b))],
  ["keys", "self, /", onDict((dict) => entriesOf(dict, dictKeysClass, (entry) => entry.key))],
  ["values", "self, /", onDict((dict) => entriesOf(dict, dictValuesClass, (entry) => entry.value))],
  [
    "items",
    "self, /",
    onDict((dict) => entriesOf(dict, dictItemsClass, (entry) => new PyTuple([entry.key, entry.value]))),
  ],
  [
    "get",
    "self, key, default=None, /",
    onDict((dict, [key = null, fallback = null], runtime) => {
      if (key instanceof Unknown) return key;
      const found = dict.entries.get(hashKey(runtime, key));
      if (found !== undefined) return found.value;
      return dict.lost ?? fallback;
    }),
  ],
  [
    "setdefault",
    "self, key, default=None, /",
    onDict((dict, [key = null, fallback = null], runtime) => {
      if (key instanceof Unknown) return key;
      const found = dict.entries.get(hashKey(runtime, key));
      if (found !== undefined) return found.value;
      runtime.touch(dict);
      dictSet(runtime, dict, key, fallback);
      return fallback;
    }),
  ],
  [
    "pop",
    null,
    onDict((dict, [key = null, ...rest], runtime) => {
      if (key instanceof Unknown || dict.lost !== null) return key instanceof Unknown ? key : (dict.lost ?? null);
      const hash = hashKey(runtime, key);
      const found = dict.entries.get(hash);
      if (found === undefined) return rest.length > 0 ? (rest[0] ?? null) : runtime.failWith("KeyError", key);
      runtime.touch(dict);
      dict.entries.delete(hash);
      return found.value;
    }),
  ],
  [
    "popitem",
    null,
    onDict((dict, args, runtime) => {
      const entries = [...dict.entries];
      const [first] = entries;
      const last = args[0] === false ? first : entries[entries.length - 1];
      if (last === undefined) return runtime.fail("KeyError", "popitem(): dictionary is empty");
      runtime.touch(dict);
      dict.entries.delete(last[0]);
      return new PyTuple([last[1].key, last[1].value]);
    }),
  ],
  [
    "update",
    null,
    onDict((dict, [source], runtime, kwargs) => {
      runtime.touch(dict);
      updateDict(runtime, dict, source, kwargs);
      return null;
    }),
  ],
  [
    "clear",
    "self, /",
    onDict((dict, _args, runtime) => {
      runtime.touch(dict);
      dict.entries = new Map();
      dict.lost = null;
      return null;
    }),
  ],
  [
    "copy",
    "self, /",
    onDict((dict, _args, runtime) => {
      const copy = new PyDict(dict.cls);
      copy.lost = dict.lost;
      for (const { key, value } of dict.entries.values()) dictSet(runtime, copy, key, value);
      if (dict.attrs !== null) copy.attrs = new Map(dict.attrs);
      return copy;
    }),
  ],
  [
    "__reversed__",
    "self, /",
    onDict((dict) => {
      const keys = [...dict.entries.values()].map((entry) => entry.key).reverse();
      let index = 0;
      return new PyIterator(() => (index < keys.length ? (keys[index++] ?? null) : undefined));
    }),
  ],
];

/** `dict.fromkeys`, also of a subclass. */
export const fromKeys: ClassMethod = new ClassMethod(
  native("fromkeys", "cls, iterable, value=None", (runtime, [cls = null, keys = null, value = null]) => {
    const dict = runtime.call(cls, []);
    const items = iterateValue(runtime, keys);
    if (items instanceof Unknown || !(dict instanceof PyDict)) return items instanceof Unknown ? items : dict;
    for (const key of items) dictSet(runtime, dict, key, value);
    return dict;
  }),
);

export const viewRows: Rows = [
  ...operatorRows,
  [
    "isdisjoint",
    "self, other, /",
    (runtime, [self = null, other = null]) => {
      const common = binary(runtime, "&", self, other);
      return common instanceof PySet ? common.entries.size === 0 : common;
    },
  ],
];

function onDict(run: (dict: PyDict, args: readonly Value[], runtime: Runtime, kwargs: Kwargs) => Value): Run {
  return (runtime, [self = null, ...args], kwargs) =>
    self instanceof PyDict ? run(self, args, runtime, kwargs) : null;
}

/** A view of a dict, as it is at this moment. */
function entriesOf(dict: PyDict, cls: PyClass, pick: (entry: { key: Value; value: Value }) => Value): Value {
  if (dict.lost !== null) return dict.lost;
  return new PyList([...dict.entries.values()].map(pick), cls);
}

function updateDict(runtime: Runtime, dict: PyDict, source: Value | undefined, kwargs: Kwargs): void {
  if (source !== undefined && source !== null) {
    if (source instanceof PyList || source instanceof PyTuple || source instanceof PyIterator) {
      const pairs = iterateValue(runtime, source);
      if (pairs instanceof Unknown) dict.lost = pairs;
      else
        for (const pair of pairs) {
          const parts = iterateValue(runtime, pair);
          if (parts instanceof Unknown) dict.lost = parts;
          else setItem(runtime, dict, parts[0] ?? null, parts[1] ?? null);
        }
    } else mergeInto(runtime, dict, source);
  }
  for (const [name, value] of kwargs) dictSet(runtime, dict, name, value);
}
