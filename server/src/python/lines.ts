// The lexical structure of Python text, line by line: strings, brackets, comments and columns. It reads text that does
// not parse, so it knows no grammar, and never fails.

import type { Fault } from "./validate.ts";

export interface Line {
  readonly start: number;
  /** Its first character that is no blank, or `end`. */
  readonly first: number;
  /** Where its newline is. */
  readonly end: number;
  /** Behind its last character that is neither blank nor comment, or -1. */
  readonly stop: number;
  /** The column of `first` as Python counts. */
  readonly column: number;
  /** What the line starts in: only a "statement" can start one; "blank" has at most a comment. */
  readonly state: "statement" | "blank" | "bracket" | "string" | "continued";
  /** Whether the last character of code before this line was a colon outside brackets. */
  readonly opened: boolean;
}

export interface Scan {
  readonly lines: readonly Line[];
  /** The first thing that cannot be Python. */
  readonly fault: Fault | null;
  /** Brackets that were never closed, outermost first. */
  readonly open: readonly string[];
  /** Whether the text ends within a string of three quotes. */
  readonly unterminated: boolean;
  /** Whether the last character of code is a colon outside brackets. */
  readonly opened: boolean;
  /** Start and end of each comment, in pairs. */
  readonly comments: readonly number[];
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

export function closerOf(bracket: string): string {
  return closers[bracket] ?? "";
}

/** Reads `text` from the start of a line. */
export function scan(text: string, from: number, to: number): Scan {
  const lines: Line[] = [];
  const open: { bracket: string; at: number }[] = [];
  const comments: number[] = [];
  let fault: Fault | null = null;
  let quote = ""; // the quotes of the string that we are in
  let quoteAt = 0;
  let continued = false;
  let opened = false;
  for (let start = from; start < to;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 || newline > to ? to : newline;
    const { first, column } = indentation(text, start, end);
    const blank = first === end || text.charCodeAt(first) === 35;
    const openedBefore = opened;
    const state =
      quote !== "" ? "string" : blank ? "blank" : continued ? "continued" : open.length > 0 ? "bracket" : "statement";
    let stop = -1;
    let i = quote === "" ? first : start;
    continued = false;
    while (i < end) {
      if (quote !== "") {
        i = stringEnd(text, i, end, quote);
        stop = end;
        if (i === -1) {
          if (quote.length === 1 && text.charCodeAt(end - 1) !== 92) {
            fault ??= { start: quoteAt, end: quoteAt + 1, message: "unterminated string literal" };
            quote = "";
          }
          break;
        }
        quote = "";
        stop = i;
        opened = false;
        continue;
      }
      const c = text.charCodeAt(i);
      if (c === 32 || c === 9 || c === 13 || c === 12 || c === 0xfeff) {
        i++;
        continue;
      }
      if (c === 35) {
        comments.push(i, text.charCodeAt(end - 1) === 13 ? end - 1 : end);
        break;
      }
      if (c === 92 && isBlank(text, i + 1, end)) {
        continued = true;
        break;
      }
      stop = i + 1;
      opened = false;
      if (c === 34 || c === 39) {
        const one = text.charAt(i);
        quote = text.startsWith(one.repeat(3), i) && i + 2 < end ? one.repeat(3) : one;
        quoteAt = i;
        i += quote.length;
        if (i >= end && quote.length === 1) {
          fault ??= { start: quoteAt, end: quoteAt + 1, message: "unterminated string literal" };
          quote = "";
        }
        stop = i;
        continue;
      }
      if (c === 40 || c === 91 || c === 123) {
        open.push({ bracket: text.charAt(i), at: i });
      } else if (c === 41 || c === 93 || c === 125) {
        const closer = text.charAt(i);
        const opener = open.pop();
        if (opener === undefined) fault ??= { start: i, end: i + 1, message: `unmatched '${closer}'` };
        else if (closerOf(opener.bracket) !== closer) {
          const message = `closing parenthesis '${closer}' does not match opening parenthesis '${opener.bracket}'`;
          fault ??= { start: i, end: i + 1, message };
        }
      } else if (c === 58 && open.length === 0) {
        opened = true;
      }
      i++;
    }
    lines.push({ start, first, end, stop, column, state, opened: openedBefore });
    start = end + 1;
  }
  if (quote.length === 3) {
    fault ??= { start: quoteAt, end: quoteAt + 3, message: "unterminated triple-quoted string literal" };
  }
  const last = open.at(-1);
  if (last !== undefined) fault ??= { start: last.at, end: last.at + 1, message: `'${last.bracket}' was never closed` };
  const unterminated = quote.length === 3;
  return { lines, fault, open: open.map(({ bracket }) => bracket), unterminated, opened, comments };
}

function indentation(text: string, start: number, end: number): { first: number; column: number } {
  let column = 0;
  let i = start;
  for (; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 32) column++;
    else if (c === 9) column = (column | 7) + 1;
    else if (c === 12) column = 0;
    else if (c !== 13 && c !== 0xfeff) break;
  }
  return { first: i, column };
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c !== 13 && c !== 32) return false;
  }
  return true;
}

/** Behind the closing quote, or -1 if the string goes on in the next line. */
function stringEnd(text: string, from: number, to: number, quote: string): number {
  const first = quote.charCodeAt(0);
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === first && i + quote.length <= to && text.startsWith(quote, i)) return i + quote.length;
  }
  return -1;
}
