// Attributes of an nn.Module: assignment registers parameters, buffers and submodules, and a look-up finds them again.

import { raiseError } from "../python/errors.ts";
import {
  Builtin,
  Property,
  PyClass,
  PyDict,
  PyInstance,
  PyObject,
  PySet,
  Unknown,
  objectClass,
} from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import { Tensor } from "../tensor/tensor.ts";
import { noteAssignment } from "./moduleOrigins.ts";

export const moduleBaseClass = new PyClass("_ModuleBase", [objectClass]);
moduleBaseClass.module = "torch.nn.modules.module";

export function isModule(value: Value | undefined): value is PyInstance {
  return value instanceof PyInstance && value.cls.isSubclassOf(moduleBaseClass);
}

type Slot = "_parameters" | "_buffers" | "_modules";
const everySlot: readonly Slot[] = ["_parameters", "_buffers", "_modules"];

type Registration = (context: Context, self: PyInstance, args: readonly Value[]) => Value;

const registrations: readonly (readonly [name: string, signature: string, run: Registration])[] = [
  ["register_parameter", "self, name, param", registerParameter],
  ["register_buffer", "self, name, tensor, persistent=True", registerBuffer],
  ["add_module", "self, name, module", addModule],
  ["register_module", "self, name, module", addModule],
];

export function registerAttributes(): void {
  moduleBaseClass.set("__setattr__", new Builtin("__setattr__", null, setAttribute));
  moduleBaseClass.set("__getattr__", new Builtin("__getattr__", null, getAttribute));
  moduleBaseClass.set("__delattr__", new Builtin("__delattr__", null, deleteAttribute));
  for (const [name, signature, run] of registrations) {
    const builtin = new Builtin(name, parseSignature(signature), (context, [self, ...args]) => {
      if (args[0] instanceof Unknown) return args[0]; // under a name that is not known nobody finds it again
      if (self instanceof PyInstance) return run(context, self, args);
      throw raiseError(context, "TypeError", `Module.${name}() needs a module`);
    });
    moduleBaseClass.set(name, builtin);
  }
}

/** The parameters, buffers or submodules that a module has registered; null where it has none. */
function slots(self: PyInstance, slot: Slot): PyDict | null {
  const found = self.attrs.get(slot);
  return found instanceof PyDict ? found : null;
}

/** The table to put something into. Most modules lack one or two of the three, so they are made when needed. */
function writableSlots(context: Context, self: PyInstance, slot: Slot, what: string): PyDict {
  const found = self.attrs.get(slot);
  if (found instanceof PyDict) return found;
  if (!isInitialized(self))
    throw raiseError(context, "AttributeError", `cannot assign ${what} before Module.__init__() call`);
  return makeTable(context, self, slot, new PyDict());
}

/** True once Module.__init__ has run. */
export function isInitialized(self: PyInstance): boolean {
  return self.attrs.has("_modules");
}

function makeTable<T extends Value>(context: Context, self: PyInstance, name: string, table: T): T {
  context.touch(self);
  self.attrs.set(name, table);
  return table;
}

function setAttribute(context: Context, args: readonly Value[]): Value {
  const [self, name, value] = args;
  if (!(self instanceof PyInstance) || typeof name !== "string" || value === undefined)
    throw raiseError(context, "TypeError", "attribute name must be string");
  if (value instanceof PyInstance) {
    if (value instanceof Tensor) {
      if (value.isParameter) return assignParameter(context, self, name, value);
      if (value.attrs.size > 0 && value.attrs.get("_is_buffer") === true)
        return assignBuffer(context, self, name, value);
    } else if (isModule(value)) return assignModule(context, self, name, value);
  }
  const holder = holderOf(self, name);
  if (holder === null) setPlain(context, self, name, value);
  else replaceRegistered(context, self, name, value, holder);
  return null;
}

/** Where a name is registered. */
function holderOf(self: PyInstance, name: string): Slot | null {
  for (const slot of everySlot) if (slots(self, slot)?.entries.has(name) === true) return slot;
  return null;
}

function assignParameter(context: Context, self: PyInstance, name: string, value: Tensor): Value {
  const parameters = writableSlots(context, self, "_parameters", "parameters");
  forget(context, self, name, "_parameters");
  if (!parameters.entries.has(name) && self.cls.lookup(name) !== undefined)
    throw raiseError(context, "KeyError", `attribute '${name}' already exists`);
  put(context, parameters, name, value);
  return null;
}

