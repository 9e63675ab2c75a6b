// Methods of bytes, which hold one character a byte: those of str where the two agree.

import { fromUtf8, isAscii, isUtf8 } from "./encoding.ts";
import { iterateValue } from "./iteration.ts";
import type { Rows, Run } from "./nativeFunction.ts";
import { stringRows, text } from "./stringMethods.ts";
import { typeOf } from "./types.ts";
import { PyBytes, PyList, PyTuple, Unknown } from "./values.ts";
import type { Value } from "./values.ts";

/** They look for bytes within bytes. */
const alike =
  "find rfind index rindex count startswith endswith replace partition rpartition removeprefix removesuffix";
/** They know letters, white space and the ends of lines, of which str has more. */
const ofCharacters = "split rsplit splitlines strip lstrip rstrip lower upper isdigit isalpha isalnum isspace";

export const bytesRows: Rows = [
  [
    "decode",
    "self, encoding='utf-8', errors='strict'",
    (runtime, [self = null, encoding = null]) => {
      const bytes = text(self);
      if (isAscii(bytes)) return bytes;
      const decoded = isUtf8(encoding) ? fromUtf8(bytes) : null;
      return decoded ?? runtime.unknown("bytes in an encoding that is not modelled");
    },
  ],
  [
    "hex",
    null,
    (_runtime, [self = null]) =>
      [...text(self)].map((char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join(""),
  ],
  [
    "join",
    "self, iterable, /",
    (runtime, [self = null, iterable = null]) => {
      const items = iterateValue(runtime, iterable);
      if (items instanceof Unknown) return items;
      const lost = items.find((item) => item instanceof Unknown);
      if (lost !== undefined) return lost;
      const wrong = items.findIndex((item) => !(item instanceof PyBytes));
      if (wrong < 0) return new PyBytes(items.map(text).join(text(self)));
      const found = typeOf(items[wrong] ?? null).name;
      return runtime.fail("TypeError", `sequence item ${String(wrong)}: expected a bytes-like object, ${found} found`);
    },
  ],
  ...stringRows.flatMap(([name, signature, run]): Rows => {
    if (alike.split(" ").includes(name)) return [[name, signature, onBytes(run, () => true)]];
    return ofCharacters.split(" ").includes(name) ? [[name, signature, onBytes(run, isPlain)]] : [];
  }),
];

/** White space and line ends that str and bytes have in common. */
function isPlain(bytes: string): boolean {
  return /^[\x20-\x7e\t\n\r]*$/.test(bytes);
}

function onBytes(run: Run, knows: (bytes: string) => boolean): Run {
  return (runtime, args, kwargs) => {
    const mixed = args.find((arg) => typeof arg === "string");
    if (mixed !== undefined) return runtime.fail("TypeError", "a bytes-like object is required, not 'str'");
    if (!knows(text(args[0] ?? null))) return runtime.unknown("a method of bytes that are not text");
    return asBytes(
      run(
        runtime,
        args.map((arg) => (arg instanceof PyBytes ? arg.value : arg)),
        kwargs,
      ),
    );
  };
}

function asBytes(value: Value): Value {
  if (typeof value === "string") return new PyBytes(value);
  if (value instanceof PyList) return new PyList(value.items.map(asBytes));
  return value instanceof PyTuple ? new PyTuple(value.items.map(asBytes)) : value;
}
