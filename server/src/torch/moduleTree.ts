// Walks over the tree of modules: parameters(), modules(), apply(), train(), to(). Native because a big model has thousands
// of modules and scripts walk over them again and again. Every walk is a snapshot, and meets a shared module once.

import { raiseError } from "../python/errors.ts";
import { Builtin, PyDict, PyInstance, PyIterator, PySet, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Kwargs, Value, PyClass } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import { DType, bfloat16, float16, float32, float64 } from "../tensor/dtype.ts";
import { Tensor } from "../tensor/tensor.ts";
import { deviceOf } from "./device.ts";

type Slot = "_parameters" | "_buffers" | "_modules";
type Named = readonly [name: string, value: Value];

/** What a module itself holds, in order; None left out. */
export function ownMembers(module: PyInstance, slot: Slot): readonly Named[] {
  const table = module.attrs.get(slot);
  if (!(table instanceof PyDict)) return [];
  const members: Named[] = [];
  for (const { key, value } of table.entries.values())
    if (typeof key === "string" && value !== null) members.push([key, value]);
  return members;
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}

/** A module and all below it with dotted names, depth first, each one once unless `repeats`. */
export function namedModules(
  module: PyInstance,
  prefix = "",
  options: { readonly repeats?: boolean } = {},
): (readonly [string, PyInstance])[] {
  const found: (readonly [string, PyInstance])[] = [];
  const seen = new Set<PyInstance>();
  const visit = (current: PyInstance, name: string, path: readonly PyInstance[]): void => {
    if (path.includes(current) || (options.repeats !== true && seen.has(current))) return;
    seen.add(current);
    found.push([name, current]);
    const inner = [...path, current];
    for (const [key, child] of ownMembers(current, "_modules"))
      if (child instanceof PyInstance) visit(child, join(name, key), inner);
  };
  visit(module, prefix, []);
  return found;
}

/** Parameters or buffers below a module with dotted names, each tensor once unless `repeats`. */
export function namedMembers(
  module: PyInstance,
  slot: Slot,
  options: { readonly prefix?: string; readonly recurse?: boolean; readonly repeats?: boolean } = {},
): Named[] {
  const { prefix = "", recurse = true, repeats = false } = options;
  const owners = recurse ? namedModules(module, prefix, { repeats }) : [[prefix, module] as const];
  const seen = new Set<Value>();
  const found: Named[] = [];
  for (const [path, owner] of owners) {
    for (const [name, value] of ownMembers(owner, slot)) {
      if (!repeats && seen.has(value)) continue;
      seen.add(value);
      found.push([join(path, name), value]);
    }
  }
  return found;
}

function children(module: PyInstance): Named[] {
  const seen = new Set<Value>();
  return ownMembers(module, "_modules").filter(([, child]) => !seen.has(child) && seen.add(child));
}

function iterator(values: readonly Value[]): PyIterator {
  let index = 0;
  return new PyIterator(() => values[index++]);
}

const pairs = (named: readonly Named[]): PyIterator => iterator(named.map((pair) => new PyTuple([...pair])));
const values = (named: readonly Named[]): PyIterator => iterator(named.map(([, value]) => value));

type Method = (self: PyInstance, args: readonly Value[], context: Context) => Value;

const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");

