// Tuples with names: what `x.max(dim)` or `torch.sort` return, and torch.Size.

import { Builtin, Property, PyClass, PyTuple, tupleClass } from "../python/values.ts";
import type { Value } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import { Expr, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";

const classes = new Map<string, PyClass>();

/** `torch.return_types.<name>`: a tuple whose items are attributes too. */
export function namedResult(name: string, fields: readonly string[], items: readonly Value[]): PyTuple {
  let cls = classes.get(name);
  if (cls === undefined) {
    cls = new PyClass(name, [tupleClass]);
    cls.module = "torch.return_types";
    cls.qualname = name;
    for (const [index, field] of fields.entries()) cls.set(field, new Property(itemGetter(field, index)));
    classes.set(name, cls);
  }
  return new PyTuple(items, cls);
}

function itemGetter(name: string, index: number): Builtin {
  return new Builtin(name, parseSignature("self"), (context, [self]) =>
    self instanceof PyTuple ? (self.items[index] ?? null) : context.unknown(`${name} of what is not a tuple`),
  );
}

export const sizeClass = new PyClass("Size", [tupleClass]);
sizeClass.module = "torch";
sizeClass.keepsSlices = true;
sizeClass.set(
  "numel",
  new Builtin("numel", parseSignature("self"), (context, [self]) => {
    if (!(self instanceof PyTuple)) return context.unknown("numel of what is not a Size");
    return product(self.items.filter((item): item is Dim => typeof item === "number" || item instanceof Expr));
  }),
);

/** `torch.Size(dims)`. */
export function sizeOf(shape: readonly Dim[]): PyTuple {
  return new PyTuple(shape, sizeClass);
}
