// timm's models from timm's own source, unmodified: against a published table (model, image_size, params_millions, gmacs),
// and against what PyTorch counted (test/data/timm_models.json). Prints the share of rows that are equal and each that is not.
//
//     FLOPLENS_SEARCH_PATH=PATH/site-packages npm run accuracy:timm -- PATH/timm.csv [--match PATTERN]
//     FLOPLENS_SEARCH_PATH=PATH/site-packages npm run accuracy:timm -- --all [--match PATTERN]

import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Project } from "../../server/src/analysis/project.ts";
import { totalsOf } from "../../server/src/cost/totals.ts";
import { createProject, outcomeOf, root } from "../models/models.ts";

interface Recorded {
  readonly model: string;
  readonly expr: string;
  readonly parameters?: number;
  readonly forward?: number;
  readonly output?: readonly (readonly number[])[];
  readonly error?: string;
}

interface Counted {
  readonly parameters: number;
  readonly forward: number;
  readonly macs: number;
  readonly outputs: readonly (readonly number[])[];
  readonly missing: readonly string[];
}

const { values, positionals } = parseArgs({
  options: { all: { type: "boolean", default: false }, match: { type: "string", default: "" } },
  allowPositionals: true,
});
const wanted = new RegExp(values.match);

let project: Project | null = null;
let runs = 0;

/** A fresh project now and then: what is parsed of a large package would fill the memory. */
async function count(expr: string): Promise<Counted> {
  if (runs++ % 60 === 0) project = null;
  project ??= await createProject();
  const run = project.runExpression(null, expr);
  const { parameters, forward, outputs, missing } = outcomeOf(project, run);
  const macs = totalsOf(run.trace.records, "fvcore").forward.value;
  return { parameters, forward, macs, outputs, missing: run.error === null ? missing : [run.error, ...missing] };
}

function verdict(title: string, equal: number, of: number, lines: readonly string[]): void {
  console.log(`${title}: ${String(equal)} of ${String(of)} (${((100 * equal) / Math.max(1, of)).toFixed(2)} %)`);
  for (const line of lines) console.log(`  ${line}`);
}

/**
 * The table was counted by fvcore with attention written out, since fvcore does not know the fused op. timm has a switch for
 * that, which the expression turns; the products of attention are then products as any other.
 */
async function table(file: string): Promise<void> {
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const columns = header.split(",");
  const rows = lines.map((line) => new Map(line.split(",").map((cell, i) => [columns[i] ?? "", cell])));
  const unequal = { parameters: [] as string[], macs: [] as string[], incomplete: [] as string[] };
  let of = 0;
  for (const row of rows) {
    const model = row.get("model") ?? "";
    if (!wanted.test(model)) continue;
    of += 1;
    const size = row.get("image_size") ?? "";
    const expr = (options: string): string =>
      `(timm.layers.set_fused_attn(False), timm.create_model('${model}'${options}).eval()(torch.randn(1, 3, ${size}, ${size})))`;
    let ours = await count(expr(""));
    // A model that is built for one size says so, and takes another as an argument.
    if (ours.missing.some((reason) => reason.includes("doesn't match model")))
      ours = await count(expr(`, img_size=${size}`));
    const [parameters, gmacs] = [Number(row.get("params_millions")), Number(row.get("gmacs"))];
    const millions = ours.parameters / 1e6;
    if (Math.abs(millions - parameters) > 0.00501)
      unequal.parameters.push(`${model} at ${size}: ${millions.toFixed(4)} M, the table has ${String(parameters)}`);
    // The table has two decimals: half of the last one is no difference.
    const off = Math.abs(ours.macs / 1e9 - gmacs);
    if (off > Math.max(0.01 * gmacs, 0.00501)) {
      const percent = ((100 * (ours.macs / 1e9 - gmacs)) / gmacs).toFixed(2);
      unequal.macs.push(
        `${model} at ${size}: ${(ours.macs / 1e9).toFixed(3)} G, the table has ${String(gmacs)}: ${percent} %`,
      );
    }
    if (ours.missing.length > 0) unequal.incomplete.push(`${model} at ${size}: ${ours.missing.slice(0, 2).join("; ")}`);
  }
  const name = path.basename(file);
  verdict(`parameters as printed, ${name}`, of - unequal.parameters.length, of, unequal.parameters);
  verdict(`GMACs (fvcore) within 1 %, ${name}`, of - unequal.macs.length, of, unequal.macs);
  verdict(`complete, ${name}`, of - unequal.incomplete.length, of, unequal.incomplete);
}

async function all(): Promise<void> {
  const { models } = JSON.parse(readFileSync(path.join(root, "test", "data", "timm_models.json"), "utf8")) as {
    models: Recorded[];
  };
  const rows = models.filter(({ model }) => wanted.test(model));
  const refused = rows.filter(({ error }) => error !== undefined);
  const counted = rows.filter(({ error }) => error === undefined);
  const incomplete: string[] = [];
  const wrong: string[] = [];
  for (const { model, expr, parameters, forward, output } of counted) {
    const ours = await count(expr);
    const isEqual = ours.parameters === parameters && ours.forward === forward;
    const sameOutput = JSON.stringify(ours.outputs) === JSON.stringify(output);
    if (isEqual && sameOutput && ours.missing.length === 0) continue;
    const text = `${model}: parameters ${String(ours.parameters)} / ${String(parameters)}, forward ${String(ours.forward)} / ${String(forward)}${sameOutput ? "" : `, output ${JSON.stringify(ours.outputs)} / ${JSON.stringify(output)}`}`;
    if (ours.missing.length > 0) incomplete.push(`${text}: ${ours.missing.slice(0, 2).join("; ")}`);
    else wrong.push(text);
  }
  verdict(
    "parameters, forward FLOPs and output equal to the unit, test/data/timm_models.json",
    counted.length - incomplete.length - wrong.length,
    counted.length,
    [...wrong.map((line) => `WRONG ${line}`), ...incomplete.map((line) => `incomplete ${line}`)],
  );
  if (refused.length > 0)
    verdict(
      "refused by timm itself",
      refused.length,
      rows.length,
      refused.map(({ model, error = "" }) => `${model}: ${error}`),
    );
}

for (const file of positionals) await table(file);
if (values.all) await all();
