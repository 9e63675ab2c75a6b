// What a comparison decides for good, what it only assumes, and how the assumption reads.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type Comparison,
  type Dim,
  boundsOf,
  compare,
  exactDiv,
  printDim,
  printGuard,
  symbol,
} from "../../server/src/symbolic/dim.ts";
import { substitute, symbolsOf } from "../../server/src/symbolic/dim.ts";
import { add, ceilDiv, floorDiv, max, min, mod, mul, product, sub } from "../../server/src/symbolic/dim.ts";
import { Random, randomSample, randomValues, valueOf } from "./random.ts";

const B = symbol("B", 8);
const T = symbol("T", 1024);
const S = symbol("S", 10);
const P = symbol("P", 16);
const L = symbol("L", 128, { min: 16, max: 512 });
const Z = symbol("Z", 0, { min: -4, max: 4 });

describe("compare decides", () => {
  const decided: readonly (readonly [Dim, Comparison, Dim, boolean])[] = [
    [3, "<", 4, true],
    [3, "==", 4, false],
    [T, "==", T, true],
    [mul(B, add(T, 1)), "==", add(mul(B, T), B), true],
    [T, "==", add(T, 1), false],
    [T, ">=", 1, true],
    [T, "!=", 0, true],
    [T, "==", 0, false],
    [L, "<=", 512, true],
    [L, ">", 512, false],
    [mul(2, T), "==", 7, false],
    [mul(B, T), ">=", T, true],
    [mul(T, T), ">=", T, true],
    [product([B, T, T]), ">=", mul(B, T), true],
    [floorDiv(T, 2), "<=", T, true],
    [mul(B, floorDiv(T, 2)), "<=", mul(B, T), true],
    [mul(16, floorDiv(T, 16)), "<=", T, true],
    [mul(16, ceilDiv(T, 16)), ">=", T, true],
    [mul(P, floorDiv(T, P)), "<=", T, true],
    [mod(T, 7), "<", 7, true],
    [mod(T, 7), ">=", 0, true],
    [min(T, S), "<=", T, true],
    [max(T, S), ">=", S, true],
    [add(min(T, S), max(T, S)), ">=", T, true],
    [mod(sub(0, T), 16), "<", 16, true],
    [mul(Z, Z), ">=", 0, true],
    [mul(Z, Z), "<=", 16, true],
  ];
  for (const [a, op, b, value] of decided) {
    it(`${printDim(a)} ${op} ${printDim(b)}: ${value}`, () => {
      assert.deepEqual(compare(op, a, b), { value, guard: null });
    });
  }
});

describe("compare assumes", () => {
  const assumed: readonly (readonly [Dim, Comparison, Dim, boolean, string])[] = [
    [T, "<=", 1024, true, "T ≤ 1024"],
    [T, "<=", 1000, false, "T > 1000"],
    [T, "==", 1, false, "T ≠ 1"],
    [T, "!=", 1024, false, "T = 1024"],
    [1024, ">=", T, true, "T ≤ 1024"],
    [sub(T, 1024), ">", 0, false, "T ≤ 1024"],
    [add(T, 2), "<=", 1026, true, "T ≤ 1024"],
    [mul(2, T), "<", 4096, true, "T < 2048"],
    [mul(2, T), "<", 4097, true, "2·T < 4097"],
    [sub(1024, T), ">=", 0, true, "T ≤ 1024"],
    [mod(T, 2), "==", 0, true, "T % 2 = 0"],
    [mod(T, 3), "==", 0, false, "T % 3 ≠ 0"],
    [T, ">", S, true, "T > S"],
    [add(T, S), "<", add(S, 20), false, "T ≥ 20"],
    [mul(2, T), ">", add(T, S), true, "T > S"],
    [floorDiv(T, 2), "==", floorDiv(S, 2), false, "T // 2 ≠ S // 2"],
    [mod(T, P), "<=", 6, true, "T % P ≤ 6"],
    [L, ">", 200, false, "L ≤ 200"],
  ];
  for (const [a, op, b, value, text] of assumed) {
    it(`${text} for ${printDim(a)} ${op} ${printDim(b)}`, () => {
      assert.deepEqual(compare(op, a, b), { value, guard: { left: a, op, right: b, holds: value } });
      assert.equal(printGuard({ left: a, op, right: b, holds: value }), text);
    });
  }

  it("nothing that the values of the symbols contradict", () => {
    const random = new Random(21);
    const test: Record<Comparison, (a: bigint, b: bigint) => boolean> = {
      "==": (a, b) => a === b,
      "!=": (a, b) => a !== b,
      "<": (a, b) => a < b,
      "<=": (a, b) => a <= b,
      ">": (a, b) => a > b,
      ">=": (a, b) => a >= b,
    };
    let decided = 0;
    for (let trial = 0; trial < 1500; trial++) {
      const [left, right] = [randomSample(random, 2), randomSample(random, 2)];
      if (left === null || right === null) continue;
      for (const op of Object.keys(test) as Comparison[]) {
        const { value, guard } = compare(op, left.dim, right.dim);
        if (guard !== null) continue;
        decided++;
        for (let round = 0; round < 3; round++) {
          const values = randomValues(random);
          try {
            const holds: boolean = test[op](valueOf(left.dim, values), valueOf(right.dim, values));
            assert.equal(holds, value, `${left.text()} ${op} ${right.text()}`);
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
          }
        }
      }
    }
    assert.ok(decided > 1000, `only ${decided} comparisons were decided`);
  });
});

