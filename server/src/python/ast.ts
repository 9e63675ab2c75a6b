// Our own Python syntax tree: plain data, named as in CPython's `ast`. It knows nothing of tree-sitter and of values.
//
// Offsets (`start`, `end`, UTF-16 units) are relative to the top-level statement that a node stands in, its Unit. So an
// edit elsewhere in the file moves a unit and leaves its nodes as they are. `spanOf` gives absolute offsets.

/** A file as the interpreter sees it. `library` files are our models: frames inside them are walked over. */
export interface SourceFile {
  readonly path: string;
  readonly library: boolean;
}

/** A top-level statement: what is lowered, cached and re-used as one. */
export interface Unit {
  readonly file: SourceFile;
  readonly statement: Stmt;
  readonly text: string;
  /** Where the statement starts in its file now. Only the parser moves it. */
  offset: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in the source that survives edits elsewhere: a node's relative span and its unit. */
export interface Site extends Span {
  readonly unit: Unit;
}

export function spanOf(site: Site): Span {
  return { start: site.unit.offset + site.start, end: site.unit.offset + site.end };
}

export interface Comment extends Span {
  /** The comment with its `#`. Offsets are absolute. */
  readonly text: string;
}

export interface SyntaxProblem extends Span {
  readonly message: string;
}

/** One parsed version of a document. */
export interface Syntax {
  readonly file: SourceFile;
  readonly text: string;
  readonly units: readonly Unit[];
  readonly comments: readonly Comment[];
  /** Where the text does not parse. Units of the last good version stand in for what is broken. */
  readonly problems: readonly SyntaxProblem[];
}

// ── expressions ────────────────────────────────────────────────────────────────────────────────────────────────────

export type Expr =
  | Name
  | Constant
  | JoinedStr
  | Tuple
  | List
  | SetExpr
  | Dict
  | Attribute
  | Subscript
  | Slice
  | Call
  | BinOp
  | UnaryOp
  | BoolOp
  | Compare
  | IfExp
  | Lambda
  | Comprehension
  | Starred
  | NamedExpr
  | Await
  | Yield
  | YieldFrom
  | Missing;

export interface Name extends Span {
  readonly kind: "Name";
  readonly id: string;
}

/** Literals. Implicitly concatenated strings are one constant. Integers beyond 2^53 keep their digits in `big`. */
export type Constant = Span & { readonly kind: "Constant" } & (
    | { readonly type: "none" | "true" | "false" | "ellipsis" }
    | { readonly type: "int"; readonly value: number; readonly big?: string }
    | { readonly type: "float" | "complex"; readonly value: number }
    | { readonly type: "str" | "bytes"; readonly value: string }
  );

/** An f-string (or t-string, taken as one); implicit concatenation with plain strings is merged in. */
export interface JoinedStr extends Span {
  readonly kind: "JoinedStr";
  readonly parts: readonly (string | FormattedValue)[];
}

export interface FormattedValue {
  readonly value: Expr;
  readonly conversion: "r" | "s" | "a" | null;
  /** `{x=}`: the expression's text with the equals sign, printed first. */
  readonly label: string | null;
  readonly format: readonly (string | FormattedValue)[];
}

export interface Tuple extends Span {
  readonly kind: "Tuple";
  readonly items: readonly Expr[];
}

export interface List extends Span {
  readonly kind: "List";
  readonly items: readonly Expr[];
}

export interface SetExpr extends Span {
  readonly kind: "Set";
  readonly items: readonly Expr[];
}

/** A null key is `**value`. */
export interface Dict extends Span {
  readonly kind: "Dict";
  readonly entries: readonly { readonly key: Expr | null; readonly value: Expr }[];
}

export interface Attribute extends Span {
  readonly kind: "Attribute";
  readonly value: Expr;
  readonly attr: string;
}

/** `value[index]`; several indices are one Tuple, as in Python. */
export interface Subscript extends Span {
  readonly kind: "Subscript";
  readonly value: Expr;
  readonly index: Expr;
}

export interface Slice extends Span {
  readonly kind: "Slice";
  readonly lower: Expr | null;
  readonly upper: Expr | null;
  readonly step: Expr | null;
}

/** Arguments in source order: `*x` has star 1, `**x` star 2, `name=x` a name. */
export interface Argument {
  readonly value: Expr;
  readonly name: string | null;
  readonly star: 0 | 1 | 2;
}

export interface Call extends Span {
  readonly kind: "Call";
  readonly func: Expr;
  readonly args: readonly Argument[];
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";

export interface BinOp extends Span {
  readonly kind: "BinOp";
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}

export interface UnaryOp extends Span {
  readonly kind: "UnaryOp";
  readonly op: "+" | "-" | "~" | "not";
  readonly operand: Expr;
}

/** `a and b and c` is one node. */
export interface BoolOp extends Span {
  readonly kind: "BoolOp";
  readonly op: "and" | "or";
  readonly values: readonly Expr[];
}

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";

export interface Compare extends Span {
  readonly kind: "Compare";
  readonly left: Expr;
  readonly ops: readonly CompareOperator[];
  readonly comparators: readonly Expr[];
}

export interface IfExp extends Span {
  readonly kind: "IfExp";
  readonly test: Expr;
  readonly body: Expr;
  readonly orelse: Expr;
}

export interface Lambda extends Span {
  readonly kind: "Lambda";
  readonly params: readonly Param[];
  readonly body: Expr;
}

export interface Comprehension extends Span {
  readonly kind: "Comprehension";
  readonly type: "list" | "set" | "dict" | "generator";
  /** For a dict the value; `key` is null otherwise. */
  readonly element: Expr;
  readonly key: Expr | null;
  readonly clauses: readonly ComprehensionFor[];
}

export interface ComprehensionFor {
  readonly target: Expr;
  readonly iter: Expr;
  readonly conditions: readonly Expr[];
  readonly async: boolean;
}

export interface Starred extends Span {
  readonly kind: "Starred";
  readonly value: Expr;
}

export interface NamedExpr extends Span {
  readonly kind: "NamedExpr";
  readonly target: Name;
  readonly value: Expr;
}

export interface Await extends Span {
  readonly kind: "Await";
  readonly value: Expr;
}

export interface Yield extends Span {
  readonly kind: "Yield";
  readonly value: Expr | null;
}

export interface YieldFrom extends Span {
  readonly kind: "YieldFrom";
  readonly value: Expr;
}

/** A hole where the text does not parse; evaluates to Unknown with this message. */
export interface Missing extends Span {
  readonly kind: "Missing";
  readonly message: string;
}

// ── statements ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type Stmt =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | While
  | If
  | With
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Scope
  | ExprStmt
  | Simple
  | Match
  | TypeAlias
  | Broken;

/** In order: positional-only, positional-or-keyword, `*args`, keyword-only, `**kwargs`. */
export interface Param extends Span {
  readonly name: string;
  readonly type: "positional-only" | "normal" | "args" | "keyword-only" | "kwargs";
  readonly annotation: Expr | null;
  readonly default: Expr | null;
}

export interface FunctionDef extends Span {
  readonly kind: "FunctionDef";
  readonly name: string;
  readonly nameSpan: Span;
  readonly params: readonly Param[];
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
  readonly returns: Expr | null;
  readonly async: boolean;
  /** Names of PEP 695 type parameters. */
  readonly typeParams: readonly string[];
}

export interface ClassDef extends Span {
  readonly kind: "ClassDef";
  readonly name: string;
  readonly nameSpan: Span;
  /** Bases and keywords (`metaclass=…`). */
  readonly args: readonly Argument[];
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
  readonly typeParams: readonly string[];
}

export interface Return extends Span {
  readonly kind: "Return";
  readonly value: Expr | null;
}

export interface Delete extends Span {
  readonly kind: "Delete";
  readonly targets: readonly Expr[];
}

/** `a = b = value` has two targets, in source order. */
export interface Assign extends Span {
  readonly kind: "Assign";
  readonly targets: readonly Expr[];
  readonly value: Expr;
}

export interface AugAssign extends Span {
  readonly kind: "AugAssign";
  readonly target: Expr;
  readonly op: BinaryOperator;
  readonly value: Expr;
}

export interface AnnAssign extends Span {
  readonly kind: "AnnAssign";
  readonly target: Expr;
  readonly annotation: Expr;
  readonly value: Expr | null;
}

export interface For extends Span {
  readonly kind: "For";
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
  readonly async: boolean;
}

export interface While extends Span {
  readonly kind: "While";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}

/** `elif` is an If alone in `orelse`. */
export interface If extends Span {
  readonly kind: "If";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}

export interface With extends Span {
  readonly kind: "With";
  readonly items: readonly { readonly context: Expr; readonly target: Expr | null }[];
  readonly body: readonly Stmt[];
  readonly async: boolean;
}

export interface Raise extends Span {
  readonly kind: "Raise";
  readonly exception: Expr | null;
  readonly cause: Expr | null;
}

export interface ExceptHandler extends Span {
  readonly type: Expr | null;
  readonly name: string | null;
  readonly body: readonly Stmt[];
  /** `except*` */
  readonly group: boolean;
}

export interface Try extends Span {
  readonly kind: "Try";
  readonly body: readonly Stmt[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Stmt[];
  readonly finalbody: readonly Stmt[];
}

export interface Assert extends Span {
  readonly kind: "Assert";
  readonly test: Expr;
  readonly message: Expr | null;
}

/** `as` is null where the name is not renamed; `import a.b.c` then binds `a`. */
export interface Import extends Span {
  readonly kind: "Import";
  readonly names: readonly { readonly name: string; readonly as: string | null }[];
}

/** `from ..module import a as b, *`; `level` counts the dots. The star is a name of `*`. */
export interface ImportFrom extends Span {
  readonly kind: "ImportFrom";
  readonly module: string;
  readonly level: number;
  readonly names: readonly { readonly name: string; readonly as: string | null }[];
}

export interface Scope extends Span {
  readonly kind: "Global" | "Nonlocal";
  readonly names: readonly string[];
}

export interface ExprStmt extends Span {
  readonly kind: "Expr";
  readonly value: Expr;
}

export interface Simple extends Span {
  readonly kind: "Pass" | "Break" | "Continue";
}

export interface Match extends Span {
  readonly kind: "Match";
  readonly subject: Expr;
  readonly cases: readonly MatchCase[];
}

export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard: Expr | null;
  readonly body: readonly Stmt[];
}

export type Pattern =
  | { readonly kind: "MatchValue"; readonly value: Expr }
  | { readonly kind: "MatchCapture"; readonly name: string | null; readonly pattern: Pattern | null } // `_`, `x`, `p as x`
  | { readonly kind: "MatchSequence"; readonly patterns: readonly Pattern[] }
  | { readonly kind: "MatchStar"; readonly name: string | null }
  | { readonly kind: "MatchOr"; readonly patterns: readonly Pattern[] }
  | {
      readonly kind: "MatchMapping";
      readonly entries: readonly { readonly key: Expr; readonly pattern: Pattern }[];
      readonly rest: string | null;
    }
  | {
      readonly kind: "MatchClass";
      readonly cls: Expr;
      readonly patterns: readonly Pattern[];
      readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];
    };

export interface TypeAlias extends Span {
  readonly kind: "TypeAlias";
  readonly name: string;
  readonly value: Expr;
}

/** A statement that does not parse and has no earlier good version. */
export interface Broken extends Span {
  readonly kind: "Broken";
  readonly message: string;
}
