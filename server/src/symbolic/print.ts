// Dims as people write them: "4·B·T²·d", "B·(T + 1)", "T // 2", "⌈T / 16⌉", "min(T, 1024)". The order of terms and
// factors depends on names only, never on what was made first, so the same formula always reads the same.
import { type Dim, type Expr, type Factor, type Node, type Term, makeDisplay, nodeOf } from "./expr.ts";
import { add, content, pieces, sub } from "./polynomial.ts";
import { type Form, factorize, isCeiling, presentable } from "./presentation.ts";

export interface PrintOptions {
  /**
   * How to write coefficients and constants, given without sign; digits unless said otherwise. Numbers inside of
   * quotients, minima and maxima stay exact. Texts are cached by this function, so hand in the same one each time.
   */
  readonly number?: (value: number) => string;
}

export function printDim(dim: Dim, options: PrintOptions = {}): string {
  return write(dim, options).text;
}

/** How tightly a text holds together, from "a + b" over "a // b" and "a·b" to a lone name. */
type Level = 0 | 1 | 2 | 3;
interface Piece {
  readonly text: string;
  readonly level: Level;
}

const paren = (piece: Piece, least: Level): string => (piece.level < least ? `(${piece.text})` : piece.text);

function write(dim: Dim, options: PrintOptions): Piece {
  if (typeof dim === "number") {
    const text = (options.number ?? digits)(Math.abs(dim));
    return dim < 0 ? { text: `−${text}`, level: 0 } : { text, level: 3 };
  }
  const number = options.number ?? digits;
  const known = written.get(number) ?? new WeakMap<Expr, Piece>();
  written.set(number, known);
  const piece = known.get(dim) ?? writeExpr(dim, options);
  known.set(dim, piece);
  return piece;
}

const written = new WeakMap<(value: number) => string, WeakMap<Expr, Piece>>();

function writeExpr(dim: Expr, options: PrintOptions): Piece {
  const node = nodeOf(dim);
  if (node.kind !== "sum" && node.kind !== "product") return writeAtom(node);
  const shown = presentable(dim);
  if (typeof shown === "number") return write(shown, options);
  const shifted = asShiftedQuotient(shown);
  if (shifted !== null) return shifted;
  if (pieces(shown) === 1) {
    const { coefficient, factors } = content(shown);
    return writeProduct({ coefficient, factors, sums: [] }, options);
  }
  const form = factorize(shown);
  return form.sums.length === 1 && form.factors.length === 0 && form.coefficient === 1
    ? { text: writeSum(form.sums[0] ?? shown, options), level: 0 }
    : writeProduct(form, options);
}

function writeAtom(node: Exclude<Node, { kind: "sum" | "product" }>): Piece {
  switch (node.kind) {
    case "symbol":
      return { text: node.name, level: 3 };
    case "min":
    case "max":
      return {
        text: `${node.kind}(${node.args
          .map((arg) => printDim(arg))
          .sort(numbersLast)
          .join(", ")})`,
        level: 3,
      };
    case "floorDiv":
      return writeQuotient(node.numerator, node.divisor);
    case "ceilDiv":
      return { text: `⌈${paren(write(node.numerator, {}), 2)} / ${paren(write(node.divisor, {}), 3)}⌉`, level: 3 };
    case "mod":
      return { text: `${paren(write(node.numerator, {}), 2)} % ${paren(write(node.divisor, {}), 3)}`, level: 1 };
  }
}

const numbersLast = (a: string, b: string): number =>
  Number(startsWithDigit(a)) - Number(startsWithDigit(b)) || (a < b ? -1 : 1);
const startsWithDigit = (text: string): boolean => /^\u2212?\d+$/.test(text);

function writeQuotient(numerator: Dim, divisor: Dim): Piece {
  if (isCeiling(numerator, divisor)) return writeAtom(makeDisplay("ceilDiv", sub(numerator, divisor - 1), divisor));
  return { text: `${paren(write(numerator, {}), 2)} // ${paren(write(divisor, {}), 3)}`, level: 1 };
}

