// Decides for every function which names are its own, which it shares with inner functions, and which come from outside.
//
// Comprehensions run inside their function: their variables are locals under a name of their own (`x@12`, by the offset of
// the comprehension). A generator expression is a function of its own, as in Python.

import type { Comprehension, Expr, FunctionDef, Lambda, ClassDef, Param, Pattern, Stmt } from "./ast.ts";

export type ScopeNode = FunctionDef | Lambda | ClassDef | Comprehension;

export interface ScopeInfo {
  /** Own variables that live in slots, parameters first. */
  readonly slots: ReadonlyMap<string, number>;
  /** Own variables that inner functions share, then those taken from outside, each with its index among the cells. */
  readonly cells: ReadonlyMap<string, number>;
  readonly ownCells: readonly string[];
  readonly freeNames: readonly string[];
  /** Declared `global`. */
  readonly globals: ReadonlySet<string>;
  readonly isGenerator: boolean;
}

/** The name that a comprehension's variable has in its function. */
export function comprehensionName(name: string, node: Comprehension): string {
  return `${name}@${String(node.start)}`;
}

const infos = new WeakMap<ScopeNode, ScopeInfo>();

export function scopeOf(node: ScopeNode): ScopeInfo {
  let info = infos.get(node);
  if (info === undefined) {
    info = analyze(node);
    infos.set(node, info);
  }
  return info;
}

/** Slots that a module's own statements need: only for the comprehensions in it. */
export function scopeOfModule(statement: Stmt): ScopeInfo {
  const walker = new Walker(false);
  walker.statement(statement);
  return walker.finish([], true);
}

function analyze(node: ScopeNode): ScopeInfo {
  const walker = new Walker(node.kind !== "ClassDef");
  switch (node.kind) {
    case "FunctionDef":
      for (const statement of node.body) walker.statement(statement);
      return walker.finish(parameterNames(node.params), false);
    case "Lambda":
      walker.expression(node.body);
      return walker.finish(parameterNames(node.params), false);
    case "ClassDef":
      for (const statement of node.body) walker.statement(statement);
      return walker.finish([], true);
    case "Comprehension":
      walker.generator(node);
      return walker.finish([generatorArgument], false);
  }
}

/** The parameter of a generator expression: its first iterable, evaluated outside. */
export const generatorArgument = ".0";

function parameterNames(params: readonly Param[]): string[] {
  return params.map((param) => param.name);
}

class Walker {
  private readonly bound = new Set<string>();
  private readonly comprehensionBound = new Set<string>();
  private readonly used = new Set<string>();
  private readonly usedInside = new Set<string>();
  private readonly globals = new Set<string>();
  private readonly nonlocals = new Set<string>();
  private readonly binds: boolean;
  private renames: ReadonlyMap<string, string> = new Map();
  private yields = false;

  /** `binds` is false for classes and modules, whose own names live in a namespace. */
  constructor(binds: boolean) {
    this.binds = binds;
  }

  finish(params: readonly string[], namespace: boolean): ScopeInfo {
    const own = new Set<string>([...params, ...(namespace ? [] : this.bound), ...this.comprehensionBound]);
    for (const name of [...this.globals, ...this.nonlocals]) own.delete(name);
    const ownCells: string[] = [];
    const slots = new Map<string, number>();
    for (const name of params) slots.set(name, slots.size); // arguments arrive in slots, even those that become cells
    for (const name of own) {
      if (this.usedInside.has(name)) ownCells.push(name);
      else if (!slots.has(name)) slots.set(name, slots.size);
    }
    const free = new Set<string>();
    for (const name of [...this.used, ...this.usedInside, ...this.nonlocals])
      if (!own.has(name) && !this.globals.has(name)) free.add(name);
    const freeNames = [...free];
    const cells = new Map<string, number>();
    for (const name of [...ownCells, ...freeNames]) cells.set(name, cells.size);
    return { slots, cells, ownCells, freeNames, globals: this.globals, isGenerator: this.yields };
  }