function assignModule(context: Context, self: PyInstance, name: string, value: PyInstance): Value {
  const modules = writableSlots(context, self, "_modules", "module");
  forget(context, self, name, "_modules");
  put(context, modules, name, value);
  noteAssignment(context, value);
  return null;
}

/** Assigns an `nn.Buffer`. */
function assignBuffer(context: Context, self: PyInstance, name: string, value: Tensor): Value {
  const buffers = writableSlots(context, self, "_buffers", "buffer");
  forget(context, self, name, "_buffers");
  put(context, buffers, name, value);
  notePersistence(context, self, name, value.attrs.get("persistent") !== false);
  return null;
}

/** What may be put in the place of a registered value, and how messages call that value. */
const replaceable: Readonly<Record<Slot, readonly [what: string, wanted: string]>> = {
  _parameters: ["parameter", "torch.nn.Parameter"],
  _modules: ["child module", "torch.nn.Module"],
  _buffers: ["buffer", "torch.nn.Buffer, torch.Tensor"],
};

/** A value for a name that is a parameter, a submodule or a buffer already. */
function replaceRegistered(context: Context, self: PyInstance, name: string, value: Value, holder: Slot): void {
  if (value instanceof Unknown) {
    // What it is now is not known, so it is no longer what it was.
    forget(context, self, name);
    context.touch(self);
    self.attrs.set(name, value);
    return;
  }
  const fits = value === null || (holder === "_buffers" && value instanceof Tensor);
  if (!fits) {
    const [what, wanted] = replaceable[holder];
    const message = `cannot assign '${typeName(value)}' as ${what} '${name}' (${wanted} or None expected)`;
    throw raiseError(context, "TypeError", message);
  }
  put(context, writableSlots(context, self, holder, holder), name, value);
}

/** As object.__setattr__: a data descriptor of the class comes before the instance. */
function setPlain(context: Context, self: PyInstance, name: string, value: Value): void {
  const found = self.cls.lookup(name);
  if (found instanceof Property) {
    if (found.set === null)
      throw raiseError(context, "AttributeError", `property '${name}' of '${self.cls.name}' object has no setter`);
    context.call(found.set, [self, value]);
    return;
  }
  if (found instanceof PyInstance) {
    const setter = found.cls.lookup("__set__");
    if (setter !== undefined) {
      context.call(setter, [found, self, value]);
      return;
    }
  }
  context.touch(self);
  if (name === "__class__" && value instanceof PyClass) self.cls = value;
  else self.attrs.set(name, value);
}

/** Takes a name out of the instance and out of all registered slots but one. */
function forget(context: Context, self: PyInstance, name: string, except?: Slot): void {
  if (self.attrs.has(name)) {
    context.touch(self);
    self.attrs.delete(name);
  }
  for (const slot of everySlot) {
    const table = slots(self, slot);
    if (slot === except || !table?.entries.has(name)) continue;
    context.touch(table);
    table.entries.delete(name);
  }
}

function put(context: Context, table: PyDict, name: string, value: Value): null {
  context.touch(table);
  const entry = table.entries.get(name);
  if (entry === undefined) table.entries.set(name, { key: name, value });
  else entry.value = value;
  return null;
}

/** Made when somebody looks: most modules never have a hook. */
const lateTables: ReadonlySet<string> = new Set([
  "_parameters",
  "_buffers",
  "_forward_hooks",
  "_forward_hooks_with_kwargs",
  "_forward_hooks_always_called",
  "_forward_pre_hooks",
  "_forward_pre_hooks_with_kwargs",
  "_backward_hooks",
  "_backward_pre_hooks",
  "_state_dict_hooks",
  "_state_dict_pre_hooks",
  "_load_state_dict_pre_hooks",
  "_load_state_dict_post_hooks",
]);

/** Called where the instance and its class have no such attribute. */
function getAttribute(context: Context, args: readonly Value[]): Value {
  const [self, name] = args;
  if (!(self instanceof PyInstance) || typeof name !== "string")
    throw raiseError(context, "TypeError", "attribute name must be string");
  for (const slot of everySlot) {
    const entry = slots(self, slot)?.entries.get(name);
    if (entry !== undefined) return entry.value;
  }
  if (name.startsWith("_") && isInitialized(self)) {
    if (lateTables.has(name)) return makeTable(context, self, name, new PyDict());
    if (name === "_non_persistent_buffers_set") return makeTable(context, self, name, new PySet());
  }
  if (self.cls.unknownBase !== null) return self.cls.unknownBase;
  throw raiseError(context, "AttributeError", `'${self.cls.name}' object has no attribute '${name}'`);
}

