// What object, type, BaseException, functions and iterators bring: the methods that every class inherits and those that
// the interpreter itself looks up.

import { objectDelattr, objectGetattribute, objectSetattr } from "./attributes.ts";
import { construct, objectInit, objectNew, typeNew } from "./classes.ts";
import { compareValues, identical } from "./comparison.ts";
import { baseExceptionClass, exceptionClasses, raiseError } from "./errors.ts";
import { reprOf, strOf } from "./format.ts";
import { PyGenerator } from "./generators.ts";
import { nextValue, stopIteration } from "./iterationBuiltins.ts";
import { bindRows, native } from "./nativeFunction.ts";
import type { Rows } from "./nativeFunction.ts";
import { directory } from "./objectBuiltins.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import {
  BoundMethod,
  ClassMethod,
  PyClass,
  PyDict,
  PyInstance,
  PyList,
  PyTuple,
  StaticMethod,
  functionClass,
  generatorClass,
  iteratorClass,
  notImplemented,
  objectClass,
  typeClass,
} from "./values.ts";
import type { Value } from "./values.ts";

export function bindObjectProtocol(): void {
  objectClass.dict.set("__init__", objectInit);
  objectClass.dict.set("__new__", objectNew);
  objectClass.dict.set("__setattr__", objectSetattr);
  objectClass.dict.set("__delattr__", objectDelattr);
  objectClass.dict.set("__getattribute__", objectGetattribute);
  objectClass.dict.set("__init_subclass__", new ClassMethod(native("__init_subclass__", null, () => null)));
  bindRows(objectClass, objectRows);
  typeClass.dict.set(
    "__new__",
    new StaticMethod(
      native("__new__", null, (runtime, [cls = null, ...args], kwargs) =>
        cls instanceof PyClass ? typeNew(runtime, cls, args, kwargs) : null,
      ),
    ),
  );
  typeClass.dict.set("__init__", objectInit);
  typeClass.dict.set("__prepare__", new ClassMethod(native("__prepare__", null, () => new PyDict())));
  bindRows(typeClass, typeRows);
  baseExceptionClass.dict.set("__traceback__", null);
  baseExceptionClass.dict.set("__cause__", null);
  baseExceptionClass.dict.set("__context__", null);
  bindRows(baseExceptionClass, exceptionRows);
  exceptionClasses.get("StopIteration")?.dict.set("value", null);
  bindRows(iteratorClass, iteratorRows);
  bindRows(generatorClass, generatorRows);
  bindRows(functionClass, functionRows);
}

const objectRows: Rows = [
  ["__eq__", "self, other, /", (_runtime, [a = null, b = null]) => (identical(a, b) === true ? true : notImplemented)],
  [
    "__ne__",
    "self, other, /",
    (runtime, [a = null, b = null]) => {
      const equal = compareValues(runtime, "==", a, b);
      return typeof equal === "boolean" ? !equal : equal;
    },
  ],
  ["__repr__", "self, /", (runtime, [self = null]) => plainRepr(runtime, self)],
  ["__str__", "self, /", (runtime, [self = null]) => plainStr(runtime, self)],
  ["__format__", "self, spec, /", (runtime, [self = null]) => strOf(runtime, self)],
  ["__dir__", "self, /", (_runtime, [self = null]) => directory(self)],
  ["__reduce__", null, (runtime) => runtime.unknown("__reduce__ is not modelled")],
];

const typeRows: Rows = [
  [
    "__call__",
    null,
    (runtime, [cls = null, ...args], kwargs) => (cls instanceof PyClass ? construct(runtime, cls, args, kwargs) : null),
  ],
  ["mro", "cls, /", (_runtime, [cls = null]) => new PyList(cls instanceof PyClass ? [...cls.mro] : [])],
  [
    "__instancecheck__",
    "cls, instance, /",
    (_runtime, [cls = null, value = null]) => cls instanceof PyClass && typeOf(value).isSubclassOf(cls),
  ],
];

const exceptionRows: Rows = [
  [
    "__init__",
    null,
    (_runtime, [self = null, ...args]) => {
      if (self instanceof PyInstance) self.attrs.set("args", new PyTuple(args));
      return null;
    },
  ],
  ["with_traceback", null, (_runtime, [self = null]) => self],
  ["add_note", null, () => null],
];

const iteratorRows: Rows = [
  ["__iter__", "self, /", (_runtime, [self = null]) => self],
  ["__next__", null, (runtime, args) => nextValue(runtime, args)],
];

const generatorRows: Rows = [
  [
    "send",
    "self, value, /",
    (runtime, [self = null, value = null]) => {
      const item = self instanceof PyGenerator ? self.resume(value) : undefined;
      if (item !== undefined) return item;
      throw stopIteration(runtime, self);
    },
  ],
  [
    "close",
    "self, /",
    (runtime, [self = null]) => {
      if (self instanceof PyGenerator)
        runtime.attempt(["GeneratorExit", "StopIteration"], () =>
          self.resume(null, raiseError(runtime, "GeneratorExit", "")),
        );
      return null;
    },
  ],
  [
    "throw",
    null,
    (runtime, [self = null, value = null]) => {
      const exception = value instanceof PyClass ? runtime.call(value, []) : value;
      if (!(self instanceof PyGenerator) || !(exception instanceof PyInstance))
        return runtime.unknown("throw() into a generator");
      const raised = raiseError(runtime, "Exception", "");
      const item = self.resume(null, Object.assign(raised, { exception }));
      if (item !== undefined) return item;
      throw stopIteration(runtime, self);
    },
  ],
];

const functionRows: Rows = [
  [
    "__get__",
    "self, instance, owner=None, /",
    (_runtime, [fn = null, instance = null]) => (instance === null ? fn : new BoundMethod(fn, instance)),
  ],
  ["__call__", null, (runtime, [fn = null, ...args], kwargs) => runtime.call(fn, args, kwargs)],
];

function plainRepr(runtime: Runtime, self: Value): Value {
  if (
    self instanceof PyInstance &&
    !self.cls.isSubclassOf(baseExceptionClass) &&
    self.cls.allocate === null &&
    !("payload" in self)
  )
    return `<${self.cls.module}.${self.cls.qualname} object>`;
  return self instanceof PyInstance && self.cls.isSubclassOf(baseExceptionClass)
    ? `${self.cls.name}(${exceptionArgs(runtime, self)})`
    : `<${typeOf(self).name} object>`;
}

function exceptionArgs(runtime: Runtime, self: PyInstance): string {
  const args = self.attrs.get("args");
  return args instanceof PyTuple ? args.items.map((item) => reprOf(runtime, item)).join(", ") : "";
}

function plainStr(runtime: Runtime, self: Value): Value {
  if (self instanceof PyInstance && self.cls.isSubclassOf(baseExceptionClass)) {
    const args = self.attrs.get("args");
    if (!(args instanceof PyTuple) || args.items.length === 0) return "";
    if (args.items.length !== 1) return reprOf(runtime, args);
    const [only = null] = args.items;
    return self.cls.name === "KeyError" ? reprOf(runtime, only) : strOf(runtime, only);
  }
  return reprOf(runtime, self);
}
