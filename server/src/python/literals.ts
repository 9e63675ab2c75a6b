// Python's literals: what the text of a number or a string means.

/** An integer, float or imaginary literal; `big` has the digits of an integer that a JS number cannot hold. */
export interface NumberLiteral {
  readonly type: "int" | "float" | "complex";
  readonly value: number;
  readonly big: string | null;
}

export function readNumber(source: string): NumberLiteral {
  let text = source.includes("_") ? source.replaceAll("_", "") : source;
  const last = text.charCodeAt(text.length - 1) | 0x20;
  if (last === 108 /* l, as in Python 2 */) text = text.slice(0, -1);
  const prefix = text.charCodeAt(0) === 48 && text.length > 1 ? text.charCodeAt(1) | 0x20 : 0;
  const based = prefix === 120 || prefix === 111 || prefix === 98; // 0x, 0o, 0b
  if (!based && last === 106) return { type: "complex", value: Number(text.slice(0, -1)), big: null };
  if (!based && /[.eE]/.test(text)) return { type: "float", value: Number(text), big: null };
  const value = Number(text);
  return { type: "int", value, big: Number.isSafeInteger(value) ? null : BigInt(text).toString() };
}

/** How a string starts: `rb"""` is raw, bytes, and its quote has three characters. */
export interface StringStart {
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly formatted: boolean;
  /** Where the content starts, and how long the closing quote is. */
  readonly prefix: number;
  readonly quote: number;
}

export function readStringStart(text: string, start: number): StringStart {
  let raw = false;
  let bytes = false;
  let formatted = false;
  let i = start;
  for (; ; i++) {
    const c = text.charCodeAt(i) | 0x20;
    if (c === 114) raw = true;
    else if (c === 98) bytes = true;
    else if (c === 102 || c === 116) formatted = true;
    else if (c !== 117) break;
  }
  const c = text.charCodeAt(i);
  const triple = text.charCodeAt(i + 1) === c && text.charCodeAt(i + 2) === c && c !== 96;
  const quote = triple ? 3 : 1;
  return { raw, bytes, formatted, prefix: i + quote - start, quote };
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};

const escapePattern = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{[^}]*\}|([^]))/g;
const bytesPattern = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|([^]))/g;
const formattedPattern = /\\N\{[^}]*\}|\{\{|\}\}/g;

/**
 * The value of the text between the quotes. Line ends become `\n`; an escape that Python does not know, and `\N{…}`, stay as
 * they are. In an f-string doubled braces are single ones.
 */
export function readString(content: string, start: StringStart): string {
  let text = content.includes("\r") ? content.replace(/\r\n?/g, "\n") : content;
  if (start.formatted && (text.includes("{{") || text.includes("}}"))) {
    text = text.replace(formattedPattern, (match) => (match.startsWith("\\") ? match : match.charAt(0)));
  }
  if (start.raw || !text.includes("\\")) return text;
  if (start.bytes) {
    return text.replace(bytesPattern, (match: string, octal?: string, hex?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return escapes[other ?? ""] ?? match;
    });
  }
  return text.replace(
    escapePattern,
    (match: string, octal?: string, hex?: string, short?: string, long?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      const code = hex ?? short ?? long;
      if (code === undefined) return other === undefined ? match : (escapes[other] ?? match);
      const point = parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : match;
    },
  );
}
