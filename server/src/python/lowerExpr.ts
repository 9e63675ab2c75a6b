// Expressions: one function per node kind of tree-sitter, in one table.

import type {
  Argument,
  BinaryOperator,
  CompareOperator,
  Comprehension,
  ComprehensionFor,
  Constant,
  Dict,
  Expr,
  FormattedValue,
  JoinedStr,
  Param,
  Slice,
  Tuple,
  UnaryOp,
} from "./ast.ts";
import type { Concrete } from "./concrete.ts";
import { readNumber, readString, readStringStart, type StringStart } from "./literals.ts";
import { endAt, HOLE, type Lowering, MAX_DEPTH, missing, report, spanAt, startAt } from "./lower.ts";

type Rule = (cx: Lowering, i: number) => Expr;

export function lowerExpr(cx: Lowering, i: number): Expr {
  const rule = rules[cx.tree.kind(i)];
  if (rule === undefined) return missing(cx, i, "invalid syntax");
  if (cx.depth >= MAX_DEPTH) return missing(cx, i, "nested too deeply");
  cx.depth++;
  const result = rule(cx, i);
  cx.depth--;
  return starsOutside(result);
}

/** Outside of brackets and calls tree-sitter binds a star tightest: it reads `*f(x), y` as `(*f)(x), y`. */
function starsOutside(node: Expr): Expr {
  const first = leftmost(node);
  if (first?.kind !== "Starred") return node;
  const { value } = first;
  return { kind: "Starred", start: first.start, end: node.end, value: withLeftmost(node, value) };
}

function leftmost(node: Expr): Expr | null {
  switch (node.kind) {
    case "Call":
      return node.func;
    case "Attribute":
    case "Subscript":
      return node.value;
    case "BinOp":
    case "Compare":
      return node.left;
    case "BoolOp":
      return node.values[0] ?? null;
    case "IfExp":
      return node.body;
    default:
      return null;
  }
}

function withLeftmost(node: Expr, first: Expr): Expr {
  const { start } = first;
  switch (node.kind) {
    case "Call":
      return { ...node, start, func: first };
    case "Attribute":
    case "Subscript":
      return { ...node, start, value: first };
    case "BinOp":
    case "Compare":
      return { ...node, start, left: first };
    case "BoolOp":
      return { ...node, start, values: [first, ...node.values.slice(1)] };
    case "IfExp":
      return { ...node, start, body: first };
    default:
      return node;
  }
}

