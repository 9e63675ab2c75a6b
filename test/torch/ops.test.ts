// Every row that real PyTorch wrote down (test/ops/*.json): our shapes, dtypes, FLOPs, backward FLOPs and errors are its own.
// Where they are not, the row stands here with the reason; a row that has come right must leave the list.

import assert from "node:assert/strict";
import test from "node:test";
import { Evaluator, readRows } from "./rows.ts";
import type { Row, Verdict } from "./rows.ts";

/** Rows that differ on purpose or that we have not reached: the statements and the call, and why. */
const different: ReadonlyMap<string, string> = new Map([
  [
    "torch.vmap(torch.dot)(x, x)",
    "vmap makes one product of the dots, whose gradients are products; dots count no gradient",
  ],
  ["torch.meshgrid(x, x)", "the message shows the tensor's numbers"],
  ['F.mse_loss(x, "a")', "the Python of torch fails at another place"],
  ["x[..., ..., 0]", "two ellipses: not known"],
  ["nn.Bogus(3)", "a name that we do not model may exist"],
  ["torch.bogus(x)", "a name that we do not model may exist"],
  ["i.to(torch.bogus)", "a name that we do not model may exist"],
  ["F.interpolate(x, size=0)", "the Python of torch fails at another place"],
]);

/** Reasons for which a result is honestly not known. */
const dependsOnData = /depends on data|the value of a tensor is not known|number of nonzero elements/;

/** Messages that list overloads, or count arguments as C++ or as Python does: the kind of error is what matters. */
function sameButWording(row: Row, verdict: Verdict): boolean {
  if (verdict.kind !== "different" || row.error?.type !== "TypeError") return false;
  const { message } = row.error;
  const isSignature = /invalid combination of arguments|missing \d+ required positional|takes .*positional argument/;
  return isSignature.test(message) && /^(TypeError|RuntimeError): /.test(verdict.got);
}

test("rows recorded from PyTorch", async (context) => {
  const evaluator = await Evaluator.create();
  const listed = new Set<string>();
  for (const { name, rows } of readRows())
    await context.test(name, () => {
      const wrong: string[] = [];
      for (const row of rows) {
        const verdict = evaluator.judge(row);
        const key = [...(row.before ?? []), row.call].join("; ");
        const isFine =
          verdict.kind === "same" ||
          (verdict.kind === "unknown" && dependsOnData.test(verdict.reason)) ||
          sameButWording(row, verdict);
        if (isFine) continue;
        if (different.has(key)) {
          listed.add(key);
          continue;
        }
        const scope = Object.entries(row.let).map(([letName, value]) => `${letName} = ${value}`);
        const program = [...scope, ...(row.before ?? []), row.call].join("; ");
        const got = verdict.kind === "unknown" ? `not known: ${verdict.reason}` : `got    ${verdict.got}`;
        wrong.push(`${program}\n    wanted ${verdict.kind === "unknown" ? "a value" : verdict.wanted}\n    ${got}`);
      }
      assert.deepEqual(wrong, []);
    });
  assert.deepEqual([...listed].sort(), [...different.keys()].sort());
});
