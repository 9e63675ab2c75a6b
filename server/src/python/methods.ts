// Methods of the built-in types. Bound once; the classes are shared by all runs and never change afterwards.

import { Expr, hintOf } from "../symbolic/dim.ts";
import { sortValues } from "./builtins.ts";
import { mergeInto } from "./compileExpression.ts";
import { dictSet, hashKey, makeSet } from "./dict.ts";
import { braceFormat, reprOf, strOf } from "./format.ts";
import { iterateValue, iteratorOf } from "./iteration.ts";
import {
  asDim,
  asNumber,
  binary,
  compareValues,
  containsValue,
  delItem,
  getItem,
  lengthOf,
  setItem,
  sliceBounds,
  truthOf,
  unary,
} from "./operators.ts";
import { runtimeOf } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { parseSignature } from "./signature.ts";
import { typeOf } from "./types.ts";
import {
  Builtin,
  ClassMethod,
  Property,
  PyBoxed,
  PyBytes,
  PyContainer,
  PyDict,
  PyIterator,
  PyList,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  StaticMethod,
  Unknown,
  bytesClass,
  dictClass,
  dictItemsClass,
  dictKeysClass,
  dictValuesClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  rangeClass,
  setClass,
  sliceClass,
  strClass,
  tupleClass,
} from "./values.ts";
import type { Kwargs, NativeFunction, Value, PyClass } from "./values.ts";

type Run = (runtime: Runtime, args: readonly Value[], kwargs: Kwargs) => Value;

/** Rows of `[name, signature, run]`; signature null takes arguments as they come. */
type Rows = readonly (readonly [string, string | null, Run])[];

function bindRows(cls: PyClass, rows: Rows): void {
  for (const [name, signature, run] of rows)
    cls.dict.set(name, new Builtin(name, signature === null ? null : parseSignature(signature), run as NativeFunction));
}

export function bindBuiltinMethods(): void {
  bindRows(strClass, stringRows);
  bindRows(bytesClass, bytesRows);
  bindRows(listClass, listRows);
  bindRows(tupleClass, sequenceRows);
  bindRows(rangeClass, sequenceRows);
  bindRows(dictClass, dictRows);
  for (const cls of [dictKeysClass, dictValuesClass, dictItemsClass]) bindRows(cls, viewRows);
  bindRows(setClass, setRows);
  bindRows(frozensetClass, setRows);
  bindRows(setClass, [
    [
      "__init__",
      null,
      (runtime, [self = null, source]) => {
        const list = source === undefined ? [] : iterateValue(runtime, source);
        if (!(self instanceof PySet)) return null;
        runtime.touch(self);
        if (list instanceof Unknown) self.lost = list;
        else makeSet(runtime, list, self);
        return null;
      },
    ],
  ]);
  bindRows(intClass, intRows);
  bindRows(floatClass, floatRows);
  strClass.dict.set("maketrans", new StaticMethod(makeTranslation));
  dictClass.dict.set(
    "fromkeys",
    new ClassMethod(
      new Builtin(
        "fromkeys",
        parseSignature("cls, iterable, value=None"),
        (context, [cls = null, keys = null, value = null]) => {
          const runtime = runtimeOf(context);
          const dict = runtime.call(cls, []);
          const items = iterateValue(runtime, keys);
          if (items instanceof Unknown || !(dict instanceof PyDict)) return items instanceof Unknown ? items : dict;
          for (const key of items) dictSet(runtime, dict, key, value);
          return dict;
        },
      ),
    ),
  );
  bindRows(sliceClass, [
    [
      "indices",
      "self, length, /",
      (runtime, [self = null, length = 0]) => {
        if (!(self instanceof PySlice)) return null;
        const bounds = sliceBounds(runtime, self, hintOf(asDim(length) ?? 0));
        return bounds instanceof Unknown ? bounds : new PyTuple([bounds.start, bounds.stop, bounds.step]);
      },
    ],
  ]);
  const numeric = (name: string, get: (value: Value) => Value): Property =>
    new Property(new Builtin(name, null, (_context, [self = null]) => get(self)));
  for (const cls of [intClass, floatClass]) {
    cls.dict.set(
      "real",
      numeric("real", (value) => value),
    );
    cls.dict.set(
      "imag",
      numeric("imag", () => 0),
    );
  }
  for (const [part, get] of [
    ["start", (slice: PySlice) => slice.start],
    ["stop", (slice: PySlice) => slice.stop],
    ["step", (slice: PySlice) => slice.step],
  ] as const)
    sliceClass.dict.set(
      part,
      numeric(part, (value) => (value instanceof PySlice ? get(value) : null)),
    );
  for (const [part, get] of [
    ["start", (range: PyRange): Value => range.start],
    ["stop", (range: PyRange): Value => range.stop],
    ["step", (range: PyRange): Value => range.step],
  ] as const)
    rangeClass.dict.set(
      part,
      numeric(part, (value) => (value instanceof PyRange ? get(value) : null)),
    );
}

