// Reads a file of a package piece by piece: a top-level `def` or `class` without decorators is parsed when somebody asks for
// its name, everything else at once. A run then parses of a package only what it touches.

import type { SourceFile, Unit } from "./ast.ts";
import { blocksOf, definitionAt } from "./blocks.ts";
import type { PythonParser } from "./parse.ts";

/** A definition that nobody has asked for yet. */
export interface Deferred {
  readonly name: string;
  readonly units: () => readonly Unit[];
}

export function readDeferred(parser: PythonParser, file: SourceFile, text: string): readonly (Unit | Deferred)[] {
  const result: (Unit | Deferred)[] = [];
  let from = 0; // start of what is read at once
  for (const block of blocksOf(text, 0, text.length, 0).blocks) {
    const definition = text.charCodeAt(block.start) === at ? null : definitionAt(text, block);
    if (definition === null) continue;
    result.push(...unitsIn(parser, file, text, from, block.start));
    const { start, end } = block;
    let units: readonly Unit[] | null = null;
    result.push({ name: definition.name, units: () => (units ??= unitsIn(parser, file, text, start, end)) });
    from = end;
  }
  result.push(...unitsIn(parser, file, text, from, text.length));
  return result;
}

const at = "@".charCodeAt(0);

function unitsIn(parser: PythonParser, file: SourceFile, text: string, from: number, to: number): readonly Unit[] {
  const part = text.slice(from, to);
  if (part.trim() === "") return [];
  const parsed = parser.parse(file, part);
  const { units } = parsed.syntax;
  parsed.dispose();
  for (const unit of units) unit.offset += from;
  return units;
}
