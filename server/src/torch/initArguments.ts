// `_init_arguments(self)`: the arguments with which an object's `__init__`s run at this moment, as libraries read them from
// Python's frames (`save_hyperparameters` of Lightning).

import { dictSet, makeDict } from "../python/dict.ts";
import { CallFrame } from "../python/runtime.ts";
import { Builtin, PyDict } from "../python/values.ts";
import type { Context, Frame, Value } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import type { Registry } from "./registry.ts";

export function defineInitArguments(registry: Registry): void {
  const builtin = new Builtin("_init_arguments", parseSignature("self"), (context, [self = null]) =>
    initArguments(context, self),
  );
  registry.nn.set("_init_arguments", builtin);
}

/** Names to values, of the innermost class first. */
function initArguments(context: Context, self: Value): PyDict {
  const found = makeDict([]);
  for (const frame of initFrames(context.frame, self))
    for (const [name, value] of argumentsOf(frame)) dictSet(context, found, name, value);
  return found;
}

/** The `__init__`s of an object that run at this moment, of the innermost class first. */
export function* initFrames(from: Frame, self: Value): Generator<CallFrame> {
  for (let frame: Frame | null = from; frame !== null; frame = frame.parent)
    if (frame instanceof CallFrame && frame.callee?.name === "__init__" && frame.slots[0] === self) yield frame;
}

/** What a method was called with: `**kwargs` count by their own names, `self` and `*args` not at all. */
export function* argumentsOf({ callee, slots }: CallFrame): Generator<readonly [Value, Value]> {
  const node = callee?.code.node;
  if (node === undefined || node.kind === "Comprehension") return;
  for (const [index, param] of node.params.entries()) {
    const value = slots[index];
    if (index === 0 || value === undefined || param.type === "args") continue;
    if (param.type !== "kwargs") yield [param.name, value];
    else if (value instanceof PyDict) for (const entry of value.entries.values()) yield [entry.key, entry.value];
  }
}