/** Each method with its signature, as in torch.nn.Module. */
const methods: readonly (readonly [name: string, signature: string, run: Method])[] = [
  [
    "named_modules",
    "self, memo=None, prefix='', remove_duplicate=True",
    (self, [memo, prefix, once]) => {
      const found = namedModules(self, text(prefix), { repeats: once === false });
      return pairs(memo instanceof PySet ? found.filter(([, module]) => !memo.entries.has(module)) : found);
    },
  ],
  ["modules", "self", (self) => values(namedModules(self))],
  ["named_children", "self", (self) => pairs(children(self))],
  ["children", "self", (self) => values(children(self))],
  [
    "named_parameters",
    "self, prefix='', recurse=True, remove_duplicate=True",
    (self, [prefix, recurse, once]) =>
      pairs(
        namedMembers(self, "_parameters", {
          prefix: text(prefix),
          recurse: recurse !== false,
          repeats: once === false,
        }),
      ),
  ],
  [
    "parameters",
    "self, recurse=True",
    (self, [recurse]) => values(namedMembers(self, "_parameters", { recurse: recurse !== false })),
  ],
  [
    "named_buffers",
    "self, prefix='', recurse=True, remove_duplicate=True",
    (self, [prefix, recurse, once]) =>
      pairs(
        namedMembers(self, "_buffers", { prefix: text(prefix), recurse: recurse !== false, repeats: once === false }),
      ),
  ],
  [
    "buffers",
    "self, recurse=True",
    (self, [recurse]) => values(namedMembers(self, "_buffers", { recurse: recurse !== false })),
  ],
  ["apply", "self, fn", applyTo],
  ["train", "self, mode=True", train],
  ["eval", "self", (self, _args, context) => context.call(context.getattr(self, "train"), [false])],
  ["requires_grad_", "self, requires_grad=True", requireGrad],
  ["_apply", "self, fn, recurse=True", applyToTensors],
];

const casts: readonly (readonly [method: string, dtype: DType])[] = [
  ["float", float32],
  ["half", float16],
  ["double", float64],
  ["bfloat16", bfloat16],
];

export function registerTree(cls: PyClass): void {
  for (const [name, signature, run] of methods) {
    const parsed = parseSignature(signature);
    const builtin = new Builtin(name, parsed, (context, [self, ...args]) => {
      if (self instanceof PyInstance) {
        checkInitialized(context, self, tableOf(name));
        return run(self, args, context);
      }
      throw raiseError(context, "TypeError", `unbound method Module.${name}() needs a module`);
    });
    cls.set(name, builtin);
  }
  cls.set("to", new Builtin("to", null, moveTo));
  for (const [name, dtype] of casts)
    cls.set(name, new Builtin(name, parseSignature("self"), (context, [self]) => castTo(context, self, dtype)));
}

/** The table that a method asks first, which is what the message for a module without Module.__init__ names. */
function tableOf(method: string): Slot {
  if (method.endsWith("parameters") || method === "requires_grad_") return "_parameters";
  return method.endsWith("buffers") ? "_buffers" : "_modules";
}

function checkInitialized(context: Context, self: PyInstance, table: Slot): void {
  if (!self.attrs.has("_modules"))
    throw raiseError(context, "AttributeError", `'${self.cls.name}' object has no attribute '${table}'`);
}

/** `fn` on every module, children first. */
function applyTo(self: PyInstance, args: readonly Value[], context: Context): Value {
  const [fn = null] = args;
  for (const [, child] of children(self)) {
    if (child instanceof PyInstance) context.call(context.getattr(child, "apply"), [fn]);
  }
  context.call(fn, [self]);
  return self;
}

/** Goes through the children's own `train`, since user classes override it to keep a part in eval mode. */
function train(self: PyInstance, args: readonly Value[], context: Context): Value {
  const [mode = true] = args;
  if (typeof mode !== "boolean" && !(mode instanceof Unknown))
    throw raiseError(context, "ValueError", "training mode is expected to be boolean");
  if (self.attrs.get("training") !== mode) context.setattr(self, "training", mode);
  for (const [, child] of children(self)) {
    if (!(child instanceof PyInstance)) continue;
    const method = child.cls.lookup("train");
    if (method instanceof Builtin) train(child, [mode], context);
    else context.call(context.getattr(child, "train"), [mode]);
  }
  return self;
}

function requireGrad(self: PyInstance, args: readonly Value[], context: Context): Value {
  const flag = args[0] === undefined ? true : context.truth(args[0]);
  for (const [, parameter] of namedMembers(self, "_parameters")) {
    if (!(parameter instanceof Tensor) || flag instanceof Unknown) continue;
    context.touch(parameter);
    parameter.requiresGrad = flag;
  }
  return self;
}

