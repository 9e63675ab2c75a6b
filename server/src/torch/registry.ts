// Where ops are put: `torch.<name>`, `torch.nn.functional.<name>`, and methods of Tensor.

import type { Value } from "../python/values.ts";
import { Builtin, Property } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import type { Context } from "../python/values.ts";
import type { OpDeclaration } from "../tensor/op.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";

export interface Registry {
  /** What `torch.<name>` is. */
  readonly functions: Map<string, Value>;
  /** What `torch.nn.functional.<name>` is. */
  readonly nn: Map<string, Value>;
}

/** Names under which an op is reached; left out: not there. */
export interface Places {
  readonly torch?: readonly string[];
  readonly tensor?: readonly string[];
  readonly nn?: readonly string[];
}

export function place(registry: Registry, { builtin, method }: OpDeclaration, places: Places): void {
  for (const name of places.torch ?? []) registry.functions.set(name, builtin);
  for (const name of places.nn ?? []) registry.nn.set(name, builtin);
  for (const name of places.tensor ?? []) tensorClass.set(name, method);
}

/** An op that is both a function of torch and a method, under its own name. */
export function placeBoth(registry: Registry, declarations: readonly OpDeclaration[]): void {
  for (const declaration of declarations)
    place(registry, declaration, { torch: [declaration.name], tensor: [declaration.name] });
}

export function placeMethods(declarations: readonly OpDeclaration[]): void {
  for (const declaration of declarations) tensorClass.set(declaration.name, declaration.method);
}

export function placeFunctions(registry: Registry, declarations: readonly OpDeclaration[]): void {
  for (const declaration of declarations) registry.functions.set(declaration.name, declaration.builtin);
}

/** Functions of torch.nn.functional. */
export function placeNn(registry: Registry, declarations: readonly OpDeclaration[]): void {
  for (const declaration of declarations) registry.nn.set(declaration.name, declaration.builtin);
}

/** A method that makes no record: it asks a tensor something, or sets something. */
export function method(
  name: string,
  signature: string,
  run: (tensor: Tensor, context: Context, args: readonly Value[]) => Value,
): void {
  tensorClass.set(name, tensorFunction(name, signature === "" ? "self" : `self, ${signature}`, run));
}

/** A function whose first argument is a tensor, without a record. */
export function tensorFunction(
  name: string,
  signature: string,
  run: (tensor: Tensor, context: Context, args: readonly Value[]) => Value,
): Builtin {
  return new Builtin(name, parseSignature(signature), (context, [self, ...rest]) =>
    self instanceof Tensor ? run(self, context, rest) : context.unknown(`${name} of what is not a tensor`),
  );
}

/** An attribute that is computed. */
export function attribute(
  name: string,
  get: (tensor: Tensor, context: Context) => Value,
  set: ((tensor: Tensor, context: Context, value: Value) => void) | null = null,
): void {
  const setter =
    set === null
      ? null
      : tensorFunction(name, "self, value", (tensor, context, [value]) => {
          set(tensor, context, value ?? null);
          return null;
        });
  tensorClass.set(name, new Property(tensorFunction(name, "self", get), setter));
}
