// Floor division, modulo, minimum and maximum of dims: a table of rules each, the equation beside it. The first rule
// that answers wins; where none does, the operation becomes an atom. Rules hold for all values the symbols may have.
import { boundsOf } from "./bounds.ts";
import {
  type Dim,
  type FloorDivNode,
  type Term,
  Memo,
  hintOf,
  makeExtremum,
  makeFloorDiv,
  makeProduct,
  makeSum,
  nodeOf,
} from "./expr.ts";
import { floorDivInt, gcd, modInt } from "./integer.ts";
import { add, commonFactors, content, divide, divideTerm, exactDiv, mul, neg, pieces, sub, sum } from "./polynomial.ts";

/** Python's `a // b`. RangeError if b is 0, or is 0 under the symbols' defaults. */
export function floorDiv(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return floorDivInt(a, b);
  if (hintOf(b) === 0) throw new RangeError("integer division or modulo by zero");
  return quotients.get(a, b, () => firstOf(floorDivRules, a, b) ?? makeFloorDiv(a, b));
}

/**
 * Python's `a % b`, as a − b·(a // b): so that a % b + a // b · b is a, (a % b) % b is a % b and a + (−a) % 16 is
 * 16·⌈a / 16⌉ without rules of their own. print.ts writes `a % b` again.
 */
export function mod(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return modInt(a, b);
  return sub(a, mul(b, floorDiv(a, b)));
}

/** ⌈a / b⌉, as −((−a) // b). */
export function ceilDiv(a: Dim, b: Dim): Dim {
  return neg(floorDiv(neg(a), b));
}

export function min(a: Dim, b: Dim): Dim {
  return typeof a === "number" && typeof b === "number" ? Math.min(a, b) : extremum("min", a, b);
}

export function max(a: Dim, b: Dim): Dim {
  return typeof a === "number" && typeof b === "number" ? Math.max(a, b) : extremum("max", a, b);
}

const quotients = new Memo<Dim>(1 << 13);

interface Rule {
  readonly equation: string;
  readonly apply: (a: Dim, b: Dim) => Dim | null;
}

function firstOf(rules: readonly Rule[], a: Dim, b: Dim): Dim | null {
  for (const rule of rules) {
    const result = rule.apply(a, b);
    if (result !== null) return result;
  }
  return null;
}

const isPositive = (dim: Dim): boolean => boundsOf(dim).min >= 1;

/** For a // b with b ≠ 0 and not both numbers. */
export const floorDivRules: readonly Rule[] = [
  { equation: "(a·b) // b = a", apply: exactDiv },
  {
    equation: "a // b = (−a) // (−b)   if b < 0",
    apply: (a, b) => (boundsOf(b).max < 0 ? floorDiv(neg(a), neg(b)) : null),
  },
  { equation: "(a·b + c) // b = a + c // b", apply: pullOut },
  {
    equation: "(−a) // b = −((a − 1) // b) − 1   if b > 0",
    apply: (a, b) => (isTurned(a) && isPositive(b) ? sub(-1, floorDiv(sub(-1, a), b)) : null),
  },
  {
    equation: "(x // a + y) // b = (x + a·y) // (a·b)   if b > 0",
    apply: (a, b) => {
      const inner = innerQuotient(a);
      if (inner === null || !isPositive(b)) return null;
      const rest = sub(a, inner);
      return floorDiv(add(inner.numerator, mul(inner.divisor, rest)), mul(inner.divisor, b));
    },
  },
  {
    equation: "(g·a + c) // (g·b) = (a + c // g) // b   if g, b > 0",
    apply: (a, b) => {
      const terms = typeof a === "number" ? [] : a.terms;
      const divisor = terms.reduce((g, term) => gcd(g, term.coefficient), coefficientOf(b));
      if (divisor === 1 || !isPositive(b)) return null;
      const reduced = terms.map(({ monomial, coefficient }) => ({ monomial, coefficient: coefficient / divisor }));
      const constant = floorDivInt(typeof a === "number" ? a : a.constant, divisor);
      return floorDiv(makeSum(constant, reduced), exactly(b, divisor));
    },
  },
  {
    equation: "(g·a) // (g·b) = a // b",
    apply: (a, b) => {
      if (typeof a === "number" || typeof b === "number") return null;
      const shared = makeProduct(commonFactors(content(a).factors, content(b).factors));
      return shared === 1 ? null : floorDiv(exactly(a, shared), exactly(b, shared));
    },
  },
  {
    equation: "a // b = q   if q·b ≤ a < (q + 1)·b",
    apply: (a, b) => {
      if (typeof b === "number") {
        const { min: low, max: high } = boundsOf(a);
        const q = floorDivInt(low, b);
        return Number.isFinite(q) && floorDivInt(high, b) === q ? q : null;
      }
      const low = boundsOf(a).min >= 0 ? 0 : boundsOf(add(a, b)).min >= 0 ? -1 : null;
      if (low === null || !isPositive(b)) return null;
      return boundsOf(sub(mul(low + 1, b), a)).min >= 1 ? low : null;
    },
  },
];

