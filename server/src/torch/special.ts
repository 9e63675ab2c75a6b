// torch.special: functions of one number, or two. Those that torch has as well stand in pointwise.ts; here are the others. They
// are computed by long series: their `cost`, FLOPs an element, is only the order of it.

import { op } from "../tensor/op.ts";
import type { OpDeclaration } from "../tensor/op.ts";
import { unary } from "./elementwise.ts";
import { binaryRule } from "./pointwise.ts";
import { place } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** Of one number; ints become the default float. */
const ofOne: readonly (readonly [name: string, cost: number])[] = [
  ["airy_ai", 20],
  ["bessel_j0", 20],
  ["bessel_j1", 20],
  ["bessel_y0", 20],
  ["bessel_y1", 20],
  ["entr", 2],
  ["erfcx", 10],
  ["i0e", 10],
  ["i1", 10],
  ["i1e", 10],
  ["log_ndtr", 10],
  ["modified_bessel_i0", 20],
  ["modified_bessel_i1", 20],
  ["modified_bessel_k0", 20],
  ["modified_bessel_k1", 20],
  ["ndtr", 3],
  ["ndtri", 10],
  ["scaled_modified_bessel_k0", 20],
  ["scaled_modified_bessel_k1", 20],
  ["spherical_bessel_j0", 3],
];

/** Of two, either of which may be a Python number. */
const ofTwo: readonly (readonly [name: string, cost: number])[] = [
  ["xlog1py", 3],
  ["zeta", 20],
  ["chebyshev_polynomial_t", 10],
  ["chebyshev_polynomial_u", 10],
  ["chebyshev_polynomial_v", 10],
  ["chebyshev_polynomial_w", 10],
  ["hermite_polynomial_h", 10],
  ["hermite_polynomial_he", 10],
  ["laguerre_polynomial_l", 10],
  ["legendre_polynomial_p", 10],
  ["shifted_chebyshev_polynomial_t", 10],
  ["shifted_chebyshev_polynomial_u", 10],
  ["shifted_chebyshev_polynomial_v", 10],
  ["shifted_chebyshev_polynomial_w", 10],
];

function binary([name, cost]: readonly [string, number]): OpDeclaration {
  const rule = binaryRule([name, cost, "float"], "plain");
  return op(`special_${name}`, "input, other, *, out=None", { kind: "pointwise", elementwise: cost }, rule);
}

/** As `_special_<name>`: torch.special takes them from there. */
export function register(registry: Registry): void {
  const declarations = [
    ...ofOne.map(([name, cost]) => unary({ name: `special_${name}`, cost, result: "float" })),
    ...ofTwo.map(binary),
  ];
  for (const declaration of declarations) place(registry, declaration, { torch: [`_${declaration.name}`] });
}
