// Between which integers a dim lies, for all values that its symbols may have: interval arithmetic, and four refinements
// for sums whose terms move together (T² − T, T − T // 2), where plain intervals know nothing. Sound, never complete.
import { type Bounds, type Dim, type Expr, type Term, makeProduct, nodeOf, symbolsOf } from "./expr.ts";
import { type ExtremumNode, type FloorDivNode, type SumNode } from "./expr.ts";
import { Accumulator, add, content, divideFactors, exactDiv, mul, power, sub } from "./polynomial.ts";

const anything: Bounds = { min: -Infinity, max: Infinity };
/** How many refinements may follow one another. */
const FUEL = 4;
const SHIFT_TERMS = 16;
const SHIFT_EXPONENT = 4;

export function boundsOf(dim: Dim): Bounds {
  return estimate(dim, FUEL);
}

function estimate(dim: Dim, fuel: number): Bounds {
  if (typeof dim === "number") return { min: dim, max: dim };
  const node = nodeOf(dim);
  // Only sums spend fuel. Kept is what all of it finds, and not used where less is left: the answer must not depend on
  // what was asked before.
  if (node.kind === "sum" && fuel < FUEL) return boundsOfSum(node, fuel);
  dim.bounds ??= node.kind === "sum" ? boundsOfSum(node, fuel) : boundsOfAtom(dim);
  return dim.bounds;
}

function boundsOfAtom(atom: Expr): Bounds {
  const node = nodeOf(atom);
  switch (node.kind) {
    case "symbol":
      return node.range;
    case "product":
      return boundsOfFactors(node, boundsOf);
    case "floorDiv":
      return boundsOfFloorDiv(boundsOf(node.numerator), boundsOf(node.divisor));
    case "min":
    case "max": {
      const all = node.args.map(boundsOf);
      return { min: Math[node.kind](...all.map((b) => b.min)), max: Math[node.kind](...all.map((b) => b.max)) };
    }
    case "sum":
      return boundsOfSum(node, FUEL);
    case "ceilDiv":
    case "mod":
      return anything;
  }
}

function boundsOfFloorDiv(a: Bounds, b: Bounds): Bounds {
  if (b.min < 1) return anything;
  // Towards −1 and 0 for an ever larger divisor; the quotient moves away from there as the divisor shrinks.
  const low = a.min >= 0 ? a.min / b.max : a.min / b.min;
  const high = a.max >= 0 ? a.max / b.min : a.max / b.max;
  return { min: Number.isNaN(low) ? 0 : Math.floor(low), max: a.max < 0 && b.max === Infinity ? -1 : Math.floor(high) };
}

function boundsOfSum(node: SumNode, fuel: number): Bounds {
  const plain = interval(node, boundsOf);
  if (fuel === 0 || !movesTogether(node)) return plain;
  const { coefficient, factors, primitive } = content(node);
  if (factors.length > 0 || coefficient !== 1) {
    const left = factors.length > 0 ? fuel - 1 : fuel;
    return intersect(plain, times(boundsOf(mul(coefficient, makeProduct(factors))), estimate(primitive, left)));
  }
  let found = plain;
  for (const refine of [byExtremum, byRemainder, byShift]) {
    if (found.min === found.max) break;
    found = intersect(found, refine(node, fuel));
  }
  return found;
}

/** Do two terms share a symbol? If not, plain intervals lose nothing. */
function movesTogether(node: SumNode): boolean {
  const seen = new Set<Expr>();
  for (const { monomial } of node.terms) {
    for (const symbol of symbolsOf(monomial)) if (seen.has(symbol)) return true;
    for (const symbol of symbolsOf(monomial)) seen.add(symbol);
  }
  return false;
}

/** Does the atom share a symbol with a term other than its own? */
function movesWithOthers(atom: Expr, node: SumNode, own: Term): boolean {
  const symbols = symbolsOf(atom);
  return node.terms.some((term) => term !== own && [...symbolsOf(term.monomial)].some((s) => symbols.has(s)));
}

/** c·min(a, b) + rest is c·a + rest or c·b + rest, and at most both if c > 0, at least both if c < 0. */
function byExtremum(node: SumNode, fuel: number): Bounds {
  for (const term of node.terms) {
    const atom = nodeOf(term.monomial);
    if ((atom.kind !== "min" && atom.kind !== "max") || !movesWithOthers(atom, node, term)) continue;
    return extremumCases(atom, term.coefficient, without(node, term), fuel);
  }
  return anything;
}

function extremumCases(atom: ExtremumNode, coefficient: number, rest: Dim, fuel: number): Bounds {
  const cases = atom.args.map((arg) => estimate(add(mul(coefficient, arg), rest), fuel - 1));
  const smallest = (atom.kind === "min") === coefficient > 0;
  const pick = smallest ? Math.min : Math.max;
  return { min: pick(...cases.map((b) => b.min)), max: pick(...cases.map((b) => b.max)) };
}

