// Peak memory against PyTorch's own accounting, as recorded by test/oracle/memory.py: the table of docs/accuracy.md.
//
//     npm run bench:memory

import path from "node:path";
import { memoryRows, peaksOf } from "../cost/peaks.ts";
import { createProject, root } from "../models/models.ts";

const project = await createProject();
const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
const percent = (ours: number, theirs: number): string => `${(100 * (ours / theirs - 1)).toFixed(1)} %`;

console.log("| model | inference, MiB | ours | | training with SGD, MiB | ours | | training with Adam, MiB | ours | |");
console.log("|---|---|---|---|---|---|---|---|---|---|");
for (const row of memoryRows(path.join(root, "test", "data", "memory.json"))) {
  const cells = peaksOf(project, row)
    .filter(({ what }) => what !== "sgd-momentum")
    .map(({ ours, theirs }) => `${mib(theirs)} | ${mib(ours)} | ${percent(ours, theirs)}`);
  console.log(`| ${row.name} | ${cells.join(" | ")} |`);
}
