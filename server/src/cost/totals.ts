// Sums over records: as a dim in the symbols, and as an exact integer at their defaults, also beyond 2^53.

import { hintOf, mul, sum } from "../symbolic/dim.ts";
import type { Dim, Expr } from "../symbolic/dim.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { countOf, macsOf } from "./conventions.ts";
import type { Convention } from "./conventions.ts";

/** An integer: a bigint where a double would round. */
export type Exact = number | bigint;

/** Adds dims up. The symbolic sum is made when somebody asks for it: most never do. */
export class Sum {
  private plain = 0;
  private large = 0n;
  private readonly terms = new Map<Expr, number>();

  add(dim: Dim): void {
    if (typeof dim !== "number") this.terms.set(dim, (this.terms.get(dim) ?? 0) + 1);
    const value = hintOf(dim);
    const next = this.plain + value;
    if (Number.isSafeInteger(next) || !Number.isInteger(next)) {
      this.plain = next;
      return;
    }
    this.large += BigInt(this.plain);
    if (Number.isSafeInteger(value)) this.plain = value;
    else {
      this.large += Number.isInteger(value) ? BigInt(value) : 0n;
      this.plain = 0;
    }
  }

  /** At the defaults of the symbols. */
  get exact(): Exact {
    if (this.large === 0n) return this.plain;
    const total = this.large + BigInt(Math.trunc(this.plain));
    return total <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(total) : total;
  }

  /** As `exact`, rounded to a double. */
  get value(): number {
    return Number(this.exact);
  }

  get isSymbolic(): boolean {
    return this.terms.size > 0;
  }

  /** In the symbols; a number where there are none. */
  get dim(): Dim {
    if (this.terms.size === 0) return this.value;
    const dims: Dim[] = [];
    let symbolic = 0;
    for (const [expr, times] of this.terms) {
      dims.push(mul(times, expr));
      symbolic += times * expr.hint;
    }
    return sum([...dims, this.value - symbolic]);
  }
}

export interface Totals {
  readonly forward: Sum;
  readonly backward: Sum;
  readonly macs: Sum;
}

export function totalsOf(records: Iterable<OpRecord>, convention: Convention): Totals {
  const totals = { forward: new Sum(), backward: new Sum(), macs: new Sum() };
  for (const record of records) {
    const { forward, backward } = countOf(record, convention);
    totals.forward.add(forward);
    totals.backward.add(backward);
    totals.macs.add(macsOf(record));
  }
  return totals;
}
