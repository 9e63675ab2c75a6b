// Runs models from disk as the command line does, and sums up what their traces say.

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Project } from "../../server/src/analysis/project.ts";
import type { EntryRun } from "../../server/src/analysis/run.ts";
import { totalsOf } from "../../server/src/cost/totals.ts";
import { parametersOf } from "../../server/src/cost/parameters.ts";
import { createNodeHost, createNodeParser } from "../../server/src/nodeHost.ts";
import { exceptionText } from "../../server/src/python/runtime.ts";
import { hintOf } from "../../server/src/symbolic/dim.ts";
import { numel } from "../../server/src/tensor/tensor.ts";

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const searchPath = process.env["FLOPLENS_SEARCH_PATH"] ?? path.join(root, ".third-party", "site-packages");
export const hasTorchvision = existsSync(path.join(searchPath, "torchvision", "models"));

export async function createProject(): Promise<Project> {
  const host = createNodeHost({ log: () => undefined });
  return new Project(host, { parser: await createNodeParser(), searchPaths: [searchPath], budgetMs: 120_000 });
}

export interface Outcome {
  readonly forward: number;
  readonly backward: number;
  readonly parameters: number;
  readonly outputs: readonly (readonly number[])[];
  /** What was not known, and what raised. */
  readonly missing: readonly string[];
}

export function outcomeOf(project: Project, run: EntryRun): Outcome {
  const totals = totalsOf(run.trace.records, "torch");
  const { runtime } = project.session(null);
  return {
    forward: totals.forward.value,
    backward: totals.backward.value,
    parameters:
      run.root === null ? 0 : [...parametersOf(run.root)].reduce((sum, tensor) => sum + hintOf(numel(tensor)), 0),
    outputs: run.outputs.map((tensor) => tensor.shape.map(hintOf)),
    missing: [
      ...run.trace.missing.map((entry) => entry.reason.message),
      ...run.trace.failures.map(
        ({ raised }) => `${raised.exception.cls.name}: ${exceptionText(runtime, raised.exception)}`,
      ),
    ],
  };
}
