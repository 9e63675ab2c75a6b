// Shows how rows recorded from real Keras differ: `node --import tsx test/keras/judge.ts [FILE [TEXT]]`, by the name of the file
// of rows and by a text in the call.

import { KerasEvaluator, readKerasRows } from "./rows.ts";

const [file = "", text = ""] = process.argv.slice(2);
const evaluator = await KerasEvaluator.create();
for (const { name, rows } of readKerasRows().filter(({ name }) => name.includes(file))) {
  const counts = { same: 0, unknown: 0, different: 0 };
  for (const row of rows.filter(({ call }) => call.includes(text))) {
    const verdict = evaluator.judge(row);
    counts[verdict.kind] += 1;
    if (verdict.kind === "same") continue;
    console.log([...(row.before ?? []), row.call].join("; "), JSON.stringify(row.let));
    console.log(
      verdict.kind === "unknown"
        ? `    not known: ${verdict.reason}`
        : `    wanted ${verdict.wanted}\n    got    ${verdict.got}`,
    );
  }
  console.log(`${name}: ${counts.same} same, ${counts.different} different, ${counts.unknown} not known`);
}
