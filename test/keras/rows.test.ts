// Every row that real Keras wrote down (test/keras/*.json): our shapes, dtypes, FLOPs, backward FLOPs, parameters and errors are
// its own. Where they are not, the table and the list say how often and why; both must be true.

import assert from "node:assert/strict";
import test from "node:test";
import { KerasEvaluator, readKerasRows } from "./rows.ts";
import type { KerasRow } from "./rows.ts";

/** How many rows of a file fail as Keras does but in other words, pass where Keras refuses, are honestly not known. */
type Open = readonly [otherWords: number, passing: number, unknown: number];

const openRows: Readonly<Record<string, Open>> = {
  layers_errors: [1, 0, 2],
  models: [2, 0, 4],
  ops_numpy: [0, 1, 1],
};

/** Rows whose answer differs: a text in the statements or the call, and why. */
const different: readonly (readonly [text: string, why: string])[] = [
  [".fit(x, t, batch_size=2", "one step of the training is counted, not all of them"],
  [".predict(x, batch_size=2", "one batch is counted, not all of them"],
  ["return_attention_scores=True)", "Keras states the query's length for the scores' last dim, which is the value's"],
  ["keras.layers.RandomElasticTransform()", "the size of its kernel is random; the cost is noted as missing"],
];

function programOf(row: KerasRow): string {
  return [...(row.before ?? []), row.call].join("; ");
}

test("rows recorded from Keras", async (context) => {
  const evaluator = await KerasEvaluator.create();
  const used = new Set<string>();
  for (const { name, rows } of readKerasRows())
    await context.test(name, () => {
      let [otherWords, passing, unknown] = [0, 0, 0];
      const wrong: string[] = [];
      for (const row of rows) {
        const verdict = evaluator.judge(row);
        if (verdict.kind === "same") continue;
        if (verdict.kind === "unknown") unknown += 1;
        else if (row.error !== null && /^\w+(Error|Exception): /.test(verdict.got)) otherWords += 1;
        else if (row.error !== null) passing += 1;
        else {
          const program = programOf(row);
          const listed = different.find(([text]) => program.includes(text));
          if (listed === undefined) wrong.push(`${program}\n    wanted ${verdict.wanted}\n    got    ${verdict.got}`);
          else used.add(listed[0]);
        }
      }
      assert.deepEqual(wrong, []);
      assert.deepEqual([otherWords, passing, unknown], openRows[name] ?? [0, 0, 0]);
    });
  assert.deepEqual([...used].sort(), different.map(([text]) => text).sort());
});