  statement(node: Stmt): void {
    switch (node.kind) {
      case "FunctionDef":
        this.bind(node.name);
        for (const decorator of node.decorators) this.expression(decorator);
        this.parameters(node.params);
        this.inner(node);
        return;
      case "ClassDef":
        this.bind(node.name);
        for (const decorator of node.decorators) this.expression(decorator);
        for (const argument of node.args) this.expression(argument.value);
        this.inner(node);
        return;
      case "Return":
      case "Expr":
        if (node.value !== null) this.expression(node.value);
        return;
      case "Delete":
        for (const target of node.targets) this.target(target);
        return;
      case "Assign":
        this.expression(node.value);
        for (const target of node.targets) this.target(target);
        return;
      case "AugAssign":
        this.expression(node.value);
        this.expression(node.target);
        this.target(node.target);
        return;
      case "AnnAssign":
        if (node.value !== null) this.expression(node.value);
        if (!this.binds) this.expression(node.annotation);
        this.target(node.target);
        return;
      case "For":
        this.expression(node.iter);
        this.target(node.target);
        this.block(node.body);
        this.block(node.orelse);
        return;
      case "While":
      case "If":
        this.expression(node.test);
        this.block(node.body);
        this.block(node.orelse);
        return;
      case "With":
        for (const item of node.items) {
          this.expression(item.context);
          if (item.target !== null) this.target(item.target);
        }
        this.block(node.body);
        return;
      case "Raise":
        if (node.exception !== null) this.expression(node.exception);
        if (node.cause !== null) this.expression(node.cause);
        return;
      case "Try":
        this.block(node.body);
        for (const handler of node.handlers) {
          if (handler.type !== null) this.expression(handler.type);
          if (handler.name !== null) this.bind(handler.name);
          this.block(handler.body);
        }
        this.block(node.orelse);
        this.block(node.finalbody);
        return;
      case "Assert":
        this.expression(node.test);
        if (node.message !== null) this.expression(node.message);
        return;
      case "Import":
        for (const { name, as } of node.names) this.bind(as ?? name.split(".")[0] ?? name);
        return;
      case "ImportFrom":
        for (const { name, as } of node.names) if (name !== "*") this.bind(as ?? name);
        return;
      case "Global":
        for (const name of node.names) this.globals.add(name);
        return;
      case "Nonlocal":
        for (const name of node.names) this.nonlocals.add(name);
        return;
      case "Match":
        this.expression(node.subject);
        for (const branch of node.cases) {
          this.pattern(branch.pattern);
          if (branch.guard !== null) this.expression(branch.guard);
          this.block(branch.body);
        }
        return;
      case "TypeAlias":
        this.bind(node.name);
        return;
      case "Pass":
      case "Break":
      case "Continue":
      case "Broken":
        return;
    }
  }

  expression(node: Expr): void {
    switch (node.kind) {
      case "Name":
        this.used.add(this.renames.get(node.id) ?? node.id);
        return;
      case "Constant":
      case "Missing":
        return;
      case "JoinedStr":
        this.formatted(node.parts);
        return;
      case "Tuple":
      case "List":
      case "Set":
        for (const item of node.items) this.expression(item);
        return;
      case "Dict":
        for (const { key, value } of node.entries) {
          if (key !== null) this.expression(key);
          this.expression(value);
        }
        return;
      case "Attribute":
      case "Starred":
      case "Await":
        this.expression(node.value);
        return;
      case "Subscript":
        this.expression(node.value);
        this.expression(node.index);
        return;
      case "Slice":
        for (const part of [node.lower, node.upper, node.step]) if (part !== null) this.expression(part);
        return;
      case "Call":
        this.expression(node.func);
        for (const argument of node.args) this.expression(argument.value);
        return;
      case "BinOp":
        this.expression(node.left);
        this.expression(node.right);
        return;
      case "UnaryOp":
        this.expression(node.operand);
        return;
      case "BoolOp":
        for (const value of node.values) this.expression(value);
        return;
      case "Compare":
        this.expression(node.left);
        for (const value of node.comparators) this.expression(value);
        return;
      case "IfExp":
        this.expression(node.test);
        this.expression(node.body);
        this.expression(node.orelse);
        return;
      case "Lambda":
        this.parameters(node.params);
        this.inner(node);
        return;
      case "Comprehension":
        if (node.type === "generator") {
          const [first] = node.clauses;
          if (first !== undefined) this.expression(first.iter);
          this.inner(node);
        } else this.comprehension(node);
        return;
      case "NamedExpr":
        this.expression(node.value);
        this.bind(node.target.id);
        this.used.add(node.target.id);
        return;
      case "Yield":
        this.yields = true;
        if (node.value !== null) this.expression(node.value);
        return;
      case "YieldFrom":
        this.yields = true;
        this.expression(node.value);
        return;
    }
  }

