// Comparisons of dims: decided for all values of the symbols where the normal form or the bounds allow it, else under
// the defaults, and then with a guard that says what was assumed.
import { boundsOf } from "./bounds.ts";
import { type Dim, type Expr, hintOf } from "./expr.ts";
import { gcd } from "./integer.ts";
import { add, exactDiv, isNegated, mul, neg, pieces, sub } from "./polynomial.ts";
import { type PrintOptions, printDim } from "./print.ts";

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

/** `left op right` came out as `holds` under the defaults; other values of the symbols may decide otherwise. */
export interface Guard {
  readonly left: Dim;
  readonly op: Comparison;
  readonly right: Dim;
  readonly holds: boolean;
}

export interface Decision {
  readonly value: boolean;
  /** null: the value is the same for all values of the symbols. */
  readonly guard: Guard | null;
}

const always: Decision = { value: true, guard: null };
const never: Decision = { value: false, guard: null };

/** What a comparison says of left − right, the comparison that says the opposite, the one with swapped sides, its sign. */
const comparisons: Readonly<
  Record<
    Comparison,
    { test: (difference: number) => boolean; opposite: Comparison; swapped: Comparison; readonly sign: string }
  >
> = {
  "==": { test: (d) => d === 0, opposite: "!=", swapped: "==", sign: "=" },
  "!=": { test: (d) => d !== 0, opposite: "==", swapped: "!=", sign: "≠" },
  "<": { test: (d) => d < 0, opposite: ">=", swapped: ">", sign: "<" },
  "<=": { test: (d) => d <= 0, opposite: ">", swapped: ">=", sign: "≤" },
  ">": { test: (d) => d > 0, opposite: "<=", swapped: "<", sign: ">" },
  ">=": { test: (d) => d >= 0, opposite: "<", swapped: "<=", sign: "≥" },
};

export function compare(op: Comparison, a: Dim, b: Dim): Decision {
  const { test } = comparisons[op];
  const difference = sub(a, b);
  if (typeof difference === "number") return test(difference) ? always : never;
  const { min, max } = boundsOf(difference);
  const [atMin, atMax] = [test(min), test(max)];
  // A test that is the same at both ends is the same between them, unless it is one for equality and 0 lies between.
  if (atMin === atMax && (test(0) === atMin || min > 0 || max < 0)) return atMin ? always : never;
  // g·x + c is never 0 if g does not divide c.
  const isEquality = op === "==" || op === "!=";
  if (isEquality && difference.constant % divisorOfTerms(difference) !== 0) return op === "!=" ? always : never;
  const holds = test(hintOf(difference));
  return { value: holds, guard: { left: a, op, right: b, holds } };
}

/** What was assumed, as it held under the defaults: "T ≤ 1024", and "T > 1024" where `T <= 1024` came out false. */
export function printGuard(guard: Guard, options: PrintOptions = {}): string {
  const op = guard.holds ? guard.op : comparisons[guard.op].opposite;
  const { left, op: shown, right } = arrange(guard.left, op, guard.right);
  return `${printDim(left, options)} ${comparisons[shown].sign} ${printDim(right, options)}`;
}

/** T + 2 ≤ 1026 as T ≤ 1024, 1024 ≥ T as T ≤ 1024, 2·T ≤ 2·S + T as T ≤ 2·S; others stay as the code has them. */
function arrange(left: Dim, op: Comparison, right: Dim): { left: Dim; op: Comparison; right: Dim } {
  const difference = sub(left, right);
  if (typeof difference === "number") return { left, op, right };
  if (typeof left === "number" || typeof right === "number") {
    const variable = sub(difference, difference.constant);
    const divisor = divisorOfTerms(difference);
    const scale = difference.constant % divisor === 0 ? divisor : 1;
    const [x, c] = [exactDiv(variable, scale) ?? variable, -difference.constant / scale + 0];
    return isNegated(x) ? { left: neg(x), op: comparisons[op].swapped, right: 0 - c } : { left: x, op, right: c };
  }
  if (pieces(difference) >= pieces(left) + pieces(right)) return { left, op, right };
  let positive: Dim = Math.max(difference.constant, 0);
  for (const { monomial, coefficient } of difference.terms)
    if (coefficient > 0) positive = add(positive, mul(coefficient, monomial));
  return { left: positive, op, right: sub(positive, difference) };
}

function divisorOfTerms(dim: Expr): number {
  return dim.terms.reduce((g, term) => gcd(g, term.coefficient), 0);
}
