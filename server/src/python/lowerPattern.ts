// The patterns of `case`.

import type { Expr, Pattern } from "./ast.ts";
import { type Lowering, MAX_DEPTH, spanAt, tooDeep } from "./lower.ts";
import { lowerExpr } from "./lowerExpr.ts";

/** The patterns of one `case`, side by side: `case a, b:` is a sequence. */
export function lowerPatterns(cx: Lowering, clause: number): Pattern {
  const { tree } = cx;
  const patterns = tree.named(clause).filter((child) => tree.kind(child) === "case_pattern");
  const [first] = patterns;
  const comma = tree.tokenAt(clause, ",") !== -1;
  if (first !== undefined && !comma && !isStar(cx, first)) return lowerPattern(cx, first);
  return { kind: "MatchSequence", patterns: patterns.map((pattern) => lowerPattern(cx, pattern)) };
}

function isStar(cx: Lowering, i: number): boolean {
  const [only] = cx.tree.named(i);
  return only !== undefined && cx.tree.kind(only) === "splat_pattern";
}

function lowerPattern(cx: Lowering, i: number): Pattern {
  if (cx.depth >= MAX_DEPTH) return { kind: "MatchValue", value: tooDeep(cx, i) };
  cx.depth++;
  const result = patternOf(cx, i);
  cx.depth--;
  return result;
}

function patternOf(cx: Lowering, i: number): Pattern {
  const { tree } = cx;
  const children = tree.named(i);
  const [first] = children;
  switch (tree.kind(i)) {
    case "":
      return { kind: "MatchCapture", name: null, pattern: null }; // `_` is a token
    case "case_pattern":
      if (tree.token(i + 1) === "-" && first !== undefined)
        return { kind: "MatchValue", value: negative(cx, i, first) };
      return lowerPattern(cx, i + 1);
    case "as_pattern": {
      const name = children[children.length - 1] as number;
      return { kind: "MatchCapture", name: tree.name(name), pattern: lowerPattern(cx, i + 1) };
    }
    case "dotted_name": {
      if (children.length > 1) return { kind: "MatchValue", value: lowerExpr(cx, i) };
      const name = tree.name(i);
      return { kind: "MatchCapture", name: name === "_" ? null : name, pattern: null };
    }
    case "list_pattern":
      return { kind: "MatchSequence", patterns: children.map((child) => lowerPattern(cx, child)) };
    case "tuple_pattern":
      // `(a)` and `(a | b)` are groups, `(a,)` is a sequence.
      if (children.length === 1 && tree.tokenAt(i, ",") === -1 && !isStar(cx, first as number)) {
        return lowerPattern(cx, first as number);
      }
      return { kind: "MatchSequence", patterns: children.map((child) => lowerPattern(cx, child)) };
    case "splat_pattern":
      return { kind: "MatchStar", name: starName(cx, i) };
    case "union_pattern":
      return { kind: "MatchOr", patterns: lowerUnion(cx, i) };
    case "dict_pattern":
      return lowerMapping(cx, i);
    case "class_pattern":
      return lowerClass(cx, i);
    case "complex_pattern":
      return { kind: "MatchValue", value: lowerComplex(cx, i) };
    default:
      return { kind: "MatchValue", value: lowerExpr(cx, i) };
  }
}

/** The name behind the star, null for `_`. */
function starName(cx: Lowering, i: number): string | null {
  const [name] = cx.tree.named(i);
  const text = name === undefined ? "_" : cx.tree.name(name);
  return text === "_" ? null : text;
}

/** `a | -1 | _`: the sign and `_` are tokens among the alternatives. */
function lowerUnion(cx: Lowering, i: number): Pattern[] {
  const { tree } = cx;
  const patterns: Pattern[] = [];
  const end = tree.next[i] as number;
  for (let child = i + 1; child < end; child = tree.next[child] as number) {
    if (tree.token(child) === "|") continue;
    patterns.push(lowerOperand(cx, child));
    if (tree.token(child) === "-") child = tree.next[child] as number;
  }
  return patterns;
}

/** A pattern that may start with a sign, which is a token beside the number. */
function lowerOperand(cx: Lowering, i: number): Pattern {
  if (cx.tree.token(i) === "-") return { kind: "MatchValue", value: negative(cx, i, cx.tree.next[i] as number) };
  return lowerPattern(cx, i);
}

/** `-1`, as the number behind a sign at `from`. */
function negative(cx: Lowering, from: number, number: number): Expr {
  const operand = lowerExpr(cx, number);
  return { kind: "UnaryOp", start: spanAt(cx, from).start, end: operand.end, op: "-", operand };
}

/** `-1 + 2j` */
function lowerComplex(cx: Lowering, i: number): Expr {
  const { tree } = cx;
  const [first, second] = tree.named(i) as [number, number];
  const left = tree.token(i + 1) === "-" ? negative(cx, i, first) : lowerExpr(cx, first);
  const op = tree.token(tree.next[first] as number) === "-" ? "-" : "+";
  return { kind: "BinOp", ...spanAt(cx, i), op, left, right: lowerExpr(cx, second) };
}

function lowerMapping(cx: Lowering, i: number): Pattern {
  const { tree } = cx;
  const entries: { key: Expr; pattern: Pattern }[] = [];
  let rest: string | null = null;
  let key: Expr | null = null;
  const end = tree.next[i] as number;
  for (let child = i + 1; child < end; child = tree.next[child] as number) {
    const token = tree.token(child);
    if (token === "-") {
      child = tree.next[child] as number;
      key = negative(cx, child - 1, child);
    } else if (tree.kind(child) === "splat_pattern") {
      rest = starName(cx, child);
    } else if (token === "" || token === "_") {
      if (key === null) {
        key = lowerKey(cx, child);
      } else {
        entries.push({ key, pattern: lowerPattern(cx, child) });
        key = null;
      }
    }
  }
  return { kind: "MatchMapping", entries, rest };
}

function lowerKey(cx: Lowering, i: number): Expr {
  return cx.tree.kind(i) === "complex_pattern" ? lowerComplex(cx, i) : lowerExpr(cx, i);
}

function lowerClass(cx: Lowering, i: number): Pattern {
  const { tree } = cx;
  const [cls, ...rest] = tree.named(i) as [number, ...number[]];
  const patterns: Pattern[] = [];
  const keywords: { name: string; pattern: Pattern }[] = [];
  for (const child of rest) {
    // `name=pattern as other` names the pattern; the grammar has it the other way round.
    const as = tree.child(child, "as_pattern");
    const keyword = tree.child(as === -1 ? child : as + 1, "keyword_pattern");
    if (keyword === -1) {
      patterns.push(lowerPattern(cx, child));
      continue;
    }
    const [name] = tree.named(keyword) as [number];
    let pattern = lowerOperand(cx, tree.next[tree.tokenAt(keyword, "=")] as number);
    if (as !== -1) pattern = { kind: "MatchCapture", name: tree.name(tree.named(as).at(-1) as number), pattern };
    keywords.push({ name: tree.name(name), pattern });
  }
  return { kind: "MatchClass", cls: lowerExpr(cx, cls), patterns, keywords };
}
