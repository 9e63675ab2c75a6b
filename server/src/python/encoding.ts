// UTF-8, for texts as bytes: a string with one character a byte.

import type { Value } from "./values.ts";

export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text); // eslint-disable-line no-control-regex -- ASCII is from 0 to 127
}

export function isUtf8(encoding: Value): boolean {
  return typeof encoding === "string" && /^utf[-_]?8$/i.test(encoding);
}

/** One character a byte; null for half of a surrogate pair. */
export function utf8(text: string): string | null {
  try {
    return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_whole, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
  } catch {
    return null;
  }
}

/** Null where the bytes are no UTF-8. */
export function fromUtf8(bytes: string): string | null {
  try {
    return decodeURIComponent(bytes.replace(/[^]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`));
  } catch {
    return null;
  }
}
