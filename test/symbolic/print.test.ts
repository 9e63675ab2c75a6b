// How dims read, and that what one reads has the dim's value.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Dim, type Expr, printDim, symbol } from "../../server/src/symbolic/dim.ts";
import {
  add,
  ceilDiv,
  floorDiv,
  max,
  min,
  mod,
  mul,
  neg,
  power,
  product,
  sub,
  sum,
} from "../../server/src/symbolic/dim.ts";
import { Random, type Values, randomSample, randomValues, reference, symbols, valueOf } from "./random.ts";

// Made in an order that is not the order in which they are written.
const d = symbol("d", 64);
const W = symbol("W", 224);
const H = symbol("H", 224);
const S = symbol("S", 128);
const T = symbol("T", 1024);
const P = symbol("P", 16);
const B = symbol("B", 8);
const N = symbol("N", 2);

const convolved = (size: Dim, kernel: number, stride: number, padding: number): Dim =>
  add(floorDiv(sub(add(size, 2 * padding), kernel), stride), 1);

const examples: readonly (readonly [string, Dim])[] = [
  ["5", 5],
  ["−5", -5],
  ["1180591620717411303424", 2 ** 70],
  ["T", T],
  ["−T", neg(T)],
  ["4·B·T²·d", product([d, T, 4, T, B])],
  ["N·H·W", product([H, W, N])],
  ["B·(T + 1)", mul(B, add(T, 1))],
  ["4·B·(T + 1)", mul(mul(4, B), add(T, 1))],
  ["3·(H + W)", add(mul(3, W), mul(3, H))],
  ["B·(2·T² + 3·T)", mul(B, add(mul(2, mul(T, T)), mul(3, T)))],
  ["B·(36864·T² + 14155776·T)", sum([product([B, T, 14155776]), product([B, T, T, 36864])])],
  ["−B·(S + T)", neg(mul(B, add(S, T)))],
  ["S + T + 2", add(add(2, T), S)],
  ["1024 − T", sub(1024, T)],
  ["T − 1", sub(T, 1)],
  ["T − S", sub(T, S)],
  ["T³ + 3·T² + 3·T + 1", power(add(T, 1), 3)],
  ["T¹²", power(T, 12)],
  ["64·B·(H − 2)·(W − 2)", product([B, 64, sub(H, 2), sub(W, 2)])],
  ["B·(H − 2)·(T + 3)·(W + 1)", product([add(T, 3), B, sub(H, 2), add(W, 1)])],
  ["(5 − H)·(W + 1)", mul(sub(5, H), add(W, 1))],
  ["−B·(H + 2)·(W + 1)", neg(product([B, add(H, 2), add(W, 1)]))],
  ["T // 2", floorDiv(T, 2)],
  ["B·(T // 2)", mul(B, floorDiv(T, 2))],
  ["(T // 2)²", power(floorDiv(T, 2), 2)],
  ["T // 2 + 1", add(floorDiv(T, 2), 1)],
  ["3·T // (2·P)", floorDiv(mul(6, T), mul(4, P))],
  ["(S + T) // 2", floorDiv(add(S, T), 2)],
  ["(T − S) // 2", floorDiv(sub(T, S), 2)],
  ["(S − T) // 2", floorDiv(sub(S, T), 2)],
  ["⌈(T − S) / 2⌉", ceilDiv(sub(T, S), 2)],
  ["⌈(S − T) / 2⌉", ceilDiv(sub(S, T), 2)],
  ["⌈T / 16⌉", ceilDiv(T, 16)],
  ["⌈T / 16⌉", floorDiv(add(T, 15), 16)],
  ["16·⌈T / 16⌉", add(T, mod(neg(T), 16))],
  ["⌈T / P⌉", ceilDiv(T, P)],
  ["⌈T / P⌉", floorDiv(sub(add(T, P), 1), P)],
  ["B·⌈T / P⌉", mul(B, ceilDiv(T, P))],
  ["⌈3·T / (2·P)⌉", ceilDiv(mul(3, T), mul(2, P))],
  ["T % 7", mod(T, 7)],
  ["B·(T % 7)", mul(B, mod(T, 7))],
  ["T % P", mod(T, P)],
  ["(S + T) % 7 + 1", add(mod(add(S, T), 7), 1)],
  ["7·⌈W / 7⌉", add(W, mod(sub(7, mod(W, 7)), 7))],
  ["(−W) % 7", mod(sub(7, mod(W, 7)), 7)],
  ["min(T, 1024)", min(1024, T)],
  ["min(S, T, 7)", min(min(T, 7), S)],
  ["max(T − 5, 0)", max(sub(T, 5), 0)],
  ["B·min(T, 1024)²", mul(B, power(min(T, 1024), 2))],
  ["⌈H / 2⌉", convolved(H, 3, 2, 1)],
  ["⌈H / 4⌉", convolved(convolved(H, 7, 2, 3), 3, 2, 1)],
  ["H", convolved(H, 3, 1, 1)],
  ["(H − 1) // 2", convolved(H, 3, 2, 0)],
  ["64·B·((H − 1) // 2)·((W − 1) // 2)", product([64, B, convolved(W, 3, 2, 0), convolved(H, 3, 2, 0)])],
  ["147·B·⌈H / 2⌉·⌈W / 2⌉", product([147, B, convolved(W, 7, 2, 3), convolved(H, 7, 2, 3)])],
];

