// The files that a program may read while it runs: small texts in the workspace, beside the entry and in the search paths. A
// configuration or a list that ships with a package decides what a model looks like; nothing else is ever looked at.

import type { Host } from "../base/host.ts";

/** Larger files are weights or data. */
const sizeLimit = 1 << 20; // characters

/** The text of a file, or null where it is not to be read: none there, outside, too large, not UTF-8. */
export type FileReader = (path: string) => string | null;

/** Relative paths start from `bases` too: where the program would be started is not known, so all must agree. */
export function fileReader(host: Pick<Host, "readFile">, bases: readonly string[]): FileReader {
  return (path) => {
    const places = path.startsWith("/") || /^[A-Za-z]:/.test(path) ? [path] : bases.map((base) => `${base}/${path}`);
    const texts = new Set(
      places.flatMap((place) => {
        const file = normalized(place);
        if (!bases.some((base) => file.startsWith(`${normalized(base)}/`))) return [];
        const text = host.readFile(file);
        return text === null ? [] : [text];
      }),
    );
    const [text] = texts;
    if (text === undefined || texts.size > 1 || text.length > sizeLimit) return null;
    return /[\0\uFFFD]/.test(text) ? null : text; // what decoding leaves of a binary file
  };
}

/** Without `.` and `..`, so that no path leads out of a folder that it begins with. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/"))
    if (part === "..") parts.pop();
    else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  return parts.join("/");
}
