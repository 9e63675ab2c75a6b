// How one text became another, as one replaced range: what stands before and behind it is the same.

export interface Edit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Most of two versions is the same: it is compared in pieces of so many characters, which costs a tenth. */
const step = 1024;

/** The shortest range that covers all differences; it never cuts a surrogate pair. */
export function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.slice(start, start + step) === after.slice(start, start + step)) start += step;
  start = Math.min(start, shorter);
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const rest = shorter - start;
  const [a, b] = [before.length, after.length];
  let tail = 0;
  while (tail + step <= rest && before.slice(a - tail - step, a - tail) === after.slice(b - tail - step, b - tail))
    tail += step;
  while (tail < rest && before.charCodeAt(a - 1 - tail) === after.charCodeAt(b - 1 - tail)) tail++;
  if (start > 0 && isHighSurrogate(before, start - 1)) start--;
  if (tail > 0 && isHighSurrogate(before, before.length - tail - 1)) tail--;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

function isHighSurrogate(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800;
}

/** Where an offset of the old text is in the new one; one within the replaced range stays within it. */
export function moveOffset(edit: Edit, offset: number): number {
  if (offset <= edit.start) return offset;
  if (offset >= edit.oldEnd) return offset - edit.oldEnd + edit.newEnd;
  return Math.min(offset, edit.newEnd);
}

/** Whether the lines of a range of the old text are lines of the new one, untouched. */
export function linesKept(edit: Edit, before: string, after: string, start: number, end: number): boolean {
  const lineEnd = before.indexOf("\n", end);
  if (lineEnd !== -1 ? lineEnd < edit.start : before.length <= edit.start && after.length === before.length)
    return true;
  const lineStart = before.lastIndexOf("\n", start - 1) + 1;
  if (lineStart < edit.oldEnd) return false;
  const moved = lineStart - edit.oldEnd + edit.newEnd;
  return moved === 0 || after.charCodeAt(moved - 1) === 10;
}
