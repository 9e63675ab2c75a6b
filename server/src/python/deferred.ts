// Reads a file of a package piece by piece: a top-level `def` or `class` is parsed and run when somebody asks for its name, and
// so is a long table of strings; everything else at once. A run then parses of a package only what it touches. A decorator that registers the definition
// runs late too; `Modules.fillRegistry` asks for it when a registry lacks the name.

import type { SourceFile, Unit } from "./ast.ts";
import { blocksOf, definitionAt } from "./blocks.ts";
import type { Block } from "./blocks.ts";
import type { PythonParser } from "./parse.ts";
import { stringListAt } from "./stringLists.ts";

/** A definition that nobody has asked for yet. */
export interface Deferred {
  readonly name: string;
  /** The text of its decorators; empty without any. */
  readonly decorators: string;
  readonly units: () => readonly Unit[];
}

export function readDeferred(parser: PythonParser, file: SourceFile, text: string): readonly (Unit | Deferred)[] {
  const result: (Unit | Deferred)[] = [];
  let from = 0; // start of what is read at once
  for (const block of blocksOf(text, 0, text.length, 0).blocks) {
    const table = stringListAt(file, text, block);
    if (table !== null) {
      result.push(...unitsIn(parser, file, text, from, block.start));
      result.push({ name: table.name, decorators: "", units: () => [table.unit] });
      from = block.end;
      continue;
    }
    const definition = definitionAt(text, block);
    if (definition === null) continue;
    const decorators = decoratorsOf(text, block);
    if (!canWait(definition.name, decorators, text)) continue;
    result.push(...unitsIn(parser, file, text, from, block.start));
    const { start, end } = block;
    let units: readonly Unit[] | null = null;
    result.push({
      name: definition.name,
      decorators,
      units: () => (units ??= unitsIn(parser, file, text, start, end)),
    });
    from = end;
  }
  result.push(...unitsIn(parser, file, text, from, text.length));
  return result;
}

function decoratorsOf(text: string, { start, lines }: Block): string {
  const body = lines.find((line) => line.first >= start && !/^[@)\]}\s"']/.test(text.charAt(line.first)));
  return text.charAt(start) === "@" && body !== undefined ? text.slice(start, body.first) : "";
}

/** Not `@f.register def _(…)`: that adds to something of the same file. */
function canWait(name: string, decorators: string, text: string): boolean {
  if (decorators === "") return true;
  if (name === "_") return false;
  const roots = [...decorators.matchAll(/^@\s*(\w+)/gm)].map((match) => match[1] ?? "");
  return roots.every((root) => !new RegExp(`^(?:def|class)\\s+${root}\\b|^${root}\\s*=`, "m").test(text));
}

function unitsIn(parser: PythonParser, file: SourceFile, text: string, from: number, to: number): readonly Unit[] {
  const part = text.slice(from, to);
  if (part.trim() === "") return [];
  const parsed = parser.parse(file, part);
  const { units } = parsed.syntax;
  parsed.dispose();
  for (const unit of units) unit.offset += from;
  return units;
}