function deleteAttribute(context: Context, args: readonly Value[]): Value {
  const [self, name] = args;
  if (!(self instanceof PyInstance) || typeof name !== "string")
    throw raiseError(context, "TypeError", "attribute name must be string");
  const known = self.attrs.has(name) || everySlot.some((slot) => slots(self, slot)?.entries.has(name) === true);
  if (!known) throw raiseError(context, "AttributeError", `'${self.cls.name}' object has no attribute '${name}'`);
  forget(context, self, name);
  return null;
}

/** The checks that register_parameter, register_buffer and add_module share. `what` is parameter, buffer or module. */
function checkName(context: Context, self: PyInstance, name: Value, table: PyDict, what: string): string {
  if (typeof name !== "string")
    throw raiseError(context, "TypeError", `${what} name should be a string. Got ${typeName(name)}`);
  if (!table.entries.has(name) && has(self, name))
    throw raiseError(context, "KeyError", `attribute '${name}' already exists`);
  if (name.includes(".")) {
    const got = what === "module" ? `, got: ${name}` : "";
    throw raiseError(context, "KeyError", `${what} name can't contain "."${got}`);
  }
  if (name === "") throw raiseError(context, "KeyError", `${what} name can't be empty string ""`);
  return name;
}

function has(self: PyInstance, name: string): boolean {
  if (self.attrs.has(name) || self.cls.lookup(name) !== undefined) return true;
  return everySlot.some((slot) => slots(self, slot)?.entries.has(name) === true);
}

function registerParameter(context: Context, self: PyInstance, [key = null, value = null]: readonly Value[]): Value {
  const table = writableSlots(context, self, "_parameters", "parameter");
  const name = checkName(context, self, key, table, "parameter");
  const fits = value === null || value instanceof Unknown || (value instanceof Tensor && value.isParameter);
  if (!fits)
    throw raiseError(
      context,
      "TypeError",
      `cannot assign '${typeName(value)}' object to parameter '${name}' (torch.nn.Parameter or None required)`,
    );
  return put(context, table, name, value);
}

function registerBuffer(
  context: Context,
  self: PyInstance,
  [key = null, value = null, persistent = true]: readonly Value[],
): Value {
  const table = writableSlots(context, self, "_buffers", "buffer");
  const name = checkName(context, self, key, table, "buffer");
  if (value !== null && !(value instanceof Unknown) && !(value instanceof Tensor))
    throw raiseError(
      context,
      "TypeError",
      `cannot assign '${typeName(value)}' object to buffer '${name}' (torch Tensor or None required)`,
    );
  notePersistence(context, self, name, persistent !== false);
  return put(context, table, name, value);
}

function addModule(context: Context, self: PyInstance, [key = null, value = null]: readonly Value[]): Value {
  if (value !== null && !(value instanceof Unknown) && !isModule(value))
    throw raiseError(context, "TypeError", `${typeName(value)} is not a Module subclass`);
  const table = writableSlots(context, self, "_modules", "module");
  const name = checkName(context, self, key, table, "module");
  if (isModule(value)) noteAssignment(context, value);
  return put(context, table, name, value);
}

function notePersistence(context: Context, self: PyInstance, name: string, persistent: boolean): void {
  const found = self.attrs.get("_non_persistent_buffers_set");
  if (found === undefined && persistent) return;
  const transient =
    found instanceof PySet ? found : makeTable(context, self, "_non_persistent_buffers_set", new PySet());
  if (transient.entries.has(name) === !persistent) return;
  context.touch(transient);
  if (persistent) transient.entries.delete(name);
  else transient.entries.set(name, name);
}

/** torch.typename: how PyTorch's messages name the type of a value. */
function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  if (!(value instanceof PyObject)) return "int";
  if (value instanceof Tensor && !value.isParameter)
    return `torch.${legacyNames.get(value.dtype.name) ?? "Float"}Tensor`;
  const { module, qualname } = value.cls;
  return module === "builtins" || module === "" ? qualname : `${module}.${qualname}`;
}

const legacyNames: ReadonlyMap<string, string> = new Map([
  ["float32", "Float"],
  ["float64", "Double"],
  ["float16", "Half"],
  ["bfloat16", "BFloat16"],
  ["int64", "Long"],
  ["int32", "Int"],
  ["int16", "Short"],
  ["int8", "Char"],
  ["uint8", "Byte"],
  ["bool", "Bool"],
]);
