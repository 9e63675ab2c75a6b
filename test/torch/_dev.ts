import { Evaluator, readRows } from "/work/main/test/torch/rows.ts";
const only = process.argv.slice(2);
const limit = Number(process.env["LIMIT"] ?? 400);
const evaluator = await Evaluator.create();
let shown = 0;
for (const file of readRows()) {
  if (only.length > 0 && !only.includes(file.name)) continue;
  const counts: Record<string, number> = { same: 0, unknown: 0, different: 0, crash: 0 };
  const start = Date.now();
  for (const row of file.rows) {
    try {
      const verdict = evaluator.judge(row);
      counts[verdict.kind]! += 1;
      if (verdict.kind !== "same" && shown++ < limit)
        console.log(file.name, "|", JSON.stringify(row.let), row.before ?? "", row.call, "\n   ", verdict.kind === "unknown" ? `UNKNOWN ${verdict.reason}` : `want ${verdict.wanted.slice(0, 300)}\n    got  ${verdict.got.slice(0, 300)}`);
    } catch (error) {
      counts["crash"]! += 1;
      if (shown++ < limit) console.log(file.name, "|", JSON.stringify(row.let), row.call, "\n   CRASH", error instanceof Error ? error.stack?.split("\n").slice(0, 5).join("\n") : error);
    }
  }
  console.log("###", file.name, JSON.stringify(counts), Date.now() - start, "ms");
}