const rules: Readonly<Record<string, Rule | undefined>> = {
  identifier: lowerName,
  true: (cx, i) => ({ kind: "Constant", ...spanAt(cx, i), type: "true" }),
  false: (cx, i) => ({ kind: "Constant", ...spanAt(cx, i), type: "false" }),
  none: (cx, i) => ({ kind: "Constant", ...spanAt(cx, i), type: "none" }),
  ellipsis: (cx, i) => ({ kind: "Constant", ...spanAt(cx, i), type: "ellipsis" }),
  integer: lowerNumber,
  float: lowerNumber,
  string: lowerStrings,
  concatenated_string: lowerStrings,
  dotted_name: lowerDottedName,
  attribute: lowerAttribute,
  subscript: lowerSubscript,
  slice: lowerSlice,
  call: (cx, i) => {
    const [func, args] = cx.tree.named(i) as [number, number];
    return { kind: "Call", ...spanAt(cx, i), func: lowerExpr(cx, func), args: lowerArguments(cx, args) };
  },
  binary_operator: lowerBinary,
  union_type: lowerUnion,
  unary_operator: lowerUnary,
  not_operator: lowerUnary,
  boolean_operator: lowerBoolean,
  comparison_operator: lowerComparison,
  conditional_expression: lowerConditional,
  lambda: lowerLambda,
  lambda_within_for_in_clause: lowerLambda,
  named_expression: (cx, i) => {
    const [target, value] = cx.tree.named(i) as [number, number];
    const name = lowerExpr(cx, target);
    if (name.kind !== "Name") return missing(cx, i, "invalid syntax");
    return { kind: "NamedExpr", ...spanAt(cx, i), target: name, value: lowerExpr(cx, value) };
  },
  await: lowerAwait,
  yield: (cx, i) => {
    const [value] = cx.tree.named(i);
    if (value === undefined) return { kind: "Yield", ...spanAt(cx, i), value: null };
    const kind = cx.tree.tokenAt(i, "from") === -1 ? "Yield" : "YieldFrom";
    return { kind, ...spanAt(cx, i), value: lowerExpr(cx, value) };
  },
  list_splat: lowerStarred,
  list_splat_pattern: lowerStarred,
  splat_type: lowerStarred,
  parenthesized_expression: (cx, i) => lowerExpr(cx, onlyChild(cx.tree, i)),
  parenthesized_list_splat: (cx, i) => lowerExpr(cx, onlyChild(cx.tree, i)),
  type: (cx, i) => lowerExpr(cx, onlyChild(cx.tree, i)),
  as_pattern_target: (cx, i) => lowerExpr(cx, onlyChild(cx.tree, i)),
  tuple: lowerTuple,
  expression_list: lowerTuple,
  pattern_list: lowerTuple,
  // `(a) = 1`: parentheses alone make no tuple.
  tuple_pattern: (cx, i) => {
    const items = cx.tree.named(i);
    const alone = items.length === 1 && cx.tree.tokenAt(i, ",") === -1;
    return alone ? lowerExpr(cx, items[0] as number) : lowerTuple(cx, i);
  },
  list: (cx, i) => ({ kind: "List", ...spanAt(cx, i), items: lowerAll(cx, cx.tree.named(i)) }),
  list_pattern: (cx, i) => ({ kind: "List", ...spanAt(cx, i), items: lowerAll(cx, cx.tree.named(i)) }),
  set: (cx, i) => ({ kind: "Set", ...spanAt(cx, i), items: lowerAll(cx, cx.tree.named(i)) }),
  dictionary: lowerDictionary,
  list_comprehension: (cx, i) => lowerComprehension(cx, i, "list"),
  set_comprehension: (cx, i) => lowerComprehension(cx, i, "set"),
  dictionary_comprehension: (cx, i) => lowerComprehension(cx, i, "dict"),
  generator_expression: (cx, i) => lowerComprehension(cx, i, "generator"),
  // Annotations have nodes of their own for what are subscripts and attributes.
  generic_type: (cx, i) => {
    const [value, parameters] = cx.tree.named(i) as [number, number];
    return { kind: "Subscript", ...spanAt(cx, i), value: lowerExpr(cx, value), index: lowerIndex(cx, parameters) };
  },
  member_type: lowerAttribute,
  constrained_type: (cx, i) => lowerExpr(cx, cx.tree.named(i)[0] as number),
};

function lowerName(cx: Lowering, i: number): Expr {
  const id = cx.tree.name(i);
  if (id === HOLE) return { kind: "Missing", ...spanAt(cx, i), message: "invalid syntax" };
  return { kind: "Name", ...spanAt(cx, i), id };
}

/** In a `case`, `a.b.c` is a dotted name: the same as attributes. */
function lowerDottedName(cx: Lowering, i: number): Expr {
  const [first, ...rest] = cx.tree.named(i) as [number, ...number[]];
  let result = lowerName(cx, first);
  for (const part of rest) {
    result = { kind: "Attribute", start: result.start, end: endAt(cx, part), value: result, attr: cx.tree.name(part) };
  }
  return result;
}

function lowerAll(cx: Lowering, nodes: readonly number[]): Expr[] {
  return nodes.map((node) => lowerExpr(cx, node));
}

function onlyChild(tree: Concrete, i: number): number {
  return tree.named(i)[0] as number;
}

// ── literals ───────────────────────────────────────────────────────────────────────────────────────────────────────

function lowerNumber(cx: Lowering, i: number): Constant {
  const { type, value, big } = readNumber(cx.tree.slice(i));
  if (type !== "int") return { kind: "Constant", ...spanAt(cx, i), type, value };
  return big === null
    ? { kind: "Constant", ...spanAt(cx, i), type, value }
    : { kind: "Constant", ...spanAt(cx, i), type, value, big };
}

