// Operators. In a few places the grammar binds them otherwise than Python does; here that is put right.

import type { BinaryOperator, CompareOperator, Expr, UnaryOp } from "./ast.ts";
import type { Concrete } from "./concrete.ts";
import { endAt, type Lowering, MAX_DEPTH, spanAt, startAt, tooDeep } from "./lower.ts";
import { lowerAll, lowerExpr } from "./lowerExpr.ts";

export function lowerBinary(cx: Lowering, i: number): Expr {
  const { tree } = cx;
  const [left, right] = tree.named(i) as [number, number];
  const op = tree.token(tree.next[left] as number) as BinaryOperator;
  if (isBitwise(tree, i) && !isBitwise(tree, tree.parent[i] as number)) {
    const operands: number[] = [];
    const ops: string[] = [];
    collectBitwise(tree, i, operands, ops);
    if (ops.includes("&") && ops.includes("^")) return regroupBitwise(cx, operands, ops);
  }
  return { kind: "BinOp", ...spanAt(cx, i), op, left: lowerExpr(cx, left), right: lowerExpr(cx, right) };
}

function isBitwise(tree: Concrete, i: number): boolean {
  if (i === -1 || tree.kind(i) !== "binary_operator") return false;
  const op = operatorOf(tree, i);
  return op === "&" || op === "^";
}

function operatorOf(tree: Concrete, i: number): string {
  return tree.token(tree.next[i + 1] as number);
}

/** The operands of `&` and `^` that stand side by side, without parentheses. */
function collectBitwise(tree: Concrete, i: number, operands: number[], ops: string[]): void {
  const spine: number[] = [];
  let node = i;
  for (; isBitwise(tree, node); node = node + 1) spine.push(node);
  operands.push(node);
  for (const binary of spine.reverse()) {
    ops.push(operatorOf(tree, binary));
    collectBitwise(tree, tree.named(binary)[1] as number, operands, ops);
  }
}

/** In Python `&` binds tighter than `^`, in this grammar it is the other way round. */
function regroupBitwise(cx: Lowering, operands: readonly number[], ops: readonly string[]): Expr {
  if (operands.length > MAX_DEPTH) return tooDeep(cx, operands[0] as number);
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
export function lowerUnion(cx: Lowering, i: number): Expr {
  const operands: number[] = [];
  const collect = (node: number): void => {
    const kind = cx.tree.kind(node);
    const children = cx.tree.named(node);
    const isUnion = kind === "binary_operator" && operatorOf(cx.tree, node) === "|";
    if (kind === "type" || kind === "union_type" || isUnion) children.forEach(collect);
    else operands.push(node);
  };
  collect(i);
  if (operands.length > MAX_DEPTH) return tooDeep(cx, i);
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

export function lowerConditional(cx: Lowering, i: number): Expr {
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
export function lowerAwait(cx: Lowering, i: number): Expr {
  const operand = cx.tree.named(i)[0] as number;
  const value = lowerExpr(cx, operand);
  const span = spanAt(cx, i);
  if (cx.tree.kind(operand) !== "binary_operator" || value.kind !== "BinOp") return { kind: "Await", ...span, value };
  const left: Expr = { kind: "Await", start: span.start, end: value.left.end, value: value.left };
  return { ...value, ...span, left };
}

export function lowerUnary(cx: Lowering, i: number): Expr {
  const op = cx.tree.token(i + 1) as UnaryOp["op"];
  return { kind: "UnaryOp", ...spanAt(cx, i), op, operand: lowerExpr(cx, cx.tree.named(i)[0] as number) };
}

/** tree-sitter nests `a and b and c` to the left; Python has one node, unless there are parentheses. */
export function lowerBoolean(cx: Lowering, i: number): Expr {
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

export function lowerComparison(cx: Lowering, i: number): Expr {
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

/** Outside of brackets and calls tree-sitter binds a star tightest: it reads `*f(x), y` as `(*f)(x), y`. */
export function starsOutside(node: Expr): Expr {
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
