// Sums, products and exact quotients of dims. Everything here is polynomial arithmetic on the normal form: it is exact
// for any integers the symbols may be, and asks neither bounds nor hints.
import { type Dim, type Expr, type Factor, type Term, Memo, makeProduct, makeSum } from "./expr.ts";
import { gcd } from "./integer.ts";

/** A product of two sums is multiplied out only if that makes at most so many terms; beyond, the sums stay factors. */
const EXPANSION_LIMIT = 256;
/** Long division gives up after so many steps. */
const DIVISION_LIMIT = 64;

/** Σ of any number of scaled dims, in time linear in their terms. */
export class Accumulator {
  private constant = 0;
  private readonly coefficients = new Map<Expr, number>();

  add(dim: Dim, scale: number): void {
    if (typeof dim === "number") {
      this.constant += dim * scale;
      return;
    }
    this.constant += dim.constant * scale;
    for (const { monomial, coefficient } of dim.terms)
      this.coefficients.set(monomial, (this.coefficients.get(monomial) ?? 0) + coefficient * scale);
  }

  result(): Dim {
    const terms: Term[] = [];
    for (const [monomial, coefficient] of this.coefficients)
      if (coefficient !== 0) terms.push({ monomial, coefficient });
    if (terms.length > 1) terms.sort((a, b) => a.monomial.id - b.monomial.id);
    return makeSum(this.constant, terms);
  }
}

/** `scale·a + b`, the sum that all others are. */
function addScaled(a: Dim, scale: number, b: Dim): Dim {
  const total = new Accumulator();
  total.add(b, 1);
  total.add(a, scale);
  return total.result();
}

export function add(a: Dim, b: Dim): Dim {
  if (typeof a === "number") {
    if (typeof b === "number") return a + b;
    return a === 0 ? b : makeSum(b.constant + a, b.terms);
  }
  if (typeof b === "number") return b === 0 ? a : makeSum(a.constant + b, a.terms);
  return addScaled(a, 1, b);
}

export function sub(a: Dim, b: Dim): Dim {
  if (typeof b === "number") return typeof a === "number" ? a - b : add(a, -b);
  return a === b ? 0 : addScaled(b, -1, a);
}

export function neg(a: Dim): Dim {
  return typeof a === "number" ? 0 - a : scaled(a, -1);
}

export function mul(a: Dim, b: Dim): Dim {
  if (typeof a === "number") return typeof b === "number" ? a * b + 0 : scaled(b, a);
  if (typeof b === "number") return scaled(a, b);
  return a.id <= b.id ? products.get(a, b, () => multiply(a, b)) : products.get(b, a, () => multiply(b, a));
}

const products = new Memo<Dim>(1 << 14);

export function sum(dims: readonly Dim[]): Dim {
  if (dims.length === 2) return add(dims[0] ?? 0, dims[1] ?? 0);
  const total = new Accumulator();
  for (const dim of dims) total.add(dim, 1);
  return total.result();
}

export function product(dims: readonly Dim[]): Dim {
  let scale = 1;
  let symbolic: Dim = 1;
  for (const dim of dims) {
    if (typeof dim === "number") scale *= dim;
    else symbolic = mul(symbolic, dim);
  }
  return mul(scale, symbolic);
}

/** a ** n for an integer n ≥ 0; RangeError for others, which no integer answers. */
export function power(a: Dim, n: number): Dim {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`a dim to the power of ${n} is no integer`);
  if (typeof a === "number") return a ** n + 0;
  if (pieces(a) === 1) {
    const { coefficient, factors } = content(a);
    return mul(coefficient ** n, makeProduct(factors.map(({ base, exponent }) => ({ base, exponent: exponent * n }))));
  }
  let result: Dim = 1;
  let square: Dim = a;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = mul(result, square);
    if (rest > 1) square = mul(square, square);
  }
  return result;
}

/** a / b if b divides a as a polynomial (and so for all values of the symbols), else null. */
export function exactDiv(a: Dim, b: Dim): Dim | null {
  if (b === 0) throw new RangeError("integer division or modulo by zero");
  if (typeof a === "number") {
    if (a === 0) return 0;
    return typeof b === "number" && a % b === 0 ? a / b : null;
  }
  if (a === b) return 1;
  if (typeof b === "number" || pieces(b) === 1) return divideTerms(a, b);
  const division = divide(a, b);
  return division?.remainder === 0 ? division.quotient : divideTerms(a, b);
}

/** a = quotient·b + remainder with a remainder free of symbols, by long division; null if there is no such quotient. */
export function divide(a: Dim, b: Expr): { readonly quotient: Dim; readonly remainder: number } | null {
  const lead = leadingTerm(b);
  const quotient = new Accumulator();
  let rest = a;
  for (let step = 0; step < DIVISION_LIMIT; step++) {
    if (typeof rest === "number") return { quotient: quotient.result(), remainder: rest };
    const part = divideTerm(leadingTerm(rest), lead.coefficient, lead.monomial.factors);
    if (part === null) return null;
    quotient.add(part, 1);
    rest = sub(rest, mul(part, b));
  }
  return null;
}

export interface Content {
  /** Has the sign of the first term, so that the sum that is left begins with a positive one. */
  readonly coefficient: number;
  readonly factors: readonly Factor[];
  /** What is left: a sum without common factor, or 1. */
  readonly primitive: Dim;
}