// ── device and dtype ───────────────────────────────────────────────────────────────────────────────────────────────

/** `module._apply(fn)`: what a Python function makes of each tensor replaces that tensor in place. */
function applyToTensors(self: PyInstance, args: readonly Value[], context: Context): Value {
  const [fn = null, recurse = true] = args;
  if (recurse !== false)
    for (const [, child] of children(self))
      if (child instanceof PyInstance) context.call(context.getattr(child, "_apply"), [fn]);
  for (const slot of ["_parameters", "_buffers"] as const) {
    for (const [, tensor] of ownMembers(self, slot)) {
      if (!(tensor instanceof Tensor)) continue;
      const made = context.call(fn, [tensor]);
      if (!(made instanceof Tensor) || made === tensor) continue;
      context.touch(tensor);
      tensor.shape = made.shape;
      tensor.dtype = made.dtype;
      tensor.device = made.device;
      tensor.data = made.data;
    }
  }
  return self;
}

interface Target {
  readonly dtype: DType | null;
  readonly device: string | null;
}

/** `module.to(device)`, `.to(dtype)`, `.to(tensor)`, `.to(device, dtype)`. */
function moveTo(context: Context, args: readonly Value[], kwargs: Kwargs): Value {
  const [self, ...positional] = args;
  if (!(self instanceof PyInstance))
    throw raiseError(context, "TypeError", "unbound method Module.to() needs a module");
  let dtype: DType | null = null;
  let device: string | null = null;
  const given = [...positional, kwargs.get("device"), kwargs.get("dtype"), kwargs.get("tensor")];
  for (const value of given) {
    if (value instanceof DType) dtype = value;
    else if (value instanceof Tensor) ({ dtype, device } = value);
    else if (value !== undefined && value !== null && typeof value !== "boolean") device = deviceOf(value) ?? device;
  }
  if (dtype !== null && dtype.category !== "float" && dtype.category !== "complex")
    throw raiseError(
      context,
      "TypeError",
      `nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=torch.${dtype.name}`,
    );
  checkInitialized(context, self, "_modules");
  convert(context, self, { dtype, device });
  return self;
}

function castTo(context: Context, self: Value | undefined, dtype: DType): Value {
  if (!(self instanceof PyInstance)) throw raiseError(context, "TypeError", "a cast needs a module");
  convert(context, self, { dtype, device: null });
  return self;
}

/** Parameters and buffers below a module; whole ones (indices, counters) keep their dtype. A user's `_apply` is called. */
function convert(context: Context, self: PyInstance, target: Target): void {
  const cast = (tensor: Tensor): void => {
    const fits = tensor.dtype.category === "float" || tensor.dtype.category === "complex";
    const dtype = fits && target.dtype !== null ? target.dtype : tensor.dtype;
    const device = target.device ?? tensor.device;
    if (dtype === tensor.dtype && device === tensor.device) return;
    context.touch(tensor);
    tensor.dtype = dtype;
    tensor.device = device;
  };
  const asFunction = new Builtin("convert", parseSignature("t"), (_context, [tensor]) => {
    if (tensor instanceof Tensor) cast(tensor);
    return tensor ?? null;
  });
  const visit = (module: PyInstance): void => {
    for (const [, child] of children(module)) {
      if (!(child instanceof PyInstance)) continue;
      if (child.cls.lookup("_apply") instanceof Builtin) visit(child);
      else context.call(context.getattr(child, "_apply"), [asFunction]);
    }
    for (const slot of ["_parameters", "_buffers"] as const)
      for (const [, tensor] of ownMembers(module, slot)) if (tensor instanceof Tensor) cast(tensor);
  };
  if (self.cls.lookup("_apply") instanceof Builtin) visit(self);
  else context.call(context.getattr(self, "_apply"), [asFunction]);
}
