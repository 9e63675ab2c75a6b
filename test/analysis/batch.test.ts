// Another batch than the file's: which symbol it is, what follows it, and what a user is told where it is a number.

import assert from "node:assert/strict";
import { test } from "node:test";
import { batchProblem, fixedBatchText } from "../../server/src/analysis/batch.ts";
import { defaultScenario, estimateOf } from "../../server/src/analysis/estimate.ts";
import type { EntryRun } from "../../server/src/analysis/run.ts";
import { summaryOf } from "../../server/src/analysis/summary.ts";
import { whatIfRows } from "../../server/src/analysis/whatIf.ts";
import { findDevice } from "../../server/src/hardware/devices.ts";
import { mainFile, workspace } from "./project.ts";

const net = `import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        return torch.relu(self.fc(x))
`;

const options = {
  ...defaultScenario,
  device: findDevice("a100-sxm-80gb") ?? null,
  convention: "torch",
  unit: "FLOPs",
  threshold: 0.001,
  show: "flops",
} as const;

async function runAt(text: string, batch: number | null): Promise<EntryRun> {
  const { project } = await workspace({ [mainFile]: text });
  project.batch = batch;
  const [run] = project.runFile(mainFile);
  assert.ok(run);
  return run;
}

const flopsOf = (run: EntryRun): number => summaryOf(run, "torch").totals.forward.value;

test("a directive's batch symbol takes the batch, and everything follows", async () => {
  const text = `${net}\n# flops: Net()(torch.randn(B:=4, 8))\n`;
  const [own, other] = [await runAt(text, null), await runAt(text, 32)];
  assert.deepEqual(own.batch, { symbol: "B", value: 4, stated: 4 });
  assert.deepEqual(other.batch, { symbol: "B", value: 32, stated: 4 });
  assert.deepEqual([flopsOf(own), flopsOf(other)], [4 * 64, 32 * 64]);
  assert.equal(own.origin, "input (B, 8) from line 12");
  assert.equal(other.origin, "input (B, 8) from line 12, B = 32 in place of 4");
  const activations = [own, other].map((run) => {
    const scenario = { ...options, mode: "training", precision: "fp32" } as const;
    return estimateOf(summaryOf(run, "torch"), scenario).memory.activations;
  });
  assert.deepEqual(activations, [4 * 4 * 4, 32 * 4 * 4]); // relu's result
});

test("the batch is the symbol that the first input starts with, whatever it is called and whichever comes first", async () => {
  const text = `${net}\n# flops: Net()((lambda n, f: torch.randn(n, f))(f=(F:=8), n=(N:=4)))\n`;
  const run = await runAt(text, 16);
  assert.deepEqual(run.batch, { symbol: "N", value: 16, stated: 4 });
  assert.equal(flopsOf(run), 16 * 64);
  assert.deepEqual(run.trace.failures, []);
});

test("an inferred input and one that Keras leaves open take it, too", async () => {
  const inferred = await runAt(net, 16);
  assert.deepEqual(inferred.batch, { symbol: "B", value: 16, stated: 1 });
  assert.equal(flopsOf(inferred), 16 * 64 * (inferred.inputs[0]?.shape.length === 3 ? 128 : 1));
  const keras = await runAt(
    "import keras\nfrom keras import layers\nmodel = keras.Sequential([keras.Input((8,)), layers.Dense(4)])\n",
    16,
  );
  assert.deepEqual(keras.batch, { symbol: "B", value: 16, stated: 1 });
  assert.equal(flopsOf(keras), 16 * 64);
});

test("a batch that the file states as a number stays, and that is said", async () => {
  const run = await runAt(`${net}\nNet()(torch.randn(4, 8))\n`, 32);
  assert.deepEqual(run.batch, { symbol: null, value: 4, stated: 4 });
  assert.equal(flopsOf(run), 4 * 64);
  assert.equal(
    fixedBatchText(run, 32),
    "batch 32 does not apply to Net: the file states 4; a directive with B:=4 makes it a symbol",
  );
  assert.equal(fixedBatchText(run, 4), null);
  const row = whatIfRows(run, options, { batch: 32 }).find(({ setting }) => setting === "batch");
  assert.deepEqual([row?.value, row?.choices], ["4", []]);
  assert.match(row?.detail ?? "", /the file states it/);
});

test("a batch of nonsense has a clear word", () => {
  for (const good of [0, 1, 64, 1_000_000]) assert.equal(batchProblem(good), null);
  assert.equal(
    batchProblem(-3),
    "batch is -3: it must be a whole number from 1 to 1000000, or 0 for what the file says",
  );
  for (const bad of [1.5, 1e12, Infinity, NaN, "many", null, true]) assert.match(batchProblem(bad) ?? "", /^batch is /);
});

test("what if: a row a setting, each with its value and what it can be instead", async () => {
  const run = await runAt(`${net}\n# flops: Net()(torch.randn(B:=4, 8))\n`, 32);
  const t4 = { ...options, device: findDevice("t4") ?? null, precision: "fp8", mode: "training" } as const;
  const rows = whatIfRows(run, t4, { batch: 32 });
  assert.deepEqual(
    rows.map(({ label, value }) => `${label}: ${value}`),
    [
      "GPU: T4",
      "Precision: fp8",
      "Run: training step",
      "Execution: eager",
      "Batch: 32",
      "Optimizer: Adam",
      "Hints show: FLOPs",
    ],
  );
  assert.match(rows[1]?.detail ?? "", /T4 has no units for it and computes in fp16/);
  for (const { choices, kind } of rows)
    if (kind !== "devices") assert.equal(choices.filter(({ isCurrent }) => isCurrent).length, 1);
  const batch = rows[4];
  assert.equal(batch?.detail, "B, in place of the file's 4");
  assert.equal(batch.choices[0]?.detail, "as the file says: B = 4");
  assert.match(batch.choices[1]?.detail ?? "", /^the largest that fits: /);
});
