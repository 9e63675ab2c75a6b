// Attribute access, as Python does it: the class's data descriptors, the instance, the class, then `__getattr__`.

import { dictSet } from "./dict.ts";
import { typeOf } from "./types.ts";
import { runtimeOf } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import {
  BoundMethod,
  Builtin,
  ClassMethod,
  LazyImport,
  Property,
  PyClass,
  PyContainer,
  PyDict,
  PyFunction,
  PyInstance,
  PyModule,
  PySuper,
  PyTuple,
  StaticMethod,
  Unknown,
} from "./values.ts";
import type { HashKey, Value } from "./values.ts";

export function getAttribute(runtime: Runtime, object: Value, name: string): Value {
  const found = findAttribute(runtime, object, name);
  if (found !== undefined) return found;
  return runtime.fail("AttributeError", missingText(object, name));
}

function missingText(object: Value, name: string): string {
  if (object instanceof PyClass) return `type object '${object.name}' has no attribute '${name}'`;
  if (object instanceof PyModule) return `module '${object.name}' has no attribute '${name}'`;
  if (object instanceof PySuper) return `'super' object has no attribute '${name}'`;
  return `'${typeOf(object).name}' object has no attribute '${name}'`;
}

/** undefined where there is none; a property or `__getattr__` that raises AttributeError counts as none. */
export function findAttribute(runtime: Runtime, object: Value, name: string): Value | undefined {
  if (object instanceof Unknown) return object;
  if (object instanceof PyModule) return moduleAttribute(runtime, object, name);
  if (object instanceof PyClass) return classAttribute(runtime, object, name);
  if (object instanceof PySuper) return superAttribute(runtime, object, name);
  const cls = typeOf(object);
  const attrs = object instanceof PyInstance || object instanceof PyContainer ? object.attrs : null;
  const inClass = cls.lookup(name);
  if (inClass === undefined) {
    const own = attrs?.get(name);
    if (own !== undefined) return own;
    const implicit = special(runtime, object, cls, name);
    return implicit === undefined ? fallback(runtime, object, cls, name) : implicit;
  }
  if (inClass instanceof Property) return callGetter(runtime, inClass, object);
  if (attrs !== null) {
    const own = attrs.get(name);
    if (own !== undefined && !isDataDescriptor(inClass)) return own;
  }
  return bind(runtime, inClass, object, cls);
}

function callGetter(runtime: Runtime, property: Property, object: Value): Value | undefined {
  if (property.get === null) return runtime.fail("AttributeError", "unreadable attribute");
  return runtime.call(property.get, [object]);
}

function isDataDescriptor(value: Value): boolean {
  return value instanceof PyInstance && !(value instanceof PyFunction) && value.cls.lookup("__set__") !== undefined;
}

/** What a class attribute is when read through an instance. */
export function bind(runtime: Runtime, value: Value, object: Value, cls: PyClass): Value {
  if (value instanceof PyFunction) return new BoundMethod(value, object);
  if (value instanceof Builtin) return value.binds ? new BoundMethod(value, object) : value;
  if (value instanceof StaticMethod) return value.func;
  if (value instanceof ClassMethod) return new BoundMethod(value.func, cls);
  if (value instanceof LazyImport) return value.resolve();
  if (value instanceof PyInstance && !(value instanceof PyModule)) {
    const getter = value.cls.lookup("__get__");
    if (getter !== undefined) return runtime.call(getter, [value, object, cls]);
  }
  return value;
}

