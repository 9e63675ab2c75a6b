// Every row that real Keras wrote down (test/keras/*.json): our shapes, dtypes, FLOPs, backward FLOPs, parameters and errors are
// its own. Where they are not, the table and the list say how often and why; both must be true.

import assert from "node:assert/strict";
import test from "node:test";
import { KerasEvaluator, readKerasRows } from "./rows.ts";
import type { KerasRow } from "./rows.ts";

/** How many rows of a file fail as Keras does but in other words, pass where Keras refuses, are honestly not known. */
type Open = readonly [otherWords: number, passing: number, unknown: number];

const openRows: Readonly<Record<string, Open>> = {
  layers_errors: [4, 0, 2],
  models: [13, 1, 9],
  ops_more: [1, 1, 0],
  ops_numpy: [1, 1, 1],
};

/** Rows whose answer differs: a text in the statements or the call, and why. */
const different: readonly (readonly [text: string, why: string])[] = [
  [".fit(x, t, batch_size=2", "one step of the training is counted, not all of them"],
  [".predict(x, batch_size=2", "one batch is counted, not all of them"],
  [".train_on_batch(", "the loss is a tensor where Keras gives a number"],
  [".test_on_batch(", "the loss is a tensor where Keras gives a number"],
  ["return_attention_scores=True)", "Keras states the query's length for the scores' last dim, which is the value's"],
  ["[w.path for w in", "paths of weights do not start with the model's name"],
  ["(a.shape, a.dtype, a.ndim, a.name)", "an input is called after its layer"],
  ["keras.Input((8,)) @ keras.Input((9,))", "sizes that cannot be multiplied, which Keras lets pass in a graph"],
  [
    "keras.layers.Dense(3)(a) @ keras.layers.Dense(4)(a)",
    "sizes that cannot be multiplied, which Keras lets pass in a graph",
  ],
  ["keras.layers.RandomElasticTransform()", "the size of its kernel is random; the cost is noted as missing"],
  ['nam="x")', "a misspelt argument, which Keras ignores"],
  ["keras.ops.top_k(k, 2)", "the dtype of symbolic indices"],
  ["keras.ops.shape(k)", "the symbol stands where Keras has None"],
  ["keras.ops.size(x)", "a number where Keras gives a tensor"],
  ["x.shape, x.ndim, x.dtype", "a dtype is a value of its own"],
  ["keras.ops.reshape(k, (-1, 7))", "a size that does not divide, which Keras lets pass in a graph"],
  ["np.array(x)", "an array is no tensor"],
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
