// What the tests of dims share: a seeded generator, symbols with their ranges, Python's arithmetic on bigint as the
// reference, and the value of a dim found by walking its nodes (not by substitute, which simplifies).
import * as dims from "../../server/src/symbolic/dim.ts";
import { type Dim, type Expr, printDim, symbol } from "../../server/src/symbolic/dim.ts";
import { nodeOf } from "../../server/src/symbolic/expr.ts";

/** Mulberry32: integers in low … high, the same for the same seed. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }

  integer(low: number, high: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return low + (((t ^ (t >>> 14)) >>> 0) % (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)] as T;
  }
}

interface Ranged {
  readonly symbol: Expr;
  readonly min: number;
  readonly max: number;
}

const ranged = (name: string, defaultValue: number, min: number, max: number): Ranged => ({
  symbol: symbol(name, defaultValue, { min, max }),
  min,
  max,
});

const open = (name: string, defaultValue: number): Ranged => ({ symbol: symbol(name, defaultValue), min: 1, max: 60 });

export const symbols: readonly Ranged[] = [
  open("x", 12),
  open("y", 7),
  open("z", 3),
  ranged("i", -5, -20, 20),
  ranged("j", 2, 0, 9),
  ranged("n", -4, -30, -1),
];

export type Values = ReadonlyMap<Expr, number>;

export function randomValues(random: Random): Values {
  return new Map(symbols.map(({ symbol, min, max }) => [symbol, random.integer(min, max)]));
}

export const defaults: Values = new Map(symbols.map(({ symbol }) => [symbol, symbol.hint]));

export function floorDivBig(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The operations on dims beside what Python makes of them. */
export const reference = {
  add: (a: bigint, b: bigint) => a + b,
  sub: (a: bigint, b: bigint) => a - b,
  mul: (a: bigint, b: bigint) => a * b,
  floorDiv: floorDivBig,
  mod: (a: bigint, b: bigint) => a - b * floorDivBig(a, b),
  ceilDiv: (a: bigint, b: bigint) => -floorDivBig(-a, b),
  min: smaller,
  max: larger,
};

/** The value of a dim; RangeError on a division by zero. */
export function valueOf(dim: Dim, values: Values): bigint {
  if (typeof dim === "number") return BigInt(dim);
  const node = nodeOf(dim);
  const value = (part: Dim): bigint => valueOf(part, values);
  switch (node.kind) {
    case "symbol":
      return BigInt(values.get(node) ?? node.hint);
    case "sum":
      return node.terms.reduce((t, term) => t + BigInt(term.coefficient) * value(term.monomial), BigInt(node.constant));
    case "product":
      return node.factors.reduce((total, factor) => total * value(factor.base) ** BigInt(factor.exponent), 1n);
    case "floorDiv":
      return reference.floorDiv(value(node.numerator), value(node.divisor));
    case "ceilDiv":
      return reference.ceilDiv(value(node.numerator), value(node.divisor));
    case "mod":
      return reference.mod(value(node.numerator), value(node.divisor));
    case "min":
      return node.args.map(value).reduce(smaller);
    case "max":
      return node.args.map(value).reduce(larger);
  }
}

/** Runs it; null where it divides by zero. */
export function unlessZeroDivision<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export type Operation = keyof typeof reference;
export const operations = Object.keys(reference) as Operation[];

export interface Sample {
  readonly dim: Dim;
  readonly value: (values: Values) => bigint;
  readonly text: () => string;
}

/** An expression as a dim and as what Python would compute; null where it divides by zero under the defaults. */
export function randomSample(random: Random, depth: number): Sample | null {
  if (depth === 0 || random.integer(0, 9) === 0) {
    const dim: Dim = random.integer(0, 2) === 0 ? random.integer(-20, 20) : random.pick(symbols).symbol;
    return { dim, value: (values) => valueOf(dim, values), text: () => printDim(dim) };
  }
  const [a, b] = [randomSample(random, depth - 1), randomSample(random, depth - 1)];
  if (a === null || b === null) return null;
  const operation = random.pick(operations);
  const dim = unlessZeroDivision(() => dims[operation](a.dim, b.dim));
  if (dim === null) return null;
  const divides: boolean = ["floorDiv", "mod", "ceilDiv"].includes(operation);
  const value = (values: Values): bigint => {
    const [left, right] = [a.value(values), b.value(values)];
    if (divides && right === 0n) throw new RangeError("division by zero");
    return reference[operation](left, right);
  };
  return { dim, value, text: () => `${operation}(${a.text()}, ${b.text()})` };
}
