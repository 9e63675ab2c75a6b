import { readFileSync } from "node:fs";
import { createAnswerer } from "/work/main/test/library/harness.ts";
const answer = await createAnswerer();
const wanted = process.argv[2] ?? "";
let ok = 0, bad = 0;
function split(text: string): string[] {
  // top-level items of a repr list
  const out: string[] = []; let depth = 0, start = 1, quote = "";
  for (let i = 1; i < text.length - 1; i++) {
    const c = text[i]!;
    if (quote) { if (c === "\\") i++; else if (c === quote) quote = ""; continue; }
    if (c === "'" || c === '"') quote = c;
    else if ("([{<".includes(c)) depth++;
    else if (")]}>".includes(c)) depth--;
    else if (c === "," && depth === 0) { out.push(text.slice(start, i).trim()); start = i + 1; }
  }
  out.push(text.slice(start, -1).trim());
  return out;
}
for (const table of ["stdlib", "einops"]) {
  const cases = JSON.parse(readFileSync(`/work/main/test/library/${table}.json`, "utf8"));
  for (const { name, code, expected } of cases) {
    if (!name.includes(wanted)) continue;
    let got: { repr: string | null; failures: readonly string[] };
    const started = performance.now();
    try { got = answer(code); } catch (error) { console.log(`=== ${name}: THROWN ${(error as Error).stack ?? JSON.stringify(error)?.slice(0,300)}`); bad++; continue; }
    const took = performance.now() - started;
    if (got.repr === expected && got.failures.length === 0) { ok++; if (process.argv[3]) console.log(name, took.toFixed(1)); continue; }
    bad++;
    console.log(`=== ${name}`);
    for (const f of got.failures) console.log("  failure:", f);
    if (got.repr === null || !got.repr.startsWith("[")) { console.log("  got", got.repr); continue; }
    const [a, b] = [split(expected), split(got.repr)];
    for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) console.log(`  [${i}] python ${a[i]?.slice(0,300)}\n       ours   ${b[i]?.slice(0,300)}`);
  }
}
console.log(ok, "ok", bad, "bad");
