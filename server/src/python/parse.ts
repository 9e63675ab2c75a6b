// Text to syntax, with tree-sitter: the only file that knows it. A version of a document is read from the version before: the
// tree is parsed again where the text differs, and a top-level statement with the same text is the same object, so that
// whoever caches by statement finds it again. Half-typed code is patched first (see recover.ts).
//
// A version takes over the units of the one before and moves their offsets: from then on only the new version tells where
// things are. Older syntax stays readable, its units' places do not.

import {
  Edit as TreeEdit,
  Language,
  type Node,
  Parser,
  type ParseState,
  type Point,
  type Tree,
  type TreeCursor,
} from "web-tree-sitter";
import type { Comment, SourceFile, Stmt, Syntax, SyntaxProblem, Unit } from "./ast.ts";
import { blankRuns } from "./commentRuns.ts";
import { Concrete, kindsOf } from "./concrete.ts";
import { difference } from "./edit.ts";
import { scan } from "./lines.ts";
import { lowerStatement } from "./lowerStmt.ts";
import { moved } from "./moved.ts";
import { commentsIn, Patched } from "./patched.ts";
import { Carry, type Piece } from "./pieces.ts";
import { type Check, findPatches, type Patch, widerPatches } from "./recover.ts";
import { type Fault, validate } from "./validate.ts";

/** Longer texts are refused, in UTF-16 units. */
export const MAX_SOURCE_LENGTH = 2_000_000;

/**
 * How often tree-sitter may report progress while it parses a text, and while the snippets of that text are tried. That is
 * some 0.05 ms apart, 0.5 ms where nothing is Python: the limit is for prose and data, no program comes near it. A text may
 * take one more for every BYTES_A_STEP of tree-sitter's UTF-16 that it got ahead; the shortest statements take that many.
 */
const MAX_STEPS = 12_000;
const BYTES_A_STEP = 40;

/** How many snippets may be tried while half-typed code is mended, and how many times patches are widened. */
const MAX_CHECKS = 500;
const MAX_ROUNDS = 4;

/** Which share of control characters a text may have. */
const MAX_CONTROLS = 0.01;

export interface PythonParser {
  /** Reads a text. `previous` is the version before of the same document, which is used up by that. */
  parse(file: SourceFile, text: string, previous?: Parsed): Parsed;
  /** Reads one expression, as in a directive. Offsets count from the start of `text`; `problem` says why it does not parse. */
  parseExpression(file: SourceFile, text: string): { readonly unit: Unit; readonly problem: string | null };
}

export interface Parsed {
  readonly syntax: Syntax;
  /** Frees the tree. The syntax stays, and the next version can still be read from it, though more slowly. */
  dispose(): void;
}

/** The bytes of two wasm files: web-tree-sitter's own and the grammar of Python. */
export async function createParser(wasm: { runtime: Uint8Array; grammar: Uint8Array }): Promise<PythonParser> {
  await Parser.init({ wasmBinary: wasm.runtime });
  return new TreeSitterParser(await Language.load(wasm.grammar));
}

/** A tree and what it was parsed from, which is the text with long runs of comments blanked. */
interface Parse {
  readonly tree: Tree;
  readonly code: string;
}

class Version implements Parsed {
  readonly syntax: Syntax;
  /** The text with `\n` for a lone `\r`, which ends a line in Python but not in tree-sitter. */
  readonly source: string;
  readonly pieces: readonly Piece[];
  readonly patches: readonly Patch[];
  parse: Parse | null;

  constructor(syntax: Syntax, reading: Partial<Reading> & { source: string }) {
    this.syntax = syntax;
    this.source = reading.source;
    this.pieces = reading.pieces ?? [];
    this.patches = reading.patches ?? [];
    this.parse = reading.parse ?? null;
  }

  dispose(): void {
    this.parse?.tree.delete();
    this.parse = null;
  }
}

/** What an attempt to read a text came to. */
interface Reading {
  readonly parse: Parse;
  readonly patches: readonly Patch[];
  readonly pieces: readonly Piece[];
  /** Start and end of the comments between the statements and in long runs, in pairs. */
  readonly comments: readonly number[];
}

