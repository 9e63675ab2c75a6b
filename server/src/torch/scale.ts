// Sizes times factors, as resizing and fractional pooling have them: ⌊size · factor⌋.

import { PyFloat, Unknown } from "../python/values.ts";
import type { Value } from "../python/values.ts";
import { Expr, floorDiv, hintOf, mul } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { NotKnown } from "../tensor/op.ts";
import type { Args } from "../tensor/op.ts";

/** Denominators up to this are worth a formula: 1.5, 0.25, 0.0625. */
const largestDenominator = 64;

/**
 * ⌊size · factor⌋. It stays symbolic for whole factors and for the fractions that a float holds exactly; for the others the
 * size counts by its default, and the guard says so.
 */
export function scaled(args: Args, size: Dim, factor: Value): Dim {
  if (factor instanceof Unknown) throw new NotKnown(factor);
  if (typeof factor === "number" || factor instanceof Expr) return mul(size, factor);
  if (!(factor instanceof PyFloat))
    return args.fail("TypeError", `can't multiply sequence by non-int of type '${typeof factor}'`);
  if (factor.ratio !== null) return floorDiv(mul(size, factor.ratio.over), factor.ratio.under);
  if (typeof size === "number") return Math.floor(size * factor.value);
  for (let under = 1; under <= largestDenominator; under *= 2)
    if (Number.isInteger(factor.value * under)) return floorDiv(mul(size, factor.value * under), under);
  const usual = hintOf(size);
  args.holds(size, "==", usual);
  return Math.floor(usual * factor.value);
}
