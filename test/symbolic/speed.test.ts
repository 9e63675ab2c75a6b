// Dims must cost next to nothing beside the interpreter. The limits are ten times what a busy machine was seen to need;
// the best of several rounds counts, so that a pause elsewhere does not fail them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type Dim,
  add,
  ceilDiv,
  floorDiv,
  mul,
  printDim,
  product,
  sum,
  symbol,
} from "../../server/src/symbolic/dim.ts";

const B = symbol("B", 8);
const T = symbol("T", 1024);
const H = symbol("H", 224);

/** Milliseconds of the fastest of 30 rounds. */
function fastest(run: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 30; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

describe("speed", () => {
  it("sums 500 monomials that share five terms in less than 0.5 ms", () => {
    const terms = [product([B, T, T]), mul(B, T), mul(B, ceilDiv(H, 2)), product([B, T, ceilDiv(H, 4)]), H];
    const all = Array.from({ length: 500 }, (_, i) => mul(terms[i % terms.length] ?? 0, 1 + (i % 7)));
    const elapsed = fastest(() => sum(all));
    assert.ok(elapsed < 0.5, `${elapsed} ms`);
  });

  it("does 100,000 sums and products of numbers in less than 20 ms", () => {
    const elapsed = fastest(() => {
      let total: Dim = 0;
      for (let i = 0; i < 100_000; i++) total = add(floorDiv(mul(i, 3), 2), total);
      return total;
    });
    assert.ok(elapsed < 20, `${elapsed} ms`);
  });

  it("computes 1,000 known convolution sizes in less than 20 ms, and prints them in less than 5 ms", () => {
    const size = (): Dim => add(floorDiv(add(H, -1), 2), 1);
    const elapsed = fastest(() => {
      for (let i = 0; i < 1000; i++) size();
    });
    assert.ok(elapsed < 20, `${elapsed} ms`);
    const total = product([64, B, size(), size()]);
    const printing = fastest(() => {
      for (let i = 0; i < 1000; i++) printDim(total);
    });
    assert.ok(printing < 5, `${printing} ms`);
  });
});