/** Attributes that every object has without anybody writing them. */
function special(runtime: Runtime, object: Value, cls: PyClass, name: string): Value | undefined {
  if (!name.startsWith("__")) return undefined;
  switch (name) {
    case "__class__":
      return cls;
    case "__dict__":
      if (object instanceof PyInstance || object instanceof PyContainer) return attributeDict(runtime, object);
      return undefined;
    case "__doc__":
      return null;
    case "__module__":
      if (object instanceof PyFunction) return object.globals.name;
      return cls.module;
    case "__name__":
      if (object instanceof PyFunction || object instanceof Builtin) return object.name;
      if (object instanceof BoundMethod) return findAttribute(runtime, object.func, name);
      return undefined;
    case "__qualname__":
      if (object instanceof PyFunction) return object.qualname;
      if (object instanceof Builtin) return object.name;
      return undefined;
    case "__func__":
      return object instanceof BoundMethod || object instanceof StaticMethod || object instanceof ClassMethod
        ? object.func
        : undefined;
    case "__self__":
      return object instanceof BoundMethod ? object.self : undefined;
    case "__wrapped__":
      return object instanceof StaticMethod || object instanceof ClassMethod ? object.func : undefined;
    case "__defaults__":
      if (object instanceof PyFunction)
        return new PyTuple(object.defaults.filter((value): value is Value => value !== undefined));
      return undefined;
    case "__globals__":
      return object instanceof PyFunction ? attributeDict(runtime, object.globals) : undefined;
    case "__annotations__":
      return object instanceof PyFunction ? new PyDict() : undefined;
    case "__code__":
    case "__closure__":
    case "__kwdefaults__":
      return object instanceof PyFunction ? runtime.unknown(`${name} is not modelled`) : undefined;
    default:
      return undefined;
  }
}

/** `object.__dict__`: the attributes as a dict; writes go through to the object. */
function attributeDict(runtime: Runtime, object: PyInstance | PyContainer): PyDict {
  const dict = new PyDict();
  const entries = new AttributeEntries(runtime, object);
  for (const [key, value] of object.attrs ?? [])
    entries.fill(key, value instanceof LazyImport && object instanceof PyModule ? settle(object, key, value) : value);
  dict.entries = entries;
  return dict;
}

class AttributeEntries extends Map<HashKey, { readonly key: Value; value: Value }> {
  private readonly runtime: Runtime;
  private readonly owner: PyInstance | PyContainer;
  constructor(runtime: Runtime, owner: PyInstance | PyContainer) {
    super();
    this.runtime = runtime;
    this.owner = owner;
  }

  fill(key: string, value: Value): void {
    super.set(key, { key, value });
  }

  override set(key: HashKey, entry: { readonly key: Value; value: Value }): this {
    if (typeof key === "string") {
      this.runtime.touch(this.owner);
      (this.owner.attrs ??= new Map<string, Value>()).set(key, entry.value);
    }
    return super.set(key, entry);
  }

  override delete(key: HashKey): boolean {
    if (typeof key === "string") {
      this.runtime.touch(this.owner);
      this.owner.attrs?.delete(key);
    }
    return super.delete(key);
  }
}

function fallback(runtime: Runtime, object: Value, cls: PyClass, name: string): Value | undefined {
  const hook = cls.lookup("__getattr__");
  if (hook !== undefined) {
    const found = runtime.attempt(["AttributeError"], () => runtime.call(hook, [object, name]));
    if (found !== undefined) return found;
  }
  if (object instanceof BoundMethod) return findAttribute(runtime, object.func, name);
  return cls.unknownBase ?? undefined;
}

