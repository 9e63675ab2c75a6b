// The nodes of symbolic dims and their interning: two equal normal forms are the same object, so equality is ===.
// A sum is a constant and monomials with integer coefficients, a monomial a product of atoms with exponents, an atom a
// symbol or a node that arithmetic does not look into (a floor division, a minimum, a maximum). Nothing here simplifies.
import { floorDivInt, modInt } from "./integer.ts";

/** An extent, or any other integer of a trace: a plain integer, or an expression of symbols. */
export type Dim = number | Expr;

export interface Term {
  /** An atom or a product, never a sum. */
  readonly monomial: Expr;
  /** Never 0. */
  readonly coefficient: number;
}

export interface Factor {
  /** An atom; or a sum, where multiplying out would have made too many terms. */
  readonly base: Expr;
  /** At least 1. */
  readonly exponent: number;
}

/** Both ends belong to the interval; they may be infinite. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

let nextId = 1;

export abstract class Expr {
  abstract readonly kind: "symbol" | "sum" | "product" | "floorDiv" | "min" | "max" | "ceilDiv" | "mod";
  /** Orders the terms of normal forms; never used twice. */
  readonly id: number;
  /** The value when every symbol has its default. */
  readonly hint: number;
  /** Every node is readable as `constant + Σ coefficient · monomial`, by ascending id of the monomials. */
  readonly constant: number;
  readonly terms: readonly Term[];
  /** Every node is readable as `Π base ^ exponent`, by ascending id of the bases. */
  readonly factors: readonly Factor[];
  /** What bounds.ts and symbolsOf found, kept with the node. */
  bounds: Bounds | null = null;
  symbols: ReadonlySet<Expr> | null = null;

  constructor(hint: number, constant: number, terms: readonly Term[] | null, factors: readonly Factor[] | null) {
    this.id = nextId++;
    this.hint = hint;
    this.constant = constant;
    this.terms = terms ?? [{ monomial: this, coefficient: 1 }];
    this.factors = factors ?? [{ base: this, exponent: 1 }];
  }
}

export class SymbolNode extends Expr {
  override readonly kind = "symbol";
  readonly name: string;
  readonly range: Bounds;
  constructor(name: string, defaultValue: number, range: Bounds) {
    super(defaultValue, 0, null, null);
    this.name = name;
    this.range = range;
  }
}

export class SumNode extends Expr {
  override readonly kind = "sum";
  constructor(constant: number, terms: readonly Term[]) {
    super(
      terms.reduce((total, term) => total + term.coefficient * term.monomial.hint, constant),
      constant,
      terms,
      null,
    );
  }
}

export class ProductNode extends Expr {
  override readonly kind = "product";
  constructor(factors: readonly Factor[]) {
    super(
      factors.reduce((total, factor) => total * factor.base.hint ** factor.exponent, 1),
      0,
      null,
      factors,
    );
  }
}

/** Python's `numerator // divisor`, as far as no rule of simplify.ts applies. */
export class FloorDivNode extends Expr {
  override readonly kind = "floorDiv";
  readonly numerator: Dim;
  readonly divisor: Dim;
  constructor(numerator: Dim, divisor: Dim) {
    super(floorDivInt(hintOf(numerator), hintOf(divisor)), 0, null, null);
    this.numerator = numerator;
    this.divisor = divisor;
  }
}

export class ExtremumNode extends Expr {
  override readonly kind: "min" | "max";
  /** At least two, by ascending id; a number comes last. */
  readonly args: readonly Dim[];
  constructor(kind: "min" | "max", args: readonly Dim[]) {
    super(Math[kind](...args.map(hintOf)), 0, null, null);
    this.kind = kind;
    this.args = args;
  }
}

/** `numerator % divisor` or `⌈numerator / divisor⌉`: only print.ts makes these; normal forms hold floor divisions. */
export class DisplayNode extends Expr {
  override readonly kind: "mod" | "ceilDiv";
  readonly numerator: Dim;
  readonly divisor: Dim;
  constructor(kind: "mod" | "ceilDiv", numerator: Dim, divisor: Dim) {
    const [a, b] = [hintOf(numerator), hintOf(divisor)];
    super(kind === "mod" ? modInt(a, b) : 0 - floorDivInt(-a, b), 0, null, null);
    this.kind = kind;
    this.numerator = numerator;
    this.divisor = divisor;
  }
}

export type Node = SymbolNode | SumNode | ProductNode | FloorDivNode | ExtremumNode | DisplayNode;

/** The same node as a union over `kind`. Expr is abstract and only the classes above extend it, so the cast holds. */
export function nodeOf(expr: Expr): Node {
  return expr as Node;
}

export function hintOf(dim: Dim): number {
  return typeof dim === "number" ? dim : dim.hint;
}

const none: ReadonlySet<Expr> = new Set();

