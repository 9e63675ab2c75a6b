// `len(x)`, `x[key]`, `x[key] = value` and `del x[key]`: native for the built-in containers, dunder methods for everything
// else.

import { add, floorDiv, hintOf, isSymbolic, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { findAttribute } from "./attributes.ts";
import { dictSet, hashKey, isHashable } from "./dict.ts";
import { iterateValue } from "./iteration.ts";
import { asDim, isUserObject, itemIndex, sliceBounds, unbox } from "./operands.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import {
  Builtin,
  PyBytes,
  PyClass,
  PyContainer,
  PyDict,
  PyFunction,
  PyList,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  Unknown,
  typeClass,
} from "./values.ts";
import type { Value } from "./values.ts";

export function lengthOf(runtime: Runtime, value: Value): Value {
  if (value instanceof Unknown) return value;
  const plain = unbox(value);
  if (value instanceof PyClass || isUserObject(value)) {
    const method = typeOf(value).lookup("__len__");
    if (method !== undefined && !(method instanceof Builtin && value instanceof PyContainer))
      return runtime.call(method, [value]);
  }
  if (plain instanceof PyContainer && plain.lost !== null) return plain.lost;
  if (typeof plain === "string") return [...plain].length;
  if (plain instanceof PyBytes) return plain.value.length;
  if (plain instanceof PyList || plain instanceof PyTuple) return plain.items.length;
  if (plain instanceof PyDict || plain instanceof PySet) return plain.entries.size;
  if (plain instanceof PyRange) {
    const span = plain.step > 0 ? sub(plain.stop, plain.start) : sub(plain.start, plain.stop);
    const step = Math.abs(plain.step);
    if (isSymbolic(span)) return step === 1 ? span : floorDiv(add(span, step - 1), step);
    return Math.max(0, Math.ceil(span / step));
  }
  return typeOf(value).unknownBase ?? runtime.fail("TypeError", `object of type '${typeOf(value).name}' has no len()`);
}

export function getItem(runtime: Runtime, object: Value, key: Value): Value {
  if (object instanceof Unknown) return object;
  if (object instanceof PyClass) return getClassItem(runtime, object, key);
  if (isUserObject(object)) {
    const method = typeOf(object).lookup("__getitem__");
    if (method !== undefined && !(method instanceof Builtin && object instanceof PyContainer))
      return runtime.call(method, [object, key]);
  }
  const plain = unbox(object);
  if (key instanceof Unknown) return key;
  if (plain instanceof PyContainer && plain.lost !== null) return plain.lost;
  if (plain instanceof PyDict) return dictItem(runtime, plain, key);
  if (plain instanceof PyList || plain instanceof PyTuple) {
    if (key instanceof PySlice) {
      const items = sliceItems(runtime, plain.items, key);
      if (items instanceof Unknown) return items;
      if (plain instanceof PyList) return new PyList(items);
      return plain.cls.keepsSlices ? new PyTuple(items, plain.cls) : new PyTuple(items);
    }
    const at = itemIndex(runtime, key, plain.items.length, plain instanceof PyList ? "list" : "tuple");
    return at instanceof Unknown ? at : (plain.items[at] ?? null);
  }
  if (typeof plain === "string") {
    const chars = [...plain];
    if (key instanceof PySlice) {
      const items = sliceItems(runtime, chars, key);
      return items instanceof Unknown ? items : items.join("");
    }
    const at = itemIndex(runtime, key, chars.length, "string");
    return at instanceof Unknown ? at : (chars[at] ?? "");
  }
  if (plain instanceof PyRange) return rangeItem(runtime, plain, key);
  if (plain instanceof PyBytes) {
    const items = [...plain.value];
    if (key instanceof PySlice) {
      const part = sliceItems(runtime, items, key);
      return part instanceof Unknown ? part : new PyBytes(part.join(""));
    }
    const at = itemIndex(runtime, key, items.length, "index");
    return at instanceof Unknown ? at : (items[at] ?? "").charCodeAt(0);
  }
  return (
    typeOf(object).unknownBase ?? runtime.fail("TypeError", `'${typeOf(object).name}' object is not subscriptable`)
  );
}

function dictItem(runtime: Runtime, dict: PyDict, key: Value): Value {
  const entry = dict.entries.get(hashKey(runtime, key));
  if (entry !== undefined) return entry.value;
  if (typeof key === "string" && runtime.modules?.fillRegistry(dict, key) === true) {
    const filled = dict.entries.get(key);
    if (filled !== undefined) return filled.value;
  }
  const missing = dict.cls.lookup("__missing__");
  if (missing !== undefined) return runtime.call(missing, [dict, key]);
  return runtime.failWith("KeyError", key);
}

