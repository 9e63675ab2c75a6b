// Expressions: one function per node kind of tree-sitter, in one table.

import type { Argument, Comprehension, ComprehensionFor, Dict, Expr, Param, Slice, Tuple } from "./ast.ts";
import type { Concrete } from "./concrete.ts";
import { endAt, HOLE, type Lowering, MAX_DEPTH, missing, report, spanAt, startAt, tooDeep } from "./lower.ts";
import { lowerNumber, lowerStrings } from "./lowerLiteral.ts";
import {
  lowerAwait,
  lowerBinary,
  lowerBoolean,
  lowerComparison,
  lowerConditional,
  lowerUnary,
  lowerUnion,
  starsOutside,
} from "./lowerOperator.ts";

type Rule = (cx: Lowering, i: number) => Expr;

export function lowerExpr(cx: Lowering, i: number): Expr {
  const rule = rules[cx.tree.kind(i)];
  if (rule === undefined) return missing(cx, i, "invalid syntax");
  if (cx.depth >= MAX_DEPTH) return tooDeep(cx, i);
  cx.depth++;
  const result = rule(cx, i);
  cx.depth--;
  return starsOutside(result);
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

export function lowerAll(cx: Lowering, nodes: readonly number[]): Expr[] {
  return nodes.map((node) => lowerExpr(cx, node));
}

function onlyChild(tree: Concrete, i: number): number {
  return tree.named(i)[0] as number;
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
