// Every classification model of torchvision from its own source: parameters, forward and backward FLOPs to the unit, as
// recorded from real torch by test/oracle/torchvision_models.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { createProject, hasTorchvision, outcomeOf, root } from "./models.ts";

interface Row {
  readonly model: string;
  readonly size: number;
  readonly expr: string;
  readonly parameters: number;
  readonly forward: number;
  readonly backward: { readonly input: number; readonly no_input: number };
  readonly output: readonly number[];
}

const { models } = JSON.parse(readFileSync(path.join(root, "test", "data", "torchvision.json"), "utf8")) as {
  models: Row[];
};
const project = await createProject();

test("torchvision's source is installed", () => {
  assert.ok(hasTorchvision, "run `npm run third-party` first");
});

for (const row of models) {
  test(`${row.model} at ${String(row.size)}`, () => {
    const run = project.runExpression(null, row.expr);
    assert.deepEqual(outcomeOf(project, run), {
      forward: row.forward,
      backward: row.backward.no_input,
      parameters: row.parameters,
      outputs: [row.output],
      missing: [],
    });
  });
}

test("a model by name, through the registry that decorators fill", () => {
  const row = models.find((candidate) => candidate.model === "resnet50" && candidate.size === 224);
  const run = project.runExpression(null, "torchvision.models.get_model('resnet50')(torch.randn(1, 3, 224, 224))");
  const { forward, missing } = outcomeOf(project, run);
  assert.deepEqual({ forward, missing }, { forward: row?.forward, missing: [] });
});

for (const name of ["resnet18", "resnet50", "mobilenet_v2", "convnext_tiny", "swin_t"]) {
  test(`${name}: the gradient of the input counts when the input needs one`, () => {
    const row = models.find((candidate) => candidate.model === name && candidate.size === 224);
    assert.ok(row !== undefined);
    const run = project.runExpression(null, row.expr.replace("224, 224)", "224, 224, requires_grad=True)"));
    assert.equal(outcomeOf(project, run).backward, row.backward.input);
  });
}