describe("printDim", () => {
  for (const [text, dim] of examples) {
    it(text, () => {
      assert.equal(printDim(dim), text);
    });
  }

  it("writes coefficients the way the caller wants, and numbers inside of quotients exactly", () => {
    const short = (value: number): string => (value < 1000 ? `${value}` : `${value / 1000}k`);
    const total = add(mul(B, mul(15700, T)), mul(floorDiv(T, 2048), 4000));
    assert.equal(printDim(total, { number: short }), "15.7k·B·T + 4k·(T // 2048)");
    assert.equal(printDim(mul(B, add(mul(2000, T), 3000)), { number: short }), "B·(2k·T + 3k)");
    assert.equal(printDim(12000, { number: short }), "12k");
  });

  it("reads as the value that it has", () => {
    const random = new Random(11);
    for (let trial = 0; trial < 1500; trial++) {
      const sample = randomSample(random, 3);
      if (sample === null) continue;
      const text = printDim(sample.dim);
      for (let round = 0; round < 3; round++) {
        const values = randomValues(random);
        const expected = attempt(() => valueOf(sample.dim, values));
        const read = attempt(() => new Reader(text, values).all());
        if (expected !== null && read !== null) assert.equal(read, expected, text);
      }
    }
  });
});

function attempt(run: () => bigint): bigint | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const bySymbol = new Map<string, Expr>(symbols.map(({ symbol }) => [printDim(symbol), symbol]));

/** Reads a printed dim as mathematics would: + − below // and %, those below ·, that below powers. */
class Reader {
  private readonly tokens: readonly string[];
  private readonly values: Values;
  private position = 0;

  constructor(text: string, values: Values) {
    this.tokens = text.match(/\d+|[a-z]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\/\/|[−+·%/(),⌈⌉]/g) ?? [];
    this.values = values;
  }

  all(): bigint {
    const value = this.sum();
    assert.equal(this.position, this.tokens.length, `left over: ${this.tokens.slice(this.position).join(" ")}`);
    return value;
  }

  private takes(token: string): boolean {
    if (this.tokens[this.position] !== token) return false;
    this.position++;
    return true;
  }

  private expect(token: string): void {
    assert.ok(this.takes(token), `${token} expected, ${this.tokens[this.position] ?? "the end"} found`);
  }

  private sum(): bigint {
    let total = this.takes("−") ? -this.quotient() : this.quotient();
    for (;;) {
      if (this.takes("+")) total += this.quotient();
      else if (this.takes("−")) total -= this.quotient();
      else return total;
    }
  }

  private quotient(): bigint {
    const value = this.product();
    if (this.takes("//")) return reference.floorDiv(value, this.power());
    if (this.takes("%")) return reference.mod(value, this.power());
    return value;
  }

  private product(): bigint {
    let value = this.power();
    while (this.takes("·")) value *= this.power();
    return value;
  }

  private power(): bigint {
    const value = this.atom();
    const exponent = this.tokens[this.position] ?? "";
    if (!/^[⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(exponent)) return value;
    this.position++;
    return value ** BigInt(exponent.replace(/./g, (digit) => `${"⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)}`));
  }

  private atom(): bigint {
    const token = this.tokens[this.position++] ?? "the end";
    if (/^\d+$/.test(token)) return BigInt(token);
    if (token === "(") {
      const value = this.sum();
      this.expect(")");
      return value;
    }
    if (token === "⌈") {
      const value = this.product();
      this.expect("/");
      const divisor = this.power();
      this.expect("⌉");
      return reference.ceilDiv(value, divisor);
    }
    if (token === "min" || token === "max") {
      this.expect("(");
      let value = this.sum();
      while (this.takes(",")) value = reference[token](value, this.sum());
      this.expect(")");
      return value;
    }
    const symbol = bySymbol.get(token);
    assert.ok(symbol, `${token} is no symbol`);
    return BigInt(this.values.get(symbol) ?? 0);
  }
}
