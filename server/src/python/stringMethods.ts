// Methods of str.

import { operatorRows } from "./containerMethods.ts";
import { dictSet } from "./dict.ts";
import { braceFormat, reprOf } from "./format.ts";
import { iterateValue } from "./iteration.ts";
import { native } from "./nativeFunction.ts";
import type { Rows, Run } from "./nativeFunction.ts";
import { binary } from "./operators.ts";
import type { Runtime } from "./runtime.ts";
import { isAscii, isUtf8, utf8 } from "./encoding.ts";
import { typeOf } from "./types.ts";
import { PyBoxed, PyBytes, PyDict, PyList, PyTuple, Unknown } from "./values.ts";
import type { Value } from "./values.ts";

export const stringRows: Rows = [
  ...operatorRows,
  ["__add__", null, (runtime, [a = null, b = null]) => binary(runtime, "+", text(a), b)],
  ["__mul__", null, (runtime, [a = null, b = null]) => binary(runtime, "*", text(a), b)],
  ["__mod__", null, (runtime, [a = null, b = null]) => binary(runtime, "%", text(a), b)],
  [
    "__eq__",
    null,
    (_runtime, [a = null, b = null]) => text(a) === (typeof b === "string" || b instanceof PyBoxed ? text(b) : null),
  ],
  ["__hash__", null, (runtime, [a = null]) => runtime.call(runtime.builtins.get("hash") ?? null, [text(a)])],
  ["__str__", null, (_runtime, [a = null]) => text(a)],
  ["isascii", "self, /", onText((self) => isAscii(self))],
  ["__repr__", null, (runtime, [a = null]) => reprOf(runtime, text(a))],
  [
    "__format__",
    null,
    (runtime, [a = null, spec = ""]) => runtime.call(runtime.builtins.get("format") ?? null, [text(a), spec]),
  ],
  [
    "join",
    "self, iterable, /",
    (runtime, [self = "", iterable = null]) => {
      const items = iterateValue(runtime, iterable);
      if (items instanceof Unknown) return items;
      const lost = items.find((item) => item instanceof Unknown);
      if (lost !== undefined) return lost;
      const wrong = items.findIndex((item) => typeof item !== "string" && !(item instanceof PyBoxed));
      if (wrong >= 0)
        return runtime.fail(
          "TypeError",
          `sequence item ${String(wrong)}: expected str instance, ${typeOf(items[wrong] ?? null).name} found`,
        );
      return items.map(text).join(text(self));
    },
  ],
  [
    "split",
    "self, sep=None, maxsplit=-1",
    onText((self, [sep = null, most = -1]) => splitText(self, sep, most, false)),
  ],
  [
    "rsplit",
    "self, sep=None, maxsplit=-1",
    onText((self, [sep = null, most = -1]) => splitText(self, sep, most, true)),
  ],
  ["splitlines", "self, keepends=False", onText((self, [keep = false]) => new PyList(linesIn(self, keep === true)))],
  ["strip", "self, chars=None, /", onText((self, [chars = null]) => strip(self, chars, "both"))],
  ["lstrip", "self, chars=None, /", onText((self, [chars = null]) => strip(self, chars, "left"))],
  ["rstrip", "self, chars=None, /", onText((self, [chars = null]) => strip(self, chars, "right"))],
  ["lower", "self, /", onText((self) => self.toLowerCase())],
  ["casefold", "self, /", onText((self) => self.toLowerCase().replaceAll("ß", "ss"))],
  ["upper", "self, /", onText((self) => self.toUpperCase())],
  ["capitalize", "self, /", onText((self) => self.charAt(0).toUpperCase() + self.slice(1).toLowerCase())],
  [
    "title",
    "self, /",
    onText((self) =>
      self.toLowerCase().replace(/(^|[^a-z])([a-z])/g, (_m, a: string, b: string) => a + b.toUpperCase()),
    ),
  ],
  [
    "swapcase",
    "self, /",
    onText((self) => [...self].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join("")),
  ],
  [
    "startswith",
    "self, prefix, start=None, end=None, /",
    onText((self, [prefix, start, end]) => prefixes(prefix).some((item) => range(self, start, end).startsWith(item))),
  ],
  [
    "endswith",
    "self, suffix, start=None, end=None, /",
    onText((self, [suffix, start, end]) => prefixes(suffix).some((item) => range(self, start, end).endsWith(item))),
  ],
  [
    "removeprefix",
    "self, prefix, /",
    onText((self, [prefix = ""]) => (self.startsWith(text(prefix)) ? self.slice(text(prefix).length) : self)),
  ],
  [
    "removesuffix",
    "self, suffix, /",
    onText((self, [suffix = ""]) =>
      text(suffix) !== "" && self.endsWith(text(suffix)) ? self.slice(0, -text(suffix).length) : self,
    ),
  ],
  [
    "replace",
    "self, old, new, count=-1, /",
    onText((self, [old = "", fresh = "", count = -1]) => {
      if (typeof count === "number" && count >= 0) {
        const parts = self.split(text(old));
        return (
          parts.slice(0, count + 1).join(text(fresh)) +
          parts
            .slice(count + 1)
            .map((part) => text(old) + part)
            .join("")
        );
      }
      return self.split(text(old)).join(text(fresh));
    }),
  ],
  [
    "find",
    "self, sub, start=None, end=None, /",
    onText((self, [sub = "", start, end]) => offsetFound(range(self, start, end).indexOf(text(sub)), start)),
  ],
  [
    "rfind",
    "self, sub, start=None, end=None, /",
    onText((self, [sub = "", start, end]) => offsetFound(range(self, start, end).lastIndexOf(text(sub)), start)),
  ],
  [
    "index",
    "self, sub, start=None, end=None, /",
    onText((self, [sub = "", start, end], runtime) => {
      const at = range(self, start, end).indexOf(text(sub));
      return at < 0 ? runtime.fail("ValueError", "substring not found") : offsetFound(at, start);
    }),
  ],
  [
    "rindex",
    "self, sub, /",
    onText((self, [sub = ""], runtime) => {
      const at = self.lastIndexOf(text(sub));
      return at < 0 ? runtime.fail("ValueError", "substring not found") : at;
    }),
  ],
  [
    "count",
    "self, sub, start=None, end=None, /",
    onText((self, [sub = "", start, end]) => range(self, start, end).split(text(sub)).length - 1),
  ],
  ["format", null, (runtime, [self = "", ...args], kwargs) => braceFormat(runtime, text(self), args, kwargs)],
  [
    "format_map",
    "self, mapping, /",
    (runtime, [self = "", mapping = null]) => {
      const names = new Map<string, Value>();
      if (mapping instanceof PyDict)
        for (const { key, value } of mapping.entries.values()) if (typeof key === "string") names.set(key, value);
      return braceFormat(runtime, text(self), [], names);
    },
  ],
  ["isdigit", "self, /", onText((self) => /^\p{Nd}+$/u.test(self))],
  ["isdecimal", "self, /", onText((self) => /^\p{Nd}+$/u.test(self))],
  ["isnumeric", "self, /", onText((self) => /^\p{N}+$/u.test(self))],
  ["isalpha", "self, /", onText((self) => /^\p{L}+$/u.test(self))],
  ["isalnum", "self, /", onText((self) => /^[\p{L}\p{N}]+$/u.test(self))],
  ["isspace", "self, /", onText((self) => /^\s+$/u.test(self))],
  ["isupper", "self, /", onText((self) => self !== self.toLowerCase() && self === self.toUpperCase())],
  ["islower", "self, /", onText((self) => self !== self.toUpperCase() && self === self.toLowerCase())],
  ["isidentifier", "self, /", onText((self) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(self))],
  [
    "zfill",
    "self, width, /",
    onText((self, [width]) => {
      const sign = /^[+-]/.exec(self)?.[0] ?? "";
      return sign + self.slice(sign.length).padStart(Number(width) - sign.length, "0");
    }),
  ],
  ["ljust", "self, width, fill=' ', /", onText((self, [width, fill = " "]) => self.padEnd(Number(width), text(fill)))],
  [
    "rjust",
    "self, width, fill=' ', /",
    onText((self, [width, fill = " "]) => self.padStart(Number(width), text(fill))),
  ],
  [
    "center",
    "self, width, fill=' ', /",
    onText((self, [width, fill = " "]) => {
      const missing = Math.max(0, Number(width) - self.length);
      return text(fill).repeat(Math.floor(missing / 2)) + self + text(fill).repeat(Math.ceil(missing / 2));
    }),
  ],
  [
    "partition",
    "self, sep, /",
    onText((self, [sep = ""]) => {
      const at = self.indexOf(text(sep));
      return new PyTuple(at < 0 ? [self, "", ""] : [self.slice(0, at), text(sep), self.slice(at + text(sep).length)]);
    }),
  ],
  [
    "rpartition",
    "self, sep, /",
    onText((self, [sep = ""]) => {
      const at = self.lastIndexOf(text(sep));
      return new PyTuple(at < 0 ? ["", "", self] : [self.slice(0, at), text(sep), self.slice(at + text(sep).length)]);
    }),
  ],
  [
    "encode",
    "self, encoding='utf-8', errors='strict'",
    onText((self, [encoding = ""], runtime) => {
      if (isAscii(self)) return new PyBytes(self);
      const encoded = isUtf8(encoding) ? utf8(self) : null;
      return encoded !== null ? new PyBytes(encoded) : runtime.unknown("a text in an encoding that is not modelled");
    }),
  ],
  [
    "expandtabs",
    "self, tabsize=8",
    onText((self, [size = 8]) => {
      let column = 0;
      return [...self]
        .map((char) => {
          const wide = char === "\t" ? " ".repeat(Number(size) - (column % Number(size))) : char;
          column = char === "\n" ? 0 : column + wide.length;
          return wide;
        })
        .join("");
    }),
  ],
  [
    "translate",
    "self, table, /",
    (runtime, [self = "", table = null]) => {
      if (!(table instanceof PyDict)) return runtime.unknown("translate() with a table that is not known");
      return [...text(self)]
        .map((char) => {
          const found = table.entries.get(char.codePointAt(0) ?? 0)?.value;
          return found === undefined
            ? char
            : found === null
              ? ""
              : typeof found === "number"
                ? String.fromCodePoint(found)
                : text(found);
        })
        .join("");
    },
  ],
];