describe("exactDiv", () => {
  const quotients: readonly (readonly [Dim, Dim, Dim | null])[] = [
    [12, 4, 3],
    [12, 5, null],
    [0, T, 0],
    [12, T, null],
    [T, T, 1],
    [T, 2, null],
    [mul(6, T), 3, mul(2, T)],
    [add(mul(4, T), 2), 2, add(mul(2, T), 1)],
    [add(mul(4, T), 1), 2, null],
    [product([B, T, 768]), mul(B, 64), mul(12, T)],
    [mul(B, add(T, 1)), add(T, 1), B],
    [mul(add(B, S), sub(T, 1)), sub(T, 1), add(B, S)],
    [sub(mul(T, T), 1), add(T, 1), sub(T, 1)],
    [add(mul(T, T), 1), add(T, 1), null],
    [mul(16, ceilDiv(T, 16)), 16, ceilDiv(T, 16)],
  ];
  for (const [a, b, quotient] of quotients) {
    it(`(${printDim(a)}) / (${printDim(b)}) is ${quotient === null ? "not known to be exact" : printDim(quotient)}`, () => {
      assert.equal(exactDiv(a, b), quotient);
    });
  }

  it("refuses to divide by zero", () => {
    assert.throws(() => exactDiv(T, 0), RangeError);
    assert.throws(() => floorDiv(T, 0), RangeError);
    assert.throws(() => mod(T, sub(T, 1024)), RangeError);
  });
});

describe("boundsOf", () => {
  const bounds: readonly (readonly [Dim, number, number])[] = [
    [7, 7, 7],
    [T, 1, Infinity],
    [sub(L, 20), -4, 492],
    [mul(Z, Z), 0, 16],
    [mul(-2, L), -1024, -32],
    [floorDiv(L, 3), 5, 170],
    [floorDiv(Z, P), -4, 4],
    [mod(T, 10), 0, 9],
    [mod(sub(0, T), 10), 0, 9],
    [sub(L, floorDiv(L, 2)), 8, 256],
    [min(T, 1024), 1, 1024],
    [max(sub(T, 5), 0), 0, Infinity],
  ];
  for (const [dim, low, high] of bounds) {
    it(`${printDim(dim)} lies in ${low} … ${high}`, () => {
      assert.deepEqual(boundsOf(dim), { min: low, max: high });
    });
  }
});

describe("symbolsOf and substitute", () => {
  const dim = add(mul(B, ceilDiv(add(T, S), 16)), min(T, 7));

  it("finds symbols inside of quotients and minima", () => {
    assert.deepEqual(symbolsOf(dim), new Set([B, T, S]));
    assert.deepEqual(symbolsOf(3), new Set());
  });

  it("puts numbers and dims in place of symbols, zero too", () => {
    assert.equal(
      substitute(
        dim,
        new Map<typeof B, Dim>([
          [B, 2],
          [T, 10],
          [S, 7],
        ]),
      ),
      2 * 2 + 7,
    );
    assert.equal(substitute(dim, new Map([[T, S]])), add(mul(B, ceilDiv(S, 8)), min(S, 7)));
    assert.equal(substitute(mul(B, T), new Map([[B, 0]])), 0);
    assert.equal(substitute(dim, new Map()), dim);
  });
});