type Attempt = { readonly fault: Fault } | (Reading & { readonly fault: null });

class TreeSitterParser implements PythonParser {
  private readonly parser = new Parser();
  private readonly concrete: Concrete;
  /** What is left of MAX_STEPS. */
  private steps = 0;

  constructor(language: Language) {
    this.parser.setLanguage(language);
    this.concrete = new Concrete(kindsOf(language.types, (id) => language.nodeTypeIsNamed(id)));
  }

  parse(file: SourceFile, text: string, previous?: Parsed): Parsed {
    const last = previous instanceof Version ? previous : null;
    const version = this.read(file, text, last);
    last?.dispose();
    return version;
  }

  parseExpression(file: SourceFile, text: string): { unit: Unit; problem: string | null } {
    const first = text.length - text.trimStart().length;
    // In parentheses, so that lines do not matter; they make every offset one too large.
    const parsed = this.parse(file, `(${text}\n)`);
    parsed.dispose();
    const [unit, second] = parsed.syntax.units;
    // Of `a) + (b` the parentheses around it make an expression; by itself it is none.
    const scanned = scan(text, 0, text.length);
    const fault = scanned.fault ?? parsed.syntax.problems[0];
    const blank = scanned.lines.every((line) => line.stop === -1);
    if (unit?.statement.kind === "Expr" && second === undefined && !blank) {
      const { start, end } = unit.statement.value;
      const whole: Stmt = { ...unit.statement, start, end };
      const statement = moved(whole, (offset) => Math.max(first, Math.min(text.length, offset - 1)));
      return { unit: { file, statement, text, offset: 0 }, problem: fault?.message ?? null };
    }
    const message = fault?.message ?? "expected an expression";
    const span = { start: blank ? 0 : first, end: text.length };
    const statement: Stmt = { kind: "Expr", ...span, value: { kind: "Missing", ...span, message } };
    return { unit: { file, statement, text, offset: 0 }, problem: message };
  }

  private read(file: SourceFile, text: string, last: Version | null): Version {
    const refusal = refuse(text);
    if (refusal !== null) return refused(file, text, refusal);
    const source = /\r(?!\n)/.test(text) ? text.replace(/\r(?!\n)/g, "\n") : text;
    const carry = new Carry(file, source, last);
    const base = last?.parse ?? null;
    this.steps = MAX_STEPS;
    let attempt = this.attempt(carry, base, [], "strict");
    if (attempt?.fault) {
      this.steps = MAX_STEPS;
      const check = this.checker();
      let patches: readonly Patch[] = findPatches(source, carry.before, check);
      for (let round = 0; round < MAX_ROUNDS; round++) {
        attempt = this.attempt(carry, base, patches, "strict");
        if (!attempt?.fault) break;
        const wider = widerPatches(source, carry.before, check, attempt.fault.start, patches);
        if (wider === patches) break;
        patches = wider;
      }
      if (attempt?.fault) attempt = this.attempt(carry, base, patches, "lenient");
    }
    return attempt?.fault === null ? adopt(carry, attempt, text) : refused(file, text, "too complex to parse");
  }

  // ── trees ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Null when it takes too long. `credit` is how many more steps a byte gives that has been read. */
  private tree(code: string, base: Parse | null, credit: number): Tree | null {
    const old = base?.tree.copy() ?? null;
    if (base !== null) old?.edit(treeEdit(base.code, code));
    let steps = 0;
    const progressCallback = ({ currentOffset }: ParseState): boolean => ++steps > this.steps + currentOffset * credit;
    const tree = this.parser.parse(code, old, { progressCallback });
    this.steps -= Math.max(0, Math.ceil(steps - code.length * 2 * credit));
    if (tree === null) this.parser.reset();
    old?.delete();
    return tree;
  }

