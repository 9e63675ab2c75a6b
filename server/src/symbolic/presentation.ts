// The form in which print.ts writes a sum: what the normal form multiplied out or expanded is put together again, as far
// as that makes it shorter. Values never change here, and no result goes back into arithmetic.
import { type Dim, type Expr, type Factor, makeDisplay, makeFloorDiv, makeProduct, nodeOf } from "./expr.ts";
import { Accumulator, add, content, divideFactors, exactDiv, mul, neg, pieces, sub } from "./polynomial.ts";

/** coefficient · Π factors · Π sums */
export interface Form {
  readonly coefficient: number;
  readonly factors: readonly Factor[];
  readonly sums: readonly Expr[];
}

/** The same value with % and ⌈…⌉ where they are shorter, and with signs as people put them. */
export function presentable(dim: Expr): Dim {
  return withoutTurns(withoutExpansions(dim));
}

/** Is it (a + k − 1) // k, which is ⌈a / k⌉ whichever of the two the code said? */
export function isCeiling(numerator: Dim, divisor: Dim): divisor is number {
  return typeof divisor === "number" && typeof numerator !== "number" && numerator.constant === divisor - 1;
}

/**
 * Takes out of a sum the factors that all terms have with the same exponent, so that "B·(2·T² + 3·T)" stays a formula in
 * T; a coefficient only if it is the same everywhere. Finds (H − 2)·(W − 2) again where it was multiplied out.
 */
export function factorize(dim: Expr): Form {
  const { coefficient, factors, primitive } = content(dim);
  const sums = typeof primitive === "number" ? null : splitProduct(primitive);
  if (sums !== null) return withFewMinuses({ coefficient, factors, sums });
  const same = factors.filter((factor) => dim.terms.every((term) => term.monomial.factors.some(equals(factor))));
  const left = exactDiv(dim, makeProduct(same));
  if (left === null || typeof left === "number") throw new Error("a common factor that does not divide");
  const size = Math.abs(coefficient);
  const isUniform = left.terms.every((term) => Math.abs(term.coefficient) === size);
  const scale = isUniform && [0, size].includes(Math.abs(left.constant)) ? size : 1;
  const isNegative = left.constant <= 0 && left.terms.every((term) => term.coefficient < 0);
  const sign = isNegative && (same.length > 0 || scale > 1) ? -1 : 1;
  return { coefficient: sign * scale, factors: same, sums: [quotientOf(left, sign * scale)] };
}

/** Turns −(2 − H)·(−W − 1) into −(H − 2)·(W + 1), and −(H − 5)·(W + 1) into (5 − H)·(W + 1). */
function withFewMinuses(form: Form): Form {
  let { coefficient } = form;
  const sums = form.sums.map((sum) => {
    const negatives = sum.terms.filter((term) => term.coefficient < 0).length;
    if (2 * negatives <= sum.terms.length) return sum;
    coefficient = -coefficient;
    return quotientOf(sum, -1);
  });
  const turnable = coefficient < 0 ? sums.findIndex((sum) => sum.constant < 0) : -1;
  if (turnable === -1) return { ...form, coefficient, sums };
  return {
    ...form,
    coefficient: -coefficient,
    sums: sums.map((sum, i) => (i === turnable ? quotientOf(sum, -1) : sum)),
  };
}

const equals = (a: Factor) => (b: Factor) => a.base === b.base && a.exponent === b.exponent;

function quotientOf(dim: Expr, divisor: number): Expr {
  const quotient = exactDiv(dim, divisor);
  return quotient === null || typeof quotient === "number" ? dim : quotient;
}

/** A sum without common factor as a product of sums, if one of them is a polynomial in a single atom; else null. */
function splitProduct(dim: Expr): readonly Expr[] | null {
  const atoms = new Set(dim.terms.flatMap((term) => term.monomial.factors).map((factor) => factor.base));
  for (const atom of atoms) {
    const found = splitByAtom(dim, atom);
    if (found !== null) return [found[0], ...(splitProduct(found[1]) ?? [found[1]])];
  }
  return null;
}

