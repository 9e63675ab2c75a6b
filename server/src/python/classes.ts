// Making classes and instances, metaclasses included.

import type { Site } from "./ast.ts";
import { findAttribute } from "./attributes.ts";
import { callValue } from "./call.ts";
import { dictSet, makeDict } from "./dict.ts";
import { baseExceptionClass } from "./errors.ts";
import { runtimeOf } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import {
  Builtin,
  ClassMethod,
  PyBoxed,
  PyClass,
  PyDict,
  PyFloat,
  PyFunction,
  PyInstance,
  PyList,
  PySet,
  PyTuple,
  StaticMethod,
  Unknown,
  dictClass,
  listClass,
  noKwargs,
  objectClass,
  setClass,
  typeClass,
} from "./values.ts";
import type { Kwargs, Value } from "./values.ts";

/** What a `class` statement does once its body has run. */
export function makeClass(
  runtime: Runtime,
  name: string,
  args: readonly Value[],
  kwargs: Kwargs,
  namespace: Map<string, Value>,
  site: Site,
  made: readonly PyFunction[],
  module: string,
): Value {
  const { bases, unknown } = resolveBases(runtime, args);
  const given = kwargs.get("metaclass");
  const inherited = bases.map((base) => base.cls).find((cls) => cls !== typeClass);
  const meta = given instanceof PyClass ? given : (inherited ?? typeClass);
  const rest = new Map([...kwargs].filter(([key]) => key !== "metaclass"));
  pending = { name, bases, namespace, site, made, module, unknown, meta };
  const custom = meta === typeClass ? undefined : meta.lookup("__new__");
  const cls =
    custom instanceof PyFunction || custom instanceof StaticMethod
      ? callValue(
          runtime,
          custom instanceof StaticMethod ? custom.func : custom,
          [meta, name, new PyTuple(bases), namespaceDict(namespace)],
          rest,
        )
      : createClass(runtime, pending, rest);
  pending = null;
  if (cls instanceof PyClass && meta !== typeClass) {
    const init = meta.lookup("__init__");
    if (init instanceof PyFunction)
      callValue(runtime, init, [cls, name, new PyTuple(bases), namespaceDict(namespace)], rest);
  }
  return cls;
}

interface ClassParts {
  readonly name: string;
  readonly bases: readonly PyClass[];
  readonly namespace: Map<string, Value>;
  readonly site: Site | null;
  readonly made: readonly PyFunction[];
  readonly module: string;
  readonly unknown: Unknown | null;
  readonly meta: PyClass;
}

/** The class statement whose metaclass runs now: `type.__new__` takes its place in the source from it. */
let pending: ClassParts | null = null;

function namespaceDict(namespace: ReadonlyMap<string, Value>): PyDict {
  return makeDict(namespace);
}

function resolveBases(runtime: Runtime, args: readonly Value[]): { bases: PyClass[]; unknown: Unknown | null } {
  const bases: PyClass[] = [];
  let unknown: Unknown | null = null;
  for (const arg of args) {
    if (arg instanceof PyClass) {
      if (!bases.includes(arg)) bases.push(arg);
    } else if (arg instanceof Unknown) unknown ??= arg;
    else {
      const entries = findAttribute(runtime, arg, "__mro_entries__");
      const made = entries === undefined ? undefined : runtime.call(entries, [new PyTuple(args)]);
      if (made instanceof PyTuple) bases.push(...made.items.filter((item): item is PyClass => item instanceof PyClass));
      else unknown ??= runtime.unknown(`a base class that is not modelled`);
    }
  }
  if (bases.length > 1 && bases.includes(objectClass)) bases.splice(bases.indexOf(objectClass), 1);
  if (bases.length === 0) bases.push(objectClass);
  return { bases, unknown };
}

function createClass(runtime: Runtime, parts: ClassParts, kwargs: Kwargs): PyClass {
  const { name, bases, namespace, site, made, module, unknown, meta } = parts;
  const cls = new PyClass(name, bases, namespace, site, unknown, meta);
  cls.module = module;
  const qualname = namespace.get("__qualname__");
  if (typeof qualname === "string") cls.qualname = qualname;
  for (const fn of made) {
    fn.owner = cls;
    if (!fn.qualname.includes(".")) fn.qualname = `${name}.${fn.name}`;
  }
  for (const implicit of ["__init_subclass__", "__class_getitem__"]) {
    const value = namespace.get(implicit);
    if (value instanceof PyFunction) cls.set(implicit, new ClassMethod(value));
  }
  const maker = namespace.get("__new__");
  if (maker instanceof PyFunction) cls.set("__new__", new StaticMethod(maker));
  if (namespace.has("__eq__") && !namespace.has("__hash__")) cls.set("__hash__", null);
  for (const [key, value] of namespace) {
    if (!(value instanceof PyInstance) || value instanceof PyFunction) continue;
    const hook = value.cls.lookup("__set_name__");
    if (hook !== undefined) runtime.call(hook, [value, cls, key]);
  }
  const parent = cls.mro.slice(1).find((base) => base.dict.has("__init_subclass__"));
  const hook = parent?.dict.get("__init_subclass__");
  if (hook instanceof ClassMethod) callValue(runtime, hook.func, [cls], kwargs);
  return cls;
}

/** `type(name, bases, namespace)` and `type.__new__`. */
export function typeNew(runtime: Runtime, meta: PyClass, args: readonly Value[], kwargs: Kwargs): Value {
  const [name, basesArg, dict] = args;
  const bases =
    basesArg instanceof PyTuple ? resolveBases(runtime, basesArg.items) : { bases: [objectClass], unknown: null };
  const namespace = new Map<string, Value>();
  if (dict instanceof PyDict)
    for (const { key, value } of dict.entries.values()) if (typeof key === "string") namespace.set(key, value);
  const named = typeof name === "string" ? name : "type";
  const same = pending !== null && pending.name === named ? pending : null;
  return createClass(
    runtime,
    {
      name: named,
      bases: bases.bases,
      namespace,
      site: same?.site ?? null,
      made: same?.made ?? [],
      module: same?.module ?? "__main__",
      unknown: bases.unknown,
      meta,
    },
    kwargs,
  );
}

