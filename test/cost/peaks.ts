// The recorded peaks of test/data/memory.json beside what we say.

import { readFileSync } from "node:fs";
import path from "node:path";
import type { Project } from "../../server/src/analysis/project.ts";
import { summaryOf } from "../../server/src/analysis/summary.ts";
import type { Summary } from "../../server/src/analysis/summary.ts";
import { memoryOf } from "../../server/src/cost/memory.ts";
import type { MemoryOptions } from "../../server/src/cost/memory.ts";
import { root } from "../models/models.ts";

const optimizers = ["sgd", "sgd-momentum", "adam"] as const;

interface Peak {
  readonly peak: number;
}

export interface MemoryRow {
  readonly name: string;
  readonly file: string | null;
  readonly inference_expr: string;
  readonly training_expr: string;
  readonly inference: Peak;
  readonly training: Readonly<Record<(typeof optimizers)[number], Peak>>;
}

export interface Compared {
  readonly what: "inference" | (typeof optimizers)[number];
  readonly ours: number;
  readonly theirs: number;
}

export function memoryRows(file: string): readonly MemoryRow[] {
  return (JSON.parse(readFileSync(file, "utf8")) as { models: MemoryRow[] }).models;
}

export function summaryOfExpression(project: Project, file: string | null, expression: string): Summary {
  const run = project.runExpression(file === null ? null : path.join(root, file), expression);
  const problems = [run.error, ...run.trace.missing.map(({ reason }) => reason.message)].filter(
    (text) => text !== null,
  );
  if (problems.length > 0) throw new Error(`${expression}: ${problems.join("; ")}`);
  return summaryOf(run, "torch");
}

/** The peak of inference, and of a training step with each optimizer. */
export function peaksOf(project: Project, row: MemoryRow): Compared[] {
  const peak = ({ records, parameters, run }: Summary, options: MemoryOptions): number =>
    memoryOf(records, parameters, { ...options, bindings: run.trace.bindings }).peak;
  const inference = summaryOfExpression(project, row.file, row.inference_expr);
  const training = summaryOfExpression(project, row.file, row.training_expr);
  return [
    { what: "inference", ours: peak(inference, { mode: "inference" }), theirs: row.inference.peak },
    ...optimizers.map((optimizer) => ({
      what: optimizer,
      ours: peak(training, { mode: "training", optimizer }),
      theirs: row.training[optimizer].peak,
    })),
  ];
}