/** dim = Σ cₑ·atomᵉ · other, if all powers of the atom have the same other up to a number. */
function splitByAtom(dim: Expr, atom: Expr): readonly [Expr, Expr] | null {
  const groups = new Map<number, Accumulator>();
  const groupOf = (exponent: number): Accumulator => {
    const group = groups.get(exponent) ?? new Accumulator();
    groups.set(exponent, group);
    return group;
  };
  if (dim.constant !== 0) groupOf(0).add(dim.constant, 1);
  for (const { monomial, coefficient } of dim.terms) {
    const own = monomial.factors.find((factor) => factor.base === atom);
    const others = divideFactors(monomial.factors, own === undefined ? [] : [own]);
    groupOf(own?.exponent ?? 0).add(makeProduct(others ?? []), coefficient);
  }
  if (groups.size < 2) return null;
  const own = new Accumulator();
  let other: Expr | null = null;
  for (const [exponent, group] of groups) {
    const rest = group.result();
    if (typeof rest === "number") return null;
    const { coefficient, factors, primitive } = content(rest);
    if (factors.length > 0 || typeof primitive === "number" || primitive !== (other ?? primitive)) return null;
    other = primitive;
    own.add(exponent === 0 ? 1 : makeProduct([{ base: atom, exponent }]), coefficient);
  }
  const polynomial = own.result();
  return other === null || typeof polynomial === "number" ? null : [polynomial, other];
}

/** Writes a − k·(a // k) as a % k, and (a − 1) // k + 1 as ⌈a / k⌉, where that makes the sum shorter. */
function withoutExpansions(dim: Expr): Dim {
  let shown: Dim = dim;
  const atoms = new Set(dim.terms.flatMap((term) => term.monomial.factors).map((factor) => factor.base));
  for (const atom of atoms) {
    const node = nodeOf(atom);
    if (node.kind !== "floorDiv" || typeof shown === "number") continue;
    const { numerator, divisor } = node;
    const [quotient, rest] = splitBy(atom, shown);
    const candidates: Dim[] = [];
    const perDivisor = exactDiv(quotient, divisor);
    if (perDivisor !== null) {
      // a // k = (a − a % k) / k, and also −(b // k) with b = k − 1 − a.
      candidates.push(add(rest, mul(perDivisor, sub(numerator, makeDisplay("mod", numerator, divisor)))));
      const turned = sub(sub(divisor, 1), numerator);
      candidates.push(add(rest, mul(perDivisor, sub(makeDisplay("mod", turned, divisor), turned))));
    }
    if (typeof numerator !== "number" && typeof divisor !== "number" && numerator.constant === -1)
      candidates.push(add(rest, mul(quotient, sub(makeDisplay("ceilDiv", add(numerator, 1), divisor), 1))));
    for (const candidate of candidates) if (pieces(candidate) < pieces(shown)) shown = candidate;
  }
  return shown;
}

/** Writes −⌈(S − T) / 2⌉ as (T − S) // 2, and the other way round: the normal form knows only one of the two. */
function withoutTurns(dim: Dim): Dim {
  if (typeof dim === "number") return dim;
  const shown = new Accumulator();
  shown.add(dim.constant, 1);
  for (const { monomial, coefficient } of dim.terms) {
    const turned = coefficient < 0 ? monomial.factors.find(isTurnable) : undefined;
    const others = turned === undefined ? null : divideFactors(monomial.factors, [turned]);
    if (turned === undefined || others === null) shown.add(monomial, coefficient);
    else shown.add(mul(makeProduct(others), turn(turned.base)), -coefficient);
  }
  return shown.result();
}

function isTurnable({ base, exponent }: Factor): boolean {
  const node = nodeOf(base);
  if (node.kind !== "floorDiv" || exponent !== 1 || typeof node.numerator === "number") return false;
  return node.numerator.terms.some((term) => term.coefficient < 0);
}

/** −base, for a floor division as a ceil division and the other way round. */
function turn(base: Expr): Dim {
  const node = nodeOf(base);
  if (node.kind !== "floorDiv") return neg(base);
  const { numerator, divisor } = node;
  return isCeiling(numerator, divisor)
    ? makeFloorDiv(neg(sub(numerator, divisor - 1)), divisor)
    : makeDisplay("ceilDiv", neg(numerator), divisor);
}

/** dim = quotient·atom + rest, with the terms that hold the atom exactly once in the first. */
function splitBy(atom: Expr, dim: Expr): readonly [quotient: Dim, rest: Dim] {
  const [quotient, rest] = [new Accumulator(), new Accumulator()];
  rest.add(dim.constant, 1);
  for (const { monomial, coefficient } of dim.terms) {
    const once = monomial.factors.some((factor) => factor.base === atom && factor.exponent === 1);
    const others = once ? divideFactors(monomial.factors, [{ base: atom, exponent: 1 }]) : null;
    if (others === null) rest.add(monomial, coefficient);
    else quotient.add(makeProduct(others), coefficient);
  }
  return [quotient.result(), rest.result()];
}