/** The symbols that a dim depends on. */
export function symbolsOf(dim: Dim): ReadonlySet<Expr> {
  if (typeof dim === "number") return none;
  if (dim.symbols !== null) return dim.symbols;
  const found = new Set<Expr>();
  for (const part of partsOf(nodeOf(dim))) for (const symbol of symbolsOf(part)) found.add(symbol);
  if (dim.kind === "symbol") found.add(dim);
  dim.symbols = found;
  return found;
}

function partsOf(node: Node): readonly Dim[] {
  switch (node.kind) {
    case "symbol":
      return [];
    case "sum":
      return node.terms.map((term) => term.monomial);
    case "product":
      return node.factors.map((factor) => factor.base);
    case "min":
    case "max":
      return node.args;
    case "floorDiv":
    case "ceilDiv":
    case "mod":
      return [node.numerator, node.divisor];
  }
}

// Tables hold weak references: a node lives as long as a trace or another node holds it, so a long-lived server does
// not leak, and a node that is held is never built twice, so === stays right.
class Interned<N extends Expr> {
  private readonly nodes = new Map<string, WeakRef<N>>();
  private readonly collected = new FinalizationRegistry<string>((key) => {
    if (this.nodes.get(key)?.deref() === undefined) this.nodes.delete(key);
  });

  get(key: string, make: () => N): N {
    const known = this.nodes.get(key)?.deref();
    if (known !== undefined) return known;
    const node = make();
    this.nodes.set(key, new WeakRef(node));
    this.collected.register(node, key);
    return node;
  }
}

const symbols = new Interned<SymbolNode>();
const sums = new Interned<SumNode>();
const products = new Interned<ProductNode>();
const quotients = new Interned<FloorDivNode>();
const extrema = new Interned<ExtremumNode>();
const displays = new Interned<DisplayNode>();

const keyOf = (dim: Dim): string => (typeof dim === "number" ? `=${dim}` : `${dim.id}`);

/**
 * A named integer. `min` is 1 unless said otherwise (or the default, where that is smaller), `max` is open. The same
 * name with another default or other bounds is another symbol. RangeError if the default lies outside of the bounds.
 */
export function symbol(name: string, defaultValue: number, options: { min?: number; max?: number } = {}): Expr {
  const { min = Math.min(1, defaultValue), max = Infinity } = options;
  if (!Number.isInteger(defaultValue)) throw new RangeError(`the default of ${name} is no integer: ${defaultValue}`);
  if (!(min <= defaultValue && defaultValue <= max))
    throw new RangeError(`the default of ${name} lies outside of its bounds: ${min} ≤ ${defaultValue} ≤ ${max}`);
  return symbols.get(
    `${name}\0${defaultValue}\0${min}\0${max}`,
    () => new SymbolNode(name, defaultValue, { min, max }),
  );
}

/** The node for `constant + Σ terms`; the terms sorted, without zeros and without sums among the monomials. */
export function makeSum(constant: number, terms: readonly Term[]): Dim {
  const first = terms[0];
  if (first === undefined) return constant + 0;
  if (constant === 0 && terms.length === 1 && first.coefficient === 1) return first.monomial;
  let key = `${constant + 0}`;
  for (const term of terms) key += `,${term.monomial.id}*${term.coefficient}`;
  return sums.get(key, () => new SumNode(constant + 0, terms));
}

/** The node for `Π factors`; the factors sorted. A lone base stands for itself, so the result may be a sum. */
export function makeProduct(factors: readonly Factor[]): Dim {
  const first = factors[0];
  if (first === undefined) return 1;
  if (factors.length === 1 && first.exponent === 1) return first.base;
  let key = "";
  for (const factor of factors) key += `${factor.base.id}^${factor.exponent},`;
  return products.get(key, () => new ProductNode(factors));
}

export function makeFloorDiv(numerator: Dim, divisor: Dim): Expr {
  return quotients.get(`${keyOf(numerator)}/${keyOf(divisor)}`, () => new FloorDivNode(numerator, divisor));
}

export function makeExtremum(kind: "min" | "max", args: readonly Dim[]): Expr {
  return extrema.get(`${kind} ${args.map(keyOf).join()}`, () => new ExtremumNode(kind, args));
}

export function makeDisplay(kind: "mod" | "ceilDiv", numerator: Dim, divisor: Dim): DisplayNode {
  return displays.get(`${kind} ${keyOf(numerator)}/${keyOf(divisor)}`, () => new DisplayNode(kind, numerator, divisor));
}

/**
 * A bounded cache of results by the ids of the operands (ids are never reused). Emptied when full, so it holds at most
 * `limit` results alive.
 */
export class Memo<R> {
  private readonly results = new Map<string, R>();
  private readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }

  get(a: Dim, b: Dim, compute: () => R): R {
    const key = `${keyOf(a)},${keyOf(b)}`;
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const result = compute();
    if (this.results.size >= this.limit) this.results.clear();
    this.results.set(key, result);
    return result;
  }
}
