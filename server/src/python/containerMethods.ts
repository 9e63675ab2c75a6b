// Dunder methods that containers share, and strings in part: operators called by name, on the built-in part of a subclass.

import { containsValue } from "./comparison.ts";
import { iteratorOf } from "./iteration.ts";
import type { Rows } from "./nativeFunction.ts";
import { delItem, getItem, lengthOf, setItem } from "./subscript.ts";
import { PyContainer, PyDict, PyList, PySet, PyTuple } from "./values.ts";
import type { Value } from "./values.ts";

/** Operators by name, for `list.__getitem__(x, 0)` and `super().__setitem__(…)`: on the native part of the value. */
export const operatorRows: Rows = [
  ["__getitem__", "self, key, /", (runtime, [self = null, key = null]) => getItem(runtime, nativeView(self), key)],
  ["__len__", "self, /", (runtime, [self = null]) => lengthOf(runtime, nativeView(self))],
  [
    "__contains__",
    "self, key, /",
    (runtime, [self = null, key = null]) => containsValue(runtime, nativeView(self), key),
  ],
  ["__iter__", "self, /", (runtime, [self = null]) => iteratorOf(runtime, nativeView(self))],
];

export const writeRows: Rows = [
  [
    "__setitem__",
    "self, key, value, /",
    (runtime, [self = null, key = null, value = null]) => {
      if (self instanceof PyContainer) runtime.touch(self);
      setItem(runtime, nativeView(self), key, value);
      return null;
    },
  ],
  [
    "__delitem__",
    "self, key, /",
    (runtime, [self = null, key = null]) => {
      if (self instanceof PyContainer) runtime.touch(self);
      delItem(runtime, nativeView(self), key);
      return null;
    },
  ],
];

/** The same contents under the built-in class, so that a subclass's own dunder methods are not called again. */
export function nativeView(self: Value): Value {
  if (!(self instanceof PyContainer) || self.cls.site === null) return self;
  if (self instanceof PyDict) return Object.assign(new PyDict(), { entries: self.entries, lost: self.lost });
  if (self instanceof PyList) return Object.assign(new PyList(self.items), { lost: self.lost });
  if (self instanceof PyTuple) return new PyTuple(self.items);
  if (self instanceof PySet) return Object.assign(new PySet(), { entries: self.entries, lost: self.lost });
  return self;
}
