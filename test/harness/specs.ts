// Specifications in Markdown: Python in fenced blocks, and at the end of a line, as a comment, what the user sees there.
//
//     x = self.fc(x)   # hint: f32[4, 10] · 6.27 kFLOPs · 100%
//     y = x @ w        # error: [shape] "mat1 and mat2 shapes cannot be multiplied (4x10 and 784x10)"
//     z = unknown(x)   # partial: "the module other was not found"
//     class Net(…):    # lens: Net · 6.27 kFLOPs · 7.85 k params · input (4, 784) from line 12

import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { annotate } from "../../server/src/analysis/annotate.ts";
import { diagnosticsOf, syntaxDiagnostic } from "../../server/src/analysis/diagnostics.ts";
import type { Diagnostic } from "../../server/src/analysis/diagnostics.ts";
import { lensOf } from "../../server/src/analysis/entry.ts";
import { hintsOf } from "../../server/src/analysis/hints.ts";
import { LineIndex } from "../../server/src/analysis/lines.ts";
import { missingText } from "../../server/src/analysis/render.ts";
import { mainFile, workspace } from "../analysis/project.ts";
import { defaultScenario } from "../../server/src/analysis/estimate.ts";

export interface Spec {
  /** The heading above the block. */
  readonly name: string;
  /** The block with what is expected. */
  readonly text: string;
  /** Where the block lies in its file. */
  readonly start: number;
}

export interface SpecFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly specs: readonly Spec[];
}

export async function readSpecs(folder: string): Promise<SpecFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const text = await readFile(file, "utf8");
      return { path: file, name: name.replace(/\.md$/, ""), text, specs: specsIn(text) };
    }),
  );
}

function specsIn(text: string): Spec[] {
  const specs: Spec[] = [];
  let name = "";
  for (const match of text.matchAll(/^#+ (.*)$|^```python\n([\s\S]*?)^```$/gm)) {
    const [whole, heading, code] = match;
    if (code !== undefined && heading === undefined)
      specs.push({ name, text: code, start: match.index + whole.indexOf("\n") + 1 });
    else if (!isInside(text, match.index)) name = heading ?? "";
  }
  return specs;
}

/** A comment of Python at the start of a line is no heading. */
function isInside(text: string, offset: number): boolean {
  return (text.slice(0, offset).match(/^```/gm)?.length ?? 0) % 2 === 1;
}

const expectation = /[ \t]*# (?:hint|lens|error|warning|partial): .*$/gm;

/** The block as the user has it, without what is expected. */
export function sourceOf(spec: string): string {
  return spec.replace(expectation, "");
}

/** As a user has them. */
export const options = {
  ...defaultScenario,
  show: "flops",
  convention: "torch",
  unit: "FLOPs",
  threshold: 0.001,
  device: null,
  precision: "bf16",
  layers: true,
  shapes: true,
} as const;

/** The block with what is seen now. */
export async function annotatedSpec(source: string): Promise<string> {
  const { project } = await workspace({ [mainFile]: source });
  const runs = project.runFile(mainFile);
  const file = { path: mainFile, text: source };
  const lines = new LineIndex(source);
  const notes = new Map<number, string[]>();
  const add = (line: number, note: string): void => void notes.set(line, [...(notes.get(line) ?? []), note]);
  const all = runs.map((run) => annotate(run, file, options.convention));
  for (const { line, text } of hintsOf(all, file, options)) add(line, `# hint: ${text}`);
  for (const { run, lenses } of all) for (const { line } of lenses) add(line, `# lens: ${lensOf(run, options)}`);
  const syntax = project.syntax(mainFile);
  const problem = syntax === null ? null : syntaxDiagnostic(syntax);
  const diagnostics = [...runs.flatMap((run) => diagnosticsOf(run)), ...(problem === null ? [] : [problem])];
  for (const diagnostic of diagnostics)
    if (diagnostic.file === mainFile) add(lines.lineOf(diagnostic.span.start), noteOf(diagnostic));
  return source
    .split("\n")
    .map((line, index) => [line, ...new Set(notes.get(index))].join("  "))
    .join("\n");
}

function noteOf({ code, severity, message }: Diagnostic): string {
  if (code === "missing") return `# partial: ${JSON.stringify(message.slice(missingText("").length))}`;
  const prefix = `[${code}] `;
  const text = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  return `# ${severity}: ${prefix}${JSON.stringify(text)}`;
}
