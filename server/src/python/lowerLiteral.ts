// Numbers and strings, f-strings with the expressions in them.

import type { Constant, Expr, FormattedValue, JoinedStr } from "./ast.ts";
import { readNumber, readString, readStringStart, type StringStart } from "./literals.ts";
import { type Lowering, missing, spanAt } from "./lower.ts";
import { lowerExpr } from "./lowerExpr.ts";

export function lowerNumber(cx: Lowering, i: number): Constant {
  const { type, value, big } = readNumber(cx.tree.slice(i));
  if (type !== "int") return { kind: "Constant", ...spanAt(cx, i), type, value };
  return big === null
    ? { kind: "Constant", ...spanAt(cx, i), type, value }
    : { kind: "Constant", ...spanAt(cx, i), type, value, big };
}

/** One string or several side by side: one constant, or one JoinedStr as soon as one is an f-string. */
export function lowerStrings(cx: Lowering, i: number): Expr {
  const { tree } = cx;
  const strings = tree.kind(i) === "string" ? [i] : tree.named(i);
  let formatted = false;
  let bytes = false;
  const parts: (string | FormattedValue)[] = [];
  for (const string of strings) {
    const start = readStringStart(tree.text, tree.start[string] as number);
    bytes = bytes || start.bytes;
    if (start.formatted) {
      formatted = true;
      lowerFormatted(cx, string, start, parts);
    } else {
      const from = (tree.start[string] as number) + start.prefix;
      addText(parts, readString(tree.text.slice(from, (tree.end[string] as number) - start.quote), start));
    }
  }
  if (formatted) return { kind: "JoinedStr", ...spanAt(cx, i), parts } satisfies JoinedStr;
  const [text] = parts; // plain text side by side is one part
  return {
    kind: "Constant",
    ...spanAt(cx, i),
    type: bytes ? "bytes" : "str",
    value: typeof text === "string" ? text : "",
  };
}

/** The text between the expressions is read as it stands: its nodes miss some of it. */
function lowerFormatted(cx: Lowering, i: number, start: StringStart, parts: (string | FormattedValue)[]): void {
  const { tree } = cx;
  let from = (tree.start[i] as number) + start.prefix;
  for (const child of tree.named(i)) {
    if (tree.kind(child) !== "interpolation") continue;
    addText(parts, readString(tree.text.slice(from, tree.start[child]), start));
    parts.push(lowerInterpolation(cx, child, start));
    from = tree.end[child] as number;
  }
  addText(parts, readString(tree.text.slice(from, (tree.end[i] as number) - start.quote), start));
}

function addText(parts: (string | FormattedValue)[], text: string): void {
  const last = parts.length - 1;
  if (typeof parts[last] === "string") parts[last] += text;
  else if (text !== "") parts.push(text);
}

/** `{value=!r:format}`. With `=` and neither conversion nor format, Python shows the `repr`. */
function lowerInterpolation(cx: Lowering, i: number, start: StringStart): FormattedValue {
  const { tree } = cx;
  const [expression] = tree.named(i);
  const value = expression === undefined ? missing(cx, i, "f-string: expression expected") : lowerExpr(cx, expression);
  const conversion = tree.child(i, "type_conversion");
  const specifier = tree.child(i, "format_specifier");
  const equals = tree.tokenAt(i, "=");
  let label: string | null = null;
  if (equals !== -1) {
    const after = tree.next[equals] as number;
    label = tree.text.slice((tree.start[i] as number) + 1, tree.start[after]);
  }
  // `{x:=5}` has a format of `=5`; an assignment has to stand in parentheses.
  if (expression !== undefined && value.kind === "NamedExpr" && tree.kind(expression) === "named_expression") {
    const end = (tree.end[i] as number) - 1;
    const format = tree.text.slice((tree.end[expression + 1] as number) + 1, end);
    return { value: value.target, conversion: null, label: null, format: [readString(format.trimStart(), start)] };
  }
  const letter = conversion === -1 ? null : tree.slice(conversion).charAt(1);
  const shown = letter === "r" || letter === "s" || letter === "a" ? letter : null;
  return {
    value,
    conversion: label !== null && conversion === -1 && specifier === -1 ? "r" : shown,
    label,
    format: specifier === -1 ? [] : lowerSpecifier(cx, specifier, start),
  };
}

/** `:>{width}.{precision}`: its plain text has no nodes, only its expressions have. */
function lowerSpecifier(cx: Lowering, i: number, start: StringStart): (string | FormattedValue)[] {
  const { tree } = cx;
  const parts: (string | FormattedValue)[] = [];
  let from = (tree.start[i] as number) + 1;
  for (const child of tree.named(i)) {
    addText(parts, readString(tree.text.slice(from, tree.start[child]), start));
    parts.push(lowerInterpolation(cx, child, start));
    from = tree.end[child] as number;
  }
  addText(parts, readString(tree.text.slice(from, tree.end[i]), start));
  return parts;
}