  /** Tells whether snippets parse; after too many of them none does any more. */
  private checker(): Check {
    let checks = 0;
    return (code, column) => {
      const tree = ++checks > MAX_CHECKS ? null : this.tree(blankRuns(code).code, null, 0);
      if (tree === null) return { start: 0, end: 0, message: "invalid syntax" };
      let fault: Fault | null = null;
      if (tree.rootNode.hasError) {
        fault = firstError(tree.rootNode);
      } else {
        const cursor = tree.walk();
        for (let more = cursor.gotoFirstChild(); more && fault === null; more = cursor.gotoNextSibling()) {
          if (!this.isStatement(cursor)) continue;
          this.concrete.fill(cursor, code, null);
          fault = validate(this.concrete, column);
        }
        cursor.delete();
      }
      tree.delete();
      return fault;
    };
  }

  private isStatement(cursor: TreeCursor): boolean {
    const { kinds } = this.concrete;
    const id = cursor.nodeTypeId;
    return id !== kinds.comment && id !== kinds.continuation && kinds.token[id] === "";
  }

  // ── pieces ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Parses the text with its patches and makes the pieces. A strict attempt ends at the first fault, a lenient one makes
   * Broken statements of what is faulty. Null when it takes too long.
   */
  private attempt(
    carry: Carry,
    base: Parse | null,
    patches: readonly Patch[],
    mode: "strict" | "lenient",
  ): Attempt | null {
    const patched = new Patched(carry.source, patches);
    const { code } = patched;
    const blanked = blankRuns(code);
    const tree = this.tree(blanked.code, base, 1 / BYTES_A_STEP);
    if (tree === null) return null;
    carry.restart();
    const pieces: Piece[] = [];
    const comments = blanked.comments.map((offset) => patched.real(offset));
    const { hasError } = tree.rootNode;
    let fault = hasError && mode === "strict" ? firstError(tree.rootNode) : null;
    const cursor = tree.walk();
    for (let more = cursor.gotoFirstChild(); more && fault === null; more = cursor.gotoNextSibling()) {
      if (cursor.nodeTypeId === this.concrete.kinds.comment) {
        comments.push(patched.real(cursor.startIndex), patched.real(cursor.endIndex));
      } else if (this.isStatement(cursor) || (hasError && cursor.currentNode.isError)) {
        const made = this.pieces(carry, patched, cursor, hasError);
        if (!("message" in made)) pieces.push(...made);
        else if (mode === "strict") fault = made;
        else
          pieces.push(brokenPiece(carry, patched.real(cursor.startIndex), patched.real(cursor.endIndex), made.message));
      }
    }
    cursor.delete();
    if (fault === null) return { fault, parse: { tree, code: blanked.code }, patches, pieces, comments };
    tree.delete();
    return { fault: patched.realFault(fault) };
  }

  /** The pieces of the statement at the cursor, or its fault. */
  private pieces(carry: Carry, patched: Patched, cursor: TreeCursor, hasError: boolean): readonly Piece[] | Fault {
    const [from, to] = [cursor.startIndex, cursor.endIndex];
    const replacement = patched.replacementAt(from);
    if (replacement !== null) return carry.replacementPieces(replacement);
    const start = patched.real(from);
    const end = patched.real(to);
    const inner = patched.within(from, to);
    const kept = inner.length === 0 ? carry.piece(start, end) : null;
    if (kept !== null) return [{ ...kept, start }];
    if (hasError && (cursor.currentNode.hasError || cursor.currentNode.isError)) return firstError(cursor.currentNode);

    const reused = new Map<number, Stmt>();
    const comments: number[] = [];
    this.concrete.fill(cursor, patched.code, (defStart, defEnd) => {
      if (patched.within(defStart, defEnd).length > 0) return false;
      const definition = carry.definition(patched.real(defStart), patched.real(defEnd), start);
      if (definition === null) return false;
      reused.set(defStart, definition.statement);
      comments.push(...definition.comments);
      return true;
    });
    const invalid = validate(this.concrete, 0);
    if (invalid !== null) return invalid;
    const at =
      inner.length === 0 ? (offset: number) => offset - from : (offset: number) => patched.real(offset) - start;
    const replacements = new Map<number, () => readonly Stmt[]>();
    for (const { patch, start: place } of inner) {
      if (patch.becomes !== "text") replacements.set(place, () => carry.replacement(patch, start));
    }
    const faults: Fault[] = [];
    const cx = { tree: this.concrete, at, replacements, reused, faults, depth: 0 };
    const [statement] = lowerStatement(cx, 0);
    for (const offset of this.concrete.comments) comments.push(at(offset));
    const unit = {
      file: carry.file,
      statement: statement as Stmt,
      text: carry.source.slice(start, end),
      offset: start,
    };
    const piece: Piece = { unit, start, comments, faults, clean: inner.length === 0 };
    if (piece.clean) carry.keep(piece);
    return [piece];
  }
}

