// `_pair` and the like of torch.nn.modules.utils: numbers that may be given once or for each dimension. Native because
// every convolution and pooling layer calls them several times.

import { Builtin, PyList, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import type { Registry } from "./registry.ts";

const names: readonly (readonly [name: string, count: number])[] = [
  ["_single", 1],
  ["_pair", 2],
  ["_triple", 3],
  ["_quadruple", 4],
];

export function defineTuples(registry: Registry): void {
  const signature = parseSignature("x");
  for (const [name, count] of names)
    registry.nn.set(name, new Builtin(name, signature, (context, [x = null]) => repeated(context, x, count)));
}

/** An iterable as a tuple; anything else that many times. */
function repeated(context: Context, x: Value, count: number): Value {
  if (typeof x === "number") return new PyTuple(new Array<Value>(count).fill(x));
  if (x instanceof PyTuple && x.cls.name === "tuple") return x;
  if (x instanceof Unknown) return x;
  if (x instanceof PyTuple || x instanceof PyList || (x !== null && context.findattr(x, "__iter__") !== undefined)) {
    const items = context.iterate(x);
    return items instanceof Unknown ? items : new PyTuple([...items]);
  }
  return new PyTuple(new Array<Value>(count).fill(x));
}
