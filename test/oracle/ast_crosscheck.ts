// Compares our syntax trees with CPython's over real files:
//
//   node --import tsx test/oracle/ast_crosscheck.ts [--limit N] [FOLDER]...
//
// Without a folder it takes the standard library of the machine's python3. Exit status 1 if a tree differs.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { Unit } from "../../server/src/python/ast.ts";
import { createTestParser } from "../python/harness.ts";

interface Oracle {
  readonly path: string;
  readonly body?: readonly unknown[];
  readonly error?: string;
}

/** Files that differ for a reason that is known. */
const known: Readonly<Record<string, string>> = {
  "test/test_compile.py": "in brackets, a line to the left of its block ends what tree-sitter takes for the block",
  "test/test_future_stmt/badsyntax_future8.py": "`from __future__ import *` is not in the grammar",
  "sympy/polys/numberfields/resolvent_lookup.py": "sums of more than 500 terms are nested too deeply",
  "moto/iam/aws_managed_policies.py": "the file is too long",
};

/** Our tree as the oracle writes it: absolute offsets, and without what CPython does not tell. */
function normalised(unit: Unit): unknown {
  const visit = (value: unknown, spans: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, spans));
    if (typeof value !== "object" || value === null) return value;
    const node = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(node)) {
      if (key === "nameSpan") continue;
      if (key === "start" || key === "end") {
        if (spans) result[key] = (child as number) + unit.offset;
      } else if (key === "parts" || key === "format") {
        result[key] = parts(child as readonly (string | Record<string, unknown>)[]);
      } else {
        result[key] = visit(child, spans);
      }
    }
    if (node["kind"] === "Constant" && node["big"] !== undefined) delete result["value"];
    if (result["value"] === Infinity) result["value"] = "inf";
    return result;
  };
  const parts = (list: readonly (string | Record<string, unknown>)[]): unknown[] => {
    const result: unknown[] = [];
    const text = (more: string): void => {
      const last = result.length - 1;
      if (typeof result[last] === "string") result[last] += more;
      else result.push(more);
    };
    for (const part of list) {
      if (typeof part === "string") {
        text(part);
        continue;
      }
      const { value, conversion, label, format } = part;
      if (typeof label === "string") text(label);
      result.push({ value: visit(value, false), conversion, format: parts(format as readonly string[]) });
    }
    return result;
  };
  return visit(unit.statement, true);
}

/**
 * The first place where two trees differ, as a path, or null. Two differences are meant: we leave `\\N{…}` as it is, and end a
 * compound statement with the statement in it, not with a semicolon behind that.
 */
function firstDifference(ours: unknown, theirs: unknown, at: string, text: string): string | null {
  if (ours === theirs || (typeof ours === "string" && ours.includes("\\N{"))) return null;
  if (at.endsWith(".end") && typeof ours === "number" && typeof theirs === "number") {
    if (/^[ \t]*;$/.test(text.slice(ours, theirs))) return null;
  }
  if (typeof ours === "object" && ours !== null && typeof theirs === "object" && theirs !== null) {
    const [a, b] = [ours as Record<string, unknown>, theirs as Record<string, unknown>];
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const difference = firstDifference(a[key], b[key], `${at}.${key}`, text);
      if (difference !== null) return difference;
    }
    return null;
  }
  const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value).slice(0, 120));
  return `${at}: ours ${show(ours)}, CPython ${show(theirs)}`;
}

const { values, positionals } = parseArgs({
  options: { limit: { type: "string", default: "100000" } },
  allowPositionals: true,
});
const python = process.env["PYTHON"] ?? "python3";
const standard = execFileSync(python, ["-c", "import ast; print(ast.__file__)"], { encoding: "utf8" });
const folders = positionals.length > 0 ? positionals : [path.dirname(standard.trim())];
const files = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
  )
  .filter((name) => name.endsWith(".py") && (positionals.length > 0 || !name.includes("site-packages")))
  .slice(0, Number(values.limit));

const parser = await createTestParser();
const oracle = spawn(python, [path.join(import.meta.dirname, "ast_crosscheck.py")], {
  stdio: ["pipe", "pipe", "inherit"],
});
oracle.stdin.end(files.join("\n"));
const counts = { same: 0, differ: 0, refused: 0, both: 0 };
for await (const line of createInterface({ input: oracle.stdout })) {
  const { path: name, body, error } = JSON.parse(line) as Oracle;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(name));
  } catch {
    continue;
  }
  const parsed = parser.parse({ path: name, library: false }, text);
  const { units, problems } = parsed.syntax;
  parsed.dispose();
  if (body === undefined) {
    if (problems.length > 0) counts.both++;
    else counts.refused++;
    if (problems.length === 0) console.log(`${name}: CPython alone refuses: ${error ?? ""}`);
    continue;
  }
  let difference = firstDifference(units.map(normalised), body, "", text);
  const [problem] = problems;
  if (problem !== undefined) difference = `a problem at ${problem.start}: ${problem.message}`;
  const reason = Object.entries(known).find(([file]) => name.endsWith(file))?.[1];
  if (difference === null) counts.same++;
  else if (reason === undefined) counts.differ++;
  if (difference !== null) console.log(`${name}${difference}${reason === undefined ? "" : ` (known: ${reason})`}`);
}
console.log(
  `${counts.same} files are the same, ${counts.differ} differ; CPython refuses ${counts.both} that have problems here too, and ${counts.refused} more`,
);
assert.equal(counts.differ, 0);