/** a = coefficient · Π factors · primitive, with everything that all terms share taken out of the sum. */
export function content(a: Expr): Content {
  const first = a.terms[0];
  if (first === undefined) throw new Error("a node without terms");
  let divisor = Math.abs(a.constant);
  let shared = a.constant === 0 ? first.monomial.factors : [];
  for (const { monomial, coefficient } of a.terms) {
    divisor = gcd(divisor, coefficient);
    if (shared.length > 0) shared = commonFactors(shared, monomial.factors);
  }
  const coefficient = first.coefficient < 0 ? -divisor : divisor;
  if (coefficient === 1 && shared.length === 0) return { coefficient, factors: shared, primitive: a };
  const primitive = new Accumulator();
  primitive.add(a.constant / coefficient, 1);
  for (const term of a.terms) {
    const rest = divideFactors(term.monomial.factors, shared);
    if (rest === null) throw new Error("a common factor that does not divide");
    primitive.add(makeProduct(rest), term.coefficient / coefficient);
  }
  return { coefficient, factors: shared, primitive: primitive.result() };
}

/** How many summands are written down for it. */
export function pieces(dim: Dim): number {
  if (typeof dim === "number") return dim === 0 ? 0 : 1;
  return dim.terms.length + (dim.constant === 0 ? 0 : 1);
}

/** Has it a minus before every term that is no constant? */
export function isNegated(a: Dim): boolean {
  return typeof a === "number" ? a < 0 : a.terms.every((term) => term.coefficient < 0);
}

/** a without the factors of b; null if it does not have them. */
export function divideFactors(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] | null {
  if (b.length === 0) return a;
  const rest: Factor[] = [];
  let j = 0;
  for (const factor of a) {
    const divisor = b[j];
    if (divisor?.base !== factor.base) {
      rest.push(factor);
      continue;
    }
    if (divisor.exponent > factor.exponent) return null;
    if (divisor.exponent < factor.exponent)
      rest.push({ base: factor.base, exponent: factor.exponent - divisor.exponent });
    j++;
  }
  return j === b.length ? rest : null;
}

function scaled(a: Expr, scale: number): Dim {
  if (scale === 0) return 0;
  if (scale === 1) return a;
  return makeSum(
    a.constant * scale,
    a.terms.map((term) => ({ monomial: term.monomial, coefficient: term.coefficient * scale })),
  );
}

function multiply(a: Expr, b: Expr): Dim {
  const [left, right] = [pieces(a), pieces(b)];
  if (left > 1 && right > 1 && left * right > EXPANSION_LIMIT) return multiplyUnexpanded(a, b);
  const total = new Accumulator();
  total.add(a.constant * b.constant, 1);
  for (const x of a.terms) {
    for (const y of b.terms) {
      const factors = mergeFactors(x.monomial.factors, y.monomial.factors);
      total.add(makeProduct(factors), x.coefficient * y.coefficient);
    }
  }
  if (a.constant !== 0) for (const y of b.terms) total.add(y.monomial, y.coefficient * a.constant);
  if (b.constant !== 0) for (const x of a.terms) total.add(x.monomial, x.coefficient * b.constant);
  return total.result();
}

function multiplyUnexpanded(a: Expr, b: Expr): Dim {
  let coefficient = 1;
  let factors: readonly Factor[] = [];
  for (const part of [content(a), content(b)]) {
    coefficient *= part.coefficient;
    factors = mergeFactors(factors, part.factors);
    if (typeof part.primitive !== "number") factors = mergeFactors(factors, [{ base: part.primitive, exponent: 1 }]);
  }
  return mul(coefficient, makeProduct(factors));
}

function mergeFactors(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] {
  const merged: Factor[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined) return y === undefined ? merged : merged.concat(b.slice(j));
    if (y === undefined) return merged.concat(a.slice(i));
    if (x.base === y.base) {
      merged.push({ base: x.base, exponent: x.exponent + y.exponent });
      i++;
      j++;
    } else if (x.base.id < y.base.id) {
      merged.push(x);
      i++;
    } else {
      merged.push(y);
      j++;
    }
  }
}

export function commonFactors(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] {
  const common: Factor[] = [];
  for (const { base, exponent } of a) {
    const other = b.find((factor) => factor.base === base);
    if (other !== undefined) common.push({ base, exponent: Math.min(exponent, other.exponent) });
  }
  return common;
}

/** Divides term by term; a sum as divisor counts as one factor here. */
function divideTerms(a: Expr, b: Dim): Dim | null {
  const divisor = typeof b === "number" ? { coefficient: b, factors: [], primitive: 1 } : content(b);
  let factors = divisor.factors;
  if (typeof divisor.primitive !== "number")
    factors = mergeFactors(factors, [{ base: divisor.primitive, exponent: 1 }]);
  if (a.constant !== 0 && (factors.length > 0 || a.constant % divisor.coefficient !== 0)) return null;
  const total = new Accumulator();
  total.add(a.constant / divisor.coefficient, 1);
  for (const term of a.terms) {
    const part = divideTerm(term, divisor.coefficient, factors);
    if (part === null) return null;
    total.add(part, 1);
  }
  return total.result();
}

export function divideTerm(term: Term, coefficient: number, factors: readonly Factor[]): Dim | null {
  if (term.coefficient % coefficient !== 0) return null;
  const rest = divideFactors(term.monomial.factors, factors);
  return rest === null ? null : mul(term.coefficient / coefficient, makeProduct(rest));
}

function leadingTerm(a: Expr): Term {
  return a.terms.reduce((lead, term) => (precedes(term.monomial.factors, lead.monomial.factors) ? term : lead));
}

/** Lexicographic order of monomials, in which the leading term of a product is the product of the leading terms. */
function precedes(a: readonly Factor[], b: readonly Factor[]): boolean {
  for (let i = 0; ; i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined) return false;
    if (y === undefined) return true;
    if (x.base !== y.base) return x.base.id < y.base.id;
    if (x.exponent !== y.exponent) return x.exponent > y.exponent;
  }
}
