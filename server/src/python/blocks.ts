// Which lines belong together in text that may not parse: a block is a statement at some column with all that is indented
// below it. It goes by columns and strings first and by brackets last, because an open bracket swallows what follows.

import { type Line, type Scan, scan } from "./lines.ts";

export interface Block {
  /** Where its first line starts, and its first character in there. */
  readonly line: number;
  readonly start: number;
  /** Behind its last character of code. */
  readonly end: number;
  readonly column: number;
  readonly lines: readonly Line[];
}

export interface Blocks {
  readonly blocks: readonly Block[];
  /** Single lines at the wrong column, in the middle of a block. They belong to none. */
  readonly strays: readonly Block[];
  readonly scan: Scan;
}

const wordPattern = /[A-Za-z_][A-Za-z_0-9]*/y;
const clauseWords = new Set(["elif", "else", "except", "finally"]);
const compoundWords = new Set(["if", "for", "while", "with", "try", "match", "def", "class", "case", ...clauseWords]);
const definitionPattern = /(?:@|(?:async[ \t]+)?def[ \t]+\w|class[ \t]+\w)/y;
const definitionName = /(?:async[ \t]+)?(def|class)[ \t]+([^\W\d]\w*)/uy;
const statementStart = /[\p{L}_@"']/uy;

function matches(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function wordAt(text: string, at: number): string {
  return matches(wordPattern, text, at)?.[0] ?? "";
}

/** The keyword of a compound statement or clause, `async` left out, or "". */
export function compoundAt(text: string, at: number): string {
  let word = wordAt(text, at);
  if (word === "async") {
    let next = at + word.length;
    while (text.charCodeAt(next) === 32) next++;
    word = wordAt(text, next);
  }
  return compoundWords.has(word) ? word : "";
}

/** Whether what starts here has statements indented below it: a compound statement, or a decorator of one. */
export function opensBlock(text: string, at: number): boolean {
  return text.charCodeAt(at) === 64 || compoundAt(text, at) !== "";
}

/** What a block defines, if it starts with a `def` or a `class`, with or without decorators. */
export function definitionAt(text: string, block: Block): { type: string; name: string } | null {
  for (const line of block.lines) {
    if (line.state !== "statement") continue;
    const match = matches(definitionName, text, line.first);
    if (match !== null) return { type: match[1] ?? "", name: match[2] ?? "" };
    if (text.charCodeAt(line.first) !== 64) return null;
  }
  return null;
}

/** The lines of a range that starts with a line, as blocks at `column`. */
export function blocksOf(text: string, from: number, to: number, column: number): Blocks {
  const result = scan(text, from, to);
  const blocks: Line[][] = [];
  const strays: Line[][] = [];
  let current: Line[] = [];
  let decorated = false; // only decorators so far
  let header = true; // no line below its first statement yet
  for (const line of result.lines) {
    if (line.state !== "statement") {
      if (current.length > 0) current.push(line);
      continue;
    }
    const starts: boolean =
      current.length === 0 ||
      (line.column <= column && !clauseWords.has(wordAt(text, line.first)) && !(decorated && line.column === column));
    if (starts) {
      current = [line];
      blocks.push(current);
      header = true;
    } else if (header && !decorated) {
      header = false;
      const before = blocks[blocks.length - 2];
      // Below a line that opens no block, lines are indented: that line was put between the lines of the block before.
      const stray = !line.opened && line.column > column && !isCompound(text, current);
      if (stray && before !== undefined && isCompound(text, before)) {
        strays.push(current);
        blocks.pop();
        before.push(line);
        current = before;
      } else {
        current.push(line);
      }
    } else {
      current.push(line);
    }
    decorated = text.charCodeAt(line.first) === 64 && (starts || decorated);
  }
  return { blocks: blocks.map(blockOf), strays: strays.map(blockOf), scan: result };
}

function isCompound(text: string, lines: readonly Line[]): boolean {
  return lines.some((line) => line.state === "statement" && opensBlock(text, line.first));
}

function blockOf(lines: readonly Line[]): Block {
  const [first] = lines as readonly [Line, ...Line[]];
  let end = first.stop;
  for (const line of lines) if (line.stop !== -1) end = line.stop;
  return { line: first.start, start: first.first, end, column: first.column, lines };
}

/**
 * Starts of lines within a block that does not parse, where another block may really start: lines at its column, whatever
 * bracket they are in; definitions in a string that never ends; and the places in `known`.
 */
export function cutsOf(text: string, block: Block, scanned: Scan, known: (start: number) => boolean): number[] {
  const cuts: number[] = [];
  let decorated = text.charCodeAt(block.start) === 64;
  for (const line of block.lines) {
    if (line.start === block.line || line.first === line.end || line.column > block.column) continue;
    const inString = line.state === "string";
    const definition = line.column === block.column && matches(definitionPattern, text, line.first) !== null;
    const candidate =
      known(line.first) ||
      (inString
        ? scanned.unterminated && definition
        : line.state !== "blank" &&
          line.state !== "continued" &&
          !clauseWords.has(wordAt(text, line.first)) &&
          matches(statementStart, text, line.first) !== null);
    if (!candidate) continue;
    if (!(decorated && definition)) cuts.push(line.start);
    decorated = text.charCodeAt(line.first) === 64;
  }
  return cuts;
}
