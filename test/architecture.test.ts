// Imports run one way: base → symbolic → python → tensor → { torch | cost } → hardware → analysis → lsp → mains.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const source = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "server", "src");

/** What each layer may import from, besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  symbolic: ["base"],
  python: ["base", "symbolic"],
  tensor: ["base", "symbolic", "python"],
  torch: ["base", "symbolic", "python", "tensor"],
  keras: ["base", "symbolic", "python", "tensor", "torch"],
  cost: ["base", "symbolic", "python", "tensor"],
  hardware: ["base", "symbolic", "python", "tensor", "cost"],
  analysis: ["base", "symbolic", "python", "tensor", "torch", "keras", "cost", "hardware"],
  lsp: ["base", "symbolic", "python", "tensor", "torch", "keras", "cost", "hardware", "analysis"],
};
const outside = /^(node:|vscode|fs$|path$)/;

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly target: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(source, file), "utf8");
  const layer = file.split("/")[0] ?? "";
  return [...text.matchAll(/(?:from|import)\s+"([^"]+)"/g)].map((match) => ({ file, layer, target: match[1] ?? "" }));
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((name) => name.split(path.sep).join("/"))
  .filter((name) => name.endsWith(".ts") && name.includes("/"));
const imports = files.flatMap(importsOf);

test("every folder is a layer of the plan", () => {
  assert.deepEqual(
    [...new Set(files.map((file) => file.split("/")[0]))].filter((layer) => allowed[layer ?? ""] === undefined),
    [],
  );
});

test("imports run one way", () => {
  const wrong = imports.flatMap(({ file, layer, target }) => {
    if (!target.startsWith(".")) return [];
    const resolved = path.posix.join(path.posix.dirname(file), target).split("/")[0] ?? "";
    return resolved === layer || (allowed[layer]?.includes(resolved) ?? false) ? [] : [`${file} imports ${target}`];
  });
  assert.deepEqual(wrong, []);
});

test("below lsp nothing knows the editor, Node or a clock", () => {
  const wrong = imports
    .filter(({ layer, target }) => layer !== "lsp" && outside.test(target))
    .map(({ file, target }) => `${file} imports ${target}`);
  for (const file of files.filter((name) => !name.startsWith("lsp/")))
    if (/\bfetch\(|Date\.now|performance\.now/.test(readFileSync(path.join(source, file), "utf8")))
      wrong.push(`${file} reads a clock or a network`);
  assert.deepEqual(wrong, []);
});

test("only parse.ts knows tree-sitter, only convert.ts line and character", () => {
  assert.deepEqual(
    [...new Set(imports.filter(({ target }) => target === "web-tree-sitter").map(({ file }) => file))],
    ["python/parse.ts"],
  );
});