/** x // k = (x − x % k) / k, and 0 ≤ x % k ≤ k − 1. */
function byRemainder(node: SumNode, fuel: number): Bounds {
  for (const term of node.terms) {
    for (const factor of term.monomial.factors) {
      const atom = nodeOf(factor.base);
      if (atom.kind !== "floorDiv" || factor.exponent !== 1 || !movesWithOthers(atom, node, term)) continue;
      const others = divideFactors(term.monomial.factors, [factor]);
      if (others === null) continue;
      const found = remainderCase(atom, mul(term.coefficient, makeProduct(others)), without(node, term), fuel);
      if (found !== null) return found;
    }
  }
  return anything;
}

/** Bounds of `scale · atom + rest`; null if that cannot be written with the remainder alone. */
function remainderCase(atom: FloorDivNode, scale: Dim, rest: Dim, fuel: number): Bounds | null {
  const { numerator, divisor } = atom;
  const largest = boundsOf(divisor);
  if (largest.min < 1) return null;
  const perDivisor = exactDiv(scale, divisor);
  // k·c·(x // k) + rest = c·x + rest − c·(x % k)
  if (typeof perDivisor === "number") {
    const whole = estimate(add(mul(perDivisor, numerator), rest), fuel - 1);
    return plus(whole, times({ min: 0, max: largest.max - 1 }, { min: -perDivisor, max: -perDivisor }));
  }
  if (typeof scale !== "number" || typeof divisor !== "number") return null;
  // k·(c·(x // k) + rest) = c·x + k·rest − c·(x % k)
  const whole = estimate(add(mul(scale, numerator), mul(divisor, rest)), fuel - 1);
  const all = plus(whole, times({ min: 0, max: divisor - 1 }, { min: -scale, max: -scale }));
  return { min: Math.ceil(all.min / divisor), max: Math.floor(all.max / divisor) };
}

/** With a = low + a', a' ≥ 0 for every atom a: T² − T with T ≥ 1 becomes T'² + T', which is never negative. */
function byShift(node: SumNode): Bounds {
  if (node.terms.length > SHIFT_TERMS || node.terms.every((term) => term.monomial.kind !== "product")) return anything;
  const ranges = new Map<Expr, Bounds>();
  const total = new Accumulator();
  total.add(node.constant, 1);
  for (const { monomial, coefficient } of node.terms) {
    let shifted: Dim = 1;
    for (const { base, exponent } of monomial.factors) {
      if (exponent > SHIFT_EXPONENT || base.kind === "sum") return anything;
      const range = boundsOf(base);
      const low = Number.isFinite(range.min) ? range.min : 0;
      ranges.set(base, { min: range.min - low, max: range.max - low });
      shifted = mul(shifted, power(add(base, low), exponent));
    }
    total.add(shifted, coefficient);
  }
  const result = total.result();
  if (typeof result === "number") return { min: result, max: result };
  return interval(result, (atom) => ranges.get(atom) ?? anything);
}

const without = (node: SumNode, term: Term): Dim => sub(node, mul(term.coefficient, term.monomial));

/** The sum of the terms' intervals, as if they were independent of each other. */
function interval(sum: Expr, rangeOf: (atom: Expr) => Bounds): Bounds {
  let total: Bounds = { min: sum.constant, max: sum.constant };
  for (const { monomial, coefficient } of sum.terms)
    total = plus(total, times(boundsOfFactors(monomial, rangeOf), { min: coefficient, max: coefficient }));
  return total;
}

function boundsOfFactors(monomial: Expr, rangeOf: (atom: Expr) => Bounds): Bounds {
  let total: Bounds = { min: 1, max: 1 };
  for (const { base, exponent } of monomial.factors) total = times(total, toThe(rangeOf(base), exponent));
  return total;
}

function plus(a: Bounds, b: Bounds): Bounds {
  return { min: a.min + b.min, max: a.max + b.max };
}

function times(a: Bounds, b: Bounds): Bounds {
  const corners = [timesEnd(a.min, b.min), timesEnd(a.min, b.max), timesEnd(a.max, b.min), timesEnd(a.max, b.max)];
  return { min: Math.min(...corners), max: Math.max(...corners) };
}

/** 0 · ∞ is 0: an end of an interval is reached, or approached by numbers that the 0 annihilates. */
function timesEnd(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function toThe(a: Bounds, exponent: number): Bounds {
  if (exponent === 1) return a;
  const ends = [a.min ** exponent, a.max ** exponent];
  const crossesZero = exponent % 2 === 0 && a.min < 0 && a.max > 0;
  return { min: crossesZero ? 0 : Math.min(...ends), max: Math.max(...ends) };
}

function intersect(a: Bounds, b: Bounds): Bounds {
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
}
