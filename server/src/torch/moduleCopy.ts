// copy.deepcopy of a module. Native because a Transformer copies its first layer as often as it has layers.

import { identity } from "../python/dict.ts";
import {
  Builtin,
  PyDict,
  PyInstance,
  PyList,
  PySet,
  PyTuple,
  dictClass,
  listClass,
  setClass,
} from "../python/values.ts";
import type { Context, PyClass, Value } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import { Tensor } from "../tensor/tensor.ts";
import { copyOrigins } from "./moduleOrigins.ts";

/** `module._deep_copy(memo, deepcopy)`; `deepcopy` is for attributes that are neither plain nor tensors nor modules. */
export function registerCopy(cls: PyClass): void {
  const builtin = new Builtin("_deep_copy", parseSignature("self, memo, deepcopy"), (context, args) => {
    const [self, memo, fallback = null] = args;
    if (!(self instanceof PyInstance) || !(memo instanceof PyDict)) return context.unknown("a copy of no module");
    return new Copier(context, memo, fallback, cls).module(self);
  });
  cls.set("_deep_copy", builtin);
}

class Copier {
  private readonly context: Context;
  private readonly memo: PyDict;
  private readonly fallback: Value;
  private readonly base: PyClass;

  constructor(context: Context, memo: PyDict, fallback: Value, base: PyClass) {
    this.context = context;
    this.memo = memo;
    this.fallback = fallback;
    this.base = base;
  }

  module(from: PyInstance): PyInstance {
    const to = new PyInstance(from.cls);
    this.remember(from, to);
    for (const [name, value] of from.attrs) to.attrs.set(name, this.value(value));
    copyOrigins(from, to);
    return to;
  }

  private value(from: Value): Value {
    if (typeof from !== "object" || from === null) return from;
    const key = identity(from);
    const known = this.memo.entries.get(key);
    if (known !== undefined) return known.value;
    if (from instanceof Tensor) return this.remember(from, copyTensor(from));
    if (from instanceof PyTuple && from.cls.name === "tuple") {
      const items = from.items.map((item) => this.value(item));
      return items.every((item, index) => item === from.items[index]) ? from : new PyTuple(items);
    }
    if (from instanceof PyList && from.cls === listClass) {
      const to = new PyList([]);
      this.remember(from, to);
      to.items = from.items.map((item) => this.value(item));
      return to;
    }
    if (from instanceof PyDict && from.cls === dictClass && from.attrs === null) {
      const to = new PyDict();
      this.remember(from, to);
      for (const [hash, entry] of from.entries)
        to.entries.set(hash, { key: entry.key, value: this.value(entry.value) });
      return to;
    }
    if (from instanceof PySet && from.cls === setClass) {
      const to = new PySet();
      for (const [hash, item] of from.entries) to.entries.set(hash, item);
      return to;
    }
    if (from instanceof PyInstance && this.isPlainModule(from)) return this.module(from);
    return this.context.call(this.fallback, [from, this.memo]);
  }

  /** A module whose class does not say itself how it is copied. */
  private isPlainModule(value: PyInstance): boolean {
    const { cls } = value;
    if (!cls.isSubclassOf(this.base)) return false;
    const owner = cls.mro.find((parent) => parent.dict.has("__deepcopy__"));
    const state = cls.lookup("__setstate__") ?? cls.lookup("__getstate__");
    return owner?.module === "torch.nn.modules.module" && (state === undefined || state instanceof Builtin);
  }

  private remember<T extends PyInstance | PyList | PyDict>(from: Value & object, to: T): T {
    const key = identity(from);
    this.memo.entries.set(key, { key, value: to });
    return to;
  }
}

function copyTensor(from: Tensor): Tensor {
  const { shape, dtype, requiresGrad, device, data, cls } = from;
  const to = new Tensor(shape, dtype, { requiresGrad, device, data, cls });
  for (const [name, value] of from.attrs) to.attrs.set(name, value);
  return to;
}
