// The native base of torch.nn.Module: its construction and its call. All else of a module is Python, in
// server/library/torch/nn/modules/module.py; what is native is what every model goes through thousands of times.

import { makeDict } from "../python/dict.ts";
import { raiseError } from "../python/errors.ts";
import { Builtin, PyDict, PyInstance, PyTuple, Unknown, noKwargs } from "../python/values.ts";
import type { Context, Kwargs, Value } from "../python/values.ts";
import { isInitialized, moduleBaseClass, registerAttributes } from "./moduleAttributes.ts";
import { copyOrigins, noteConstruction } from "./moduleOrigins.ts";
import { defineInitArguments } from "./initArguments.ts";
import { registerCopy } from "./moduleCopy.ts";
import { registerTree } from "./moduleTree.ts";
import { defineParameter } from "./parameter.ts";
import type { Registry } from "./registry.ts";
import { defineTuples } from "./tuples.ts";

export { isModule, moduleBaseClass } from "./moduleAttributes.ts";
export { type Origin, constructedBy, copyOrigins, moduleOrigins } from "./moduleOrigins.ts";

export function register(registry: Registry): void {
  const call = new Builtin("__call__", null, callModule);
  const methods: readonly (readonly [string, Builtin])[] = [
    ["__init__", new Builtin("__init__", null, initialize)],
    ["__call__", call],
    ["_call_impl", call],
    ["_wrapped_call_impl", call],
    ["_copy_origins", new Builtin("_copy_origins", null, copyOriginsOf)],
  ];
  for (const [name, builtin] of methods) moduleBaseClass.set(name, builtin);
  registerAttributes();
  registerTree(moduleBaseClass);
  registerCopy(moduleBaseClass);
  registry.nn.set("_ModuleBase", moduleBaseClass);
  defineParameter(registry);
  defineTuples(registry);
  defineInitArguments(registry);
}

function initialize(context: Context, args: readonly Value[], kwargs: Kwargs): Value {
  const [self] = args;
  if (!(self instanceof PyInstance)) throw new Error("_ModuleBase.__init__ without an instance");
  const [extra] = kwargs.keys();
  if (extra !== undefined)
    throw raiseError(context, "TypeError", `${self.cls.name}.__init__() got an unexpected keyword argument '${extra}'`);
  if (args.length > 1)
    throw raiseError(
      context,
      "TypeError",
      `${self.cls.name}.__init__() takes 1 positional argument but ${String(args.length)} were given`,
    );
  context.touch(self);
  self.attrs.set("training", true);
  self.attrs.set("_modules", new PyDict()); // tables of parameters, buffers and hooks are made when needed
  noteConstruction(context, self);
  return null;
}

function copyOriginsOf(_context: Context, args: readonly Value[]): Value {
  const [from, to] = args;
  if (from instanceof PyInstance && to instanceof PyInstance) copyOrigins(from, to);
  return null;
}

// ── the call ───────────────────────────────────────────────────────────────────────────────────────────────────────

function callModule(context: Context, args: readonly Value[], kwargs: Kwargs): Value {
  const [self, ...rest] = args;
  if (!(self instanceof PyInstance)) throw raiseError(context, "TypeError", "Module.__call__ needs a module");
  if (!isInitialized(self))
    throw raiseError(context, "AttributeError", `'${self.cls.name}' object has no attribute '_backward_hooks'`);
  const before = self.attrs.get("_forward_pre_hooks");
  const after = self.attrs.get("_forward_hooks");
  const input = { args: rest, kwargs };
  if (before instanceof PyDict && before.entries.size > 0) runPreHooks(context, self, before, input);
  const result = context.callOn(self, context.getattr(self, "forward"), input.args, input.kwargs);
  if (!(after instanceof PyDict) || after.entries.size === 0) return result;
  return runHooks(context, self, after, input, result);
}

interface Input {
  args: readonly Value[];
  kwargs: Kwargs;
}

function runPreHooks(context: Context, self: PyInstance, hooks: PyDict, input: Input): void {
  const withKwargs = self.attrs.get("_forward_pre_hooks_with_kwargs");
  for (const [id, { value: hook }] of [...hooks.entries]) {
    const wantsKwargs = withKwargs instanceof PyDict && withKwargs.entries.has(id);
    const given: Value[] = [self, new PyTuple(input.args)];
    if (wantsKwargs) given.push(makeDict(input.kwargs));
    const result = context.call(hook, given);
    if (result === null || result instanceof Unknown) continue;
    if (!wantsKwargs) {
      input.args = result instanceof PyTuple ? result.items : [result];
      continue;
    }
    const [args, kwargs] = result instanceof PyTuple ? result.items : [];
    if (args instanceof PyTuple) input.args = args.items;
    if (kwargs instanceof PyDict)
      input.kwargs = new Map([...kwargs.entries.values()].map(({ key, value }) => [context.str(key), value]));
  }
}

function runHooks(context: Context, self: PyInstance, hooks: PyDict, input: Input, output: Value): Value {
  const withKwargs = self.attrs.get("_forward_hooks_with_kwargs");
  let result = output;
  for (const [id, { value: hook }] of [...hooks.entries]) {
    const given: Value[] = [self, new PyTuple(input.args)];
    if (withKwargs instanceof PyDict && withKwargs.entries.has(id)) given.push(makeDict(input.kwargs));
    const replaced = context.call(hook, [...given, result], noKwargs);
    if (replaced !== null && !(replaced instanceof Unknown)) result = replaced;
  }
  return result;
}