/** Operators by name, for `list.__getitem__(x, 0)` and `super().__setitem__(…)`: on the native part of the value. */
const operatorRows: Rows = [
  ["__getitem__", "self, key, /", (runtime, [self = null, key = null]) => getItem(runtime, nativeView(self), key)],
  ["__len__", "self, /", (runtime, [self = null]) => lengthOf(runtime, nativeView(self))],
  [
    "__contains__",
    "self, key, /",
    (runtime, [self = null, key = null]) => containsValue(runtime, nativeView(self), key),
  ],
  ["__iter__", "self, /", (runtime, [self = null]) => iteratorOf(runtime, nativeView(self))],
];

/** The same contents under the built-in class, so that a subclass's own dunder methods are not called again. */
function nativeView(self: Value): Value {
  if (!(self instanceof PyContainer) || self.cls.site === null) return self;
  if (self instanceof PyDict) return Object.assign(new PyDict(), { entries: self.entries, lost: self.lost });
  if (self instanceof PyList) return Object.assign(new PyList(self.items), { lost: self.lost });
  if (self instanceof PyTuple) return new PyTuple(self.items);
  if (self instanceof PySet) return Object.assign(new PySet(), { entries: self.entries, lost: self.lost });
  return self;
}

const writeRows: Rows = [
  [
    "__setitem__",
    "self, key, value, /",
    (runtime, [self = null, key = null, value = null]) => {
      if (self instanceof PyContainer) runtime.touch(self);
      setItem(runtime, nativeView(self), key, value);
      return null;
    },
  ],
  [
    "__delitem__",
    "self, key, /",
    (runtime, [self = null, key = null]) => {
      if (self instanceof PyContainer) runtime.touch(self);
      delItem(runtime, nativeView(self), key);
      return null;
    },
  ],
];

// ── str ────────────────────────────────────────────────────────────────────────────────────────────────────────────

