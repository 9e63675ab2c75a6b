// Every rewrite rule, with random numbers on both sides; and random expressions against Python's arithmetic on bigint.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as dims from "../../server/src/symbolic/dim.ts";
import {
  type Dim,
  boundsOf,
  exactDiv,
  hintOf,
  neg,
  power,
  printDim,
  substitute,
} from "../../server/src/symbolic/dim.ts";
import { add, ceilDiv, floorDiv, max, min, mod, mul, product, sub, symbol } from "../../server/src/symbolic/dim.ts";
import { floorDivRules } from "../../server/src/symbolic/simplify.ts";
import { Random, type Values, defaults, operations, randomSample, randomValues } from "./random.ts";
import { reference, symbols, unlessZeroDivision, valueOf } from "./random.ts";

const [x, y, z, i, j, n] = symbols.map((ranged) => ranged.symbol) as [Dim, Dim, Dim, Dim, Dim, Dim];

/** Operands for which the rule with the equation answers. */
const operands: Readonly<Record<string, (random: Random) => readonly [Dim, Dim]>> = {
  "(a·b) // b = a": (r) => {
    const b = r.pick([add(x, r.integer(0, 5)), mul(r.integer(1, 9), y), r.integer(2, 20), i]);
    return [mul(r.pick([add(x, y), mul(i, z), sub(i, 3)]), b), b];
  },
  "a // b = (−a) // (−b)   if b < 0": (r) => [
    r.pick([x, add(i, 3), mul(i, x)]),
    r.pick([-r.integer(2, 9), n, sub(n, x)]),
  ],
  "(a·b + c) // b = a + c // b": (r) =>
    r.pick<() => [Dim, Dim]>([
      () => {
        const b = r.integer(2, 12);
        return [add(mul(mul(b, r.integer(-3, 3) || 1), y), add(x, r.integer(-40, 40))), b];
      },
      () => [add(mul(z, r.pick([x, i, mul(x, z)])), add(y, r.integer(-9, 9))), z],
      () => [add(mul(r.pick([x, i]), add(y, 2)), r.integer(1, 9)), add(y, 2)],
    ])(),
  "(−a) // b = −((a − 1) // b) − 1   if b > 0": (r) => [
    sub(r.pick([r.integer(-9, 9), x]), mul(r.integer(1, 5), r.pick([i, add(y, i), mul(i, y)]))),
    r.pick([r.integer(6, 20), z]),
  ],
  "(x // a + y) // b = (x + a·y) // (a·b)   if b > 0": (r) => [
    add(floorDiv(r.pick([x, i]), r.pick([r.integer(2, 7), y])), r.pick([r.integer(-9, 9), mul(i, z), sub(x, j)])),
    r.pick([r.integer(2, 9), z]),
  ],
  "(g·a + c) // (g·b) = (a + c // g) // b   if g, b > 0": (r) => {
    const g = r.integer(2, 5);
    return [add(mul(g, r.pick([x, i, mul(i, y)])), r.integer(-9, 9)), r.pick([mul(g, r.integer(2, 7)), mul(g, z)])];
  },
  "(g·a) // (g·b) = a // b": (r) => [
    mul(i, r.pick([x, add(x, 2), mul(3, x)])),
    mul(i, r.pick([y, add(y, 1), add(z, x)])),
  ],
  "a // b = q   if q·b ≤ a < (q + 1)·b": (r) =>
    r.pick<() => [Dim, Dim]>([
      () => [add(j, 30), r.pick([20, 40])],
      () => [sub(j, r.integer(10, 12)), 12],
      () => [j, add(z, 9)],
      () => [mod(i, z), z],
      () => [sub(j, 9), add(j, add(y, 9))],
    ])(),
};

describe("floor division", () => {
  for (const rule of floorDivRules) {
    it(rule.equation, () => {
      const random = new Random(rule.equation.length);
      const make = operands[rule.equation];
      assert.ok(make, "no operands for this rule");
      let applied = 0;
      for (let trial = 0; trial < 1000; trial++) {
        const [a, b]: readonly [Dim, Dim] = make(random);
        const values: Values = randomValues(random);
        const right: Dim | null = hintOf(b) === 0 ? null : unlessZeroDivision(() => rule.apply(a, b));
        if (right === null || valueOf(b, values) === 0n) continue;
        applied++;
        const left = reference.floorDiv(valueOf(a, values), valueOf(b, values));
        equal(valueOf(right, values), left, () => `${printDim(a)} // ${printDim(b)} → ${printDim(right)}`);
      }
      assert.ok(applied > 500, `the rule answered only ${applied} times`);
    });
  }
});

/** Messages are made for failures only: printing costs more than what is tested. */
function equal(actual: unknown, expected: unknown, message: () => string): void {
  if (actual !== expected) assert.fail(message());
}

type Identity = (a: Dim, b: Dim, c: Dim, k: number, g: number) => readonly [Dim, Dim];

