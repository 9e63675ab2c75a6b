// Our own examples against real torch, as recorded by test/oracle/examples.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { createProject, outcomeOf, root } from "./models.ts";

interface Entry {
  readonly file: string;
  readonly expr: string;
  readonly directive: boolean;
  /** False: counted with attention written out, which the counter sees differently in backward. */
  readonly fused: boolean;
  readonly parameters: number;
  readonly forward: number;
  readonly backward: number;
  readonly outputs: readonly { readonly shape: readonly number[] }[];
}

interface Step {
  readonly file: string;
  readonly forward: number;
  readonly backward: number;
}

const { entries, steps } = JSON.parse(readFileSync(path.join(root, "test", "data", "examples.json"), "utf8")) as {
  entries: Entry[];
  steps: Step[];
};
const project = await createProject();

for (const entry of entries.filter((candidate) => candidate.fused)) {
  test(`${entry.file}: ${entry.expr}`, () => {
    const file = path.join(root, "examples", entry.file);
    const outcome = outcomeOf(project, project.runExpression(file, entry.expr));
    const { parameters: _parameters, ...rest } = outcome;
    assert.deepEqual(rest, {
      forward: entry.forward,
      backward: entry.backward,
      outputs: entry.outputs.map((output) => output.shape),
      missing: [],
    });
    if (!entry.expr.startsWith("vae_loss")) assert.equal(outcome.parameters, entry.parameters);
  });
  if (entry.directive)
    test(`${entry.file}: its directive`, () => {
      const [run] = project.runFile(path.join(root, "examples", entry.file));
      assert.ok(run !== undefined);
      assert.equal(run.source, "directive");
      const { forward, backward, parameters, missing } = outcomeOf(project, run);
      assert.deepEqual(
        { forward, backward, parameters, missing },
        { forward: entry.forward, backward: entry.backward, parameters: entry.parameters, missing: [] },
      );
    });
}

for (const step of steps) {
  test(`${step.file}: one training step as it runs`, () => {
    const [run] = project.runFile(path.join(root, "examples", step.file));
    assert.ok(run !== undefined);
    assert.equal(run.source, "run");
    const { forward, backward, missing } = outcomeOf(project, run);
    assert.deepEqual({ forward, backward, missing }, { forward: step.forward, backward: step.backward, missing: [] });
  });
}

test("resnet_cifar.py: its input is inferred from its constructor's defaults", () => {
  const [run] = project.runFile(path.join(root, "examples", "resnet_cifar.py"));
  const entry = entries.find((candidate) => candidate.expr.startsWith("ResNetCIFAR()"));
  assert.ok(run !== undefined && entry !== undefined);
  assert.equal(run.source, "inferred");
  const { forward, backward, missing } = outcomeOf(project, run);
  assert.deepEqual({ forward, backward, missing }, { forward: entry.forward, backward: entry.backward, missing: [] });
});
