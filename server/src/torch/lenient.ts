// Arguments that change neither the shape of a result nor its cost (a mask, a probability, a class weight): not to know
// them costs nothing. They are read through these, which never give up the op.

import { Unknown } from "../python/values.ts";
import type { Args } from "../tensor/op.ts";
import type { Tensor } from "../tensor/tensor.ts";

export function isUnknown(args: Args, name: string): boolean {
  return args.value(name) instanceof Unknown;
}

/** The tensor; null for None, and for what is not known. */
export function tensorIfKnown(args: Args, name: string): Tensor | null {
  return isUnknown(args, name) ? null : args.optionalTensor(name);
}

export function flagOr(args: Args, name: string, fallback: boolean): boolean {
  return isUnknown(args, name) ? fallback : args.bool(name);
}

export function numberOr(args: Args, name: string, fallback: number): number {
  return isUnknown(args, name) ? fallback : args.float(name);
}
