// How a function in TypeScript becomes one of Python: a name, a signature and what runs. A signature of null takes the
// arguments as they come. What is made here is shared by all runs and holds nothing of one.

import type { Runtime } from "./runtime.ts";
import { parseSignature } from "./signature.ts";
import { Builtin, Property } from "./values.ts";
import type { Kwargs, NativeFunction, PyClass, Value } from "./values.ts";

export type Run = (runtime: Runtime, args: readonly Value[], kwargs: Kwargs) => Value;

/** Rows of `[name, signature, run]`. */
export type Rows = readonly (readonly [string, string | null, Run])[];

/** The `Context` that a native function is given is the interpreter itself: hence the cast. */
export function native(name: string, signature: string | null, run: Run): Builtin {
  return new Builtin(name, signature === null ? null : parseSignature(signature), run as NativeFunction);
}

export function bindRows(cls: PyClass, rows: Rows): void {
  for (const [name, signature, run] of rows) cls.dict.set(name, native(name, signature, run));
}

/** An attribute that is read from the value itself, such as `range.start`. */
export function nativeProperty(name: string, get: (self: Value) => Value): Property {
  return new Property(native(name, null, (_runtime, [self = null]) => get(self)));
}
