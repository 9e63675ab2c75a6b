// Statements: one function per node kind of tree-sitter.

import type {
  BinaryOperator,
  ClassDef,
  ExceptHandler,
  Expr,
  FunctionDef,
  If,
  Import,
  ImportFrom,
  Match,
  Scope,
  Span,
  Stmt,
  Try,
  With,
} from "./ast.ts";
import { HOLE, type Lowering, MAX_DEPTH, endAt, missing, report, spanAt, startAt, tooDeep } from "./lower.ts";
import { lowerArguments, lowerExpr, lowerParams, lowerSequence } from "./lowerExpr.ts";
import { lowerPatterns } from "./lowerPattern.ts";

/** One statement, or what stands in for it. */
export function lowerStatement(cx: Lowering, i: number): readonly Stmt[] {
  const at = cx.tree.start[i] as number;
  const replacement = cx.replacements?.get(at);
  if (replacement !== undefined) return replacement();
  const reused = cx.reused?.get(at);
  if (reused !== undefined) return [reused];
  if (cx.depth >= MAX_DEPTH) return [tooDeepStatement(cx, i)];
  cx.depth++;
  const result = statementOf(cx, i);
  cx.depth--;
  return [result];
}

function broken(cx: Lowering, i: number, message: string): Stmt {
  report(cx, i, message);
  return { kind: "Broken", ...spanAt(cx, i), message };
}

function tooDeepStatement(cx: Lowering, i: number): Stmt {
  const { start, end, message } = tooDeep(cx, i);
  return { kind: "Broken", start, end, message };
}

function statementOf(cx: Lowering, i: number): Stmt {
  const { tree } = cx;
  const kind = tree.kind(i);
  switch (kind) {
    case "expression_statement":
      return lowerExpression(cx, i);
    case "if_statement":
      return lowerIf(cx, i);
    case "for_statement": {
      const [target, iter] = tree.named(i) as [number, number];
      const body = bodyOf(cx, i);
      const orelse = elseOf(cx, i);
      const isAsync = tree.token(i + 1) === "async";
      const span = spanTo(cx, i, body, orelse);
      return {
        kind: "For",
        ...span,
        target: lowerExpr(cx, target),
        iter: lowerExpr(cx, iter),
        body,
        orelse,
        async: isAsync,
      };
    }
    case "while_statement": {
      const [test] = tree.named(i) as [number];
      const body = bodyOf(cx, i);
      const orelse = elseOf(cx, i);
      return { kind: "While", ...spanTo(cx, i, body, orelse), test: lowerExpr(cx, test), body, orelse };
    }
    case "with_statement":
      return lowerWith(cx, i);
    case "try_statement":
      return lowerTry(cx, i);
    case "match_statement":
      return lowerMatch(cx, i);
    case "function_definition":
      return lowerFunction(cx, i, []);
    case "class_definition":
      return lowerClass(cx, i, []);
    case "decorated_definition":
      return lowerDecorated(cx, i);
    case "return_statement":
      return { kind: "Return", ...spanAt(cx, i), value: optional(cx, tree.named(i)[0]) };
    case "delete_statement":
      return { kind: "Delete", ...spanAt(cx, i), targets: lowerList(cx, tree.named(i)) };
    case "raise_statement":
      return lowerRaise(cx, i);
    case "assert_statement": {
      const [test, message] = tree.named(i) as [number, number?];
      return { kind: "Assert", ...spanAt(cx, i), test: lowerExpr(cx, test), message: optional(cx, message) };
    }
    case "import_statement":
      return { kind: "Import", ...spanAt(cx, i), names: lowerNames(cx, tree.named(i)) } satisfies Import;
    case "future_import_statement": {
      const names = lowerNames(cx, tree.named(i));
      return { kind: "ImportFrom", ...spanAt(cx, i), module: "__future__", level: 0, names };
    }
    case "import_from_statement":
      return lowerImportFrom(cx, i);
    case "global_statement":
    case "nonlocal_statement": {
      const names = tree.named(i).map((name) => tree.name(name));
      return { kind: kind === "global_statement" ? "Global" : "Nonlocal", ...spanAt(cx, i), names } satisfies Scope;
    }
    case "pass_statement":
      return { kind: "Pass", ...spanAt(cx, i) };
    case "break_statement":
      return { kind: "Break", ...spanAt(cx, i) };
    case "continue_statement":
      return { kind: "Continue", ...spanAt(cx, i) };
    case "type_alias_statement":
      return lowerTypeAlias(cx, i);
    case "print_statement":
      return tree.child(i, "chevron") === -1 ? lowerOldCall(cx, i, "print") : lowerPrintTo(cx, i);
    case "exec_statement":
      return lowerOldCall(cx, i, "exec");
    default:
      return broken(cx, i, "invalid syntax");
  }
}