function rangeItem(runtime: Runtime, range: PyRange, key: Value): Value {
  const length = lengthOf(runtime, range);
  const count = asDim(length);
  if (count === null) return length;
  if (key instanceof PySlice) {
    const bounds = sliceBounds(runtime, key, hintOf(count));
    if (bounds instanceof Unknown) return bounds;
    const at = (index: number): Dim => add(range.start, index * range.step);
    return new PyRange(at(bounds.start), at(bounds.stop), range.step * bounds.step);
  }
  const index = itemIndex(runtime, key, hintOf(count), "range object");
  return index instanceof Unknown ? index : add(range.start, index * range.step);
}

function getClassItem(runtime: Runtime, cls: PyClass, key: Value): Value {
  const inMeta = cls.cls === typeClass ? undefined : cls.cls.lookup("__getitem__");
  if (inMeta !== undefined) return runtime.call(inMeta, [cls, key]);
  const generic = cls.lookup("__class_getitem__");
  if (generic === undefined) return cls; // `list[int]` in an annotation: the class itself
  const bound = findAttribute(runtime, cls, "__class_getitem__");
  return bound instanceof PyFunction ? runtime.call(bound, [cls, key]) : runtime.call(bound ?? null, [key]);
}

function sliceItems<T>(runtime: Runtime, items: readonly T[], slice: PySlice): T[] | Unknown {
  const bounds = sliceBounds(runtime, slice, items.length);
  if (bounds instanceof Unknown) return bounds;
  const { start, stop, step } = bounds;
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const result: T[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) result.push(items[at] as T); // in bounds by sliceBounds
  return result;
}

export function setItem(runtime: Runtime, object: Value, key: Value, value: Value): void {
  if (object instanceof Unknown) return;
  if (object instanceof PyClass || isUserObject(object)) {
    const method = typeOf(object).lookup("__setitem__");
    if (method !== undefined && !(method instanceof Builtin && object instanceof PyContainer)) {
      runtime.call(method, [object, key, value]);
      return;
    }
  }
  if (object instanceof PyDict) {
    runtime.touch(object);
    if (key instanceof Unknown) object.lost = key;
    else if (!isHashable(key)) runtime.fail("TypeError", `unhashable type: '${typeOf(key).name}'`);
    else dictSet(runtime, object, key, value);
    return;
  }
  if (object instanceof PyList) {
    runtime.touch(object);
    if (key instanceof Unknown) {
      object.lost = key;
      return;
    }
    if (key instanceof PySlice) {
      setSlice(runtime, object, key, value);
      return;
    }
    const at = itemIndex(runtime, key, object.items.length, "list assignment");
    if (!(at instanceof Unknown)) object.items[at] = value;
    return;
  }
  if (typeOf(object).unknownBase !== null) return;
  runtime.fail("TypeError", `'${typeOf(object).name}' object does not support item assignment`);
}

function setSlice(runtime: Runtime, list: PyList, slice: PySlice, value: Value): void {
  const items = iterateValue(runtime, value);
  const bounds = sliceBounds(runtime, slice, list.items.length);
  if (items instanceof Unknown || bounds instanceof Unknown) {
    list.lost = items instanceof Unknown ? items : bounds instanceof Unknown ? bounds : null;
    return;
  }
  const { start, stop, step } = bounds;
  if (step === 1) list.items.splice(start, Math.max(0, stop - start), ...items);
  else {
    let at = start;
    for (const item of items) {
      list.items[at] = item;
      at += step;
    }
  }
}

export function delItem(runtime: Runtime, object: Value, key: Value): void {
  if (object instanceof Unknown) return;
  if (isUserObject(object)) {
    const method = typeOf(object).lookup("__delitem__");
    if (method !== undefined && !(method instanceof Builtin && object instanceof PyContainer)) {
      runtime.call(method, [object, key]);
      return;
    }
  }
  if (object instanceof PyDict) {
    runtime.touch(object);
    if (!object.entries.delete(hashKey(runtime, key))) runtime.failWith("KeyError", key);
    return;
  }
  if (object instanceof PyList) {
    runtime.touch(object);
    if (key instanceof PySlice) {
      const bounds = sliceBounds(runtime, key, object.items.length);
      if (bounds instanceof Unknown) object.lost = bounds;
      else {
        const gone = new Set<number>();
        for (let at = bounds.start; bounds.step > 0 ? at < bounds.stop : at > bounds.stop; at += bounds.step)
          gone.add(at);
        object.items = object.items.filter((_item, index) => !gone.has(index));
      }
      return;
    }
    const at = itemIndex(runtime, key, object.items.length, "list assignment");
    if (!(at instanceof Unknown)) object.items.splice(at, 1);
    return;
  }
  runtime.fail("TypeError", `'${typeOf(object).name}' object doesn't support item deletion`);
}
