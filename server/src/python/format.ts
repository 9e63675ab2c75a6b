// `str`, `repr`, `format` and `%`: strings matter where names are built from them, and in messages.

import { Expr, hintOf, printDim } from "../symbolic/dim.ts";
import { findAttribute } from "./attributes.ts";
import type { Runtime } from "./runtime.ts";
import { exceptionText } from "./runtime.ts";
import { baseExceptionClass } from "./errors.ts";
import {
  Builtin,
  PyBoxed,
  PyBytes,
  PyClass,
  PyComplex,
  PyContainer,
  PyDict,
  PyFloat,
  PyFunction,
  PyInstance,
  PyList,
  PyModule,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  Unknown,
  ellipsis,
  frozensetClass,
  objectClass,
  notImplemented,
  tupleClass,
} from "./values.ts";
import type { Value } from "./values.ts";

export function strOf(runtime: Runtime, value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof PyBoxed && typeof value.payload === "string" && userMethod(value, "__str__") === undefined)
    return value.payload;
  const method = userMethod(value, "__str__");
  if (method !== undefined) {
    const text = runtime.call(method, [value]);
    if (typeof text === "string") return text;
  }
  if (value instanceof PyInstance && value.cls.isSubclassOf(baseExceptionClass)) return exceptionText(runtime, value);
  return reprOf(runtime, value);
}

/** A dunder method of a user class or a domain object, not one of ours for `object`. */
function userMethod(value: Value, name: string): Value | undefined {
  return value instanceof PyInstance && !(value instanceof PyModule) && !(value instanceof PyFunction)
    ? value.cls.lookup(name)
    : undefined;
}

export function reprOf(runtime: Runtime, value: Value, depth = 0): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quote(value);
  if (value instanceof Expr) return printDim(value);
  if (value instanceof Unknown) return "<unknown>";
  if (depth > 6) return "...";
  const inner = (item: Value): string => reprOf(runtime, item, depth + 1);
  if (value instanceof PyFloat) return floatText(value.value);
  if (value instanceof PyComplex) return `(${floatText(value.real)}+${floatText(value.imag)}j)`;
  if (value instanceof PyBytes) return `b${quote(value.value).replace(/[\x80-\xff]/g, escapeByte)}`;
  if (value instanceof PyClass && !(value.cls.lookup("__repr__") instanceof PyFunction)) return classText(value);
  const isForeign = value.cls.site !== null || value.cls.module !== "builtins";
  const method = userMethod(value, "__repr__") ?? (isForeign ? value.cls.lookup("__repr__") : undefined);
  const isPlain =
    value instanceof PyContainer &&
    (method === tupleClass.lookup("__repr__") || method === objectClass.lookup("__repr__"));
  if (method !== undefined && !isPlain) {
    const text = runtime.call(method, [value]);
    if (typeof text === "string") return text;
  }
  if (value instanceof PyTuple) return `(${value.items.map(inner).join(", ")}${value.items.length === 1 ? "," : ""})`;
  if (value instanceof PyList) {
    const items = `[${value.items.map(inner).join(", ")}]`;
    return value.cls.name.startsWith("dict_") ? `${value.cls.name}(${items})` : items;
  }
  if (value instanceof PyDict)
    return `{${[...value.entries.values()].map((entry) => `${inner(entry.key)}: ${inner(entry.value)}`).join(", ")}}`;
  if (value instanceof PySet) {
    const items = [...value.entries.values()].map(inner).join(", ");
    if (value.cls === frozensetClass) return `frozenset({${items}})`;
    return items === "" ? "set()" : `{${items}}`;
  }
  if (value instanceof PyRange)
    return `range(${inner(value.start)}, ${inner(value.stop)}${value.step === 1 ? "" : `, ${String(value.step)}`})`;
  if (value instanceof PySlice) return `slice(${inner(value.start)}, ${inner(value.stop)}, ${inner(value.step)})`;
  if (value instanceof PyBoxed) return inner(value.payload);
  if (value instanceof PyModule) return `<module '${value.name}'>`;
  if (value instanceof PyFunction) return `<function ${value.qualname}>`;
  if (value instanceof Builtin) return `<built-in function ${value.name}>`;
  if (value === ellipsis) return "Ellipsis";
  if (value === notImplemented) return "NotImplemented";
  if (value instanceof PyInstance && value.cls.isSubclassOf(baseExceptionClass)) {
    const args = value.attrs.get("args");
    return `${value.cls.name}${args instanceof PyTuple && args.items.length !== 1 ? inner(args) : `(${args instanceof PyTuple ? inner(args.items[0] ?? null) : ""})`}`;
  }
  return `<${value.cls.name} object>`;
}