export const makeTranslation = native("maketrans", "x, y=None, z='', /", (runtime, args) => {
  const [from = null, to = null, dropped = ""] = args;
  const table = new PyDict();
  const add = (key: Value, value: Value): void =>
    dictSet(null, table, typeof key === "string" ? (key.codePointAt(0) ?? 0) : key, value);
  if (from instanceof PyDict) for (const { key, value } of from.entries.values()) add(key, value);
  else if (typeof from === "string" && typeof to === "string") {
    const targets = [...to];
    for (const [index, char] of [...from].entries()) add(char, targets[index]?.codePointAt(0) ?? null);
    for (const char of text(dropped)) add(char, null);
  } else return runtime.unknown("a translation that is not known");
  return table;
});

export function text(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof PyBoxed && typeof value.payload === "string") return value.payload;
  return value instanceof PyBytes ? value.value : "";
}

/** A method from strings to a string (or a bool, a number): Unknown arguments give Unknown. */
function onText(run: (self: string, args: readonly Value[], runtime: Runtime) => Value): Run {
  return (runtime, args) => {
    const lost = args.find((arg) => arg instanceof Unknown);
    if (lost !== undefined) return lost;
    return run(text(args[0] ?? ""), args.slice(1), runtime);
  };
}

function escapeClass(chars: string): string {
  return chars.replace(/[\\\]^-]/g, "\\$&");
}