  /** The body of a generator expression, seen from inside. */
  generator(node: Comprehension): void {
    for (const [index, clause] of node.clauses.entries()) {
      if (index > 0) this.expression(clause.iter);
      this.target(clause.target);
      for (const condition of clause.conditions) this.expression(condition);
    }
    if (node.key !== null) this.expression(node.key);
    this.expression(node.element);
  }

  private comprehension(node: Comprehension): void {
    const outer = this.renames;
    const [first] = node.clauses;
    if (first !== undefined) this.expression(first.iter);
    const renames = new Map(outer);
    for (const clause of node.clauses)
      for (const name of targetNames(clause.target)) {
        renames.set(name, comprehensionName(name, node));
        this.comprehensionBound.add(comprehensionName(name, node));
      }
    this.renames = renames;
    for (const [index, clause] of node.clauses.entries()) {
      if (index > 0) this.expression(clause.iter);
      this.target(clause.target);
      for (const condition of clause.conditions) this.expression(condition);
    }
    if (node.key !== null) this.expression(node.key);
    this.expression(node.element);
    this.renames = outer;
  }

  private block(body: readonly Stmt[]): void {
    for (const statement of body) this.statement(statement);
  }

  private formatted(parts: readonly (string | { value: Expr; format: readonly unknown[] })[]): void {
    for (const part of parts) {
      if (typeof part === "string") continue;
      this.expression(part.value);
      this.formatted(part.format as typeof parts);
    }
  }

  private parameters(params: readonly Param[]): void {
    for (const param of params) if (param.default !== null) this.expression(param.default);
  }

  private inner(node: ScopeNode): void {
    for (const name of scopeOf(node).freeNames) this.usedInside.add(this.renames.get(name) ?? name);
  }

  private bind(name: string): void {
    this.bound.add(name);
  }

  private target(node: Expr): void {
    switch (node.kind) {
      case "Name": {
        const renamed = this.renames.get(node.id);
        if (renamed === undefined) this.bind(node.id);
        return;
      }
      case "Tuple":
      case "List":
        for (const item of node.items) this.target(item);
        return;
      case "Starred":
        this.target(node.value);
        return;
      default:
        this.expression(node);
    }
  }

  private pattern(node: Pattern): void {
    switch (node.kind) {
      case "MatchValue":
        this.expression(node.value);
        return;
      case "MatchCapture":
        if (node.name !== null) this.bind(node.name);
        if (node.pattern !== null) this.pattern(node.pattern);
        return;
      case "MatchStar":
        if (node.name !== null) this.bind(node.name);
        return;
      case "MatchSequence":
      case "MatchOr":
        for (const item of node.patterns) this.pattern(item);
        return;
      case "MatchMapping":
        for (const { key, pattern } of node.entries) {
          this.expression(key);
          this.pattern(pattern);
        }
        if (node.rest !== null) this.bind(node.rest);
        return;
      case "MatchClass":
        this.expression(node.cls);
        for (const item of node.patterns) this.pattern(item);
        for (const { pattern } of node.keywords) this.pattern(pattern);
        return;
    }
  }
}

/** The names that an assignment target binds. */
export function targetNames(node: Expr): string[] {
  switch (node.kind) {
    case "Name":
      return [node.id];
    case "Tuple":
    case "List":
      return node.items.flatMap(targetNames);
    case "Starred":
      return targetNames(node.value);
    default:
      return [];
  }
}