function classAttribute(runtime: Runtime, cls: PyClass, name: string): Value | undefined {
  const found = cls.lookup(name);
  if (found !== undefined) {
    const isOwn = cls.cls.lookup(name) === undefined || !(cls.cls.lookup(name) instanceof Property);
    if (isOwn) {
      if (found instanceof ClassMethod) return new BoundMethod(found.func, cls);
      if (found instanceof StaticMethod) return found.func;
      if (found instanceof PyFunction || found instanceof Builtin || found instanceof Property) return found;
      if (found instanceof PyInstance && !(found instanceof PyModule)) {
        const getter = found.cls.lookup("__get__");
        if (getter !== undefined) return runtime.call(getter, [found, null, cls]);
      }
      return found;
    }
  }
  switch (name) {
    case "__name__":
      return cls.name;
    case "__qualname__":
      return cls.qualname;
    case "__module__":
      return cls.module;
    case "__class__":
      return cls.cls;
    case "__mro__":
      return new PyTuple(cls.mro);
    case "__bases__":
      return new PyTuple(cls.bases);
    case "__base__":
      return cls.bases[0] ?? null;
    case "__doc__":
      return null;
    case "__dict__": {
      const dict = new PyDict();
      for (const [key, value] of cls.dict) dictSet(runtime, dict, key, value);
      return dict;
    }
    case "__annotations__":
      return cls.dict.get("__annotations__") ?? new PyDict();
    case "__subclasses__":
      return new Builtin("__subclasses__", null, () => runtime.unknown("__subclasses__ is not modelled"));
    default:
  }
  const inMeta = cls.cls.lookup(name);
  if (inMeta !== undefined) {
    if (inMeta instanceof Property) return callGetter(runtime, inMeta, cls);
    return bind(runtime, inMeta, cls, cls.cls);
  }
  const hook = cls.cls.lookup("__getattr__");
  if (hook !== undefined) {
    const value = runtime.attempt(["AttributeError"], () => runtime.call(hook, [cls, name]));
    if (value !== undefined) return value;
  }
  return cls.unknownBase ?? undefined;
}

function superAttribute(runtime: Runtime, proxy: PySuper, name: string): Value | undefined {
  const cls = proxy.self instanceof PyClass ? proxy.self : typeOf(proxy.self);
  const mro = proxy.self instanceof PyClass && !cls.mro.includes(proxy.start) ? cls.cls.mro : cls.mro;
  const from = mro.indexOf(proxy.start);
  for (const candidate of mro.slice(from + 1)) {
    const found = candidate.dict.get(name);
    if (found === undefined) continue;
    if (found instanceof Property) return callGetter(runtime, found, proxy.self);
    if (found instanceof Builtin && name === "__new__") return found;
    if (proxy.self instanceof PyClass && found instanceof PyFunction && name === "__new__") return found;
    return bind(runtime, found, proxy.self, cls);
  }
  return proxy.start.unknownBase ?? undefined;
}

function moduleAttribute(runtime: Runtime, module: PyModule, name: string): Value | undefined {
  const own = module.attrs.get(name);
  if (own instanceof LazyImport) return settle(module, name, own);
  if (own !== undefined) return own;
  if (runtime.modules !== null) return runtime.modules.lookup(module, name);
  return undefined;
}

/** Resolves a lazily imported name at its first use. */
export function settle(module: PyModule, name: string, lazy: LazyImport): Value {
  const value = lazy.resolve();
  if (module.attrs.get(name) === lazy) module.attrs.set(name, value);
  return value;
}

export function setAttribute(runtime: Runtime, object: Value, name: string, value: Value): void {
  if (object instanceof Unknown) return;
  if (object instanceof PyInstance && !(object instanceof PyModule)) {
    const hook = object.cls.lookup("__setattr__");
    if (hook !== undefined && !(hook instanceof Builtin && hook === objectSetattr)) {
      runtime.call(hook, [object, name, value]);
      return;
    }
    setPlain(runtime, object, name, value);
    return;
  }
  if (object instanceof PyClass) {
    if (object.site === null && object.module === "builtins")
      runtime.fail("TypeError", `cannot set '${name}' attribute of immutable type '${object.name}'`);
    runtime.touch(object);
    object.set(name, value);
    return;
  }
  if (object instanceof PyModule) {
    runtime.touch(object);
    object.attrs.set(name, value);
    return;
  }
  if (object instanceof PyContainer) {
    const hook = object.cls.lookup("__setattr__");
    if (hook !== undefined && hook !== objectSetattr) runtime.call(hook, [object, name, value]);
    else setOnContainer(runtime, object, name, value);
    return;
  }
  if (object instanceof BoundMethod) {
    setAttribute(runtime, object.func, name, value);
    return;
  }
  runtime.fail("AttributeError", `'${typeOf(object).name}' object has no attribute '${name}'`);
}

function setOnContainer(runtime: Runtime, object: PyContainer, name: string, value: Value): void {
  const inClass = object.cls.lookup(name);
  if (inClass instanceof Property && inClass.set !== null) {
    runtime.call(inClass.set, [object, value]);
    return;
  }
  runtime.touch(object);
  (object.attrs ??= new Map()).set(name, value);
}

