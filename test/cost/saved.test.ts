// What autograd keeps of an op, in bytes, as recorded from real torch by test/oracle/saved.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { bytesOf, elements } from "../../server/src/cost/cost.ts";
import { timelineOf } from "../../server/src/cost/timeline.ts";
import { createProject, root } from "../models/models.ts";
import { summaryOfExpression } from "./peaks.ts";

interface Row {
  readonly expr: string;
  readonly kept: number;
}

const { rows } = JSON.parse(readFileSync(path.join(root, "test", "data", "saved.json"), "utf8")) as { rows: Row[] };
const project = await createProject();

/** Rows where we say something else, and why. */
const different: ReadonlyMap<string, string> = new Map([
  ["torch.nn.functional.normalize(X)", "the norms, 1 KiB each, are left out: the op is one record"],
  ["torch.nn.functional.layer_norm(X, (8, 8))", "without a scale the record does not say how many dims are normalised"],
  ["torch.nn.functional.scaled_dot_product_attention(X, Y, Y)", "the kernel rounds the sums up to 32 rows"],
  ["torch.nn.functional.scaled_dot_product_attention(X, X, X, is_causal=True)", "as above"],
  ["torch.nn.BatchNorm2d(6)(X)", "buffers are there all the time and count as such"],
  ["torch.nn.BatchNorm2d(6, affine=False)(X)", "as above"],
]);

const made = "(torch.rand(4, 6, 8, 8, requires_grad=True) * 1.0)";

/** `X` twice is one tensor. */
function expressionOf(expr: string): string {
  const names = ["X", "Y"].filter((name) => expr.includes(name));
  return `(lambda ${names.join(", ")}: ${expr})(${names.map(() => made).join(", ")})`;
}

for (const { expr, kept } of rows) {
  test(expr, () => {
    const { run } = summaryOfExpression(project, null, expressionOf(expr));
    const ours = timelineOf(run.trace.records, [], { bytes: bytesOf, elements }).saved;
    if (different.has(expr)) assert.notEqual(ours, kept, "no longer different");
    else assert.equal(ours, kept);
  });
}
