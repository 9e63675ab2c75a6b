// Our own Keras examples against real Keras, as recorded by test/oracle/keras_examples.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { annotate } from "../../server/src/analysis/annotate.ts";
import { hintsOf } from "../../server/src/analysis/hints.ts";
import { options } from "../harness/specs.ts";
import { createProject, outcomeOf, root } from "../models/models.ts";

interface Recorded {
  readonly file: string;
  readonly parameters: number;
  readonly forward: number;
  readonly backward: number;
}

interface Entry extends Recorded {
  readonly expr: string;
  readonly outputs: { readonly shape: readonly number[] };
}

const { steps, entries } = JSON.parse(readFileSync(path.join(root, "test", "data", "keras_examples.json"), "utf8")) as {
  steps: Recorded[];
  entries: Entry[];
}; // the recorder writes this shape
const layerLine = /\blayers\.[A-Z]\w+\(/;

const project = await createProject();
const fileOf = (name: string): string => path.join(root, "examples", "keras", name);

for (const step of steps) {
  test(`${step.file}: one training step as it runs`, () => {
    const [run] = project.runFile(fileOf(step.file));
    assert.ok(run !== undefined);
    assert.equal(run.source, "run");
    const { outputs: _outputs, ...outcome } = outcomeOf(project, run);
    const { forward, backward, parameters } = step;
    assert.deepEqual(outcome, { forward, backward, parameters, missing: [] });
  });

  test(`${step.file}: a hint beside each line that makes a layer`, () => {
    const name = fileOf(step.file);
    const file = { path: name, text: readFileSync(name, "utf8") };
    const all = project.runFile(name).map((run) => annotate(run, file, "torch"));
    const hinted = new Set(hintsOf(all, file, options).map(({ line }) => line));
    const silent = file.text
      .split("\n")
      .filter((text, line) => layerLine.test(text) && !hinted.has(line))
      .map((text) => text.trim());
    assert.deepEqual(silent, []);
  });
}

for (const entry of entries)
  test(`${entry.file}: ${entry.expr}`, () => {
    const outcome = outcomeOf(project, project.runExpression(fileOf(entry.file), entry.expr));
    const { parameters: _parameters, ...rest } = outcome;
    const { forward, backward, outputs } = entry;
    assert.deepEqual(rest, { forward, backward, outputs: [outputs.shape], missing: [] });
  });
