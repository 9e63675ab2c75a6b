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
      if (self instanceof PyInstance) return run(context, self, args);
      throw raiseError(context, "TypeError", `Module.${name}() needs a module`);
    });
    moduleBaseClass.set(name, builtin);
  }
}

function slots(self: PyInstance, slot: Slot): PyDict | null {
  const found = self.attrs.get(slot);
  return found instanceof PyDict ? found : null;
}

function setAttribute(context: Context, args: readonly Value[]): Value {
  const [self, name, value] = args;
  if (!(self instanceof PyInstance) || typeof name !== "string" || value === undefined)
    throw raiseError(context, "TypeError", "attribute name must be string");
  if (value instanceof Tensor && value.isParameter) assignParameter(context, self, name, value);
  else if (isModule(value)) assignModule(context, self, name, value);
  else if (!replaceRegistered(context, self, name, value)) setPlain(context, self, name, value);
  return null;
}

function assignParameter(context: Context, self: PyInstance, name: string, value: Tensor): void {
  const parameters = slots(self, "_parameters");
  if (parameters === null)
    throw raiseError(context, "AttributeError", "cannot assign parameters before Module.__init__() call");
  forget(context, self, name, "_parameters");
  if (!parameters.entries.has(name) && self.cls.lookup(name) !== undefined)
    throw raiseError(context, "KeyError", `attribute '${name}' already exists`);
  put(context, parameters, name, value);
}

function assignModule(context: Context, self: PyInstance, name: string, value: PyInstance): void {
  const modules = slots(self, "_modules");
  if (modules === null)
    throw raiseError(context, "AttributeError", "cannot assign module before Module.__init__() call");
  forget(context, self, name, "_modules");
  put(context, modules, name, value);
  noteAssignment(context, value);
}

/** A value for a name that is a parameter, a submodule or a buffer already. False where it is none of them. */
function replaceRegistered(context: Context, self: PyInstance, name: string, value: Value): boolean {
  const wrong = (what: string, wanted: string): never => {
    throw raiseError(
      context,
      "TypeError",
      `cannot assign '${typeName(value)}' as ${what} '${name}' (${wanted} or None expected)`,
    );
  };
  const holder = everySlot.find((slot) => slots(self, slot)?.entries.has(name) === true);
  if (value instanceof Unknown) {
    // What it is now is not known, so it is no longer what it was.
    if (holder === undefined) return false;
    forget(context, self, name);
    context.touch(self);
    self.attrs.set(name, value);
    return true;
  }
  if (holder === undefined) {
    if (!(value instanceof Tensor) || value.attrs.get("_is_buffer") !== true) return false;
    const buffers = slots(self, "_buffers");
    if (buffers === null)
      throw raiseError(context, "AttributeError", "cannot assign buffer before Module.__init__() call");
    forget(context, self, name, "_buffers");
    put(context, buffers, name, value);
    notePersistence(context, self, name, value.attrs.get("persistent") !== false);
    return true;
  }
  if (holder === "_parameters" && value !== null) wrong("parameter", "torch.nn.Parameter");
  if (holder === "_modules" && value !== null) wrong("child module", "torch.nn.Module");
  if (holder === "_buffers" && value !== null && !(value instanceof Tensor))
    wrong("buffer", "torch.nn.Buffer, torch.Tensor");
  const table = slots(self, holder);
  if (table !== null) put(context, table, name, value);
  return true;
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

function put(context: Context, table: PyDict, name: string, value: Value): void {
  context.touch(table);
  const entry = table.entries.get(name);
  if (entry === undefined) table.entries.set(name, { key: name, value });
  else entry.value = value;
}

/** Made when somebody looks: most modules never have a hook. */
const hookTables: ReadonlySet<string> = new Set([
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
  if (hookTables.has(name) && self.attrs.has("_modules")) {
    const hooks = new PyDict();
    context.touch(self);
    self.attrs.set(name, hooks);
    return hooks;
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
function checkName(context: Context, self: PyInstance, name: Value, slot: Slot, what: string): string {
  const table = slots(self, slot);
  const fail = (type: string, message: string): never => {
    throw raiseError(context, type, message);
  };
  if (table === null) return fail("AttributeError", `cannot assign ${what} before Module.__init__() call`);
  if (typeof name !== "string") return fail("TypeError", `${what} name should be a string. Got ${typeName(name)}`);
  if (!table.entries.has(name) && has(self, name)) return fail("KeyError", `attribute '${name}' already exists`);
  if (name.includes("."))
    return fail("KeyError", `${what} name can't contain "."${what === "module" ? `, got: ${name}` : ""}`);
  if (name === "") return fail("KeyError", `${what} name can't be empty string ""`);
  return name;
}

function has(self: PyInstance, name: string): boolean {
  if (self.attrs.has(name) || self.cls.lookup(name) !== undefined) return true;
  return everySlot.some((slot) => slots(self, slot)?.entries.has(name) === true);
}

function registerParameter(context: Context, self: PyInstance, [key = null, value = null]: readonly Value[]): Value {
  const name = checkName(context, self, key, "_parameters", "parameter");
  const fits = value === null || value instanceof Unknown || (value instanceof Tensor && value.isParameter);
  if (!fits)
    throw raiseError(
      context,
      "TypeError",
      `cannot assign '${typeName(value)}' object to parameter '${name}' (torch.nn.Parameter or None required)`,
    );
  return putInto(context, self, "_parameters", name, value);
}

function registerBuffer(
  context: Context,
  self: PyInstance,
  [key = null, value = null, persistent = true]: readonly Value[],
): Value {
  const name = checkName(context, self, key, "_buffers", "buffer");
  if (value !== null && !(value instanceof Unknown) && !(value instanceof Tensor))
    throw raiseError(
      context,
      "TypeError",
      `cannot assign '${typeName(value)}' object to buffer '${name}' (torch Tensor or None required)`,
    );
  notePersistence(context, self, name, persistent !== false);
  return putInto(context, self, "_buffers", name, value);
}

function addModule(context: Context, self: PyInstance, [key = null, value = null]: readonly Value[]): Value {
  if (value !== null && !(value instanceof Unknown) && !isModule(value))
    throw raiseError(context, "TypeError", `${typeName(value)} is not a Module subclass`);
  const name = checkName(context, self, key, "_modules", "module");
  if (isModule(value)) noteAssignment(context, value);
  return putInto(context, self, "_modules", name, value);
}

function putInto(context: Context, self: PyInstance, slot: Slot, name: string, value: Value): Value {
  const table = slots(self, slot);
  if (table !== null) put(context, table, name, value);
  return null;
}

function notePersistence(context: Context, self: PyInstance, name: string, persistent: boolean): void {
  const transient = self.attrs.get("_non_persistent_buffers_set");
  if (!(transient instanceof PySet) || transient.entries.has(name) === !persistent) return;
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
