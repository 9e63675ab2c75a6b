// Checkpointed calls: the FLOPs of the recomputation are part of backward, as recorded by test/oracle/saved.py, and what is
// inside is not kept.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { memoryOf } from "../../server/src/cost/memory.ts";
import { totalsOf } from "../../server/src/cost/totals.ts";
import { createProject, root } from "../models/models.ts";
import { summaryOfExpression } from "./peaks.ts";

interface Row {
  readonly expr: string;
  readonly forward: number;
  readonly backward: number;
}

const { checkpoints } = JSON.parse(readFileSync(path.join(root, "test", "data", "saved.json"), "utf8")) as {
  checkpoints: Row[];
};
const project = await createProject();

for (const { expr, ...expected } of checkpoints) {
  test(expr, () => {
    const totals = totalsOf(summaryOfExpression(project, null, expr).records, "torch");
    assert.deepEqual({ forward: totals.forward.value, backward: totals.backward.value }, expected);
  });
}

const mlp = "torch.nn.Sequential(torch.nn.Linear(16, 32), torch.nn.ReLU(), torch.nn.Linear(32, 16))";

function kept(block: string): number {
  const expr = `(lambda m, x: ${block})(${mlp}, torch.randn(4, 16, requires_grad=True))`;
  const { records, parameters } = summaryOfExpression(project, null, expr);
  return memoryOf(records, parameters, { mode: "training" }).activations;
}

test("inside a checkpointed call nothing is kept, but what goes in is", () => {
  const checkpoint = "torch.utils.checkpoint.checkpoint";
  const [hidden, width] = [4 * 4 * 32, 4 * 4 * 16];
  assert.equal(kept("m(m(x))"), 2 * hidden + width);
  assert.equal(kept(`m(${checkpoint}(m, x, use_reentrant=False))`), hidden + width);
  assert.equal(kept(`${checkpoint}(m, ${checkpoint}(m, x, use_reentrant=False), use_reentrant=False)`), width);
});
