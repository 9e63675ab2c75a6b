// Backward passes count what they go through: programs with detached and dropped branches, several losses, gradients of some
// inputs only (test/models/steps), against PyTorch's own counter (test/oracle/steps.py).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { createProject, outcomeOf, root } from "./models.ts";

const recorded = JSON.parse(readFileSync(path.join(root, "test", "data", "steps.json"), "utf8")) as Record<
  string,
  { forward: number; backward: number }
>;
const project = await createProject();

for (const [name, wanted] of Object.entries(recorded))
  test(`${name}.py`, () => {
    const [run] = project.runFile(path.join(root, "test", "models", "steps", `${name}.py`));
    assert.ok(run !== undefined);
    const { forward, backward, missing } = outcomeOf(project, run);
    assert.deepEqual({ forward, backward, missing }, { ...wanted, missing: [] });
  });