/** One string or several side by side: one constant, or one JoinedStr as soon as one is an f-string. */
function lowerStrings(cx: Lowering, i: number): Expr {
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

// ── operators ──────────────────────────────────────────────────────────────────────────────────────────────────────

function lowerBinary(cx: Lowering, i: number): Expr {
  const [left, right] = cx.tree.named(i) as [number, number];
  const op = cx.tree.token(cx.tree.next[left] as number) as BinaryOperator;
  if (op === "&" || op === "^") {
    const operands: number[] = [];
    const ops: ("&" | "^")[] = [];
    collectBitwise(cx.tree, i, operands, ops);
    if (ops.includes("&") && ops.includes("^")) return regroupBitwise(cx, operands, ops);
  }
  return { kind: "BinOp", ...spanAt(cx, i), op, left: lowerExpr(cx, left), right: lowerExpr(cx, right) };
}

/** The operands of `&` and `^` that stand side by side, without parentheses. */
function collectBitwise(tree: Concrete, i: number, operands: number[], ops: ("&" | "^")[]): void {
  if (tree.kind(i) === "binary_operator") {
    const [left, right] = tree.named(i) as [number, number];
    const op = tree.token(tree.next[left] as number);
    if (op === "&" || op === "^") {
      collectBitwise(tree, left, operands, ops);
      ops.push(op);
      collectBitwise(tree, right, operands, ops);
      return;
    }
  }
  operands.push(i);
}

/** In Python `&` binds tighter than `^`, in this grammar it is the other way round. */
function regroupBitwise(cx: Lowering, operands: readonly number[], ops: readonly ("&" | "^")[]): Expr {
  const groups: number[][] = [];
  operands.forEach((operand, index) => {
    if (index > 0 && ops[index - 1] === "&") groups[groups.length - 1]?.push(operand);
    else groups.push([operand]);
  });
  const parts = groups.map((group): Part =>
    joined(
      "&",
      group.map((node) => partOf(cx, node)),
    ),
  );
  return joined("^", parts).value;
}

/** In an annotation `a[b] | c | d` nests to the right, and only its first `|` has a node of its own. */
function lowerUnion(cx: Lowering, i: number): Expr {
  const operands: number[] = [];
  const collect = (node: number): void => {
    const kind = cx.tree.kind(node);
    const children = cx.tree.named(node);
    const isUnion = kind === "binary_operator" && cx.tree.token(cx.tree.next[node + 1] as number) === "|";
    if (kind === "type" || kind === "union_type" || isUnion) children.forEach(collect);
    else operands.push(node);
  };
  collect(i);
  return joined(
    "|",
    operands.map((node) => partOf(cx, node)),
  ).value;
}

/** An operand with its parentheses: they belong to the span of what it is part of. */
interface Part {
  readonly value: Expr;
  readonly start: number;
  readonly end: number;
}

function partOf(cx: Lowering, i: number): Part {
  return { value: lowerExpr(cx, i), start: startAt(cx, i), end: endAt(cx, i) };
}

function joined(op: BinaryOperator, parts: readonly Part[]): Part {
  return parts.reduce(({ value: left, start }, { value: right, end }) => {
    return { value: { kind: "BinOp", start, end, op, left, right }, start, end };
  });
}

function lowerConditional(cx: Lowering, i: number): Expr {
  const [body, test, last] = cx.tree.named(i) as [number, number, number];
  // `with a if b else c as d:` names the whole conditional; the grammar has it the other way round.
  const orelse = cx.tree.kind(last) === "as_pattern" ? last + 1 : last;
  const end = endAt(cx, orelse);
  const conditional = (first: number): Expr => {
    const rest = { test: lowerExpr(cx, test), body: lowerExpr(cx, first), orelse: lowerExpr(cx, orelse) };
    return { kind: "IfExp", start: startAt(cx, first), end, ...rest };
  };
  // So does `x := a if b else c`.
  if (cx.tree.kind(body) === "named_expression") {
    const [name, value] = cx.tree.named(body) as [number, number];
    const target = lowerExpr(cx, name);
    if (target.kind === "Name")
      return { kind: "NamedExpr", start: target.start, end, target, value: conditional(value) };
  }
  return conditional(body);
}

/** `await x ** y` is `(await x) ** y`; the grammar has it the other way round. */
function lowerAwait(cx: Lowering, i: number): Expr {
  const operand = onlyChild(cx.tree, i);
  const value = lowerExpr(cx, operand);
  const span = spanAt(cx, i);
  if (cx.tree.kind(operand) !== "binary_operator" || value.kind !== "BinOp") return { kind: "Await", ...span, value };
  const left: Expr = { kind: "Await", start: span.start, end: value.left.end, value: value.left };
  return { ...value, ...span, left };
}

function lowerUnary(cx: Lowering, i: number): Expr {
  const op = cx.tree.token(i + 1) as UnaryOp["op"];
  return { kind: "UnaryOp", ...spanAt(cx, i), op, operand: lowerExpr(cx, onlyChild(cx.tree, i)) };
}

/** tree-sitter nests `a and b and c` to the left; Python has one node, unless there are parentheses. */
function lowerBoolean(cx: Lowering, i: number): Expr {
  const { tree } = cx;
  const [left, right] = tree.named(i) as [number, number];
  const op = tree.token(tree.next[left] as number) as "and" | "or";
  const operands = [right];
  let first = left;
  while (tree.kind(first) === "boolean_operator") {
    const [inner, operand] = tree.named(first) as [number, number];
    if (tree.token(tree.next[inner] as number) !== op) break;
    operands.push(operand);
    first = inner;
  }
  operands.push(first);
  return { kind: "BoolOp", ...spanAt(cx, i), op, values: lowerAll(cx, operands.reverse()) };
}

function lowerComparison(cx: Lowering, i: number): Expr {
  const { tree } = cx;
  const ops: CompareOperator[] = [];
  const operands: number[] = [];
  const end = tree.next[i] as number;
  for (let child = i + 1; child < end; child = tree.next[child] as number) {
    const token = tree.token(child);
    if (token === "") operands.push(child);
    else ops.push((token === "<>" ? "!=" : token) as CompareOperator);
  }
  const [left, ...comparators] = lowerAll(cx, operands) as [Expr, ...Expr[]];
  return { kind: "Compare", ...spanAt(cx, i), left, ops, comparators };
}

function lowerStarred(cx: Lowering, i: number): Expr {
  return { kind: "Starred", ...spanAt(cx, i), value: lowerExpr(cx, onlyChild(cx.tree, i)) };
}

// ── access and calls ───────────────────────────────────────────────────────────────────────────────────────────────

function lowerAttribute(cx: Lowering, i: number): Expr {
  const [object, attribute] = cx.tree.named(i) as [number, number];
  const attr = cx.tree.name(attribute);
  const value = lowerExpr(cx, object);
  if (attr === HOLE) return { kind: "Missing", ...spanAt(cx, i), message: "invalid syntax" };
  return { kind: "Attribute", ...spanAt(cx, i), value, attr };
}

function lowerSubscript(cx: Lowering, i: number): Expr {
  const value = i + 1;
  return { kind: "Subscript", ...spanAt(cx, i), value: lowerExpr(cx, value), index: lowerIndex(cx, i) };
}

/** What stands between the brackets: one expression, or a tuple as soon as there is a comma or a star. */
function lowerIndex(cx: Lowering, i: number): Expr {
  const { tree } = cx;
  const end = tree.next[i] as number;
  let child = tree.tokenAt(i, "[");
  const items: number[] = [];
  let last = child;
  let tuple = false;
  for (
    child = tree.next[child] as number;
    child < end && tree.token(child) !== "]";
    child = tree.next[child] as number
  ) {
    last = child;
    if (tree.token(child) === ",") tuple = true;
    else items.push(child);
  }
  const [first] = items;
  if (first === undefined) return missing(cx, i, "expected an index");
  const lowered = lowerAll(cx, items);
  const [only] = lowered;
  if (!tuple && only !== undefined && only.kind !== "Starred") return only;
  return { kind: "Tuple", start: startAt(cx, first), end: endAt(cx, last), items: lowered };
}

function lowerSlice(cx: Lowering, i: number): Slice {
  const { tree } = cx;
  const parts: [Expr | null, Expr | null, Expr | null] = [null, null, null];
  let part: 0 | 1 | 2 = 0;
  const end = tree.next[i] as number;
  for (let child = i + 1; child < end; child = tree.next[child] as number) {
    if (tree.token(child) === ":") part = part === 0 ? 1 : 2;
    else parts[part] = lowerExpr(cx, child);
  }
  return { kind: "Slice", ...spanAt(cx, i), lower: parts[0], upper: parts[1], step: parts[2] };
}

/** `(…)` behind a function or a class; a generator may be the only argument without parentheses of its own. */
export function lowerArguments(cx: Lowering, i: number): Argument[] {
  const { tree } = cx;
  if (tree.kind(i) === "generator_expression") return [{ value: lowerExpr(cx, i), name: null, star: 0 }];
  return tree.named(i).map((child) => {
    switch (tree.kind(child)) {
      case "keyword_argument": {
        const [name, value] = tree.named(child) as [number, number];
        return { value: lowerExpr(cx, value), name: tree.name(name), star: 0 };
      }
      case "list_splat":
      case "list_splat_pattern":
        return { value: lowerExpr(cx, onlyChild(tree, child)), name: null, star: 1 };
      case "dictionary_splat":
        return { value: lowerExpr(cx, onlyChild(tree, child)), name: null, star: 2 };
      default: {
        const value = lowerExpr(cx, child);
        if (value.kind === "Starred") return { value: value.value, name: null, star: 1 };
        return { value, name: null, star: 0 };
      }
    }
  });
}

function lowerLambda(cx: Lowering, i: number): Expr {
  const { tree } = cx;
  const children = tree.named(i);
  const body = children[children.length - 1] as number;
  const params = tree.child(i, "lambda_parameters");
  const span = spanAt(cx, i);
  return {
    kind: "Lambda",
    ...span,
    params: params === -1 ? [] : lowerParams(cx, params),
    body: lowerExpr(cx, body),
  };
}

/** The children of `parameters` or `lambda_parameters`. Spans are those of name and annotation. */
export function lowerParams(cx: Lowering, i: number): Param[] {
  const { tree } = cx;
  const params: Param[] = [];
  let type: "normal" | "keyword-only" = "normal";
  const add = (name: number, annotation: number, value: number, as: Param["type"]): void => {
    const kind = tree.kind(name);
    if (kind === "list_splat_pattern" || kind === "dictionary_splat_pattern") {
      add(onlyChild(tree, name), annotation, value, kind === "list_splat_pattern" ? "args" : "kwargs");
      if (kind === "list_splat_pattern") type = "keyword-only";
      return;
    }
    if (kind !== "identifier") report(cx, name, "invalid syntax");
    params.push({
      name: tree.name(name),
      type: as,
      annotation: annotation === -1 ? null : lowerExpr(cx, annotation),
      default: value === -1 ? null : lowerExpr(cx, value),
      start: startAt(cx, name),
      end: endAt(cx, annotation === -1 ? name : annotation),
    });
  };
  for (const child of tree.named(i)) {
    const [first, second, third] = tree.named(child) as [number, number, number];
    switch (tree.kind(child)) {
      case "positional_separator":
        params.forEach((param, index) => (params[index] = { ...param, type: "positional-only" }));
        break;
      case "keyword_separator":
        type = "keyword-only";
        break;
      case "typed_parameter":
        add(first, second, -1, type);
        break;
      case "default_parameter":
        add(first, -1, second, type);
        break;
      case "typed_default_parameter":
        add(first, second, third, type);
        break;
      default:
        add(child, -1, -1, type);
    }
  }
  return params;
}

// ── collections ────────────────────────────────────────────────────────────────────────────────────────────────────

function lowerTuple(cx: Lowering, i: number): Tuple {
  return { kind: "Tuple", ...spanAt(cx, i), items: lowerAll(cx, cx.tree.named(i)) };
}

function lowerDictionary(cx: Lowering, i: number): Dict {
  const { tree } = cx;
  const entries = tree.named(i).map((child) => {
    const [first, second] = tree.named(child) as [number, number];
    if (tree.kind(child) === "dictionary_splat") return { key: null, value: lowerExpr(cx, first) };
    return { key: lowerExpr(cx, first), value: lowerExpr(cx, second) };
  });
  return { kind: "Dict", ...spanAt(cx, i), entries };
}

function lowerComprehension(cx: Lowering, i: number, type: Comprehension["type"]): Comprehension {
  const { tree } = cx;
  const [body, ...rest] = tree.named(i) as [number, ...number[]];
  let key: Expr | null = null;
  let element: Expr;
  if (type === "dict") {
    const [first, second] = tree.named(body) as [number, number];
    key = lowerExpr(cx, first);
    element = lowerExpr(cx, second);
  } else {
    element = lowerExpr(cx, body);
  }
  const clauses: (ComprehensionFor & { conditions: Expr[] })[] = [];
  for (const clause of rest) {
    const [first, ...iters] = tree.named(clause) as [number, ...number[]];
    if (tree.kind(clause) === "if_clause") {
      clauses[clauses.length - 1]?.conditions.push(lowerExpr(cx, first));
      continue;
    }
    clauses.push({
      target: lowerExpr(cx, first),
      iter: lowerSequence(cx, clause, iters),
      conditions: [],
      async: tree.tokenAt(clause, "async") !== -1,
    });
  }
  return { kind: "Comprehension", ...spanAt(cx, i), type, element, key, clauses };
}

/** Children of `i` side by side where the grammar has no list of its own: a tuple as soon as there is a comma. */
export function lowerSequence(cx: Lowering, i: number, nodes: readonly number[]): Expr {
  const { tree } = cx;
  const [first] = nodes;
  let last = nodes[nodes.length - 1];
  if (first === undefined || last === undefined) return missing(cx, i, "invalid syntax");
  const comma = tree.next[last] as number;
  if (comma < (tree.next[i] as number) && tree.token(comma) === ",") last = comma;
  else if (nodes.length === 1) return lowerExpr(cx, first);
  return { kind: "Tuple", start: startAt(cx, first), end: endAt(cx, last), items: lowerAll(cx, nodes) };
}
