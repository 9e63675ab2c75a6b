// The counts of docs/accuracy.md: torchvision's classifiers from torchvision's own source against a table of parameters and
// forward FLOPs (model, weights, crop, params_run, flops), and the recorded figures of test/data.
//
//     npm run accuracy -- PATH/torchvision.csv

import { readFileSync } from "node:fs";
import path from "node:path";
import { createProject, outcomeOf, root } from "../models/models.ts";

interface Recorded {
  readonly model: string;
  readonly size: number;
  readonly expr: string;
  readonly parameters: number;
  readonly forward: number;
  readonly backward: { readonly input: number; readonly no_input: number };
}

const { models } = JSON.parse(readFileSync(path.join(root, "test", "data", "torchvision.json"), "utf8")) as {
  models: Recorded[];
};
const project = await createProject();

function outcome(expr: string): ReturnType<typeof outcomeOf> {
  return outcomeOf(project, project.runExpression(null, expr));
}

function say(title: string, equal: number, of: number, worst: readonly string[]): void {
  console.log(`${title}: ${String(equal)} of ${String(of)} equal to the unit`);
  for (const line of worst) console.log(`  ${line}`);
}

function table(file: string): void {
  const [, ...rows] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const different = rows.flatMap((row) => {
    const [model = "", , crop = "", parameters = "", flops = ""] = row.split(",");
    // A few models are built for their image size; the recorded expressions say so.
    const plain = `torchvision.models.${model}().eval()(torch.randn(1, 3, ${crop}, ${crop}))`;
    const ours = outcome(models.find((row) => row.model === model && row.size === Number(crop))?.expr ?? plain);
    const same = ours.parameters === Number(parameters) && ours.forward === Number(flops) && ours.missing.length === 0;
    return same
      ? []
      : [`${model} at ${crop}: ${String(ours.parameters)} / ${parameters}, ${String(ours.forward)} / ${flops}`];
  });
  say(`parameters and forward FLOPs, ${path.basename(file)}`, rows.length - different.length, rows.length, different);
}

function recorded(): void {
  for (const [title, expr, wanted] of [
    [
      "forward + backward, the input needs no gradient",
      (row: Recorded) => row.expr,
      (row: Recorded) => row.backward.no_input,
    ],
    [
      "forward + backward, the input needs a gradient",
      (row: Recorded) => row.expr.replace(/\)\)$/, ", requires_grad=True))"),
      (row: Recorded) => row.backward.input,
    ],
  ] as const) {
    const different = models.flatMap((row) => {
      const { forward, backward } = outcome(expr(row));
      return forward === row.forward && backward === wanted(row)
        ? []
        : [`${row.model}: ${String(backward)} instead of ${String(wanted(row))}`];
    });
    say(`${title}, test/data/torchvision.json`, models.length - different.length, models.length, different);
  }
}

const file = process.argv[2];
if (file !== undefined) table(file);
recorded();