function optional(cx: Lowering, i: number | undefined): Expr | null {
  return i === undefined ? null : lowerExpr(cx, i);
}

// ── simple statements ──────────────────────────────────────────────────────────────────────────────────────────────

function lowerExpression(cx: Lowering, i: number): Stmt {
  const { tree } = cx;
  const span = spanAt(cx, i);
  const kind = tree.kind(i + 1);
  if (kind === "assignment") return lowerAssignment(cx, i + 1, span);
  if (kind === "augmented_assignment") {
    const [target, value] = tree.named(i + 1) as [number, number];
    const op = tree.token(tree.next[target] as number).slice(0, -1) as BinaryOperator;
    return { kind: "AugAssign", ...span, target: lowerExpr(cx, target), op, value: lowerValue(cx, value) };
  }
  const items = tree.named(i);
  if (items.length === 1 && tree.tokenAt(i, ",") === -1) {
    return { kind: "Expr", ...span, value: lowerExpr(cx, items[0] as number) };
  }
  return { kind: "Expr", ...span, value: { kind: "Tuple", ...span, items: items.map((item) => lowerExpr(cx, item)) } };
}

/** `a = b = value` nests to the right; an annotation is possible only without such a chain. */
function lowerAssignment(cx: Lowering, i: number, span: Span): Stmt {
  const { tree } = cx;
  const targets: Expr[] = [];
  let node = i;
  for (;;) {
    const [target, second, third] = tree.named(node) as [number, number?, number?];
    if (second !== undefined && tree.kind(second) === "type") {
      if (targets.length > 0) report(cx, node, "invalid syntax");
      const value = third === undefined ? null : lowerValue(cx, third);
      return { kind: "AnnAssign", ...span, target: lowerExpr(cx, target), annotation: lowerExpr(cx, second), value };
    }
    targets.push(lowerExpr(cx, target));
    if (second === undefined) return { kind: "Assign", ...span, targets, value: missing(cx, node, "invalid syntax") };
    if (tree.kind(second) !== "assignment") return { kind: "Assign", ...span, targets, value: lowerValue(cx, second) };
    node = second;
  }
}

/** The right side of an assignment. The grammar takes another assignment there, which Python does not. */
function lowerValue(cx: Lowering, i: number): Expr {
  const kind = cx.tree.kind(i);
  if (kind === "assignment" || kind === "augmented_assignment") return missing(cx, i, "invalid syntax");
  return lowerExpr(cx, i);
}

/** `a, b` as separate expressions, where the grammar has them in a list node. */
function lowerList(cx: Lowering, nodes: readonly number[]): Expr[] {
  const { tree } = cx;
  const [first] = nodes;
  const list = nodes.length === 1 && first !== undefined && tree.kind(first) === "expression_list";
  return (list ? tree.named(first) : nodes).map((node) => lowerExpr(cx, node));
}

function lowerRaise(cx: Lowering, i: number): Stmt {
  const { tree } = cx;
  const from = tree.tokenAt(i, "from");
  const [first] = tree.named(i);
  const exception = first === undefined || (from !== -1 && first > from) ? null : lowerExpr(cx, first);
  const cause = from === -1 ? null : lowerExpr(cx, tree.next[from] as number);
  return { kind: "Raise", ...spanAt(cx, i), exception, cause };
}