/** (T + 1) // 2 − 1 is what the normal form makes of (T − 1) // 2: put a negative constant back inside. */
function asShiftedQuotient(dim: Expr): Piece | null {
  const [term] = dim.terms;
  if (dim.constant >= 0 || dim.terms.length !== 1 || term?.coefficient !== 1) return null;
  const node = nodeOf(term.monomial);
  if (node.kind !== "floorDiv" || typeof node.divisor !== "number" || typeof node.numerator === "number") return null;
  if (node.numerator.constant === 0) return null;
  const numerator = add(node.numerator, dim.constant * node.divisor);
  return { text: `${paren(write(numerator, {}), 2)} // ${node.divisor}`, level: 1 };
}

function writeProduct(form: Form, options: PrintOptions): Piece {
  const size = Math.abs(form.coefficient);
  const factors = [...form.factors].map(writeFactor).sort(byOrder);
  const sums = form.sums.map((sum) => write(sum, options)).sort((a, b) => (a.text < b.text ? -1 : 1));
  const all = [...factors.map((factor) => factor.piece), ...sums];
  const [only] = all;
  if (form.coefficient === 1 && all.length === 1 && only !== undefined) return only;
  const texts = all.map((piece) => paren(piece, 3));
  if (size !== 1 || texts.length === 0) texts.unshift((options.number ?? digits)(size));
  const text = texts.join("·");
  return form.coefficient < 0 ? { text: `−${text}`, level: 0 } : { text, level: texts.length === 1 ? 3 : 2 };
}

function writeSum(dim: Expr, options: PrintOptions): string {
  const sorted = dim.terms
    .map((term) => ({ term, order: termOrder(term) }))
    .sort((a, b) => compareTerms(a.order, b.order));
  const signed = sorted.map(({ term: { coefficient, monomial } }) => ({
    isNegative: coefficient < 0,
    text: writeProduct({ coefficient: Math.abs(coefficient), factors: monomial.factors, sums: [] }, options).text,
  }));
  if (dim.constant !== 0)
    signed.push({ isNegative: dim.constant < 0, text: (options.number ?? digits)(Math.abs(dim.constant)) });
  // "1024 − T" reads better than "−T + 1024".
  const first = Math.max(
    0,
    signed.findIndex((part) => !part.isNegative),
  );
  const ordered = [...signed.slice(first, first + 1), ...signed.slice(0, first), ...signed.slice(first + 1)];
  return ordered
    .map(({ isNegative, text }, i) =>
      i === 0 ? (isNegative ? `−${text}` : text) : `${isNegative ? " − " : " + "}${text}`,
    )
    .join("");
}

interface WrittenFactor {
  readonly rank: number;
  readonly name: string;
  readonly exponent: number;
  readonly piece: Piece;
}

function writeFactor({ base, exponent }: Factor): WrittenFactor {
  const piece = write(base, {});
  const rank = base.kind !== "symbol" ? 2 : /^(b|n|batch.*|bsz?)$/i.test(piece.text) ? 0 : 1;
  const raised: Piece = exponent === 1 ? piece : { text: `${paren(piece, 3)}${superscript(exponent)}`, level: 3 };
  return { rank, name: piece.text, exponent, piece: raised };
}

/** The batch first, then the other symbols by name, then what is computed from them. */
function byOrder(a: WrittenFactor, b: WrittenFactor): number {
  return a.rank - b.rank || (a.name === b.name ? b.exponent - a.exponent : a.name < b.name ? -1 : 1);
}

interface TermOrder {
  readonly degree: number;
  readonly factors: readonly WrittenFactor[];
}

function termOrder(term: Term): TermOrder {
  const { factors } = term.monomial;
  return {
    degree: factors.reduce((degree, factor) => degree + factor.exponent, 0),
    factors: factors.map(writeFactor).sort(byOrder),
  };
}

/** Higher degrees first, then by the factors' names. */
function compareTerms(a: TermOrder, b: TermOrder): number {
  if (a.degree !== b.degree) return b.degree - a.degree;
  for (let i = 0; ; i++) {
    const [x, y] = [a.factors[i], b.factors[i]];
    if (x === undefined || y === undefined) return 0;
    const order = byOrder(x, y);
    if (order !== 0) return order;
  }
}

const digits = (value: number): string =>
  Number.isFinite(value) && value >= 1e21 ? BigInt(value).toString() : `${value}`;

const superscript = (exponent: number): string =>
  `${exponent}`.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? digit);
