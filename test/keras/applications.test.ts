// Every model of keras.applications from Keras's own source: parameters and forward FLOPs to the unit, as recorded from real
// Keras on its torch back end by test/oracle/keras_applications.py.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { createProject, outcomeOf, root, searchPath } from "../models/models.ts";

interface Row {
  readonly name: string;
  readonly input: readonly number[];
  readonly parameters: number;
  readonly flops: number;
  readonly output: { readonly shape: readonly number[] };
  readonly error?: { readonly type: string; readonly message: string };
}

const { models } = JSON.parse(readFileSync(path.join(root, "test", "data", "keras_applications.json"), "utf8")) as {
  models: Row[]; // the recorder writes this shape
};
const project = await createProject();

test("Keras's source is installed", () => {
  assert.ok(existsSync(path.join(searchPath, "keras", "src", "applications")), "run `npm run third-party` first");
});

for (const row of models)
  test(row.name, () => {
    const model = `keras.applications.${row.name}(weights=None)`;
    if (row.error !== undefined) {
      const { missing } = outcomeOf(project, project.runExpression(null, model));
      assert.equal(missing[0], `${row.error.type}: ${row.error.message}`);
      return;
    }
    const run = project.runExpression(null, `${model}(keras.ops.zeros((${row.input.join(", ")})))`);
    const { forward, parameters, outputs, missing } = outcomeOf(project, run);
    assert.deepEqual(
      { forward, parameters, outputs, missing },
      { forward: row.flops, parameters: row.parameters, outputs: [row.output.shape], missing: [] },
    );
  });
