// What one version of a document hands to the next: its units, the definitions in classes that are being edited, and the
// last good versions of what does not parse now.

import type { SourceFile, Stmt, Unit } from "./ast.ts";
import { difference, type Edit, moveOffset } from "./edit.ts";
import { scan } from "./lines.ts";
import { moved, outerStart } from "./moved.ts";
import { type Before, type Known, knownAt, type Patch } from "./recover.ts";
import type { Fault } from "./validate.ts";

export type MutableUnit = { -readonly [Key in keyof Unit]: Unit[Key] };

/** A unit with what belongs to it; its offsets are relative to `start`, where it stands in its version. */
export interface Piece {
  readonly unit: MutableUnit;
  readonly start: number;
  /** Start and end of each comment within, in pairs. */
  readonly comments: readonly number[];
  readonly faults: readonly Fault[];
  /** Whether it was read as it stands, without a patch. */
  readonly clean: boolean;
}

/** A version as the next one sees it. */
export interface Last {
  readonly source: string;
  readonly pieces: readonly Piece[];
  readonly patches: readonly Patch[];
}

/** A definition of a class that is read again, and the piece that it was in. */
interface KeptDefinition {
  readonly statement: Stmt;
  readonly piece: Piece;
  /** The end of the statement in the new text. */
  readonly end: number;
}

/** A statement when it was good, and its text, which starts at `start` of the unit that it was in. */
interface Good {
  readonly statement: Stmt;
  readonly text: string;
  readonly start: number;
}

/** Kept for as long as the statements are that stand in for half-typed ones. */
const goods = new WeakMap<Stmt, Good>();

export class Carry {
  readonly file: SourceFile;
  readonly source: string;
  /** For the search for patches; null without a version before. */
  readonly before: Before | null;
  private readonly edit: Edit | null;
  private readonly touched: readonly Piece[];
  private readonly changed: Piece[] = [];
  private readonly byPlace = new Map<number, Piece>();
  private byText = new Map<string, Piece[]>();
  private definitions: Map<number, KeptDefinition> | null = null;

  constructor(file: SourceFile, source: string, last: Last | null) {
    this.file = file;
    this.source = source;
    if (last === null) {
      this.before = null;
      this.edit = null;
      this.touched = [];
      return;
    }
    const edit = difference(last.source, source);
    this.edit = edit;
    for (const piece of last.pieces) {
      if (!piece.clean) continue;
      const end = piece.start + piece.unit.text.length;
      if (end <= edit.start) this.byPlace.set(piece.start, piece);
      // One that starts where something was inserted has moved behind it.
      else if (piece.start >= edit.oldEnd) this.byPlace.set(piece.start - edit.oldEnd + edit.newEnd, piece);
      else this.changed.push(piece);
    }
    // What is inserted where a unit starts or ends may belong to it.
    this.touched = last.pieces.filter((piece) => touches(piece, edit));
    this.before = {
      text: last.source,
      edit,
      statements: last.pieces.map(({ unit, start }) => knownAt(unit.statement, start, unit.text)),
      patches: last.patches,
      stoodIn: (statement) => goods.has(statement),
    };
  }

  /** Has to be called before each attempt to read the text. */
  restart(): void {
    this.byText = new Map();
    for (const piece of this.changed) {
      const same = this.byText.get(piece.unit.text);
      if (same === undefined) this.byText.set(piece.unit.text, [piece]);
      else same.push(piece);
    }
  }

  /** Lets a later attempt take over what this one has read. */
  keep(piece: Piece): void {
    this.byPlace.set(piece.start, piece);
  }

  /** The piece with the text of this range. */
  piece(start: number, end: number): Piece | null {
    const same = this.byPlace.get(start);
    if (same?.unit.text.length === end - start) return same;
    if (this.byText.size === 0) return null;
    return this.byText.get(this.source.slice(start, end))?.shift() ?? null;
  }

