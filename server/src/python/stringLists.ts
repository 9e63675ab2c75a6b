// Long tables of names, as packages keep them for their datasets: `CLASSES = ["tench", "goldfish", …]`, nothing but plain strings.
// They are read without the parser, which takes longer over them than over the models beside them.

import type { Assign, Constant, SourceFile, Unit } from "./ast.ts";

const opening = /([^\W\d]\w*)[ \t]*=[ \t]*\[/uy;
const space = /\s*/y;
const plainString = /"[^"\\\n]*"|'[^'\\\n]*'/y;

/** Shorter ones are not worth it. */
const shortest = 256;

/** The name that such a table is assigned to, and its statement; null for everything else. */
export function stringListAt(
  file: SourceFile,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly name: string; readonly unit: Unit } | null {
  if (end - start < shortest) return null;
  opening.lastIndex = start;
  const name = opening.exec(text)?.[1];
  if (name === undefined || name.startsWith("__")) return null;
  let at = skipSpace(text, opening.lastIndex);
  const list = opening.lastIndex - 1;
  const items: Constant[] = [];
  while (text.charAt(at) !== "]") {
    plainString.lastIndex = at;
    const literal = plainString.exec(text)?.[0];
    // Three quotes open another kind of string, of which the first two look like an empty one.
    if (literal === undefined || literal.length === 2) return null;
    const stop = at + literal.length;
    items.push({ kind: "Constant", type: "str", value: literal.slice(1, -1), start: at - start, end: stop - start });
    at = skipSpace(text, stop);
    if (text.charAt(at) === ",") at = skipSpace(text, at + 1);
    else if (text.charAt(at) !== "]") return null;
  }
  if (at + 1 !== end) return null;
  const statement: Assign = {
    kind: "Assign",
    start: 0,
    end: end - start,
    targets: [{ kind: "Name", id: name, start: 0, end: name.length }],
    value: { kind: "List", items, start: list - start, end: end - start },
  };
  return { name, unit: { file, statement, text: text.slice(start, end), offset: start } };
}

function skipSpace(text: string, at: number): number {
  space.lastIndex = at;
  space.exec(text);
  return space.lastIndex;
}