function text(value: Value): string {
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

const stringRows: Rows = [
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
  ["encode", null, onText((self) => new PyBytes(self))],
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

const makeTranslation = new Builtin("maketrans", parseSignature("x, y=None, z='', /"), (context, args) => {
  const [from = null, to = null, dropped = ""] = args;
  const table = new PyDict();
  const add = (key: Value, value: Value): void =>
    dictSet(null, table, typeof key === "string" ? (key.codePointAt(0) ?? 0) : key, value);
  if (from instanceof PyDict) for (const { key, value } of from.entries.values()) add(key, value);
  else if (typeof from === "string" && typeof to === "string") {
    const targets = [...to];
    for (const [index, char] of [...from].entries()) add(char, targets[index]?.codePointAt(0) ?? null);
    for (const char of text(dropped)) add(char, null);
  } else return runtimeOf(context).unknown("a translation that is not known");
  return table;
});

function offsetFound(at: number, start: Value | undefined): number {
  return at < 0 ? -1 : at + (typeof start === "number" && start > 0 ? start : 0);
}

const bytesRows: Rows = [
  ["decode", null, (_runtime, [self = null]) => text(self)],
  [
    "hex",
    null,
    (_runtime, [self = null]) =>
      [...text(self)].map((char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join(""),
  ],
];

// ── sequences ──────────────────────────────────────────────────────────────────────────────────────────────────────

function items(runtime: Runtime, self: Value): readonly Value[] | Unknown {
  if (self instanceof PyContainer && self.lost !== null) return self.lost;
  if (self instanceof PyList || self instanceof PyTuple) return self.items;
  return iterateValue(runtime, self);
}

function indexOf(runtime: Runtime, list: readonly Value[], wanted: Value): number | Unknown {
  for (const [index, item] of list.entries()) {
    const equal = Object.is(item, wanted) || truthOf(runtime, compareValues(runtime, "==", item, wanted));
    if (equal instanceof Unknown) return equal;
    if (equal) return index;
  }
  return -1;
}

const sequenceRows: Rows = [
  ...operatorRows,
  ["__add__", null, (runtime, [a = null, b = null]) => binary(runtime, "+", nativeView(a), nativeView(b))],
  ["__mul__", null, (runtime, [a = null, b = null]) => binary(runtime, "*", nativeView(a), b)],
  ["__eq__", null, (runtime, [a = null, b = null]) => compareValues(runtime, "==", nativeView(a), nativeView(b))],
  [
    "index",
    "self, value, start=0, stop=None, /",
    (runtime, [self = null, wanted = null, start = 0, stop = null]) => {
      const list = items(runtime, self);
      if (list instanceof Unknown) return list;
      const bounds = sliceBounds(runtime, new PySlice(start, stop, null), list.length);
      if (bounds instanceof Unknown) return bounds;
      const found = indexOf(runtime, list.slice(bounds.start, bounds.stop), wanted);
      const at = typeof found === "number" && found >= 0 ? found + bounds.start : found;
      return at === -1 ? runtime.fail("ValueError", `${reprOf(runtime, wanted)} is not in ${typeOf(self).name}`) : at;
    },
  ],
  [
    "count",
    "self, value, /",
    (runtime, [self = null, wanted = null]) => {
      const list = items(runtime, self);
      if (list instanceof Unknown) return list;
      return list.filter((item) => truthOf(runtime, compareValues(runtime, "==", item, wanted)) === true).length;
    },
  ],
];

/** A change of a list: `touch` first, and an Unknown argument loses the contents. */
function changing(run: (list: PyList, args: readonly Value[], runtime: Runtime, kwargs: Kwargs) => Value): Run {
  return (runtime, [self = null, ...args], kwargs) => {
    if (!(self instanceof PyList)) return null;
    runtime.touch(self);
    return run(self, args, runtime, kwargs);
  };
}

const listRows: Rows = [
  ...sequenceRows,
  ...writeRows,
  [
    "__init__",
    null,
    (runtime, [self = null, source]) => {
      if (self instanceof PyList && source !== undefined) {
        const list = iterateValue(runtime, source);
        runtime.touch(self);
        if (list instanceof Unknown) self.lost = list;
        else self.items = [...list];
      }
      return null;
    },
  ],
  [
    "append",
    "self, value, /",
    changing((list, [value = null]) => {
      list.items.push(value);
      return null;
    }),
  ],
  [
    "extend",
    "self, iterable, /",
    changing((list, [iterable = null], runtime) => {
      const more = iterateValue(runtime, iterable);
      if (more instanceof Unknown) list.lost = more;
      else for (const item of [...more]) list.items.push(item);
      return null;
    }),
  ],
  [
    "__iadd__",
    "self, iterable, /",
    changing((list, [iterable = null], runtime) => {
      const more = iterateValue(runtime, iterable);
      if (more instanceof Unknown) list.lost = more;
      else list.items.push(...more);
      return list;
    }),
  ],
  [
    "insert",
    "self, index, value, /",
    changing((list, [index = 0, value = null]) => {
      const at = hintOf(asDim(index) ?? 0);
      list.items.splice(at < 0 ? Math.max(0, at + list.items.length) : at, 0, value);
      return null;
    }),
  ],
  [
    "pop",
    "self, index=-1, /",
    changing((list, [index = -1], runtime) => {
      if (list.lost !== null) return list.lost;
      if (index instanceof Unknown) {
        list.lost = index;
        return index;
      }
      if (list.items.length === 0) return runtime.fail("IndexError", "pop from empty list");
      const given = hintOf(asDim(index) ?? -1);
      const at = given < 0 ? given + list.items.length : given;
      if (at < 0 || at >= list.items.length) return runtime.fail("IndexError", "pop index out of range");
      return list.items.splice(at, 1)[0] ?? null;
    }),
  ],
  [
    "remove",
    "self, value, /",
    changing((list, [value = null], runtime) => {
      const at = indexOf(runtime, list.items, value);
      if (at instanceof Unknown) list.lost = at;
      else if (at < 0) runtime.fail("ValueError", "list.remove(x): x not in list");
      else list.items.splice(at, 1);
      return null;
    }),
  ],
  [
    "clear",
    "self, /",
    changing((list) => {
      list.items = [];
      list.lost = null;
      return null;
    }),
  ],
  [
    "reverse",
    "self, /",
    changing((list) => {
      list.items.reverse();
      return null;
    }),
  ],
  [
    "sort",
    "self, *, key=None, reverse=False",
    changing((list, [key = null, reverse = false], runtime) => {
      const sorted = sortValues(runtime, list.items, key, truthOf(runtime, reverse) === true);
      if (sorted instanceof PyList) list.items = sorted.items;
      else if (sorted instanceof Unknown) list.lost = sorted;
      return null;
    }),
  ],
  [
    "copy",
    "self, /",
    (_runtime, [self = null]) =>
      self instanceof PyList ? Object.assign(new PyList([...self.items]), { lost: self.lost }) : self,
  ],
];

// ── dict and set ───────────────────────────────────────────────────────────────────────────────────────────────────

function onDict(run: (dict: PyDict, args: readonly Value[], runtime: Runtime, kwargs: Kwargs) => Value): Run {
  return (runtime, [self = null, ...args], kwargs) =>
    self instanceof PyDict ? run(self, args, runtime, kwargs) : null;
}

/** A view of a dict, as it is at this moment. */
function entriesOf(dict: PyDict, cls: PyClass, pick: (entry: { key: Value; value: Value }) => Value): Value {
  if (dict.lost !== null) return dict.lost;
  return new PyList([...dict.entries.values()].map(pick), cls);
}

const viewRows: Rows = [
  ...operatorRows,
  [
    "isdisjoint",
    "self, other, /",
    (runtime, [self = null, other = null]) => {
      const common = binary(runtime, "&", self, other);
      return common instanceof PySet ? common.entries.size === 0 : common;
    },
  ],
];

const dictRows: Rows = [
  ...operatorRows,
  ...writeRows,
  [
    "__init__",
    null,
    (runtime, [self = null, source], kwargs) => {
      if (!(self instanceof PyDict)) return null;
      runtime.touch(self);
      updateDict(runtime, self, source, kwargs);
      return null;
    },
  ],
  ["__eq__", null, (runtime, [a = null, b = null]) => compareValues(runtime, "==", nativeView(a), nativeView(b))],
  ["__or__", null, (runtime, [a = null, b = null]) => binary(runtime, "|", nativeView(a), nativeView(b))],
  ["keys", "self, /", onDict((dict) => entriesOf(dict, dictKeysClass, (entry) => entry.key))],
  ["values", "self, /", onDict((dict) => entriesOf(dict, dictValuesClass, (entry) => entry.value))],
  [
    "items",
    "self, /",
    onDict((dict) => entriesOf(dict, dictItemsClass, (entry) => new PyTuple([entry.key, entry.value]))),
  ],
  [
    "get",
    "self, key, default=None, /",
    onDict((dict, [key = null, fallback = null], runtime) => {
      if (key instanceof Unknown) return key;
      const found = dict.entries.get(hashKey(runtime, key));
      if (found !== undefined) return found.value;
      return dict.lost ?? fallback;
    }),
  ],
  [
    "setdefault",
    "self, key, default=None, /",
    onDict((dict, [key = null, fallback = null], runtime) => {
      if (key instanceof Unknown) return key;
      const found = dict.entries.get(hashKey(runtime, key));
      if (found !== undefined) return found.value;
      runtime.touch(dict);
      dictSet(runtime, dict, key, fallback);
      return fallback;
    }),
  ],
  [
    "pop",
    null,
    onDict((dict, [key = null, ...rest], runtime) => {
      if (key instanceof Unknown || dict.lost !== null) return key instanceof Unknown ? key : (dict.lost ?? null);
      const hash = hashKey(runtime, key);
      const found = dict.entries.get(hash);
      if (found === undefined) return rest.length > 0 ? (rest[0] ?? null) : runtime.failWith("KeyError", key);
      runtime.touch(dict);
      dict.entries.delete(hash);
      return found.value;
    }),
  ],
  [
    "popitem",
    null,
    onDict((dict, args, runtime) => {
      const entries = [...dict.entries];
      const [first] = entries;
      const last = args[0] === false ? first : entries[entries.length - 1];
      if (last === undefined) return runtime.fail("KeyError", "popitem(): dictionary is empty");
      runtime.touch(dict);
      dict.entries.delete(last[0]);
      return new PyTuple([last[1].key, last[1].value]);
    }),
  ],
  [
    "update",
    null,
    onDict((dict, [source], runtime, kwargs) => {
      runtime.touch(dict);
      updateDict(runtime, dict, source, kwargs);
      return null;
    }),
  ],
  [
    "clear",
    "self, /",
    onDict((dict, _args, runtime) => {
      runtime.touch(dict);
      dict.entries = new Map();
      dict.lost = null;
      return null;
    }),
  ],
  [
    "copy",
    "self, /",
    onDict((dict, _args, runtime) => {
      const copy = new PyDict(dict.cls);
      copy.lost = dict.lost;
      for (const { key, value } of dict.entries.values()) dictSet(runtime, copy, key, value);
      if (dict.attrs !== null) copy.attrs = new Map(dict.attrs);
      return copy;
    }),
  ],
  [
    "__reversed__",
    "self, /",
    onDict((dict) => {
      const keys = [...dict.entries.values()].map((entry) => entry.key).reverse();
      let index = 0;
      return new PyIterator(() => (index < keys.length ? (keys[index++] ?? null) : undefined));
    }),
  ],
];

function updateDict(runtime: Runtime, dict: PyDict, source: Value | undefined, kwargs: Kwargs): void {
  if (source !== undefined && source !== null) {
    if (source instanceof PyList || source instanceof PyTuple || source instanceof PyIterator) {
      const pairs = iterateValue(runtime, source);
      if (pairs instanceof Unknown) dict.lost = pairs;
      else
        for (const pair of pairs) {
          const parts = iterateValue(runtime, pair);
          if (parts instanceof Unknown) dict.lost = parts;
          else setItem(runtime, dict, parts[0] ?? null, parts[1] ?? null);
        }
    } else mergeInto(runtime, dict, source);
  }
  for (const [name, value] of kwargs) dictSet(runtime, dict, name, value);
}

function onSet(run: (set: PySet, args: readonly Value[], runtime: Runtime) => Value): Run {
  return (runtime, [self = null, ...args]) => (self instanceof PySet ? run(self, args, runtime) : null);
}

function combined(op: "|" | "&" | "-" | "^"): Run {
  return onSet((set, args, runtime) => {
    let result: Value = set;
    for (const arg of args) {
      const list = iterateValue(runtime, arg);
      if (list instanceof Unknown) return list;
      result = binary(runtime, op, result, makeSet(runtime, list, new PySet(set.cls)));
    }
    return result === set ? makeSet(runtime, set.entries.values(), new PySet(set.cls)) : result;
  });
}

const setRows: Rows = [
  ...operatorRows,
  [
    "add",
    "self, value, /",
    onSet((set, [value = null], runtime) => {
      runtime.touch(set);
      if (value instanceof Unknown) set.lost = value;
      else makeSet(runtime, [value], set);
      return null;
    }),
  ],
  [
    "discard",
    "self, value, /",
    onSet((set, [value = null], runtime) => {
      runtime.touch(set);
      set.entries.delete(hashKey(runtime, value));
      return null;
    }),
  ],
  [
    "remove",
    "self, value, /",
    onSet((set, [value = null], runtime) => {
      runtime.touch(set);
      if (!set.entries.delete(hashKey(runtime, value))) runtime.failWith("KeyError", value);
      return null;
    }),
  ],
  [
    "pop",
    "self, /",
    onSet((set, _args, runtime) => {
      const [first] = set.entries;
      if (first === undefined) return runtime.fail("KeyError", "pop from an empty set");
      runtime.touch(set);
      set.entries.delete(first[0]);
      return first[1];
    }),
  ],
  [
    "clear",
    "self, /",
    onSet((set, _args, runtime) => {
      runtime.touch(set);
      set.entries = new Map();
      return null;
    }),
  ],
  [
    "update",
    null,
    onSet((set, args, runtime) => {
      runtime.touch(set);
      for (const arg of args) {
        const list = iterateValue(runtime, arg);
        if (list instanceof Unknown) set.lost = list;
        else makeSet(runtime, list, set);
      }
      return null;
    }),
  ],
  ["copy", "self, /", onSet((set, _args, runtime) => makeSet(runtime, set.entries.values(), new PySet(set.cls)))],
  ["union", null, combined("|")],
  ["intersection", null, combined("&")],
  ["difference", null, combined("-")],
  ["symmetric_difference", null, combined("^")],
  [
    "issubset",
    "self, other, /",
    onSet((set, [other = null], runtime) => {
      const list = iterateValue(runtime, other);
      if (list instanceof Unknown) return list;
      const outer = makeSet(runtime, list);
      return [...set.entries.keys()].every((key) => outer.entries.has(key));
    }),
  ],
  [
    "issuperset",
    "self, other, /",
    onSet((set, [other = null], runtime) => {
      const list = iterateValue(runtime, other);
      return list instanceof Unknown ? list : list.every((item) => set.entries.has(hashKey(runtime, item)));
    }),
  ],
  [
    "isdisjoint",
    "self, other, /",
    onSet((set, [other = null], runtime) => {
      const list = iterateValue(runtime, other);
      return list instanceof Unknown ? list : !list.some((item) => set.entries.has(hashKey(runtime, item)));
    }),
  ],
];

// ── numbers ────────────────────────────────────────────────────────────────────────────────────────────────────────

const arithmeticRows: Rows = (
  [
    ["add", "+"],
    ["sub", "-"],
    ["mul", "*"],
    ["truediv", "/"],
    ["floordiv", "//"],
    ["mod", "%"],
    ["pow", "**"],
  ] as const
).flatMap(([name, op]): Rows => [
  [`__${name}__`, null, (runtime, [a = null, b = null]) => binary(runtime, op, a, b)],
  [`__r${name}__`, null, (runtime, [a = null, b = null]) => binary(runtime, op, b, a)],
]);

const numberRows: Rows = [
  ...arithmeticRows,
  ["__neg__", null, (runtime, [a = null]) => unary(runtime, "-", a)],
  ["__int__", null, (runtime, [a = null]) => runtime.call(intClass, [a])],
  ["__float__", null, (runtime, [a = null]) => runtime.call(floatClass, [a])],
  ["__hash__", null, (runtime, [a = null]) => runtime.call(runtime.builtins.get("hash") ?? null, [a])],
  ["conjugate", null, (_runtime, [a = null]) => a],
];

const intRows: Rows = [
  ...numberRows,
  [
    "bit_length",
    "self, /",
    (runtime, [a = null]) => {
      const value = asDim(a);
      if (value === null || value instanceof Expr) return runtime.unknown("bit_length of a symbolic number");
      return value === 0 ? 0 : BigInt(Math.abs(value)).toString(2).length;
    },
  ],
  ["is_integer", "self, /", () => true],
  ["__index__", "self, /", (_runtime, [a = null]) => a],
];

const floatRows: Rows = [
  ...numberRows,
  ["is_integer", "self, /", (_runtime, [a = null]) => Number.isInteger(asNumber(a) ?? NaN)],
  ["hex", "self, /", (runtime, [a = null]) => strOf(runtime, a)],
  ["as_integer_ratio", "self, /", (_runtime, [a = null]) => integerRatio(asNumber(a) ?? 0)],
];

/** A double is an integer over a power of two. */
function integerRatio(value: number): PyTuple {
  let under = 1;
  while (!Number.isInteger(value * under) && under < 2 ** 1000) under *= 2;
  return new PyTuple([value * under, under]);
}