  /** A definition in a class whose text is that of this range, with offsets relative to `base`. */
  definition(start: number, end: number, base: number): { statement: Stmt; comments: readonly number[] } | null {
    this.definitions ??= this.collectDefinitions();
    const kept = this.definitions.get(start);
    const edit = this.edit;
    if (kept === undefined || edit === null || kept.end > end || (end > edit.start && start < edit.newEnd)) return null;
    // The comments behind it are in no piece if they were in a long run.
    const tail = scan(this.source, kept.end, end);
    if (tail.lines.some((line) => line.stop !== -1)) return null;
    const { statement, piece } = kept;
    // How far the statement has moved within its unit.
    const by = start - base - outerStart(statement, piece.unit.text);
    const comments = tail.comments.map((offset) => offset - base);
    for (let k = 0; k + 1 < piece.comments.length; k += 2) {
      const from = (piece.comments[k] as number) + by;
      if (from >= start - base && from < kept.end - base) comments.push(from, (piece.comments[k + 1] as number) + by);
    }
    return { statement: by === 0 ? statement : moved(statement, (offset) => offset + by), comments };
  }

  private collectDefinitions(): Map<number, KeptDefinition> {
    const result = new Map<number, KeptDefinition>();
    const before = this.before;
    if (before === null) return result;
    for (const piece of this.touched) {
      const { statement, text } = piece.unit;
      if (statement.kind !== "ClassDef") continue;
      for (const member of statement.body) {
        if (member.kind !== "FunctionDef" && member.kind !== "ClassDef") continue;
        const { start, end } = knownAt(member, piece.start, text);
        const patched = before.patches.some((patch) => patch.start <= end && patch.end >= start);
        if (patched || (end > before.edit.start && start < before.edit.oldEnd)) continue;
        const place = moveOffset(before.edit, start);
        result.set(place, { statement: member, piece, end: place + end - start });
      }
    }
    return result;
  }

  /** What a patch at top level becomes: units that all start where it does. */
  replacementPieces(patch: Patch): Piece[] {
    const { start, end } = patch;
    const text = this.source.slice(start, end);
    return this.replacement(patch, start).map((statement) => {
      return {
        unit: { file: this.file, statement, text, offset: start },
        start,
        comments: [],
        faults: [],
        clean: false,
      };
    });
  }

  /** What a patch becomes, with offsets relative to `base`. */
  replacement(patch: Patch, base: number): readonly Stmt[] {
    if (patch.becomes === "broken") {
      const message = patch.problem?.message ?? "invalid syntax";
      return [{ kind: "Broken", start: patch.start - base, end: patch.end - base, message }];
    }
    const [only] = patch.known;
    if (only !== undefined && patch.known.length === 1) return [this.standIn(only, patch, base)];
    return patch.known.map((known) => {
      const clamp = (offset: number): number => Math.max(patch.start, Math.min(patch.end, offset)) - base;
      return moved(known.statement, (offset) => clamp(moveOffset(this.edit as Edit, known.offset + offset)));
    });
  }

  /** A statement of the version before, laid over the text that does not parse. */
  private standIn(known: Known, patch: Patch, base: number): Stmt {
    const good = goods.get(known.statement) ?? goodOf(known);
    const text = this.source.slice(patch.start, patch.end);
    if (text === good.text && patch.start - base === good.start) return good.statement;
    const edit = difference(good.text, text);
    const place = (offset: number): number => patch.start + moveOffset(edit, offset - good.start) - base;
    const result = moved(good.statement, place);
    remember(result, good);
    return result;
  }
}

function touches(piece: Piece, edit: Edit): boolean {
  return piece.start <= edit.oldEnd && piece.start + piece.unit.text.length >= edit.start;
}

function goodOf({ statement, text, start, end, offset }: Known): Good {
  return { statement, text: text.slice(start - offset, end - offset), start: start - offset };
}

/** The members of a class that stands in are good where the class is. */
function remember(standIn: Stmt, good: Good): void {
  goods.set(standIn, good);
  if (standIn.kind !== "ClassDef" || good.statement.kind !== "ClassDef") return;
  for (const [index, member] of good.statement.body.entries()) {
    const copy = standIn.body[index];
    if (copy === undefined) continue;
    const start = outerStart(member, good.text, good.start);
    const text = good.text.slice(start - good.start, member.end - good.start);
    remember(copy, { statement: member, text, start });
  }
}