/** Both sides are the same object, for a and b without common symbols, any c, any integers k > 1 and g > 0. */
const identities: Readonly<Record<string, Identity>> = {
  "a + b = b + a": (a, b) => [add(a, b), add(b, a)],
  "(a + b) − b = a": (a, b) => [sub(add(a, b), b), a],
  "a·(b + c) = a·b + a·c": (a, b, c) => [mul(a, add(b, c)), add(mul(a, b), mul(a, c))],
  "(a + b)² = a² + 2·a·b + b²": (a, b) => [power(add(a, b), 2), add(add(power(a, 2), product([2, a, b])), power(b, 2))],
  "−(a − b) = b − a": (a, b) => [neg(sub(a, b)), sub(b, a)],
  "(k·a) // k = a": (a, _b, _c, k) => [floorDiv(mul(k, a), k), a],
  "(k·a + b) // k = a + b // k": (a, b, _c, k) => [floorDiv(add(mul(k, a), b), k), add(a, floorDiv(b, k))],
  "(a // k) // g = a // (k·g)": (a, _b, _c, k, g) => [floorDiv(floorDiv(a, k), g), floorDiv(a, k * g)],
  "(g·a) // (g·k) = a // k": (a, _b, _c, k, g) => [floorDiv(mul(g, a), g * k), floorDiv(a, k)],
  "(a − 1) // k + 1 = ⌈a / k⌉": (a, _b, _c, k) => [add(floorDiv(sub(a, 1), k), 1), ceilDiv(a, k)],
  "(a + k − 1) // k = ⌈a / k⌉": (a, _b, _c, k) => [floorDiv(sub(add(a, k), 1), k), ceilDiv(a, k)],
  "⌈⌈a / k⌉ / g⌉ = ⌈a / (k·g)⌉": (a, _b, _c, k, g) => [ceilDiv(ceilDiv(a, k), g), ceilDiv(a, k * g)],
  "(a + 2·1 − 3) // 2 + 1 = ⌈a / 2⌉": (a) => [add(floorDiv(sub(add(a, 2), 3), 2), 1), ceilDiv(a, 2)],
  "(k·a) % k = 0": (a, _b, _c, k) => [mod(mul(k, a), k), 0],
  "(a + k·b) % k = a % k": (a, b, _c, k) => [mod(add(a, mul(k, b)), k), mod(a, k)],
  "(a % k) % k = a % k": (a, _b, _c, k) => [mod(mod(a, k), k), mod(a, k)],
  "(a % (k·g)) % k = a % k": (a, _b, _c, k, g) => [mod(mod(a, k * g), k), mod(a, k)],
  "a // k·k + a % k = a": (a, _b, _c, k) => [add(mul(floorDiv(a, k), k), mod(a, k)), a],
  "a + (−a) % k = ⌈a / k⌉·k": (a, _b, _c, k) => [add(a, mod(neg(a), k)), mul(ceilDiv(a, k), k)],
  "a + (k − a % k) % k = ⌈a / k⌉·k": (a, _b, _c, k) => [add(a, mod(sub(k, mod(a, k)), k)), mul(ceilDiv(a, k), k)],
  "min(a, a) = a": (a) => [min(a, a), a],
  "min(a, b) = min(b, a)": (a, b) => [min(a, b), min(b, a)],
  "min(min(x + k, y), g·i) = min(x + k, min(y, g·i))": (_a, _b, _c, k, g) => [
    min(min(add(x, k), y), mul(g, i)),
    min(add(x, k), min(y, mul(g, i))),
  ],
  "min(a, a + k) = a": (a, _b, _c, k) => [min(a, add(a, k)), a],
  "max(a, a + k) = a + k": (a, _b, _c, k) => [max(a, add(a, k)), add(a, k)],
  "min(g·a, g·b) = g·min(a, b)": (a, b, _c, _k, g) => [min(mul(g, a), mul(g, b)), mul(g, min(a, b))],
  "max(a, min(a, b)) = a": (a, b) => [max(a, min(a, b)), a],
  "(a·b) / b = a": (a, b) => [b === 0 ? a : (exactDiv(mul(a, b), b) ?? "none"), a] as [Dim, Dim],
};

describe("identities", () => {
  for (const [equation, identity] of Object.entries(identities)) {
    it(equation, () => {
      const random = new Random(equation.length);
      for (let trial = 0; trial < 300; trial++) {
        const [a, b] = [randomPolynomial(random, [x, z, i]), randomPolynomial(random, [y, j, floorDiv(y, 3)])];
        const c = randomPolynomial(random, [x, y, floorDiv(x, z), floorDiv(y, 2)]);
        const [left, right] = identity(a, b, c, random.integer(2, 12), random.integer(1, 6));
        equal(left, right, () => `${printDim(left)} is not ${printDim(right)}`);
      }
    });
  }
});