function classText({ module, qualname }: PyClass): string {
  return `<class '${module === "builtins" ? "" : `${module}.`}${qualname}'>`;
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replace(/\\/g, "\\\\")
    .replace(/\n/g, "\\n")
    .replace(/\t/g, "\\t")
    .replace(/\r/g, "\\r")
    .replace(/[\x00-\x1f\x7f]/g, escapeByte); // eslint-disable-line no-control-regex -- Python escapes just these
  return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark;
}

function escapeByte(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const magnitude = Math.abs(value);
  if (Object.is(value, -0)) return "-0.0";
  if (Number.isInteger(value) && magnitude < 1e16) return `${String(value)}.0`;
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    const sign = exponent.startsWith("-") ? "-" : "+";
    return `${digits}e${sign}${exponent.replace(/^[+-]/, "").padStart(2, "0")}`;
  }
  return String(value);
}

const specification = /^(?:(.)?([<>=^]))?([+\- ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/u;

/** `format(value, spec)`. */
export function formatValue(runtime: Runtime, value: Value, spec: string): string {
  if (spec === "") return strOf(runtime, value);
  const method = userMethod(value, "__format__");
  if (method !== undefined) {
    const text = runtime.call(method, [value, spec]);
    if (typeof text === "string") return text;
  }
  const match = specification.exec(spec);
  if (match === null) return strOf(runtime, value);
  const [, fill = " ", alignment, sign = "-", alternate, zero, width, group, precision, type] = match;
  const plain = value instanceof PyBoxed ? value.payload : value;
  const number =
    typeof plain === "boolean"
      ? Number(plain)
      : plain instanceof PyFloat
        ? plain.value
        : typeof plain === "number"
          ? plain
          : plain instanceof Expr
            ? hintOf(plain)
            : null;
  let text: string;
  if (number === null || type === "s") {
    text = strOf(runtime, value);
    if (precision !== undefined) text = text.slice(0, Number(precision));
    return pad(text, Number(width ?? 0), fill, alignment ?? "<");
  }
  text = numberText(Math.abs(number), plain instanceof PyFloat, type, precision, group);
  if (alternate !== undefined)
    text = (({ x: "0x", X: "0X", o: "0o", b: "0b" } as Record<string, string>)[type ?? ""] ?? "") + text;
  const lead = number < 0 || Object.is(number, -0) ? "-" : sign === "-" ? "" : sign;
  if (zero !== undefined && alignment === undefined) return lead + text.padStart(Number(width ?? 0) - lead.length, "0");
  return pad(lead + text, Number(width ?? 0), fill, alignment ?? ">");
}

function pad(text: string, width: number, fill: string, alignment: string): string {
  const missing = width - text.length;
  if (missing <= 0) return text;
  if (alignment === "<") return text + fill.repeat(missing);
  if (alignment === "^") return fill.repeat(Math.floor(missing / 2)) + text + fill.repeat(Math.ceil(missing / 2));
  return fill.repeat(missing) + text;
}

function numberText(
  value: number,
  float: boolean,
  type: string | undefined,
  precision: string | undefined,
  group: string | undefined,
): string {
  let text: string;
  switch (type) {
    case "b":
      return value.toString(2);
    case "o":
      return value.toString(8);
    case "x":
      return value.toString(16);
    case "X":
      return value.toString(16).toUpperCase();
    case "c":
      return String.fromCodePoint(value);
    case "e":
    case "E": {
      const [digits = "", exponent = ""] = value.toExponential(Number(precision ?? 6)).split("e");
      text = `${digits}e${exponent.startsWith("-") ? "-" : "+"}${exponent.replace(/^[+-]/, "").padStart(2, "0")}`;
      return type === "E" ? text.toUpperCase() : text;
    }
    case "f":
    case "F":
      text = fixed(value, Number(precision ?? 6));
      break;
    case "%":
      text = `${(value * 100).toFixed(Number(precision ?? 6))}%`;
      break;
    case "g":
    case "G":
      text = general(value, Number(precision ?? 6));
      break;
    default:
      text = float ? (precision === undefined ? floatText(value) : general(value, Number(precision))) : String(value);
  }
  if (group === undefined) return text;
  const [whole = "", ...rest] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, group), ...rest].join(".");
}

