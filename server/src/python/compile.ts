// Compiles functions, class bodies and modules to closures: once a node, cached by the node, free of any run's state.

import type { ClassDef, Comprehension, Expr, FunctionDef, Lambda, Param, Site, Span, Stmt, Unit } from "./ast.ts";
import { compileExpression } from "./compileExpression.ts";
import { compileBlock } from "./compileStatement.ts";
import { compileGeneratorBody, compileGeneratorExpression } from "./generators.ts";
import type { GeneratorBody } from "./generators.ts";
import type { CallFrame, Signal } from "./runtime.ts";
import { scopeOf, scopeOfModule } from "./scope.ts";
import type { ScopeInfo } from "./scope.ts";
import type { Cell, FunctionCode, Value } from "./values.ts";

export type Eval = (frame: CallFrame) => Value;
export type Exec = (frame: CallFrame) => Signal;

/** What compiling needs to know about where it is. */
export interface Place {
  readonly unit: Unit;
  readonly kind: "function" | "class" | "module";
  readonly scope: ScopeInfo;
  /** Cells by name: own ones and captured ones. */
  readonly cells: ReadonlyMap<string, number>;
  /** Comprehension variables in force: name → the slot or cell name. */
  readonly renames: ReadonlyMap<string, string>;
  /** Inside a `try`: imports are resolved at once, so that its handlers see what is missing. */
  readonly eager: boolean;
  /** Inside a `try` with handlers: a missing import raises. Elsewhere it is Unknown. */
  readonly guarded: boolean;
  /** In a directive a walrus makes a symbol. */
  readonly directive: boolean;
  /** In a generator: where the value that each `yield` receives is kept. */
  readonly yields: Map<Expr, number> | null;
  /** `self` and the like: the first parameter, for a bare `super()`. */
  readonly first: string | null;
  readonly qualname: string;
}

/** What a place is unless its kind says otherwise. */
const plainPlace = {
  renames: new Map<string, string>(),
  eager: true,
  guarded: false,
  directive: false,
  yields: null,
  first: null,
  qualname: "",
};

export interface Compiled {
  readonly scope: ScopeInfo;
  readonly params: readonly Param[];
  /** Only plain parameters: as many arguments as parameters fill the slots directly. */
  readonly simple: boolean;
  readonly slotCount: number;
  readonly body: Exec;
  /** A lambda's value. */
  readonly expression: Eval | null;
  readonly generator: GeneratorBody | null;
}

/**
 * Compiled code by its node. Its places name the unit that it was compiled in: a definition that a class took over from the
 * version before is compiled again, or its places would stay where that version's unit was.
 */
class Cache<Node extends object, Code> {
  private readonly codes = new WeakMap<Node, { readonly unit: Unit; readonly code: Code }>();

  get(node: Node, unit: Unit, compile: () => Code): Code {
    const known = this.codes.get(node);
    if (known?.unit === unit) return known.code;
    const code = compile();
    this.codes.set(node, { unit, code });
    return code;
  }
}

const functions = new Cache<FunctionDef | Lambda | Comprehension, Compiled>();

export function compileFunction(code: FunctionCode): Compiled {
  return functions.get(code.node, code.unit, () => compileNode(code));
}

const nothing: Exec = () => 0;

function compileNode(code: FunctionCode): Compiled {
  const { node, unit } = code;
  const scope = scopeOf(node);
  const params = node.kind === "Comprehension" ? [] : node.params;
  const place: Place = {
    unit,
    kind: "function",
    scope,
    cells: cellIndices(scope, code.captured),
    ...plainPlace,
    yields: scope.isGenerator ? new Map() : null,
    first: params[0]?.name ?? null,
    qualname: code.name,
  };
  const base = {
    scope,
    params,
    simple: params.every((param) => param.type === "normal" || param.type === "positional-only"),
    slotCount: scope.slots.size,
    body: nothing,
    expression: null,
    generator: null,
  };
  if (node.kind === "Lambda") return { ...base, expression: compileExpression(place, node.body) };
  if (node.kind === "Comprehension")
    return { ...base, slotCount: scope.slots.size, generator: compileGeneratorExpression(place, node) };
  if (scope.isGenerator) {
    const generator = compileGeneratorBody(place, node.body);
    return { ...base, slotCount: scope.slots.size + (place.yields?.size ?? 0), generator };
  }
  return { ...base, body: compileBlock(place, node.body) };
}

function cellIndices(scope: ScopeInfo, captured: readonly string[]): ReadonlyMap<string, number> {
  const cells = new Map<string, number>();
  for (const name of scope.ownCells) cells.set(name, cells.size);
  for (const name of captured) cells.set(name, cells.size);
  return cells;
}

/** The outer variables that an inner scope shares with the place it is made at, and how to get them there. */
export function captures(place: Place, scope: ScopeInfo): { names: readonly string[]; indices: readonly number[] } {
  const names: string[] = [];
  const indices: number[] = [];
  for (const name of scope.freeNames) {
    const index = place.cells.get(place.renames.get(name) ?? name);
    if (index === undefined) continue;
    names.push(name);
    indices.push(index);
  }
  return { names, indices };
}

export interface CompiledBody {
  readonly body: Exec;
  readonly slotCount: number;
  readonly ownCells: number;
  readonly captured: readonly number[];
}

const classes = new Cache<ClassDef, CompiledBody>();

export function compileClassBody(outer: Place, node: ClassDef): CompiledBody {
  return classes.get(node, outer.unit, () => compileClass(outer, node));
}

function compileClass(outer: Place, node: ClassDef): CompiledBody {
  const scope = scopeOf(node);
  const { names, indices } = captures(outer, scope);
  const place: Place = {
    unit: outer.unit,
    kind: "class",
    scope,
    cells: cellIndices(scope, names),
    ...plainPlace,
    qualname: node.name,
  };
  return {
    body: compileBlock(place, node.body),
    slotCount: scope.slots.size,
    ownCells: scope.ownCells.length,
    captured: indices,
  };
}

const statements = new Cache<Stmt, CompiledBody>();

/** A top-level statement. */
export function compileUnit(unit: Unit): CompiledBody {
  return statements.get(unit.statement, unit, () => compileTopLevel(unit));
}

function compileTopLevel(unit: Unit): CompiledBody {
  const scope = scopeOfModule(unit.statement);
  const place: Place = {
    unit,
    kind: "module",
    scope,
    cells: cellIndices(scope, []),
    ...plainPlace,
    eager: false,
  };
  return {
    body: compileBlock(place, [unit.statement]),
    slotCount: scope.slots.size,
    ownCells: scope.ownCells.length,
    captured: [],
  };
}

const expressions = new WeakMap<Unit, Eval>();

/** An expression by itself, in a module's namespace: a directive. */
export function compileDirective(unit: Unit, expression: Expr): { eval: Eval; slotCount: number; ownCells: number } {
  const scope = scopeOfModule(unit.statement);
  const place: Place = {
    unit,
    kind: "module",
    scope,
    cells: cellIndices(scope, []),
    ...plainPlace,
    directive: true,
  };
  let compiled = expressions.get(unit);
  if (compiled === undefined) {
    compiled = compileExpression(place, expression);
    expressions.set(unit, compiled);
  }
  return { eval: compiled, slotCount: scope.slots.size, ownCells: scope.ownCells.length };
}

export function siteOf(place: Place, node: Span): Site {
  return { unit: place.unit, start: node.start, end: node.end };
}

export function cellAt(frame: CallFrame, index: number): Cell {
  const cell = frame.cells[index];
  if (cell === undefined) throw new Error("a frame lacks a cell that its code was compiled with");
  return cell;
}
