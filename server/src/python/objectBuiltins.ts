// Built-in functions that ask what an object is and what it has: isinstance, getattr, callable, hash, dir …

import { deleteAttribute, findAttribute, getAttribute, setAttribute } from "./attributes.ts";
import { isInstance } from "./comparison.ts";
import { dictSet, hashKey, identity } from "./dict.ts";
import { native } from "./nativeFunction.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import {
  BoundMethod,
  Builtin,
  PyClass,
  PyDict,
  PyFunction,
  PyInstance,
  PyList,
  PyModule,
  PyTuple,
  Unknown,
} from "./values.ts";
import type { Value } from "./values.ts";

export const objectBuiltins: readonly Builtin[] = [
  native("isinstance", "obj, cls, /", (runtime, [value = null, cls = null]) => isInstance(runtime, value, cls)),
  native("issubclass", "cls, parent, /", (runtime, [cls = null, parent = null]) => isSubclass(runtime, cls, parent)),
  native("callable", "obj, /", (_runtime, [value = null]) => {
    if (value instanceof Unknown) return value;
    return (
      value instanceof PyFunction ||
      value instanceof Builtin ||
      value instanceof BoundMethod ||
      value instanceof PyClass ||
      (value instanceof PyInstance && value.cls.lookup("__call__") !== undefined)
    );
  }),
  native("getattr", null, (runtime, [object = null, name = null, ...rest]) => {
    if (name instanceof Unknown) return name;
    if (typeof name !== "string") return runtime.fail("TypeError", "attribute name must be string");
    if (rest.length === 0) return getAttribute(runtime, object, name);
    const found = runtime.attempt(["AttributeError"], () => findAttribute(runtime, object, name));
    return found === undefined ? (rest[0] ?? null) : found;
  }),
  native("setattr", "obj, name, value, /", (runtime, [object = null, name = null, value = null]) => {
    if (typeof name === "string") setAttribute(runtime, object, name, value);
    return null;
  }),
  native("delattr", "obj, name, /", (runtime, [object = null, name = null]) => {
    if (typeof name === "string") deleteAttribute(runtime, object, name);
    return null;
  }),
  native("hasattr", "obj, name, /", (runtime, [object = null, name = null]) => {
    if (object instanceof Unknown) return object;
    if (typeof name !== "string") return name instanceof Unknown ? name : false;
    const found = runtime.attempt(["AttributeError"], () => findAttribute(runtime, object, name));
    return found instanceof Unknown && typeOf(object).unknownBase !== null ? found : found !== undefined;
  }),
  native("id", "obj, /", (_runtime, [value = null]) =>
    typeof value === "object" && value !== null ? identity(value) : 0,
  ),
  native("hash", "obj, /", (runtime, [value = null]) => {
    if (value instanceof Unknown) return value;
    if (value instanceof PyInstance && value.cls.lookup("__hash__") === null)
      return runtime.fail("TypeError", `unhashable type: '${value.cls.name}'`);
    const key = hashKey(runtime, value);
    if (typeof key === "number") return key;
    const text = typeof key === "string" ? key : String(identity(key as object));
    let hash = 7;
    for (let index = 0; index < text.length; index++) hash = (hash * 31 + text.charCodeAt(index)) % 2147483647;
    return hash;
  }),
  native("dir", null, (runtime, [object = null]) =>
    object instanceof PyModule && runtime.modules !== null
      ? new PyList([...runtime.modules.namesOf(object)].sort())
      : directory(object),
  ),
  native("vars", null, (runtime, [object = null]) => getAttribute(runtime, object, "__dict__")),
  native("globals", "", (runtime) => {
    const frame = runtime.frame as { globals?: PyModule };
    return frame.globals === undefined ? new PyDict() : getAttribute(runtime, frame.globals, "__dict__");
  }),
  native("locals", "", (runtime) => locals(runtime)),
];

function isSubclass(runtime: Runtime, cls: Value, parent: Value): Value {
  if (cls instanceof Unknown) return cls;
  if (parent instanceof Unknown) return parent;
  if (parent instanceof PyTuple) return parent.items.some((item) => isSubclass(runtime, cls, item) === true);
  const hook = typeOf(parent).lookup("__subclasscheck__");
  if (hook instanceof PyFunction) return runtime.call(hook, [parent, cls]);
  if (!(cls instanceof PyClass) || !(parent instanceof PyClass))
    return runtime.fail("TypeError", "issubclass() arg 1 must be a class");
  return cls.isSubclassOf(parent) || (cls.unknownBase ?? false);
}

export function directory(object: Value): Value {
  const cls = object instanceof PyClass ? object : typeOf(object);
  const names = new Set(cls.mro.flatMap((base) => [...base.dict.keys()]));
  if (object instanceof PyInstance) for (const name of object.attrs.keys()) names.add(name);
  return new PyList([...names].sort());
}

function locals(runtime: Runtime): Value {
  const frame = runtime.frame as { namespace?: Map<string, Value> | null };
  const dict = new PyDict();
  if (frame.namespace === undefined || frame.namespace === null) return runtime.unknown("locals() in a function");
  for (const [name, value] of frame.namespace) dictSet(runtime, dict, name, value);
  return dict;
}
