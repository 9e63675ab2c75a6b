// What Python values are to the interpreter. It has never heard of tensors: a domain adds classes whose instances extend
// PyObject and whose operators are dunder methods, through the same door as a user's class.
//
// None is null, bool a JS boolean, str a JS string, int a JS number (always integral) or a symbolic Expr. A float is boxed,
// since `/`, `int()` and `isinstance` need the tag. Values carry no position; call frames do.

import type { Dim, Expr } from "../symbolic/dim.ts";
import type { Comprehension, FunctionDef, Lambda, Site, SourceFile, Unit } from "./ast.ts";

export type Value = null | boolean | number | string | Expr | PyObject;

/** Keyword arguments of a call, in order. */
export type Kwargs = ReadonlyMap<string, Value>;

export abstract class PyObject {
  cls: PyClass;
  constructor(cls: PyClass) {
    this.cls = cls;
  }
}

/** Anything with a `__dict__`: instances of user classes, and the base of tensors and exceptions. */
export class PyInstance extends PyObject {
  attrs = new Map<string, Value>();
}

/** A float; `ratio` keeps a quotient of symbolic ints, so that `int(T / 2)` stays symbolic. */
export class PyFloat extends PyObject {
  readonly value: number;
  readonly ratio: { readonly over: Dim; readonly under: Dim } | null;
  constructor(value: number, ratio: { over: Dim; under: Dim } | null = null) {
    super(floatClass);
    this.value = value;
    this.ratio = ratio;
  }
}

export class PyComplex extends PyObject {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    super(complexClass);
    this.real = real;
    this.imag = imag;
  }
}

export class PyBytes extends PyObject {
  readonly value: string;
  constructor(value: string) {
    super(bytesClass);
    this.value = value;
  }
}

/** Why and where knowledge was lost. `site` is the innermost place in a file that is not a library model. */
export interface Reason {
  readonly message: string;
  readonly site: Site | null;
}

/** A value that is not known. Any operation on it gives Unknown again, with the same reason; it never raises. */
export class Unknown extends PyObject {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(unknownClass);
    this.reason = reason;
  }
}

/** Containers. `attrs` is for instances of subclasses (`class Config(dict)`), null until one is set. */
export abstract class PyContainer extends PyObject {
  attrs: Map<string, Value> | null = null;
  /** Set when the two arms of an undecided branch left different contents: what is in it is not known any more. */
  lost: Unknown | null = null;
}

export class PyTuple extends PyContainer {
  readonly items: readonly Value[];
  constructor(items: readonly Value[], cls: PyClass = tupleClass) {
    super(cls);
    this.items = items;
  }
}

export class PyList extends PyContainer {
  items: Value[];
  constructor(items: Value[], cls: PyClass = listClass) {
    super(cls);
    this.items = items;
  }
}

/** What a Map can hold for a Python key: equal keys have equal hash keys (1 == 1.0 == True). */
export type HashKey = string | number | boolean | object | null;

export class PyDict extends PyContainer {
  entries = new Map<HashKey, { readonly key: Value; value: Value }>();
  constructor(cls: PyClass = dictClass) {
    super(cls);
  }
}

export class PySet extends PyContainer {
  entries = new Map<HashKey, Value>();
  constructor(cls: PyClass = setClass) {
    super(cls);
  }
}

/** An instance of a user's subclass of int, str or float: `class Color(str, Enum)`. */
export class PyBoxed extends PyInstance {
  readonly payload: Value;
  constructor(cls: PyClass, payload: Value) {
    super(cls);
    this.payload = payload;
  }
}

