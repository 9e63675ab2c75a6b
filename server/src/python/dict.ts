// Python's dict and set semantics over JS Maps: equal keys share a hash key.

import { Expr } from "../symbolic/dim.ts";
import { PyBoxed, PyBytes, PyDict, PyFloat, PyInstance, PyObject, PySet, PyTuple } from "./values.ts";
import type { Context, HashKey, Value } from "./values.ts";

const identities = new WeakMap<object, number>();
let nextIdentity = 1;

/** A number for an object, as `id()` gives. */
export function identity(object: object): number {
  let id = identities.get(object);
  if (id === undefined) {
    id = nextIdentity++;
    identities.set(object, id);
  }
  return id;
}

/** The key under which a Map holds a Python value. 1, 1.0 and True share one; tuples compare by their items. */
export function hashKey(context: Context | null, value: Value): HashKey {
  if (typeof value === "string" || typeof value === "number" || value === null) return value;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Expr) return value;
  if (value instanceof PyFloat) return value.value;
  if (value instanceof PyTuple) return `\u0000(${value.items.map((item) => keyText(context, item)).join(",")})`;
  if (value instanceof PyBoxed) return hashKey(context, value.payload);
  if (value instanceof PyBytes) return `\u0000b${value.value}`;
  if (value instanceof PySet) return `\u0000{${[...value.entries.keys()].map(String).sort().join(",")}}`;
  if (value instanceof PyInstance && context !== null) {
    const hash = value.cls.lookup("__hash__");
    if (hash !== undefined && hash !== null && value.cls.lookup("__eq__") !== undefined) {
      const result = context.call(hash, [value]);
      if (typeof result === "number") return `\u0000h${value.cls.name}:${String(result)}`;
    }
  }
  return value;
}

function keyText(context: Context | null, value: Value): string {
  const key = hashKey(context, value);
  if (typeof key === "string") return JSON.stringify(key);
  return typeof key === "object" && key !== null ? `#${String(identity(key))}` : String(key);
}

export function dictGet(context: Context | null, dict: PyDict, key: Value): Value | undefined {
  return dict.entries.get(hashKey(context, key))?.value;
}

/** The caller has touched the dict. */
export function dictSet(context: Context | null, dict: PyDict, key: Value, value: Value): void {
  const hash = hashKey(context, key);
  const entry = dict.entries.get(hash);
  dict.entries.set(hash, { key: entry === undefined ? key : entry.key, value });
}

export function makeDict(pairs: Iterable<readonly [Value, Value]>): PyDict {
  const dict = new PyDict();
  for (const [key, value] of pairs) dictSet(null, dict, key, value);
  return dict;
}

export function makeSet(context: Context | null, items: Iterable<Value>, set: PySet = new PySet()): PySet {
  for (const item of items) {
    const key = hashKey(context, item);
    if (!set.entries.has(key)) set.entries.set(key, item);
  }
  return set;
}

export function isHashable(value: Value): boolean {
  return !(value instanceof PyObject) || !["list", "dict", "set"].includes(value.cls.name);
}