/** `object.__setattr__`: descriptors of the class first, then the instance. */
export function setPlain(runtime: Runtime, object: PyInstance, name: string, value: Value): void {
  const inClass = object.cls.lookup(name);
  if (inClass instanceof Property) {
    if (inClass.set === null) {
      runtime.fail("AttributeError", `property '${name}' of '${object.cls.name}' object has no setter`);
      return;
    }
    runtime.call(inClass.set, [object, value]);
    return;
  }
  if (inClass !== undefined && inClass instanceof PyInstance) {
    const setter = inClass.cls.lookup("__set__");
    if (setter !== undefined) {
      runtime.call(setter, [inClass, object, value]);
      return;
    }
  }
  if (name === "__class__" && value instanceof PyClass) {
    object.cls = value;
    return;
  }
  if (object instanceof PyFunction) {
    if (name === "__name__" && typeof value === "string") object.name = value;
    if (name === "__qualname__" && typeof value === "string") object.qualname = value;
  }
  if (name === "__dict__" && value instanceof PyDict) {
    runtime.touch(object);
    object.attrs = new Map(
      [...value.entries.values()].flatMap((entry): [string, Value][] =>
        typeof entry.key === "string" ? [[entry.key, entry.value]] : [],
      ),
    );
    return;
  }
  runtime.touch(object);
  object.attrs.set(name, value);
}

export function deleteAttribute(runtime: Runtime, object: Value, name: string): void {
  if (object instanceof Unknown) return;
  if (object instanceof PyInstance && !(object instanceof PyModule)) {
    const hook = object.cls.lookup("__delattr__");
    if (hook !== undefined && !(hook instanceof Builtin && hook === objectDelattr)) {
      runtime.call(hook, [object, name]);
      return;
    }
  }
  deletePlain(runtime, object, name);
}

export function deletePlain(runtime: Runtime, object: Value, name: string): void {
  if (object instanceof PyClass) {
    runtime.touch(object);
    if (object.delete(name)) return;
  } else if (object instanceof PyInstance || object instanceof PyContainer) {
    const inClass = object.cls.lookup(name);
    if (inClass instanceof Property && inClass.del !== null) {
      runtime.call(inClass.del, [object]);
      return;
    }
    runtime.touch(object);
    if (object.attrs?.delete(name) ?? false) return;
  }
  runtime.fail("AttributeError", missingText(object, name));
}

function selfName(args: readonly Value[]): [PyInstance | null, string] {
  const [self, name] = args;
  return [self instanceof PyInstance ? self : null, typeof name === "string" ? name : ""];
}

export const objectSetattr = new Builtin("__setattr__", null, (context, args) => {
  const [self, name] = selfName(args);
  if (self !== null) setPlain(runtimeOf(context), self, name, args[2] ?? null);
  else if (args[0] instanceof PyContainer) setOnContainer(runtimeOf(context), args[0], name, args[2] ?? null);
  else if (args[0] instanceof PyClass) setAttribute(runtimeOf(context), args[0], name, args[2] ?? null);
  return null;
});

export const objectDelattr = new Builtin("__delattr__", null, (context, args) => {
  const [self, name] = selfName(args);
  if (self !== null) deletePlain(runtimeOf(context), self, name);
  return null;
});

/** `object.__getattribute__`: without the class's `__getattr__`. */
export const objectGetattribute = new Builtin("__getattribute__", null, (context, args) => {
  const runtime = runtimeOf(context);
  const [self, name] = selfName(args);
  if (self === null) return runtime.getattr(args[0] ?? null, name);
  const inClass = self.cls.lookup(name);
  if (inClass instanceof Property) return callGetter(runtime, inClass, self) ?? null;
  const found =
    self.attrs.get(name) ??
    (inClass === undefined ? special(runtime, self, self.cls, name) : bind(runtime, inClass, self, self.cls));
  return found === undefined ? runtime.fail("AttributeError", missingText(self, name)) : found;
});
