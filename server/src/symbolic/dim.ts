// Dims: the integers of a trace, numbers or expressions of symbols like B and T. This is the door to symbolic/; the rest
// of the project imports from here. Plain numbers never leave the fast path, and above 2^53 they round as doubles do.
import { type Dim, type Expr, nodeOf } from "./expr.ts";
import { Accumulator, mul, power } from "./polynomial.ts";
import { floorDiv, max, min } from "./simplify.ts";

export { boundsOf } from "./bounds.ts";
export { type Comparison, type Decision, type Guard, compare, printGuard } from "./compare.ts";
export { type Bounds, type Dim, Expr, hintOf, symbol, symbolsOf } from "./expr.ts";
export { add, exactDiv, mul, neg, power, product, sub, sum } from "./polynomial.ts";
export { type PrintOptions, printDim } from "./print.ts";
export { ceilDiv, floorDiv, max, min, mod } from "./simplify.ts";

export function isSymbolic(dim: Dim): dim is Expr {
  return typeof dim !== "number";
}

/** The dim with other dims in place of symbols (or of whole atoms); RangeError if that divides by zero. */
export function substitute(dim: Dim, values: ReadonlyMap<Expr, Dim>): Dim {
  const done = new Map(values);
  const visit = (part: Dim): Dim => {
    if (typeof part === "number") return part;
    const known = done.get(part);
    if (known !== undefined) return known;
    const result = rebuild(part, visit);
    done.set(part, result);
    return result;
  };
  return values.size === 0 ? dim : visit(dim);
}

/** The same node over changed parts, simplified anew. */
function rebuild(expr: Expr, change: (part: Dim) => Dim): Dim {
  const node = nodeOf(expr);
  switch (node.kind) {
    case "symbol":
    case "ceilDiv":
    case "mod":
      return node;
    case "sum": {
      const total = new Accumulator();
      total.add(node.constant, 1);
      for (const { monomial, coefficient } of node.terms) total.add(change(monomial), coefficient);
      return total.result();
    }
    case "product":
      return node.factors.reduce<Dim>((total, { base, exponent }) => mul(total, power(change(base), exponent)), 1);
    case "floorDiv":
      return floorDiv(change(node.numerator), change(node.divisor));
    case "min":
      return node.args.map(change).reduce(min);
    case "max":
      return node.args.map(change).reduce(max);
  }
}