function lowerNames(cx: Lowering, nodes: readonly number[]): Import["names"] {
  const { tree } = cx;
  const names: { name: string; as: string | null }[] = [];
  for (const node of nodes) {
    if (tree.kind(node) === "wildcard_import") {
      names.push({ name: "*", as: null });
      continue;
    }
    const aliased = tree.kind(node) === "aliased_import";
    const [name, alias] = aliased ? (tree.named(node) as [number, number]) : [node];
    const text = dottedText(cx, name);
    if (text !== HOLE) names.push({ name: text, as: alias === undefined ? null : nameOrNull(cx, alias) });
  }
  return names;
}

/** The name behind an `as`, null where it is not typed yet. */
function nameOrNull(cx: Lowering, i: number): string | null {
  const name = cx.tree.name(i);
  return name === HOLE ? null : name;
}

function dottedText(cx: Lowering, i: number): string {
  return cx.tree
    .named(i)
    .map((part) => cx.tree.name(part))
    .join(".");
}

function lowerImportFrom(cx: Lowering, i: number): ImportFrom {
  const { tree } = cx;
  const [from, ...rest] = tree.named(i) as [number, ...number[]];
  let module = "";
  let level = 0;
  if (tree.kind(from) === "relative_import") {
    const [dots, name] = tree.named(from) as [number, number?];
    level = tree.slice(dots).split(".").length - 1;
    if (name !== undefined) module = dottedText(cx, name);
  } else {
    module = dottedText(cx, from);
  }
  return { kind: "ImportFrom", ...spanAt(cx, i), module, level, names: lowerNames(cx, rest) };
}

/** Python 2's `print x` and `exec code in scope`, read as calls. */
function lowerOldCall(cx: Lowering, i: number, name: string): Stmt {
  const span = spanAt(cx, i);
  report(cx, i, `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`);
  const args = cx.tree.named(i).map((child) => ({ value: lowerExpr(cx, child), name: null, star: 0 }) as const);
  return { kind: "Expr", ...span, value: { kind: "Call", ...span, func: nameAt(span.start, name), args } };
}

/** `print >> file, x` is a tuple in Python 3. */
function lowerPrintTo(cx: Lowering, i: number): Stmt {
  const [chevron, ...rest] = cx.tree.named(i) as [number, ...number[]];
  const span = spanAt(cx, i);
  const right = lowerExpr(cx, cx.tree.named(chevron)[0] as number);
  const shift: Expr = {
    kind: "BinOp",
    start: span.start,
    end: right.end,
    op: ">>",
    left: nameAt(span.start, "print"),
    right,
  };
  if (rest.length === 0) return { kind: "Expr", ...span, value: shift };
  const items = [shift, ...rest.map((child) => lowerExpr(cx, child))];
  return { kind: "Expr", ...span, value: { kind: "Tuple", ...span, items } };
}

function nameAt(start: number, id: string): Expr {
  return { kind: "Name", start, end: start + id.length, id };
}

function lowerTypeAlias(cx: Lowering, i: number): Stmt {
  const [left, right] = cx.tree.named(i) as [number, number];
  const span = spanAt(cx, i);
  const target = lowerOfType(cx, i, cx.tree.named(left)[0] as number);
  const value = lowerExpr(cx, right);
  if (target !== null) return { kind: "Assign", ...span, targets: [target], value };
  return { kind: "TypeAlias", ...span, name: typeName(cx, left), value };
}

/** tree-sitter takes `type(x).y = z` for an alias, `type (x).y = z`: the call at the left end of what follows `type`. */
function lowerOfType(cx: Lowering, alias: number, i: number): Expr | null {
  const { tree } = cx;
  const span = { start: startAt(cx, alias), end: endAt(cx, i) };
  const func = nameAt(span.start, "type");
  switch (tree.kind(i)) {
    case "parenthesized_expression":
    case "tuple":
      return { kind: "Call", ...span, func, args: lowerArguments(cx, i) };
    case "attribute":
    case "subscript":
    case "call": {
      const value = lowerOfType(cx, alias, i + 1);
      const whole = value === null ? null : lowerExpr(cx, i);
      if (value === null || whole === null) return null;
      if (whole.kind === "Call") return { ...whole, ...span, func: value };
      return whole.kind === "Attribute" || whole.kind === "Subscript" ? { ...whole, ...span, value } : null;
    }
    default:
      return null;
  }
}