/** Makes a version of a reading: only now the units that it keeps move to their places. */
function adopt(carry: Carry, reading: Reading, text: string): Version {
  const { file, source } = carry;
  const problems: SyntaxProblem[] = reading.patches.flatMap((patch) => patch.problem ?? []);
  const places = [...reading.comments, ...reading.patches.flatMap((patch) => commentsIn(source, patch))];
  const pieces = reading.pieces.map((piece): Piece => {
    const { start, unit } = piece;
    for (const offset of piece.comments) places.push(start + offset);
    for (const fault of piece.faults) {
      problems.push({ start: start + fault.start, end: start + fault.end, message: fault.message });
    }
    if (unit.file !== file) return { ...piece, unit: { ...unit, file, offset: start } };
    // A slice of this version's text, so that a unit does not keep every text alive that it was ever in.
    unit.text = source.slice(start, start + unit.text.length);
    unit.offset = start;
    return piece;
  });
  const units = pieces.map((piece) => piece.unit);
  const comments = commentsAt(source, places);
  problems.sort((a, b) => a.start - b.start);
  return new Version({ file, text, units, comments, problems }, { ...reading, pieces, source });
}

function commentsAt(source: string, places: readonly number[]): Comment[] {
  const comments: Comment[] = [];
  for (let k = 0; k + 1 < places.length; k += 2) {
    const [start, end] = [places[k], places[k + 1]] as [number, number];
    const text = source.slice(start, end).trimEnd();
    comments.push({ start, end: start + text.length, text });
  }
  return comments.sort((a, b) => a.start - b.start);
}

function brokenPiece(carry: Carry, start: number, end: number, message: string): Piece {
  const span = { start: 0, end: end - start };
  const statement: Stmt = { kind: "Broken", ...span, message };
  const unit = { file: carry.file, statement, text: carry.source.slice(start, end), offset: start };
  return { unit, start, comments: [], faults: [{ ...span, message }], clean: false };
}

/** Why a text is not even tried. */
function refuse(text: string): string | null {
  if (text.length > MAX_SOURCE_LENGTH) return `file is longer than ${MAX_SOURCE_LENGTH} characters`;
  if (text.includes("\0")) return "source code cannot contain null bytes";
  const length = Math.min(text.length, 4_000); // the start tells
  let controls = 0;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c < 32 && (c < 9 || c > 13)) controls++;
  }
  return controls > length * MAX_CONTROLS ? "file is not text" : null;
}

function refused(file: SourceFile, text: string, message: string): Version {
  const problems = [{ start: 0, end: 0, message }];
  return new Version({ file, text, units: [], comments: [], problems }, { source: text });
}

/** The first node that tree-sitter made up or skipped. */
function firstError(node: Node): Fault {
  let current = node;
  while (!current.isError && !current.isMissing) {
    const next = current.children.find((child) => child.hasError || child.isError || child.isMissing);
    if (next === undefined) break;
    current = next;
  }
  return { start: current.startIndex, end: current.endIndex, message: "invalid syntax" };
}

function treeEdit(before: string, after: string): TreeEdit {
  const { start, oldEnd, newEnd } = difference(before, after);
  return new TreeEdit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  });
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let line = 0;
  for (
    let newline = text.indexOf("\n");
    newline !== -1 && newline < offset;
    newline = text.indexOf("\n", newline + 1)
  ) {
    row++;
    line = newline + 1;
  }
  return { row, column: offset - line };
}