/** Calling a class: its metaclass's `__call__`, `__new__`, then `__init__`. */
export function instantiate(runtime: Runtime, cls: PyClass, args: readonly Value[], kwargs: Kwargs): Value {
  if (cls.cls !== typeClass) {
    const metaCall = cls.cls.lookup("__call__");
    if (metaCall !== undefined) return callValue(runtime, metaCall, [cls, ...args], kwargs);
  }
  return construct(runtime, cls, args, kwargs);
}

/** `type.__call__`. */
export function construct(runtime: Runtime, cls: PyClass, args: readonly Value[], kwargs: Kwargs): Value {
  if (cls === typeClass && args.length === 1) return typeOf(args[0] ?? null);
  if (cls === typeClass && args.length === 3) return typeNew(runtime, cls, args, kwargs);
  const maker = cls.lookup("__new__");
  if (args.length + kwargs.size > 0 && takesNothing(cls))
    return runtime.fail("TypeError", `${cls.name}() takes no arguments`);
  const { site } = runtime;
  let object: Value;
  if (maker instanceof StaticMethod) object = callValue(runtime, maker.func, [cls, ...args], kwargs);
  else object = allocate(runtime, cls, args, kwargs);
  if (object instanceof Unknown || isBuiltinType(cls)) return object;
  const made = typeOf(object);
  if (!made.isSubclassOf(cls)) return object;
  const init = made.lookup("__init__");
  runtime.site = site; // `__new__` has made calls of its own
  if (init instanceof PyFunction) {
    const result = callValue(runtime, init, [object, ...args], kwargs);
    // A constructor that failed leaves an object that nobody can rely on.
    return result instanceof Unknown && isFailure(result) ? result : object;
  }
  if (init instanceof Builtin && init !== objectInit) callValue(runtime, init, [object, ...args], kwargs);
  else if (init !== undefined && !(init instanceof Builtin)) {
    const bound = findAttribute(runtime, object, "__init__");
    if (bound !== undefined) callValue(runtime, bound, args, kwargs);
  }
  return object;
}

/** A class that has object's `__new__` and `__init__`. */
function takesNothing(cls: PyClass): boolean {
  const [maker, init] = [cls.lookup("__new__"), cls.lookup("__init__")];
  return (
    cls.site !== null &&
    cls.unknownBase === null &&
    (maker === undefined || maker === objectNew) &&
    (init === undefined || init === objectInit) &&
    !cls.isSubclassOf(baseExceptionClass) &&
    cls.mro.every((base) => base.allocate === null)
  );
}

/** list, dict and the like themselves: what makes them has filled them already. */
function isBuiltinType(cls: PyClass): boolean {
  return cls.allocate !== null && cls.module === "builtins";
}

/** `__init__` gives None; an Unknown here stands for an exception that nothing caught. */
function isFailure(result: Unknown): boolean {
  return result.reason.message.includes("Error: ") || result.reason.message.includes("Exception: ");
}

/** `cls.__new__` for native bases: the bare object. */
export function allocate(runtime: Runtime, cls: PyClass, args: readonly Value[], kwargs: Kwargs): Value {
  for (const base of cls.mro) {
    if (base.allocate === null) continue;
    // Lists, dicts and sets are filled by `__init__`, which a subclass may replace.
    const empty = cls !== base && (base === listClass || base === dictClass || base === setClass);
    return base.allocate(runtime, cls, empty ? [] : args, empty ? noKwargs : kwargs);
  }
  if (cls.unknownBase !== null && cls.lookup("__init__") === undefined) return new PyInstance(cls);
  const instance = new PyInstance(cls);
  if (cls.isSubclassOf(baseExceptionClass)) {
    instance.attrs.set("args", new PyTuple(args));
    for (const [name, value] of kwargs) instance.attrs.set(name, value);
  }
  return instance;
}

/** `object.__new__(cls)` and the `__new__` of built-in types, as native code reaches them through `super()`. */
export const objectNew = new Builtin(
  "__new__",
  null,
  (context, args, kwargs) => {
    const [cls, ...rest] = args;
    if (!(cls instanceof PyClass))
      return runtimeOf(context).fail("TypeError", "object.__new__(X): X is not a type object");
    if (cls.isSubclassOf(typeClass)) return typeNew(runtimeOf(context), cls, rest, kwargs);
    return allocate(runtimeOf(context), cls, rest, noKwargs);
  },
  false,
);

export const objectInit = new Builtin("__init__", null, () => null);

/** A value of a built-in type as an instance of a subclass of it. */
export function recast(runtime: Runtime, cls: PyClass, base: PyClass, value: Value): Value {
  if (cls === base) return value;
  if (value instanceof PyTuple) return new PyTuple(value.items, cls);
  if (value instanceof PyList) return new PyList(value.items, cls);
  if (value instanceof PyDict) {
    const dict = new PyDict(cls);
    for (const entry of value.entries.values()) dictSet(runtime, dict, entry.key, entry.value);
    return dict;
  }
  if (value instanceof PySet) {
    const set = new PySet(cls);
    for (const [key, item] of value.entries) set.entries.set(key, item);
    return set;
  }
  if (value instanceof PyFloat || typeof value === "number" || typeof value === "string")
    return new PyBoxed(cls, value);
  return value;
}
