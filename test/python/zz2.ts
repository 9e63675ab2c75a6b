import { createTestParser, testFile } from "./harness.ts";
import { runText } from "../analysis/project.ts";
const p = await createTestParser();
for (const n of [50e3, 100e3, 200e3]) {
  const text = "# a comment that goes on for a while, as they do\n".repeat(Math.floor(n / 49)) + "x = 1\n";
  let t = performance.now(); const r = p.parse(testFile, text); console.log("parse", n, r.syntax.comments.length, r.syntax.problems.map(q=>q.message), Math.round(performance.now() - t));
  const text2 = "some_name = 'some value', 1, 2, 3\n".repeat(Math.floor(n / 34));
  t = performance.now(); const r2 = p.parse(testFile, text2); console.log("stm", n, r2.syntax.units.length, r2.syntax.problems.map(q=>q.message), Math.round(performance.now() - t));
  t = performance.now(); await runText(text + "# flops: 1\n"); console.log("run", Math.round(performance.now() - t));
}
