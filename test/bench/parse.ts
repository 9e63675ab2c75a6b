// How long the parser takes, on files made of the examples:
//
//   node --import tsx test/bench/parse.ts

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTestParser, testFile } from "../python/harness.ts";

const folder = path.join(import.meta.dirname, "../../examples");
const examples = readdirSync(folder)
  .filter((name) => name.endsWith(".py"))
  .map((name) => readFileSync(path.join(folder, name), "utf8"));

/** At least so many lines. Names differ from one round to the next. */
function source(lines: number): string {
  let text = "";
  for (let round = 0; text.split("\n").length < lines; round++) {
    text += (examples[round % examples.length] ?? "").replace(/\bclass (\w+)/g, `class $1_${round}`);
  }
  return text;
}

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)}, worst ${at(1)}`;
}

const parser = await createTestParser();
for (const lines of [1000, 2300]) {
  const text = source(lines);
  const full = Array.from({ length: 15 }, () => milliseconds(() => parser.parse(testFile, text).dispose()));
  console.log(`${text.split("\n").length} lines, ${text.length} characters`);
  console.log(`  first ${(full[0] ?? 0).toFixed(1)} ms, again: ${summary(full.slice(3))}`);
  // In the middle of the body of a function.
  const place = text.indexOf("\n", text.indexOf("    def forward", text.length / 2));
  const scenarios = {
    "a comment": "  # some words",
    "a statement": "\n        x = self.conv(a, b)[1]",
    "a bracket left open": "\n        x = foo(a, ",
  };
  for (const [name, typed] of Object.entries(scenarios)) {
    const times: number[] = [];
    let version = parser.parse(testFile, text);
    for (let round = 0; round < 5; round++) {
      for (let length = 1; length <= typed.length; length++) {
        const next = text.slice(0, place) + typed.slice(0, length) + text.slice(place);
        times.push(milliseconds(() => (version = parser.parse(testFile, next, version))));
      }
    }
    version.dispose();
    console.log(`  typing ${name}: ${summary(times)}`);
  }
}