// ── compound statements ────────────────────────────────────────────────────────────────────────────────────────────

function lowerBlock(cx: Lowering, i: number): Stmt[] {
  const statements: Stmt[] = [];
  for (const child of cx.tree.named(i)) statements.push(...lowerStatement(cx, child));
  return statements;
}

/** The block of a statement or clause. */
function bodyOf(cx: Lowering, i: number): Stmt[] {
  const block = cx.tree.child(i, "block");
  return block === -1 ? [] : lowerBlock(cx, block);
}

function elseOf(cx: Lowering, i: number): Stmt[] {
  const clause = cx.tree.child(i, "else_clause");
  return clause === -1 ? [] : bodyOf(cx, clause);
}

/** A compound statement ends with the last statement in it: tree-sitter counts comments behind it in, we do not. */
function spanTo(cx: Lowering, i: number, ...bodies: readonly (readonly Span[])[]): Span {
  const start = startAt(cx, i);
  for (let k = bodies.length - 1; k >= 0; k--) {
    const last = bodies[k]?.at(-1);
    if (last !== undefined) return { start, end: Math.max(last.end, start) };
  }
  return { start, end: endAt(cx, i) };
}

/** Each `elif` is an If alone in the branch of the one before; built from the last one, without recursion. */
function lowerIf(cx: Lowering, i: number): Stmt {
  const { tree } = cx;
  const clauses = [i, ...tree.named(i).filter((child) => tree.kind(child) === "elif_clause")];
  let orelse = elseOf(cx, i);
  if (clauses.length > MAX_DEPTH) {
    const last = clauses[MAX_DEPTH] as number;
    orelse = [tooDeepStatement(cx, last)];
    clauses.length = MAX_DEPTH;
  }
  const parts = clauses.map((clause) => {
    const [condition] = tree.named(clause) as [number];
    return { clause, test: lowerExpr(cx, condition), body: bodyOf(cx, clause) };
  });
  let result: If | null = null;
  for (const { clause, test, body } of parts.reverse()) {
    if (result !== null) orelse = [result];
    result = { kind: "If", ...spanTo(cx, clause, body, orelse), test, body, orelse };
  }
  return result as If;
}

function lowerWith(cx: Lowering, i: number): With {
  const { tree } = cx;
  let nodes = tree.named(tree.child(i, "with_clause")).map((item) => item + 1);
  const [first] = nodes;
  // `with (a, b):` has two items, and `with (a as b):` has one, though they look like a tuple and a plain expression.
  if (first !== undefined && nodes.length === 1) {
    const kind = tree.kind(first);
    const inner = tree.named(first);
    if (kind === "tuple" || (kind === "parenthesized_expression" && tree.kind(inner[0] as number) === "as_pattern"))
      nodes = inner;
  }
  const items = nodes.map((node) => {
    if (tree.kind(node) === "as_pattern") {
      const [context, target] = tree.named(node) as [number, number];
      return { context: lowerExpr(cx, context), target: lowerExpr(cx, target) };
    }
    const last = tree.kind(node) === "conditional_expression" ? (tree.named(node).at(-1) as number) : node;
    const target = tree.kind(last) === "as_pattern" ? lowerExpr(cx, tree.named(last).at(-1) as number) : null;
    return { context: lowerExpr(cx, node), target };
  });
  const body = bodyOf(cx, i);
  return { kind: "With", ...spanTo(cx, i, body), items, body, async: tree.token(i + 1) === "async" };
}

function lowerTry(cx: Lowering, i: number): Try {
  const { tree } = cx;
  const handlers: ExceptHandler[] = [];
  let finalbody: Stmt[] = [];
  const body = bodyOf(cx, i);
  for (const child of tree.named(i)) {
    if (tree.kind(child) === "except_clause") handlers.push(lowerHandler(cx, child));
    else if (tree.kind(child) === "finally_clause") finalbody = bodyOf(cx, child);
  }
  const orelse = elseOf(cx, i);
  return { kind: "Try", ...spanTo(cx, i, body, handlers, orelse, finalbody), body, handlers, orelse, finalbody };
}