export class PySlice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super(sliceClass);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export class PyRange extends PyObject {
  readonly start: Dim;
  readonly stop: Dim;
  readonly step: number;
  constructor(start: Dim, stop: Dim, step: number) {
    super(rangeClass);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export class Ellipsis extends PyObject {}
export class NotImplementedValue extends PyObject {}

/** An iterator: `next` returns undefined at the end. Generators, `zip`, `map` and so on are this, with methods by class. */
export class PyIterator extends PyObject {
  readonly next: () => Value | undefined;
  constructor(next: () => Value | undefined, cls: PyClass = iteratorClass) {
    super(cls);
    this.next = next;
  }
}

/** A variable that an inner function shares. */
export class Cell {
  value: Value | undefined;
  constructor(value: Value | undefined) {
    this.value = value;
  }
}

export class PyFunction extends PyInstance {
  readonly code: FunctionCode;
  readonly globals: PyModule;
  /** Values for `code.defaults`, evaluated at definition. */
  readonly defaults: readonly (Value | undefined)[];
  readonly closure: readonly Cell[];
  /** The class whose body defined it: what a bare `super()` starts from. */
  owner: PyClass | null = null;
  name: string;
  qualname: string;
  constructor(
    code: FunctionCode,
    globals: PyModule,
    defaults: readonly (Value | undefined)[],
    closure: readonly Cell[],
    qualname: string,
  ) {
    super(functionClass);
    this.code = code;
    this.globals = globals;
    this.defaults = defaults;
    this.closure = closure;
    this.name = code.name;
    this.qualname = qualname;
  }
}

/** A function's source, compiled once at its first call; shared by every function object made from it. */
export interface FunctionCode {
  readonly name: string;
  readonly node: FunctionDef | Lambda | Comprehension;
  readonly unit: Unit;
  /** The outer variables that it shares, in the order of `PyFunction.closure`. */
  readonly captured: readonly string[];
}

/** A function of ours. `signature` binds arguments as Python does; `run` gets them in the signature's order. */
export class Builtin extends PyObject {
  readonly name: string;
  readonly signature: Signature | null;
  readonly run: NativeFunction;
  /** True binds `self` when found in a class, as functions do. */
  readonly binds: boolean;
  constructor(name: string, signature: Signature | null, run: NativeFunction, binds = true) {
    super(builtinClass);
    this.name = name;
    this.signature = signature;
    this.run = run;
    this.binds = binds;
  }
}

/** Without a signature `args` are the positional ones and `kwargs` the rest; with one, `args` are bound and kwargs empty. */
export type NativeFunction = (context: Context, args: readonly Value[], kwargs: Kwargs) => Value;

export interface Signature {
  readonly params: readonly SignatureParam[];
  readonly text: string;
}

export interface SignatureParam {
  readonly name: string;
  readonly type: "normal" | "args" | "keyword-only" | "kwargs" | "positional-only";
  /** undefined: required. `*args` arrives as a PyTuple, `**kwargs` as a PyDict. */
  readonly default: Value | undefined;
  /** Other keywords for the same parameter: torch takes `axis` for `dim`. */
  readonly aliases?: readonly string[];
}

export class BoundMethod extends PyObject {
  readonly func: Value;
  readonly self: Value;
  constructor(func: Value, self: Value) {
    super(methodClass);
    this.func = func;
    this.self = self;
  }
}

export class Property extends PyInstance {
  readonly get: Value;
  readonly set: Value;
  readonly del: Value;
  constructor(get: Value, set: Value = null, del: Value = null) {
    super(propertyClass);
    this.get = get;
    this.set = set;
    this.del = del;
  }
}

export class StaticMethod extends PyInstance {
  readonly func: Value;
  constructor(func: Value) {
    super(staticmethodClass);
    this.func = func;
  }
}

export class ClassMethod extends PyInstance {
  readonly func: Value;
  constructor(func: Value) {
    super(classmethodClass);
    this.func = func;
  }
}

export class PySuper extends PyObject {
  readonly start: PyClass;
  readonly self: Value;
  constructor(start: PyClass, self: Value) {
    super(superClass);
    this.start = start;
    this.self = self;
  }
}

/** A module. `load` runs its body at the first look into it; `stars` are `from m import *`, searched on a miss. */
export class PyModule extends PyInstance {
  readonly name: string;
  readonly file: SourceFile | null;
  load: (() => void) | null = null;
  readonly stars: PyModule[] = [];
  constructor(name: string, file: SourceFile | null) {
    super(moduleClass);
    this.name = name;
    this.file = file;
  }
}

/** Stands in a namespace for a name imported from another module until somebody reads it. Never seen by Python code. */
export class LazyImport extends PyObject {
  /** True while it is being resolved: `from package import submodule` in the package itself leads back to it. */
  resolving = false;
  private readonly find: () => Value;
  constructor(find: () => Value) {
    super(objectClass);
    this.find = find;
  }

  resolve(): Value {
    this.resolving = true;
    try {
      return this.find();
    } finally {
      this.resolving = false;
    }
  }
}

/** How often a class without a site was changed. Such classes outlive a run, so they do not list who derives from them. */
let builtinChanges = 0;

export class PyClass extends PyObject {
  readonly name: string;
  readonly bases: readonly PyClass[];
  readonly mro: readonly PyClass[];
  readonly dict: Map<string, Value>;
  /** Where it is defined, for hovers and lenses; null for ours. */
  readonly site: Site | null;
  /** `__module__`. */
  module = "builtins";
  qualname: string;
  /** Makes the bare instance of a native class: what `object.__new__` does there. Inherited along the mro. */
  allocate: ((context: Context, cls: PyClass, args: readonly Value[], kwargs: Kwargs) => Value) | null = null;
  /** Slices and sums of its instances are instances too, as with torch.Size. */
  keepsSlices = false;
  /** Set where a base is not known: a missing attribute is then Unknown, not an AttributeError. */
  readonly unknownBase: Unknown | null;
  private cache = new Map<string, Value | undefined>();
  private cachedAt = builtinChanges;
  private readonly subclasses: PyClass[] = [];

  constructor(
    name: string,
    bases: readonly PyClass[],
    dict = new Map<string, Value>(),
    site: Site | null = null,
    unknownBase: Unknown | null = null,
    meta?: PyClass,
  ) {
    super(meta ?? typeClass);
    this.name = name;
    this.qualname = name;
    this.bases = bases;
    this.dict = dict;
    this.site = site;
    this.mro = linearize(this, bases);
    this.unknownBase = unknownBase ?? bases.find((base) => base.unknownBase !== null)?.unknownBase ?? null;
    for (const base of bases) if (base.site !== null) base.subclasses.push(this);
  }

  /** The attribute found along the mro, unbound. */
  lookup(name: string): Value | undefined {
    if (this.cachedAt !== builtinChanges) {
      this.cache = new Map();
      this.cachedAt = builtinChanges;
    }
    const cached = this.cache.get(name);
    if (cached !== undefined || this.cache.has(name)) return cached;
    let found: Value | undefined;
    for (const cls of this.mro) {
      found = cls.dict.get(name);
      if (found !== undefined) break;
    }
    this.cache.set(name, found);
    return found;
  }

  set(name: string, value: Value): void {
    this.dict.set(name, value);
    this.forget();
  }

  delete(name: string): boolean {
    const had = this.dict.delete(name);
    this.forget();
    return had;
  }

  isSubclassOf(other: PyClass): boolean {
    return this === other || this.mro.includes(other);
  }

  private forget(): void {
    this.cache = new Map();
    if (this.site === null) builtinChanges += 1;
    for (const subclass of this.subclasses) subclass.forget();
  }
}

/** C3 linearization; a TypeError in Python where there is none, here the plain depth-first order. */
function linearize(cls: PyClass, bases: readonly PyClass[]): readonly PyClass[] {
  const sequences: PyClass[][] = [...bases.map((base) => [...base.mro]), [...bases]];
  const order: PyClass[] = [cls];
  for (;;) {
    const open = sequences.filter((sequence) => sequence.length > 0);
    if (open.length === 0) return order;
    const next = open
      .map((sequence) => sequence[0])
      .find((candidate) => open.every((sequence) => !sequence.includes(candidate as PyClass, 1)));
    if (next === undefined) return [cls, ...new Set(bases.flatMap((base) => base.mro))];
    order.push(next);
    for (const sequence of open) if (sequence[0] === next) sequence.shift();
  }
}

/** A Python exception on its way up. Not an Error: it needs no JS stack. */
export class PyRaise {
  readonly exception: PyInstance;
  /** Frame and place where it was raised, for the diagnostic. */
  readonly frame: Frame | null;
  readonly site: Site | null;
  constructor(exception: PyInstance, frame: Frame | null, site: Site | null) {
    this.exception = exception;
    this.frame = frame;
    this.site = site;
  }
}

/** A call in progress, and afterwards the record of where an op was called from. Linked to its caller. */
export interface Frame {
  readonly parent: Frame | null;
  /** The call in the parent's source. */
  readonly site: Site | null;
  /** The function that runs, or null for a module's body and for native frames. */
  readonly callee: PyFunction | null;
  /** The file whose source this frame runs; null for native frames. */
  readonly file: SourceFile | null;
  /** The object whose `__call__` this is, where a domain wants it known (an nn.Module). */
  readonly receiver: PyInstance | null;
}

/** What native functions may ask of the interpreter. */
export interface Context {
  /** The frame that calls, and the call in it. */
  readonly frame: Frame;
  readonly site: Site | null;
  call(callee: Value, args: readonly Value[], kwargs?: Kwargs): Value;
  /** As `call`, within a frame that names `receiver`. */
  callOn(receiver: PyInstance, callee: Value, args: readonly Value[], kwargs?: Kwargs): Value;
  getattr(object: Value, name: string): Value;
  /** undefined where there is no such attribute. */
  findattr(object: Value, name: string): Value | undefined;
  setattr(object: Value, name: string, value: Value): void;
  /** The values of an iterable, or Unknown. */
  iterate(iterable: Value): readonly Value[] | Unknown;
  truth(value: Value): boolean | Unknown;
  str(value: Value): string;
  repr(value: Value): string;
  /** A new Unknown that was lost here. */
  unknown(message: string): Unknown;
  /** Must come before a mutation of an object, so that an undecided branch can be undone. */
  touch(object: PyObject): void;
  /** Notes that the current run misses a cost here: totals become lower bounds. */
  missing(reason: Reason): void;
  /** Where a domain keeps its state for this run, by its own key. */
  readonly state: Map<object, unknown>;
}

// ── the built-in classes ───────────────────────────────────────────────────────────────────────────────────────────
// `type` and `object` refer to each other, so they are tied by hand.

export const objectClass: PyClass = Object.create(PyClass.prototype) as PyClass;
export const typeClass: PyClass = Object.create(PyClass.prototype) as PyClass;
tie(objectClass, "object", [objectClass]);
tie(typeClass, "type", [typeClass, objectClass]);

function tie(cls: PyClass, name: string, mro: readonly PyClass[]): void {
  Object.assign(cls, {
    cls: typeClass,
    name,
    qualname: name,
    bases: mro.slice(1),
    mro,
    dict: new Map<string, Value>(),
    site: null,
    module: "builtins",
    allocate: null,
    keepsSlices: false,
    unknownBase: null,
    cache: new Map<string, Value | undefined>(),
    cachedAt: 0,
    subclasses: [],
  });
}

function builtin(name: string, base: PyClass = objectClass): PyClass {
  return new PyClass(name, [base]);
}

export const noneClass = builtin("NoneType");
export const intClass = builtin("int");
export const boolClass = builtin("bool", intClass);
export const floatClass = builtin("float");
export const complexClass = builtin("complex");
export const strClass = builtin("str");
export const bytesClass = builtin("bytes");
export const tupleClass = builtin("tuple");
export const listClass = builtin("list");
export const dictClass = builtin("dict");
export const setClass = builtin("set");
export const frozensetClass = builtin("frozenset");
export const dictKeysClass = builtin("dict_keys");
export const dictValuesClass = builtin("dict_values");
export const dictItemsClass = builtin("dict_items");
export const sliceClass = builtin("slice");
export const rangeClass = builtin("range");
export const iteratorClass = builtin("iterator");
export const generatorClass = builtin("generator", iteratorClass);
export const functionClass = builtin("function");
export const builtinClass = builtin("builtin_function_or_method");
export const methodClass = builtin("method");
export const propertyClass = builtin("property");
export const staticmethodClass = builtin("staticmethod");
export const classmethodClass = builtin("classmethod");
export const superClass = builtin("super");
export const moduleClass = builtin("module");
export const unknownClass = builtin("unknown");
export const ellipsisClass = builtin("ellipsis");
export const notImplementedClass = builtin("NotImplementedType");

export const ellipsis = new Ellipsis(ellipsisClass);
export const notImplemented = new NotImplementedValue(notImplementedClass);

export const noKwargs: Kwargs = new Map();
