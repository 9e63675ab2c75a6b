// `torch._foreach_<name>`: one op on each tensor of a list, with which optimizers take their step.

import { Builtin, PyFloat, PyList, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Kwargs, Value } from "../python/values.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Registry } from "./registry.ts";

/** Methods of Tensor that have such a form and one in place. */
const names: readonly string[] = [
  ...[
    "abs",
    "acos",
    "add",
    "addcdiv",
    "addcmul",
    "asin",
    "atan",
    "ceil",
    "clamp_max",
    "clamp_min",
    "cos",
    "cosh",
    "div",
  ],
  ...["erf", "erfc", "exp", "expm1", "floor", "frac", "lerp", "lgamma", "log", "log10", "log1p", "log2", "maximum"],
  ...["minimum", "mul", "neg", "pow", "reciprocal", "round", "rsqrt", "sigmoid", "sign", "sin", "sinh", "sqrt", "sub"],
  ...["tan", "tanh", "trunc"],
];

/** Those that have one form only. */
const others: readonly string[] = ["clone", "copy_", "max", "norm", "zero_"];

const scaled = new Set(["addcdiv", "addcdiv_", "addcmul", "addcmul_"]);

function foreach(name: string): Builtin {
  const written = name.endsWith("_");
  return new Builtin(`_foreach_${name}`, null, (context, args, kwargs) => {
    const [given = null, ...rest] = args.length > 0 ? args : [kwargs.get("self") ?? null];
    const tensors = listOf(context, given);
    if (tensors instanceof Unknown) return tensors;
    const columns: (readonly Value[] | { readonly value: Value })[] = [];
    for (const value of rest) {
      if (!(value instanceof PyList || value instanceof PyTuple)) columns.push({ value });
      else {
        const items = listOf(context, value);
        if (items instanceof Unknown) return items;
        columns.push(items);
      }
    }
    const results = tensors.map((tensor, i) =>
      each(
        context,
        tensor,
        name,
        columns.map((column) => ("value" in column ? column.value : (column[i] ?? null))),
        kwargs,
      ),
    );
    return written ? null : new PyTuple(results);
  });
}

function each(context: Context, tensor: Value, name: string, values: readonly Value[], kwargs: Kwargs): Value {
  const [first = null, second = null, value] = values;
  if (scaled.has(name) && value !== undefined)
    return context.call(context.getattr(tensor, name), [first, second], new Map([...kwargs, ["value", value]]));
  // `maximum` of a list and a number.
  const isNumber = typeof first === "number" || first instanceof PyFloat;
  const bound = name.startsWith("maximum") ? "clamp_min" : name.startsWith("minimum") ? "clamp_max" : null;
  const method = bound !== null && isNumber ? bound + (name.endsWith("_") ? "_" : "") : name;
  return context.call(context.getattr(tensor, method), values, kwargs);
}

function listOf(context: Context, value: Value): readonly Value[] | Unknown {
  return value instanceof Tensor ? [value] : context.iterate(value);
}

export function register(registry: Registry): void {
  for (const name of [...names, ...names.map((name) => `${name}_`), ...others])
    registry.functions.set(`_foreach_${name}`, foreach(name));
}