function strip(self: string, chars: Value, side: "both" | "left" | "right"): string {
  const set = typeof chars === "string" ? `[${escapeClass(chars)}]` : "\\s";
  let result = self;
  if (chars === "") return self;
  if (side !== "right") result = result.replace(new RegExp(`^${set}+`, "u"), "");
  if (side !== "left") result = result.replace(new RegExp(`${set}+$`, "u"), "");
  return result;
}

function splitText(self: string, separator: Value, limit: Value, fromRight: boolean): Value {
  const most = typeof limit === "number" ? limit : -1;
  let parts: string[];
  if (typeof separator !== "string") {
    parts = self.trim() === "" ? [] : self.trim().split(/\s+/);
    if (most >= 0 && parts.length > most + 1) {
      if (fromRight) {
        const head = parts.slice(0, parts.length - most).join(" ");
        parts = [head, ...parts.slice(parts.length - most)];
      } else {
        const rest = self
          .trim()
          .split(/(\s+)/)
          .slice(most * 2)
          .join("");
        parts = [...parts.slice(0, most), rest];
      }
    }
  } else {
    parts = self.split(separator);
    if (most >= 0 && parts.length > most + 1)
      parts = fromRight
        ? [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)]
        : [...parts.slice(0, most), parts.slice(most).join(separator)];
  }
  return new PyList(parts);
}

function linesIn(self: string, keepEnds: boolean): string[] {
  const lines = self.match(/[^\r\n\v\f]*(?:\r\n|[\r\n\v\f])|[^\r\n\v\f]+$/g) ?? [];
  return keepEnds ? lines : lines.map((line) => line.replace(/(?:\r\n|[\r\n\v\f])$/, ""));
}

function prefixes(value: Value | undefined): readonly string[] {
  return value instanceof PyTuple ? value.items.map(text) : [text(value ?? "")];
}

function range(self: string, start: Value | undefined, end: Value | undefined): string {
  const bound = (value: Value | undefined, fallback: number): number =>
    typeof value === "number" ? (value < 0 ? Math.max(0, value + self.length) : value) : fallback;
  return self.slice(bound(start, 0), bound(end, self.length));
}

function offsetFound(at: number, start: Value | undefined): number {
  return at < 0 ? -1 : at + (typeof start === "number" && start > 0 ? start : 0);
}