/** Takes out of a // b every term of a that b divides, and leaves a constant in 0 … b − 1 if b is a number. */
function pullOut(a: Dim, b: Dim): Dim | null {
  if (typeof a === "number") return null;
  if (pieces(b) > 1) {
    const division = typeof b === "number" ? null : divide(a, b);
    if (division === null) return null;
    const rest = floorDiv(division.remainder, b);
    return division.remainder >= 0 || typeof rest === "number" ? add(division.quotient, rest) : null;
  }
  const coefficient = typeof b === "number" ? b : (b.terms[0]?.coefficient ?? 1);
  const factors = typeof b === "number" ? [] : (b.terms[0]?.monomial.factors ?? []);
  const left: Term[] = [];
  const out: Dim[] = typeof b === "number" ? [floorDivInt(a.constant, b)] : [];
  for (const term of a.terms) {
    const quotient = divideTerm(term, coefficient, factors);
    if (quotient === null) left.push(term);
    else out.push(quotient);
  }
  const quotient = sum(out);
  if (quotient === 0) return null;
  return add(quotient, floorDiv(makeSum(typeof b === "number" ? modInt(a.constant, b) : a.constant, left), b));
}

/** The only floor division among the terms of a sum, if it has the coefficient 1 or −1. */
function innerQuotient(a: Dim): FloorDivNode | null {
  if (typeof a === "number") return null;
  let found: FloorDivNode | null = null;
  for (const { monomial, coefficient } of a.terms) {
    const node = nodeOf(monomial);
    if (node.kind !== "floorDiv") continue;
    if (found !== null || Math.abs(coefficient) !== 1) return null;
    found = node;
  }
  return found;
}

/**
 * Of a and −a exactly one is turned, so that a // b and ⌈−a / b⌉ have one normal form: the one in which the inner
 * quotient has no minus, else more terms have none, else the first has none.
 */
function isTurned(a: Dim): boolean {
  if (typeof a === "number") return a < 0;
  const inner = innerQuotient(a);
  if (inner !== null) return a.terms.some((term) => term.monomial === inner && term.coefficient < 0);
  const negatives = a.terms.filter((term) => term.coefficient < 0).length;
  const positives = a.terms.length - negatives;
  return negatives === positives ? (a.terms[0]?.coefficient ?? 1) < 0 : negatives > positives;
}

/** The greatest integer that divides all of it, for all values of its symbols. */
function coefficientOf(a: Dim): number {
  return Math.abs(typeof a === "number" ? a : content(a).coefficient);
}

function exactly(a: Dim, b: Dim): Dim {
  const quotient = exactDiv(a, b);
  if (quotient === null) throw new Error("a common factor that does not divide");
  return quotient;
}

const extrema = { min: new Memo<Dim>(1 << 12), max: new Memo<Dim>(1 << 12) };

function extremum(kind: "min" | "max", a: Dim, b: Dim): Dim {
  return extrema[kind].get(a, b, () => {
    // min(min(a, b), c) = min(a, b, c)
    let kept: Dim[] = [];
    for (const arg of [...argsOf(kind, a), ...argsOf(kind, b)]) {
      // min(a, b) = a   if a ≤ b
      if (kept.some((other) => wins(kind, other, arg))) continue;
      kept = kept.filter((other) => !wins(kind, arg, other));
      kept.push(arg);
    }
    const [only] = kept;
    if (only !== undefined && kept.length === 1) return only;
    // min(g·a, g·b) = g·min(a, b)   if g > 0
    const divisor = kept.reduce<number>((g, arg) => gcd(g, coefficientOf(arg)), 0);
    const args = kept.map((arg) => exactly(arg, divisor)).sort(byId);
    return mul(divisor, makeExtremum(kind, args));
  });
}

/** min(g·min(a, b) + c, …) = min(g·a + c, g·b + c, …)   if g > 0, and of −max(a, b) if g < 0 */
function argsOf(kind: "min" | "max", a: Dim): readonly Dim[] {
  const term = typeof a === "number" || a.terms.length > 1 ? undefined : a.terms[0];
  if (typeof a === "number" || term === undefined) return [a];
  const node = nodeOf(term.monomial);
  if (node.kind !== "min" && node.kind !== "max") return [a];
  if ((node.kind === kind) !== term.coefficient > 0) return [a];
  return node.args.map((arg) => add(mul(term.coefficient, arg), a.constant));
}

/** Is a, at all values of the symbols, at least as small as b (as large, for "max")? */
function wins(kind: "min" | "max", a: Dim, b: Dim): boolean {
  return boundsOf(kind === "min" ? sub(b, a) : sub(a, b)).min >= 0;
}

function byId(a: Dim, b: Dim): number {
  return (typeof a === "number" ? Infinity : a.id) - (typeof b === "number" ? Infinity : b.id);
}
