// Long runs of comments are parsed as blank lines: behind a statement the grammar's scanner looks past all comments that
// follow, and does so again at each of them, which takes the square of their number.

import { scan } from "./lines.ts";

/** How many comments in a row, with nothing but blank lines between them, are a long run. */
const MIN_RUN = 32;

export interface Blanked {
  /** As long as the text, with each character where it was. */
  readonly code: string;
  /** Start and end of each comment that was blanked, in pairs. */
  readonly comments: readonly number[];
}

/** Blanks the long runs of comments in a text. */
export function blankRuns(text: string): Blanked {
  const comments: number[] = [];
  if (!mayHaveRun(text)) return { code: text, comments };
  const parts: string[] = [];
  let from = 0;
  let run: number[] = [];
  const endRun = (): void => {
    const [start, end] = [run[0] ?? 0, run.at(-1) ?? 0];
    if (run.length >= 2 * MIN_RUN) {
      const blank = text.slice(start, end).replace(/[^\r\n]+/g, (line) => " ".repeat(line.length));
      parts.push(text.slice(from, start), blank);
      from = end;
      for (const place of run) comments.push(place);
    }
    run = [];
  };
  // Only a scan from the start tells a comment from a line of a string.
  for (const { state, first, end } of scan(text, 0, text.length).lines) {
    if (state !== "blank") endRun();
    else if (text.charCodeAt(first) === 35 && first < end) run.push(first, end);
  }
  endRun();
  return { code: parts.join("") + text.slice(from), comments };
}

/** Whether a text has as many lines in a row that look like comments, wherever they are. */
function mayHaveRun(text: string): boolean {
  let count = 0;
  let end = 0; // of the line of the last `#`
  for (let at = text.indexOf("#"); at !== -1; at = text.indexOf("#", end)) {
    let before = at - 1;
    let alone = false;
    for (; before >= end && isSpace(text.charCodeAt(before)); before--) alone ||= text.charCodeAt(before) === 10;
    if (before < end) count++;
    else count = alone ? 1 : 0;
    if (count === MIN_RUN) return true;
    end = text.indexOf("\n", at);
    if (end === -1) return false;
  }
  return false;
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}