function lowerHandler(cx: Lowering, i: number): ExceptHandler {
  const { tree } = cx;
  let values = tree.named(i).filter((child) => tree.kind(child) !== "block");
  let name: string | null = null;
  const [first] = values;
  if (first !== undefined && tree.kind(first) === "as_pattern") values = tree.named(first);
  const [type, second] = values;
  if (second !== undefined) {
    if (first === type && tree.tokenAt(i, "as") === -1) report(cx, i, "multiple exception types must be parenthesized");
    name = nameOrNull(cx, second);
  }
  const body = bodyOf(cx, i);
  const group = tree.tokenAt(i, "*") !== -1;
  return { ...spanTo(cx, i, body), type: optional(cx, type), name, body, group };
}

function lowerMatch(cx: Lowering, i: number): Match {
  const { tree } = cx;
  const block = tree.child(i, "block");
  const subjects = tree.named(i).filter((child) => child !== block);
  const subject = lowerSequence(cx, i, subjects);
  const cases = (block === -1 ? [] : tree.named(block)).map((clause) => {
    const guard = tree.child(clause, "if_clause");
    return {
      pattern: lowerPatterns(cx, clause),
      guard: guard === -1 ? null : optional(cx, tree.named(guard)[0]),
      body: bodyOf(cx, clause),
    };
  });
  const span = spanTo(cx, i, ...cases.map((branch) => branch.body));
  return { kind: "Match", ...span, subject, cases };
}

// ── definitions ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The span is that of `def` or `class` up to the last statement, as in Python: decorators stand before it. */
function lowerDecorated(cx: Lowering, i: number): Stmt {
  const { tree } = cx;
  const children = tree.named(i);
  const decorators = children.slice(0, -1).map((child) => lowerExpr(cx, tree.named(child)[0] as number));
  const definition = children[children.length - 1] as number;
  if (tree.kind(definition) === "class_definition") return lowerClass(cx, definition, decorators);
  return lowerFunction(cx, definition, decorators);
}

function lowerFunction(cx: Lowering, i: number, decorators: readonly Expr[]): FunctionDef {
  const { tree } = cx;
  const name = tree.child(i, "identifier");
  const params = tree.child(i, "parameters");
  const returns = tree.child(i, "type");
  const body = bodyOf(cx, i);
  return {
    kind: "FunctionDef",
    ...spanTo(cx, i, body),
    name: tree.name(name),
    nameSpan: spanAt(cx, name),
    params: lowerParams(cx, params),
    body,
    decorators,
    returns: returns === -1 ? null : lowerExpr(cx, returns),
    async: tree.token(i + 1) === "async",
    typeParams: lowerTypeParams(cx, i),
  };
}

function lowerClass(cx: Lowering, i: number, decorators: readonly Expr[]): ClassDef {
  const { tree } = cx;
  const name = tree.child(i, "identifier");
  const args = tree.child(i, "argument_list");
  const body = bodyOf(cx, i);
  return {
    kind: "ClassDef",
    ...spanTo(cx, i, body),
    name: tree.name(name),
    nameSpan: spanAt(cx, name),
    args: args === -1 ? [] : lowerArguments(cx, args),
    body,
    decorators,
    typeParams: lowerTypeParams(cx, i),
  };
}

/** The names in `[T: int, *Ts, **P]`. */
function lowerTypeParams(cx: Lowering, i: number): string[] {
  const list = cx.tree.child(i, "type_parameter");
  return list === -1 ? [] : cx.tree.named(list).map((parameter) => typeName(cx, parameter));
}

/** The name in a type: of `T: int`, `*Ts` or `Alias[T]` the first identifier. */
function typeName(cx: Lowering, i: number): string {
  const { tree } = cx;
  for (let node = i; node < (tree.next[i] as number); node++) {
    if (tree.kind(node) === "identifier") return tree.name(node);
  }
  return "";
}