/** One to three terms of degree 0 to 2. */
function randomPolynomial(random: Random, atoms: readonly Dim[]): Dim {
  const atom = (): Dim => random.pick([...atoms, random.integer(-9, 9)]);
  const term = (): Dim => mul(random.integer(1, 6), random.pick([atom, () => mul(atom(), atom())])());
  return random.pick([term, () => add(term(), random.integer(-9, 9)), () => sub(term(), term())])();
}

describe("random expressions", () => {
  const isExact = (value: bigint): boolean => value <= 2n ** 50n && value >= -(2n ** 50n);

  for (const depth of [1, 2, 3, 4, 5]) {
    it(`of depth ${depth} have Python's value, hint and bounds`, () => {
      const random = new Random(depth);
      let compared = 0;
      for (let trial = 0; trial < 700; trial++) {
        const sample = randomSample(random, depth);
        if (sample === null) continue;
        const { dim, text } = sample;
        const hint = unlessZeroDivision(() => sample.value(defaults));
        if (hint !== null && isExact(hint)) equal(BigInt(hintOf(dim)), hint, () => `the hint of ${text()}`);
        const bounds = boundsOf(dim);
        for (let round = 0; round < 4; round++) {
          const values: Values = randomValues(random);
          const expected: bigint | null = unlessZeroDivision(() => sample.value(values));
          if (expected === null || !isExact(expected)) continue;
          compared++;
          equal(valueOf(dim, values), expected, () => `${text()} → ${printDim(dim)}`);
          equal(BigInt(substitute(dim, values) as number), expected, () => `substituting in ${printDim(dim)}`);
          const isInside = bounds.min <= Number(expected) && Number(expected) <= bounds.max;
          equal(isInside, true, () => `${text()} = ${expected} lies outside of ${bounds.min} … ${bounds.max}`);
        }
      }
      assert.ok(compared > 1000, `only ${compared} comparisons`);
    });
  }

  it("keep their value when some symbols are replaced by expressions", () => {
    const random = new Random(5);
    for (let trial = 0; trial < 1000; trial++) {
      const sample = randomSample(random, 3);
      if (sample === null) continue;
      const values: Values = randomValues(random);
      const by = add(mul(2, z), 1);
      const [replaced] = symbols;
      assert.ok(replaced);
      const changed = unlessZeroDivision(() => substitute(sample.dim, new Map([[replaced.symbol, by]])));
      const expected: bigint | null = unlessZeroDivision(() =>
        sample.value(new Map([...values, [replaced.symbol, Number(valueOf(by, values))]])),
      );
      if (changed === null || expected === null) continue;
      equal(valueOf(changed, values), expected, sample.text);
    }
  });
});

describe("plain numbers", () => {
  it("follow Python, negative ones too", () => {
    const random = new Random(6);
    for (let trial = 0; trial < 5000; trial++) {
      const [a, b] = [random.integer(-1000, 1000), random.integer(-30, 30)];
      for (const operation of operations) {
        if (b === 0 && ["floorDiv", "mod", "ceilDiv"].includes(operation)) {
          assert.throws(() => dims[operation](a, b), RangeError);
          continue;
        }
        const result = dims[operation](a, b);
        assert.ok(Object.is(result, Number(reference[operation](BigInt(a), BigInt(b)))), `${operation}(${a}, ${b})`);
      }
    }
  });

  it("divide exactly up to 2^53", () => {
    const random = new Random(7);
    for (let trial = 0; trial < 5000; trial++) {
      const b = random.integer(1, 2 ** 31 - 1);
      const quotient = Math.floor(Number.MAX_SAFE_INTEGER / b);
      for (const a of [quotient * b, quotient * b - 1, Number.MAX_SAFE_INTEGER])
        equal(BigInt(hintOf(floorDiv(a, b))), reference.floorDiv(BigInt(a), BigInt(b)), () => `${a} // ${b}`);
    }
  });
});

describe("interning", () => {
  it("makes the same symbol for the same name, default and bounds only", () => {
    assert.equal(symbol("T", 1024), symbol("T", 1024));
    assert.notEqual(symbol("T", 1024), symbol("T", 512));
    assert.notEqual(symbol("T", 1024), symbol("T", 1024, { max: 2048 }));
  });

  it("refuses a default outside of the bounds, and takes a smaller default than 1 for the minimum", () => {
    assert.throws(() => symbol("T", 5000, { max: 2048 }), RangeError);
    assert.throws(() => symbol("T", 1.5), RangeError);
    assert.deepEqual(boundsOf(symbol("T", 0)), { min: 0, max: Infinity });
  });

  it("multiplies out small products only", () => {
    const many = (prefix: string): Dim =>
      dims.sum(Array.from({ length: 40 }, (_, index) => symbol(`${prefix}${index}`, index + 1)));
    const [left, right] = [many("p"), many("q")];
    const both = mul(left, right);
    assert.equal(hintOf(both), 820 * 820);
    assert.equal(mul(right, left), both);
    assert.equal(exactDiv(both, right), left);
    assert.equal(mul(mul(2, left), mul(3, right)), mul(6, both));
    assert.equal(exactDiv(power(both, 2), both), both);
  });
});