/** With so many digits after the point; halves go to even, as the number's exact value says. */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const rest =
    Math.abs(value)
      .toFixed(Math.min(100, digits + 60))
      .split(".")[1]
      ?.slice(digits) ?? "";
  if (!/^50*$/.test(rest) || /[02468]$/.test(text)) return text;
  const step = 10 ** -digits;
  return (value - (value < 0 ? -step : step) / 2).toFixed(digits);
}

function general(value: number, precision: number): string {
  const digits = precision === 0 ? 1 : precision;
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(value));
  if (exponent < -4 || exponent >= digits) {
    const [mantissa = "", power = ""] = value.toExponential(digits - 1).split("e");
    return `${mantissa.replace(/\.?0+$/, "")}e${power.startsWith("-") ? "-" : "+"}${power.replace(/^[+-]/, "").padStart(2, "0")}`;
  }
  const text = value.toFixed(Math.max(0, digits - 1 - exponent));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** `"%s of %d" % (a, b)`. */
export function percentFormat(runtime: Runtime, text: string, argument: Value): Value {
  const items = argument instanceof PyTuple ? argument.items : [argument];
  const lost = items.find((item) => item instanceof Unknown);
  if (lost !== undefined) return lost;
  let next = 0;
  return text.replace(
    /%(?:\((\w+)\))?([-+ #0]*)(\d+|\*)?(?:\.(\d+))?([diouxXeEfFgGcrsa%])/g,
    (
      _whole,
      key: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      type: string,
    ) => {
      if (type === "%") return "%";
      const value = key === undefined ? (items[next++] ?? null) : lookupKey(argument, key);
      const body =
        type === "s"
          ? strOf(runtime, value)
          : type === "r" || type === "a"
            ? reprOf(runtime, value)
            : formatValue(
                runtime,
                "diu".includes(type) && value instanceof PyFloat ? Math.trunc(value.value) : value,
                `${flags.includes("+") ? "+" : ""}${precision === undefined ? "" : `.${type === "d" || type === "i" ? "" : precision}`}${type === "i" || type === "u" ? "d" : type}`.replace(
                  /^(\+?)\.d$/,
                  "$1d",
                ),
              );
      const size = Number(width ?? 0);
      return flags.includes("-")
        ? body.padEnd(size)
        : body.padStart(size, flags.includes("0") && type !== "s" ? "0" : " ");
    },
  );
}

function lookupKey(argument: Value, key: string): Value {
  return argument instanceof PyDict ? (argument.entries.get(key)?.value ?? null) : null;
}

/** `"{} and {name!r:>8}".format(…)`. */
export function braceFormat(
  runtime: Runtime,
  text: string,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): Value {
  let next = 0;
  const lost: Unknown[] = [];
  const field = (name: string): Value => {
    const [head = "", ...path] = name.split(/(?=[.[])/);
    let value: Value =
      head === ""
        ? (args[next++] ?? null)
        : /^\d+$/.test(head)
          ? (args[Number(head)] ?? null)
          : (kwargs.get(head) ?? null);
    for (const step of path) {
      const inner = step.replace(/^[.[]|\]$/g, "");
      value = step.startsWith(".")
        ? (findAttribute(runtime, value, inner) ?? null)
        : runtime.call(findAttribute(runtime, value, "__getitem__") ?? null, [
            /^\d+$/.test(inner) ? Number(inner) : inner,
          ]);
    }
    return value;
  };
  const result = text.replace(
    /\{\{|\}\}|\{([^{}!:]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}/g,
    (whole, name: string | undefined, conversion: string | undefined, spec: string | undefined) => {
      if (whole === "{{") return "{";
      if (whole === "}}") return "}";
      const value = field(name ?? "");
      if (value instanceof Unknown) {
        lost.push(value);
        return "";
      }
      const converted =
        conversion === "r" || conversion === "a"
          ? reprOf(runtime, value)
          : conversion === "s"
            ? strOf(runtime, value)
            : value;
      const filled = (spec ?? "").replace(/\{([^{}]*)\}/g, (_inner, key: string) => strOf(runtime, field(key)));
      return formatValue(runtime, converted, filled);
    },
  );
  return lost[0] ?? result;
}
